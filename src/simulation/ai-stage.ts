import { ABSENT, type CompiledRule, type DecisionPoint, FAULT, TRUE } from '../policy/policy.js';
import { AiDesk } from './ai-desk.js';
import { AskCode, type Contact } from './contact.js';
import type { Dialogue } from './dialogue.js';
import { type Floor, Kind, Rank, type Stages } from './floor.js';
import { PolicyFault } from './policy-fault.js';
import type { View } from './view.js';

/** The AI stage: arrival, customer turns and AI replies, and what the policy decides at each. */
export class AiStage {
  private readonly desk: AiDesk;
  /** The rules that are checked at each decision point, in order. */
  private readonly rulesOnArrival: readonly IndexedRule[];
  private readonly rulesAtTurn: readonly IndexedRule[];
  /** By rule, whether it hands over. */
  private readonly transfers: readonly boolean[];

  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
    private readonly dialogue: Dialogue,
    private readonly view: View,
  ) {
    this.desk = new AiDesk(floor.world.ai);
    const { rules } = floor.policy;
    const indexed = rules.map((rule, index) => {
      const { action, condition } = rule;
      return { rule, index, condition, offer: action.kind === 'offer' ? action.bit : -1 };
    });
    const at = (point: DecisionPoint) => indexed.filter(({ rule }) => rule.at.includes(point));
    this.rulesOnArrival = at('arrival');
    this.rulesAtTurn = at('turn');
    this.transfers = rules.map(({ action }) => action.kind === 'transfer');
  }

  /** A new day. */
  begin(): void {
    this.desk.reset();
  }

  arrive(contact: Contact): void {
    const { frustration, now, world } = this.floor;
    contact.arrivedAt = now;
    frustration.begin(contact, world.intents[contact.intent]!.mood);
    if (contact.visit > 0) {
      frustration.explainsAgain(contact);
      contact.reexplained = 1;
    }
    const rule = this.decide(this.rulesOnArrival, contact);
    if (rule >= 0 && this.handsOver(contact, rule)) return;
    if (contact.onRecord && this.recordIsOver(contact)) return this.passesTheAi(contact);
    this.customerTurnAt(contact, now);
  }

  /** Nothing was ever said to the AI: the contact enters at the queue, or was over at once. */
  private passesTheAi(contact: Contact): void {
    if (this.floor.recordHandsOverHere(contact)) return this.stages.waiting.handOver(contact, -1);
    this.endAsRecorded(contact);
  }

  /** Handed back from the queue: the customer writes on. */
  resumes(contact: Contact): void {
    if (contact.onRecord) this.dialogue.leaveRecord(contact);
    this.customerTurnAt(contact, this.floor.now);
  }

  customerTurn(contact: Contact): void {
    const { floor, dialogue } = this;
    if (!dialogue.customerSpeaks(contact)) return this.leaveAi(contact);
    const recorded = dialogue.recordedTurn(contact);
    const handoverHere = recorded !== undefined && floor.recordHandsOverHere(contact);
    if (contact.offer >= 0 && this.acceptsOffer(contact)) return;

    if (floor.policy.followsRecord && recorded) {
      if (handoverHere) return this.stages.waiting.handOver(contact, -1);
    } else {
      const rule = this.decide(this.rulesAtTurn, contact);
      if (rule >= 0 && this.handsOver(contact, rule)) return;
      const action = rule >= 0 ? floor.policy.rules[rule]!.action.kind : 'stay';
      if (action === 'offer') contact.offer = rule;
      if (recorded) this.partFromRecord(contact, handoverHere, action);
    }

    const next = dialogue.recordedTurn(contact);
    // To be offered a person is no refusal, whoever offers.
    const offered = next ? next.reply?.offersPerson : contact.offer >= 0;
    if (contact.ask === AskCode.request && !offered) {
      contact.refusals++;
      floor.frustration.askNotHonoured(contact);
    }
    if (next && !next.reply) return this.noReply(contact);
    if (this.desk.starts(contact)) this.beginReply(contact);
  }

  private customerTurnAt(contact: Contact, at: number): void {
    contact.turnDue = this.floor.schedule(at, Rank.turn, Kind.customerTurn, contact.slot);
  }

  private beginReply(contact: Contact): void {
    contact.turnDue = this.floor.schedule(
      this.floor.now + this.dialogue.aiReplySeconds(contact),
      Rank.turn,
      Kind.aiReply,
      contact.slot,
    );
  }

  /** The customer's word on the offer just made. True if it leads to people. */
  private acceptsOffer(contact: Contact): boolean {
    const rule = contact.offer;
    contact.offer = -1;
    if (contact.ask === AskCode.refuse) contact.declinedOffers++;
    if (contact.ask !== AskCode.accept) return false;
    contact.acceptedOffers++;
    this.stages.waiting.handOver(contact, rule);
    return true;
  }

  /**
   * The policy stays with the AI. That ends the observed prefix where the record handed over here,
   * and where what the customer hears is not what they heard then: a refusal spoken, an offer made
   * or left out (model.md §2).
   */
  private partFromRecord(
    contact: Contact,
    handoverHere: boolean,
    action: CompiledRule['action']['kind'],
  ): void {
    const offered = this.dialogue.recordedTurn(contact)!.reply?.offersPerson ?? false;
    const sameWords = action !== 'refuse' && (action === 'offer') === offered;
    if (handoverHere || !sameWords) this.dialogue.leaveRecord(contact);
  }

  /** On record, and the AI never answered this turn: the customer wrote again, or it was the end. */
  private noReply(contact: Contact): void {
    if (this.recordIsOver(contact)) return this.endAsRecorded(contact);
    this.customerWillReply(contact);
  }

  private customerWillReply(contact: Contact): void {
    const seconds = this.dialogue.customerReplySeconds(contact);
    this.customerTurnAt(contact, this.floor.now + seconds);
  }

  private recordIsOver(contact: Contact): boolean {
    return contact.customerTurns >= this.floor.recordOf(contact).turns.length;
  }

  /** A reply is out, whether anybody still reads it or not: the AI can begin another. */
  replyIsOut(): void {
    const waiting = this.desk.next();
    if (waiting !== undefined) this.beginReply(waiting);
  }

  aiReply(contact: Contact): void {
    this.replyIsOut();
    const reply = this.dialogue.aiReplies(contact);
    if (reply === 'solved') {
      contact.resolved = true;
      return this.stages.endings.endWithAi(contact, 'ai-resolved');
    }
    if (reply === 'as-recorded' && this.recordIsOver(contact)) return this.endAsRecorded(contact);
    this.customerWillReply(contact);
  }

  private endAsRecorded(contact: Contact): void {
    const { resolved } = this.floor.recordOf(contact);
    contact.resolved = resolved;
    contact.outcomeObserved = resolved !== undefined;
    contact.decisionObserved = !this.floor.policy.readsQueues;
    this.stages.endings.endWithAi(contact, resolved ? 'ai-resolved' : 'left-ai');
  }

  private leaveAi(contact: Contact): void {
    contact.resolved = false;
    this.stages.endings.endWithAi(contact, 'left-ai');
  }

  /** Index of the first rule that matches; −1 when none does. */
  private decide(rules: readonly IndexedRule[], contact: Contact): number {
    const { floor, view } = this;
    view.contact = contact;
    for (let i = 0; i < rules.length; i++) {
      const { condition, index, offer } = rules[i]!;
      const truth = condition(view);
      if (truth === TRUE) {
        if (offer >= 0 && !this.offersAnew(contact, offer)) continue;
        floor.ruleFired[index]!++;
        return index;
      }
      if (truth === ABSENT) floor.ruleAbsent[index]!++;
      else if (truth === FAULT) {
        const { issue, visit } = contact;
        throw new PolicyFault(floor.policy.name, rules[i]!.rule.id, issue, visit, floor.now);
      }
    }
    return -1;
  }

  /** A rule makes its offer once a contact; after that it is as if it did not match. */
  private offersAnew(contact: Contact, bit: number): boolean {
    if (contact.offersMade & (1 << bit)) return false;
    contact.offersMade |= 1 << bit;
    return true;
  }

  private handsOver(contact: Contact, rule: number): boolean {
    if (!this.transfers[rule]) return false;
    this.stages.waiting.handOver(contact, rule);
    return true;
  }
}

interface IndexedRule {
  readonly rule: CompiledRule;
  readonly index: number;
  readonly condition: CompiledRule['condition'];
  /** The bit of the offer that it makes; −1 for none. */
  readonly offer: number;
}
