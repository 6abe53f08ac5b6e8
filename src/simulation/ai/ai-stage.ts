import type { Action, DecisionPoint, Offer, Transfer } from '../../policy/policy.js';
import { AskCode, type Contact, isPending, Words } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import type { Stages } from '../stages.js';
import type { View } from '../view.js';
import { AiDesk } from './ai-desk.js';
import { AiSide } from './ai-side.js';
import { CustomerSide } from './customer-side.js';
import { Decisions } from './decisions.js';
import type { Script } from './script.js';

/** The AI stage: arrival, customer turns and AI replies, and what comes of the policy's decisions. */
export class AiStage {
  private readonly desk: AiDesk;
  private readonly decisions: Decisions;
  private readonly customer: CustomerSide;
  private readonly ai: AiSide;
  /**
   * What the AI says to one customer concerns nobody else: it has time for all of them, and never fails.
   * And issues arise each at a time of its own.
   */
  private readonly isUndisturbed: boolean;
  /** A reply beyond it never comes. */
  private readonly lastReply: number;

  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
    private readonly script: Script,
    view: View,
  ) {
    const { ai, closesAt, demand, mode } = floor.world;
    this.desk = new AiDesk(ai);
    this.isUndisturbed =
      demand.kind === 'random' &&
      ai.capacity === Number.POSITIVE_INFINITY &&
      ai.outages.length === 0;
    this.lastReply = mode === 'day' ? Number.POSITIVE_INFINITY : closesAt;
    this.customer = new CustomerSide(floor, script);
    this.ai = new AiSide(floor, script);
    this.decisions = new Decisions(floor, view, stages);
  }

  /** A new day. */
  begin(): void {
    this.desk.reset();
  }

  arrive(contact: Contact): void {
    const { frustration, now, world } = this.floor;
    contact.arrivedAt = now;
    this.floor.tell(contact, 'arrives');
    frustration.begin(contact, world.intents[contact.intent]!.mood);
    if (contact.visit > 0) {
      frustration.explainsAgain(contact);
      contact.reexplained = 1;
    }
    if (this.decideOn(contact, 'arrival') === undefined) return;
    if (contact.onRecord && this.recordIsOver(contact)) return this.passesTheAi(contact);
    if (this.isAmongThemselves(contact)) this.customerTurn(contact);
    else this.customerTurnAt(contact, now);
  }

  /** Nothing was ever said to the AI: the contact enters at the queue, or was over at once. */
  private passesTheAi(contact: Contact): void {
    if (this.floor.recordHandsOverHere(contact))
      return this.stages.waiting.handOverAsRecorded(contact);
    this.endAsRecorded(contact);
  }

  /** Handed back by people: the customer writes on. */
  resumes(contact: Contact): void {
    if (contact.onRecord) this.script.leaveRecord(contact);
    this.customerTurnAt(contact, this.floor.now);
  }

  customerTurn(contact: Contact): void {
    const { floor, script } = this;
    if (!this.customer.speaks(contact)) return this.leaveAi(contact);
    this.decisions.count(contact);
    const recorded = script.recordedTurn(contact);
    const handoverHere = recorded !== undefined && floor.recordHandsOverHere(contact);

    const decided = this.turnDecision(contact, handoverHere);
    if (decided === undefined) return;
    contact.words = wordsOf(contact, decided);
    if (recorded && !floor.policy.followsRecord) {
      this.partFromRecord(contact, handoverHere, decided);
    }

    const next = script.recordedTurn(contact);
    const honoured = next ? next.reply?.offersPerson : isHonoured(contact);
    if (contact.ask === AskCode.request && !honoured) {
      contact.refusals++;
      floor.frustration.askNotHonoured(contact);
    }
    if (next && !next.reply) return this.noReply(contact);
    if (this.desk.starts(contact)) this.beginReply(contact);
  }

  /** What is done about this turn; undefined once the contact is with people. */
  private turnDecision(contact: Contact, handoverHere: boolean): Action | undefined {
    const { offer, collecting } = contact;
    if (collecting !== undefined) return this.collects(contact, collecting);
    if (offer !== undefined) {
      const decided = this.answered(contact, offer);
      if (decided !== 'as usual') return decided;
    }
    if (this.floor.policy.followsRecord) {
      if (!handoverHere) return STAY;
      this.stages.waiting.handOverAsRecorded(contact);
      return undefined;
    }
    return this.decideOn(contact, 'turn');
  }

  /** Has the rules decide, and does it. */
  private decideOn(contact: Contact, point: DecisionPoint): Action | undefined {
    const rule = this.decisions.decide(contact, point);
    if (rule < 0) return STAY;
    return this.carryOut(contact, rule, this.floor.policy.rules[rule]!.action, point);
  }

  /** Does what a rule says, or what it says instead; undefined once the contact is with people. */
  private carryOut(
    contact: Contact,
    rule: number,
    first: Action,
    point: DecisionPoint,
  ): Action | undefined {
    const action = this.decisions.possible(contact, rule, first, point);
    contact.by = rule;
    switch (action.kind) {
      case 'transfer':
        return action.collect > 0
          ? this.asksFor(contact, action, true)
          : this.handOver(contact, action);
      case 'offer':
        contact.offer = action;
        return action;
      case 'clarify':
        contact.clarifications++;
        return action;
      default:
        return action;
    }
  }

  private handOver(contact: Contact, transfer: Transfer): undefined {
    contact.collecting = undefined;
    this.stages.waiting.handOver(contact, contact.by, transfer);
    return undefined;
  }

  // ── what the customer was asked ──────────────────────────────────────────

  /** The customer's word on the offer just made. */
  private answered(contact: Contact, offer: Offer): Action | 'as usual' | undefined {
    const { by } = contact;
    contact.offer = undefined;
    if (contact.ask === AskCode.accept) {
      contact.acceptedOffers++;
      this.floor.tell(contact, 'accepts-offer');
      // Nobody could take them any more: what was meant for those who say no.
      const { transfer } = offer;
      const other = transfer.otherwise !== undefined && !this.stages.waiting.couldEnter(transfer);
      return this.carryOut(contact, by, other ? transfer.otherwise! : transfer, 'turn');
    }
    if (contact.ask !== AskCode.refuse) return 'as usual';
    contact.declinedOffers++;
    this.floor.tell(contact, 'declines-offer');
    if (offer.otherwise === undefined) return 'as usual';
    return this.carryOut(contact, by, offer.otherwise, 'turn');
  }

  /** The AI asks for the next thing that a person will need. */
  private asksFor(contact: Contact, transfer: Transfer, first: boolean): Action {
    if (first) contact.asked = 0;
    contact.collecting = transfer;
    contact.asked++;
    return transfer;
  }

  /** The customer has been asked for something: on to the next thing, or to people. */
  private collects(contact: Contact, transfer: Transfer): Action | undefined {
    if (this.customer.givesSlot(contact)) contact.slots++;
    // An outage must not stand between a customer and the people they were promised.
    const goesOn = contact.asked < transfer.collect && !this.floor.aiIsDown;
    return goesOn ? this.asksFor(contact, transfer, false) : this.handOver(contact, transfer);
  }

  // ── turns and replies ────────────────────────────────────────────────────

  private customerTurnAt(contact: Contact, at: number): void {
    contact.turnDue = this.floor.schedule(at, Rank.turn, Kind.customerTurn, contact.slot);
  }

  private beginReply(contact: Contact): void {
    const { floor } = this;
    const at = floor.now + this.ai.replySeconds(contact);
    if (this.isAmongThemselves(contact) && at <= this.lastReply) this.repliesAhead(contact, at);
    else contact.turnDue = floor.schedule(at, Rank.turn, Kind.aiReply, contact.slot);
  }

  /**
   * Nothing can come between what the customer and the AI do now and what they do next, and nobody is told
   * of it. Whoever came back, or was handed back, may do things at the very instant that others do theirs:
   * a shift may have begun for all of them.
   */
  private isAmongThemselves(contact: Contact): boolean {
    const { handbacks, onRecord, visit } = contact;
    const hasTimesOfItsOwn = this.isUndisturbed && visit === 0 && handbacks === 0;
    const nobodyLooks = !isPending(contact) && this.floor.trace === undefined;
    return hasTimesOfItsOwn && nobodyLooks && !onRecord;
  }

  /** The reply is given at once, on a clock put forward: an event less for most customer turns. */
  private repliesAhead(contact: Contact, at: number): void {
    const { clock } = this.floor;
    const { now } = clock;
    clock.now = at;
    if (this.ai.replies(contact) !== 'solved') this.customerWillReply(contact);
    else contact.turnDue = this.floor.schedule(at, Rank.turn, Kind.solvedByAi, contact.slot);
    clock.now = now;
  }

  /**
   * The policy stays with the AI. That ends the observed prefix where the record handed over here,
   * and where what the customer hears is not what they heard then: a refusal spoken, a question
   * asked, an offer made or left out (model.md §2).
   */
  private partFromRecord(contact: Contact, handoverHere: boolean, action: Action): void {
    const offered = this.script.recordedTurn(contact)?.reply?.offersPerson ?? false;
    const sameWords =
      action.kind === 'offer'
        ? offered && action.transfer.way === 'transfer'
        : action.kind === 'stay' && action.say === undefined && !offered;
    if (handoverHere || !sameWords) this.script.leaveRecord(contact);
  }

  /** On record, and the AI never answered this turn: the customer wrote again, or it was the end. */
  private noReply(contact: Contact): void {
    if (this.recordIsOver(contact)) return this.endAsRecorded(contact);
    this.customerWillReply(contact);
  }

  private customerWillReply(contact: Contact): void {
    const seconds = this.customer.replySeconds(contact);
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
    const reply = this.ai.replies(contact);
    if (reply === 'solved') return this.solvedByAi(contact);
    if (reply === 'as-recorded' && this.recordIsOver(contact)) return this.endAsRecorded(contact);
    this.customerWillReply(contact);
  }

  solvedByAi(contact: Contact): void {
    contact.resolved = true;
    this.stages.endings.endWithAi(contact, 'ai-resolved');
  }

  private endAsRecorded(contact: Contact): void {
    const { resolved } = this.floor.recordOf(contact);
    contact.resolved = resolved;
    contact.outcomeObserved = resolved !== undefined;
    contact.decisionObserved = !this.floor.decidesByQueue;
    this.stages.endings.endWithAi(contact, resolved ? 'ai-resolved' : 'left-ai');
  }

  private leaveAi(contact: Contact): void {
    contact.resolved = false;
    this.floor.tell(contact, 'gives-up-on-ai');
    this.stages.endings.endWithAi(contact, 'left-ai');
  }
}

const STAY: Action = { kind: 'stay' };

/** To be offered a person, to be asked for what one will need, or to be on the list is no refusal. */
function isHonoured(contact: Contact): boolean {
  const { collecting, offer } = contact;
  return offer !== undefined || collecting !== undefined || isPending(contact);
}

/** What the AI's next words will be. */
function wordsOf({ collecting, offer }: Contact, { kind }: Action): number {
  if (offer !== undefined) return Words.offer;
  return kind === 'clarify' || collecting !== undefined ? Words.question : Words.answer;
}
