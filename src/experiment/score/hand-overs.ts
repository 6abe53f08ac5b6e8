import type { LoadedPolicy } from '../../policy/load.js';
import {
  ABSENT,
  type Action,
  type Condition,
  type DecisionPoint,
  FAULT,
  type Policy,
  TRUE,
  type Truth,
} from '../../policy/policy.js';
import type { World } from '../../scenario/world.js';
import { RecordedPrefix } from './recorded-prefix.js';
import type { LabelledDialogue } from './utterances.js';

/** Where a policy would hand one recorded dialogue over. */
export interface HandOvers {
  /** Every utterance at which it would, each judged as if nothing had been handed over before. */
  readonly flags: readonly number[];
  /** The one that would happen: at arrival, or at the first customer turn at which it would. */
  readonly live?: number;
}

/** How often a rule decided an utterance, and how often it lacked a signal to be decided. */
export interface RuleUse {
  fired: number;
  absent: number;
}

/** A condition that cannot be computed, with where. */
export class RuleFault extends Error {
  constructor(
    readonly rule: string,
    readonly conversation: string,
  ) {
    super(`rule "${rule}" cannot be computed in conversation "${conversation}"`);
  }
}

/** What it takes to look through a policy's eyes at a record. */
export interface Idle {
  readonly world: World;
  /** IANA zone of the record's clock. */
  readonly timeZone: string;
}

/**
 * Asks the policy after every utterance of the recorded dialogue.
 *
 * A policy decides when the customer has spoken, so only those are hand-overs that would happen; its
 * rules are asked after the AI's utterances too, since annotators label these as well: flagged is a
 * reply at which the policy, had it been asked, would have had enough. Nothing is asked before the
 * customer's first word but the rules of the arrival, which stand for the first utterance.
 *
 * @throws RuleFault when a condition cannot be computed
 */
export function handOversOf(
  policy: Policy,
  dialogue: LabelledDialogue,
  idle: Idle,
  use: readonly RuleUse[],
): HandOvers {
  const reader = new PolicyReader(policy, dialogue, idle, use);
  const flags: number[] = [];
  let live: number | undefined;
  dialogue.utterances.forEach((turn, position) => {
    const atArrival = position === 0 && reader.handsOver('arrival', false);
    reader.sight.hear(turn);
    const spoken = turn.speaker === 'customer';
    const flagged = atArrival || (reader.sight.turns() > 0 && reader.handsOver('turn', spoken));
    if (!flagged) return;
    flags.push(position);
    if (atArrival || spoken) live ??= position;
  });
  return { flags, ...(live === undefined ? {} : { live }) };
}

/** Whether a policy would ever offer rather than hand over. */
export function offers({ policy }: Pick<LoadedPolicy, 'policy'>): boolean {
  return policy.rules.some(({ action }) => {
    for (let one: Action | undefined = action; one; one = alternative(one)) {
      if (one.kind === 'offer') return true;
    }
    return false;
  });
}

/** One policy on its way through one dialogue. */
class PolicyReader {
  readonly sight: RecordedPrefix;
  /** By rule, how often it has decided to stay with the AI. */
  private readonly stayed: number[];

  constructor(
    private readonly policy: Policy,
    private readonly dialogue: LabelledDialogue,
    idle: Idle,
    private readonly use: readonly RuleUse[],
  ) {
    this.sight = new RecordedPrefix(dialogue.conversation, idle.world, idle.timeZone, policy);
    this.stayed = policy.rules.map(() => 0);
  }

  /**
   * Whether the first rule that matches leads to people. An offer does: nobody recorded its answer.
   *
   * @param happens the AI is about to answer, so that a decision to stay is one, and counts towards
   *   the rule's `at_most`; a way to people is forgotten, since no utterance knows of another's
   */
  handsOver(point: DecisionPoint, happens: boolean): boolean {
    for (const [index, rule] of this.policy.rules.entries()) {
      if (!rule.at.includes(point) || this.stayed[index]! >= rule.atMost) continue;
      const truth = this.ask(rule.condition, rule.id);
      if (truth === ABSENT) this.use[index]!.absent++;
      if (truth !== TRUE) continue;
      this.use[index]!.fired++;
      const action = this.chosen(rule.action, rule.id);
      if (action?.kind === 'transfer' || action?.kind === 'offer') return true;
      if (happens) this.stayed[index]!++;
      if (happens && action?.kind === 'clarify') this.sight.clarified++;
      return false;
    }
    return false;
  }

  /** What a rule comes to, past the gates that are shut. */
  private chosen(action: Action, rule: string): Action | undefined {
    let one: Action | undefined = action;
    while (one && 'gate' in one && one.gate && this.ask(one.gate.condition, rule) !== TRUE) {
      one = alternative(one);
    }
    return one;
  }

  private ask(condition: Condition, rule: string): Truth {
    const truth = condition(this.sight);
    if (truth === FAULT) throw new RuleFault(rule, this.dialogue.conversation.id);
    return truth;
  }
}

function alternative(action: Action): Action | undefined {
  return 'otherwise' in action ? action.otherwise : undefined;
}
