import { ABSENT, type DecisionPoint, FAULT, TRUE } from '../policy/policy.js';
import { AskCode } from './dialogue.js';
import type { Endings } from './ending.js';
import { type Floor, Kind, Rank } from './floor.js';
import type { HumanStage } from './human-stage.js';
import { PolicyFault } from './policy-fault.js';

/** The AI stage: arrival, customer turns and AI replies, and what the policy decides at each. */
export class AiStage {
  constructor(
    private readonly floor: Floor,
    private readonly people: HumanStage,
    private readonly endings: Endings,
  ) {}

  arrive(slot: number): void {
    const { contacts, now, world } = this.floor;
    contacts.arrivedAt[slot] = now;
    this.floor.frustration.begin(slot, world.intents[contacts.intent[slot]!]!.mood, now);
    if (contacts.visit[slot]! > 0) {
      this.floor.frustration.explainsAgain(slot, now);
      contacts.reexplained[slot] = 1;
    }
    const rule = this.decide('arrival', slot);
    if (rule >= 0 && this.handsOver(slot, rule)) return;
    if (contacts.onRecord[slot] === 1 && this.recordIsOver(slot)) return this.passesTheAi(slot);
    this.floor.schedule(now, Rank.turn, Kind.customerTurn, slot);
  }

  /** Nothing was ever said to the AI: the contact enters at the queue, or was over at once. */
  private passesTheAi(slot: number): void {
    if (!this.floor.recordHandsOverHere(slot)) return this.endAsRecorded(slot);
    this.people.handOver(slot, -1, this.floor.recordOf(slot).team, 'summary');
  }

  customerTurn(slot: number): void {
    const { contacts, dialogue, now } = this.floor;
    if (!dialogue.customerSpeaks(slot, now)) return this.leaveAi(slot);
    const recorded = dialogue.recordedTurn(slot);
    const handoverHere = recorded !== undefined && this.floor.recordHandsOverHere(slot);

    if (this.floor.policy.followsRecord && recorded) {
      if (handoverHere)
        return this.people.handOver(slot, -1, this.floor.recordOf(slot).team, 'summary');
    } else {
      const rule = this.decide('turn', slot);
      if (rule >= 0 && this.handsOver(slot, rule)) return;
      const visibleRefusal = rule >= 0 && this.floor.policy.rules[rule]!.action.kind === 'refuse';
      if (recorded) this.partFromRecord(slot, handoverHere, visibleRefusal);
    }

    if (contacts.ask[slot] === AskCode.request) {
      contacts.refusals[slot] = contacts.refusals[slot]! + 1;
      this.floor.frustration.askNotHonoured(slot, now);
    }
    const next = dialogue.recordedTurn(slot);
    if (next && !next.reply) return this.noReply(slot);
    this.floor.schedule(now + dialogue.aiReplySeconds(slot), Rank.turn, Kind.aiReply, slot);
  }

  /**
   * The policy stays with the AI. That ends the observed prefix where the record handed over here,
   * where the policy refuses out loud, and where the record's next reply offered a person: no rule
   * of ours makes that offer, so what the customer would have said next was never recorded.
   */
  private partFromRecord(slot: number, handoverHere: boolean, refusesAloud: boolean): void {
    const { contacts } = this.floor;
    const reply = this.floor.dialogue.recordedTurn(slot)!.reply;
    if (!handoverHere && !refusesAloud && !reply?.offersPerson) return;
    contacts.onRecord[slot] = 0;
    const dialogue = this.floor.recordOf(slot);
    if (dialogue.handoverAfter !== undefined) contacts.later[slot] = 1;
  }

  /** On record, and the AI never answered this turn: the customer wrote again, or it was the end. */
  private noReply(slot: number): void {
    if (this.recordIsOver(slot)) return this.endAsRecorded(slot);
    const { now } = this.floor;
    this.floor.schedule(
      now + this.floor.dialogue.customerReplySeconds(slot),
      Rank.turn,
      Kind.customerTurn,
      slot,
    );
  }

  private recordIsOver(slot: number): boolean {
    const { contacts } = this.floor;
    const dialogue = this.floor.recordOf(slot);
    return contacts.turns[slot]! >= dialogue.turns.length;
  }

  aiReply(slot: number): void {
    const { dialogue, now } = this.floor;
    const reply = dialogue.aiReplies(slot, now);
    if (reply === 'solved') {
      this.floor.record.resolved = true;
      return this.endings.end(slot, 'ai-resolved');
    }
    if (reply === 'as-recorded' && this.recordIsOver(slot)) return this.endAsRecorded(slot);
    this.floor.schedule(
      now + dialogue.customerReplySeconds(slot),
      Rank.turn,
      Kind.customerTurn,
      slot,
    );
  }

  private endAsRecorded(slot: number): void {
    const { contacts, record } = this.floor;
    const dialogue = this.floor.recordOf(slot);
    record.resolved = dialogue.resolved;
    record.outcomeObserved = dialogue.resolved !== undefined;
    contacts.decisionObserved[slot] = this.floor.policy.readsQueues ? 0 : 1;
    this.endings.end(slot, dialogue.resolved ? 'ai-resolved' : 'left-ai');
  }

  private leaveAi(slot: number): void {
    this.floor.record.resolved = false;
    this.endings.end(slot, 'left-ai');
  }

  /** Index of the first rule that matches; −1 when none does. */
  private decide(point: DecisionPoint, slot: number): number {
    const { rules } = this.floor.policy;
    const { view } = this.floor;
    view.slot = slot;
    view.now = this.floor.now;
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index]!;
      if (!rule.at.includes(point)) continue;
      const truth = rule.condition(view);
      if (truth === TRUE) {
        this.floor.ruleFired[index]!++;
        return index;
      }
      if (truth === ABSENT) this.floor.ruleAbsent[index]!++;
      else if (truth === FAULT) this.fault(rule.id, slot);
    }
    return -1;
  }

  private fault(rule: string, slot: number): never {
    const { issue, visit } = this.floor.contacts;
    throw new PolicyFault(this.floor.policy.name, rule, issue[slot]!, visit[slot]!, this.floor.now);
  }

  private handsOver(slot: number, rule: number): boolean {
    const { action } = this.floor.policy.rules[rule]!;
    if (action.kind !== 'transfer') return false;
    this.people.handOver(slot, rule, action.team, action.context);
    return true;
  }
}
