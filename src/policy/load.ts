import { type Problem, throwIfAny } from '../input/problem.js';
import type { Position } from '../input/yaml-file.js';
import { checkCondition } from './condition/check-condition.js';
import { crossingsOf, type Stopwatch } from './condition/crossings.js';
import type { Expression } from './condition/expression.js';
import type { Vocabulary } from './condition/vocabulary.js';
import { ActionBinder } from './grammar/actions.js';
import { Definitions } from './grammar/definitions.js';
import {
  type Fragments,
  type Placed,
  type PolicyDocument,
  readDocument,
} from './grammar/document.js';
import type { Settings } from './grammar/parameters.js';
import type { WrittenRule, WrittenServingRule, WrittenWaitingRule } from './grammar/schema.js';
import { StayActionBinder } from './grammar/stay-actions.js';
import { TermBinder } from './grammar/terms.js';
import {
  type Action,
  type CompiledRule,
  type CompiledServingRule,
  type CompiledWaitingRule,
  chainOf,
  type DecisionPoint,
  type Policy,
  type ServingAction,
  TRUE,
  type WaitingAction,
} from './policy.js';
import { faultAt, RuleChecks } from './rule-checks.js';

export interface LoadOptions {
  /** Texts of the fragments that the policy includes. */
  readonly fragments?: Fragments;
  /** Values of parameters, in place of the policy's own. */
  readonly params?: Settings;
}

/** What a policy was made from, and can be made from again in another thread. */
export interface PolicySource extends LoadOptions {
  readonly file: string;
  readonly text: string;
  readonly vocabulary: Vocabulary;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly source: PolicySource;
  readonly description: string;
  /** The policy as written, fragments in their places; its rules stand as those of `policy`. */
  readonly document: PolicyDocument;
  /** The named conditions, as they were read. */
  readonly conditions: ReadonlyMap<string, Expression>;
  /** The parameters' values. */
  readonly params: ReadonlyMap<string, number>;
  /** Suspicious but not wrong: a value that no contact has, a signal that is never there. */
  readonly warnings: readonly Problem[];
  /** Where the policy says its name. */
  readonly nameAt: Position;
  /** The problem of a rule whose condition could not be computed for a contact. */
  faultAt(rule: string, contact: string): Problem;
}

/**
 * A policy file bound to a world.
 *
 * @throws InputError with every problem of the file and its fragments: YAML, schema, unknown teams,
 *   and conditions with their position inside the text
 */
export function loadPolicy(
  file: string,
  text: string,
  vocabulary: Vocabulary,
  options: LoadOptions = {},
): LoadedPolicy {
  const document = readDocument(file, text, options.fragments ?? new Map());
  const loaded = new PolicyLoader(document, vocabulary, options.params ?? {}).load();
  return { ...loaded, source: { file, text, vocabulary, ...options } };
}

/** Signals that say how busy a desk is: what they decide depends on a modelled queue. */
const BUSYNESS = /^desk\..*\.(free|queue|oldest_wait|estimated_wait)$/;

class PolicyLoader {
  private readonly problems: Problem[] = [];
  private readonly definitions: Definitions;
  private readonly actions: ActionBinder;
  private readonly stays: StayActionBinder;
  /** Rules whose conditions can hold, by what has to happen first. */
  private readonly reachable = { arrival: 0, turn: 0, stay: 0 };
  private readsQueues = false;
  private readonly checks: RuleChecks;

  constructor(
    private readonly document: PolicyDocument,
    private readonly vocabulary: Vocabulary,
    settings: Settings,
  ) {
    this.definitions = new Definitions(document, vocabulary, settings, this.problems);
    this.checks = new RuleChecks(document, vocabulary, this.definitions, this.problems);
    const terms = new TermBinder(vocabulary, this.definitions.params, this.problems);
    this.actions = new ActionBinder(terms, (gate) => this.turnCondition(gate));
    this.stays = new StayActionBinder(terms);
  }

  load(): Omit<LoadedPolicy, 'source'> {
    const { definitions, document } = this;
    const { description, name, nameAt } = document;
    this.checks.name();
    const rules = document.rules.flatMap((rule) => this.turnRule(rule) ?? []);
    const waiting = document.waiting.flatMap((rule) => this.waitingRule(rule) ?? []);
    const serving = document.serving.flatMap((rule) => this.servingRule(rule) ?? []);
    this.checks.limits();
    if (rules.length === document.rules.length) this.checkReach([...waiting, ...serving]);
    throwIfAny(this.problems);
    return {
      policy: {
        name,
        rules,
        waiting,
        serving,
        routes: this.actions.routes,
        counted: definitions.counted(),
        readsQueues: this.readsQueues,
        followsRecord: false,
      },
      description,
      document,
      conditions: definitions.expressions,
      params: definitions.params,
      warnings: this.problems,
      nameAt,
      faultAt: (id, contact) => faultAt(document, id, contact),
    };
  }

  /** A policy of which nothing can ever happen on this dataset is no policy for it. */
  private checkReach(stays: readonly StayRule[]): void {
    const { checks, document, reachable, vocabulary } = this;
    if (!vocabulary.withoutTurns) {
      // Whom no rule hands over nobody waits for.
      if (document.rules.length > 0 && reachable.arrival + reachable.turn === 0) {
        checks.noneApplies();
      }
      return;
    }
    // Only whoever is handed back speaks to the AI.
    if (stays.some(({ action }) => handsBack(action))) return;
    if (reachable.arrival + reachable.stay === 0) return checks.noneApplies();
    for (const rule of document.rules) {
      if (!pointsOf(rule.value).includes('arrival')) checks.noteNoTurns(rule);
    }
  }

  // ── rules ────────────────────────────────────────────────────────────────

  private turnRule({ value: rule, yaml, path }: Placed<WrittenRule>): CompiledRule | undefined {
    const at = pointsOf(rule);
    this.checks.begin({ yaml, path }, rule.id);
    const when = rule.when ?? 'true';
    const point = at.includes('arrival') ? 'arrival' : 'turn';
    const expression = this.turnCondition({ value: when, yaml, path: [...path, 'when'] }, point);
    const action = this.actions.action({ value: rule.then, yaml, path: [...path, 'then'] });
    if (!expression || !action) return undefined;
    if (at.includes('arrival')) this.checks.refuseWordsOnArrival({ yaml, path }, action);
    return {
      id: rule.id,
      at,
      when,
      ...(rule.when === undefined ? {} : { expression }),
      action,
      atMost: rule.at_most ?? (asks(action) ? 1 : Number.POSITIVE_INFINITY),
      condition: rule.when === undefined ? () => TRUE : expression.condition,
    };
  }

  private waitingRule({ value: rule, yaml, path }: Placed<WrittenWaitingRule>) {
    this.checks.begin({ yaml, path }, rule.id);
    const action = this.stays.waitingAction({ value: rule.then, yaml, path: [...path, 'then'] });
    const stay = this.stayRule({ value: rule, yaml, path }, 'waited');
    return stay && ({ ...stay, action } satisfies CompiledWaitingRule);
  }

  private servingRule({ value: rule, yaml, path }: Placed<WrittenServingRule>) {
    this.checks.begin({ yaml, path }, rule.id);
    const action = this.stays.servingAction({ value: rule.then, yaml, path: [...path, 'then'] });
    const stay = this.stayRule({ value: rule, yaml, path }, 'agent_silent');
    return stay && ({ ...stay, action } satisfies CompiledServingRule);
  }

  private stayRule(
    { value: { id, when }, yaml, path }: Placed<{ readonly id: string; readonly when: string }>,
    stopwatch: Stopwatch,
  ) {
    const place = { value: when, yaml, path: [...path, 'when'] };
    const expression = checkCondition(place, this.definitions, this.problems);
    if (!expression) return undefined;
    this.checks.refuseElsewhere(place, expression, stopwatch === 'waited' ? 'waiting' : 'serving');
    if (this.checks.noteAbsent(place, expression)) this.reachable.stay++;
    const { at: crossings, polls } = crossingsOf(expression.expanded, stopwatch);
    return { id, when, expression, condition: expression.condition, crossings, polls };
  }

  /**
   * The condition of a rule, or of a gate within one, while the AI talks.
   *
   * @param point at which the rule is checked first; absent for a gate
   */
  private turnCondition(place: Placed<string>, point?: DecisionPoint): Expression | undefined {
    const expression = checkCondition(place, this.definitions, this.problems);
    if (!expression) return undefined;
    this.checks.refuseElsewhere(place, expression, 'rules');
    const signals = this.definitions.signalsBehind(expression.expanded);
    this.readsQueues ||= signals.some((name) => BUSYNESS.test(name));
    const reachable = this.checks.noteAbsent(place, expression);
    if (point && reachable) this.reachable[point]++;
    return expression;
  }
}

type StayRule = Pick<CompiledWaitingRule | CompiledServingRule, 'action'>;

function pointsOf({ at }: WrittenRule): DecisionPoint[] {
  return ([] as DecisionPoint[]).concat(at);
}

/** To the AI, in an else too. */
function handsBack(action: WaitingAction | ServingAction): boolean {
  const otherwise = 'otherwise' in action ? action.otherwise : undefined;
  return action.handback || (otherwise !== undefined && handsBack(otherwise));
}

/** The AI asks something of the customer, in an else too, and does not go on asking it. */
function asks(action: Action): boolean {
  return chainOf(action).some(({ kind }) => kind === 'offer' || kind === 'clarify');
}
