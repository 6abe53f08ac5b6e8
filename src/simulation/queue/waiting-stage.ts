import type { Transfer } from '../../policy/policy.js';
import { type Contact, isPending, Stage } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { Purpose } from '../luck/luck.js';
import type { Stages } from '../stages.js';
import type { View } from '../view.js';
import { Patience } from './patience.js';
import { Promises } from './promises.js';
import { Prospects } from './prospects.js';
import { isBefore, type Lane } from './queues.js';
import { WaitingRules } from './waiting-rules.js';

/** More steps of widening than any transfer has. A small integer: it decides how the field is kept. */
const ALL_WIDENED = 2 ** 30;

/** From the hand-over to a person's hand: the queue, and everything that ends a stay in it. */
export class WaitingStage {
  readonly rules: WaitingRules;
  readonly patience: Patience;
  readonly promises: Promises;
  private readonly prospects: Prospects;
  /** What a policy does without is not asked for at every contact. A record's own routes announce nothing. */
  private readonly someAreTold: boolean;

  constructor(
    private readonly floor: Floor,
    private readonly stages: Stages,
    view: View,
  ) {
    this.patience = new Patience(floor);
    this.promises = new Promises(floor);
    this.prospects = new Prospects(floor);
    this.rules = new WaitingRules(floor, view, this);
    this.someAreTold = floor.policy.routes.some(({ announce }) => announce !== undefined);
  }

  /** Whether a transfer would lead to anybody as things stand. */
  couldEnter(transfer: Transfer): boolean {
    return this.prospects.couldTake(transfer);
  }

  /** The record hands the contact to people. */
  handOverAsRecorded(contact: Contact): void {
    contact.rule = -1;
    contact.route = -1;
    this.begin(contact);
  }

  /** The policy does. */
  handOver(contact: Contact, rule: number, transfer: Transfer): void {
    if (isPending(contact)) return this.waitsOn(contact, rule, transfer);
    contact.rule = rule;
    contact.route = transfer.route;
    this.begin(contact);
  }

  private begin(contact: Contact): void {
    const { floor } = this;
    const { transfer, lane } = floor.routeOf(contact);
    floor.frustration.advance(contact);
    contact.withoutContext = transfer.context === 'none';
    if (Number.isNaN(contact.queuedAt)) contact.queuedAt = floor.now;
    contact.decisionObserved = contact.onRecord && !floor.decidesByQueue;
    this.promise(contact, transfer);
    this.enter(contact, lane);
  }

  private promise(contact: Contact, { way, within }: Transfer): void {
    if (way !== 'transfer') this.promises.make(contact, way, within);
  }

  /**
   * Back with the AI for a while, the transfer still pending: they take up their old place. Where
   * another rule hands over now, its terms stand in for the pending ones.
   */
  private waitsOn(contact: Contact, rule: number, next: Transfer): void {
    const { floor } = this;
    floor.frustration.advance(contact);
    contact.stage = contact.agent === undefined ? Stage.waiting : Stage.ringing;
    contact.waitingFrom = floor.now;
    floor.tell(contact, 'enters-queue', next.teams[0]!, next.priority);
    if (next.route !== contact.route) {
      contact.rule = rule;
      contact.route = next.route;
      const { transfer, lane } = floor.routeOf(contact);
      contact.withoutContext = transfer.context === 'none';
      contact.widened = 0;
      contact.backTo = lane;
      this.promise(contact, transfer);
      if (contact.lane !== undefined) this.change(contact, lane);
      if (contact.lane !== undefined && transfer.announce !== undefined && !contact.promised) {
        this.patience.announce(contact, transfer.announce);
      }
    }
    if (contact.lane !== undefined) this.wait(contact);
    else if (contact.stage === Stage.ringing && !contact.promised) this.patience.begin(contact);
  }

  /**
   * A stay in the queue begins, unless somebody is free at once. Who has a right to be there, having been
   * taken from a silent person, is not turned away at a closed door or a full queue.
   */
  enter(contact: Contact, lane: Lane, byRight = false): void {
    const { floor } = this;
    const { staff, now } = floor;
    contact.entries++;
    contact.backTo = lane;
    if (contact.answers === 0) contact.team = lane.teams[0]!;
    contact.stage = Stage.waiting;
    contact.waitingFrom = now;
    contact.lookedAt = -1;
    // What they were told of an earlier queue says nothing of this one.
    contact.announcedUntil = Number.POSITIVE_INFINITY;
    floor.queues.begin(contact);
    // Widening belongs to the rule's own transfer, not to where a person passes the contact on.
    contact.widened = contact.answers === 0 ? 0 : ALL_WIDENED;
    contact.waitingRulesFired = 0;
    floor.tell(contact, 'enters-queue', lane.teams[0]!, lane.priority);
    // A promised call takes no line, and is made when somebody is there.
    const mayBeRefused = !contact.promised && !byRight;
    if (mayBeRefused && this.prospects.isClosed(lane)) return this.refused(contact, 'unserved');
    const desk = staff.firstFree(lane, contact);
    if (desk !== undefined) {
      this.stages.human.take(contact, desk);
      if (contact.stage === Stage.ringing) this.patience.begin(contact);
      return;
    }
    if (mayBeRefused && this.prospects.isFull(lane)) return this.refused(contact, 'blocked');
    floor.queues.join(lane, contact);
    if (this.prospects.nobodyWillCome(contact)) return this.leavesUnserved(contact);
    if (this.someAreTold && contact.answers === 0) this.isTold(contact);
    if (this.patience.balks(contact)) return this.leaves(contact, 'balked');
    this.wait(contact);
  }

  /** What the way into the queue says of how long it will take. */
  private isTold(contact: Contact): void {
    const { announce } = this.floor.routeOf(contact).transfer;
    if (announce !== undefined) this.patience.announce(contact, announce);
  }

  /** Patience and waiting rules begin to run. */
  private wait(contact: Contact): void {
    const { floor } = this;
    contact.stage = Stage.waiting;
    contact.waitingFrom = floor.now;
    if (!contact.promised) this.patience.begin(contact);
    this.rules.begin(contact);
  }

  /** Nobody took it in hand after all: back to its old place, patience still running. */
  requeue(contact: Contact): void {
    const { floor } = this;
    const lane = contact.backTo!;
    if (contact.stage !== Stage.ai) contact.stage = Stage.waiting;
    floor.queues.join(lane, contact);
    const desk = floor.staff.firstFree(lane, contact);
    // Somebody became free in this very instant: whom they take is decided when all have (rank 2).
    if (desk && !floor.capacityAppeared) return this.stages.human.take(contact, desk);
    if (!desk && this.prospects.nobodyWillCome(contact)) return this.givesUpPlace(contact);
    this.rules.schedule(contact);
  }

  /** Eligible for other teams, or with another priority, from now on. Off the lanes if it is taken. */
  change(contact: Contact, lane: Lane): void {
    const { queues, staff } = this.floor;
    if (lane === contact.lane) return;
    contact.backTo = lane;
    queues.move(contact, lane);
    const desk = staff.firstFree(lane, contact);
    if (desk !== undefined) this.stages.human.take(contact, desk);
    else if (this.prospects.nobodyWillCome(contact)) this.givesUpPlace(contact);
  }

  // ── what they are offered ────────────────────────────────────────────────

  /** Offers a promise in place of waiting. True if they accept: they keep their place and hang up. */
  offer(contact: Contact, way: 'callback' | 'ticket', within: number): boolean {
    if (!this.promises.isAccepted(contact, way)) return false;
    this.stopsWaiting(contact);
    this.stages.human.passing.dismissEscort(contact);
    this.promises.make(contact, way, within);
    this.rules.schedule(contact);
    return true;
  }

  /** Back to the AI; the place in the queue is kept, and a person who gets there takes over. */
  handBack(contact: Contact): void {
    this.stopsWaiting(contact);
    contact.stage = Stage.ai;
    contact.handbacks++;
    this.floor.tell(contact, 'handed-back');
    this.rules.schedule(contact);
    this.stages.ai.resumes(contact);
  }

  /** The customer no longer hangs on: nothing of the wait touches them from here. */
  stopsWaiting(contact: Contact): void {
    const { floor } = this;
    floor.frustration.advance(contact);
    if (contact.stage !== Stage.ai && !contact.promised && contact.answers === 0) {
      contact.waitSeconds += floor.now - contact.waitingFrom;
    }
    this.patience.stop(contact);
    contact.timerDue = -1;
  }

  // ── how a stay ends without a person ─────────────────────────────────────

  patienceEnds(contact: Contact): void {
    const { luck, world } = this.floor;
    if (contact.stage === Stage.ringing) {
      this.stages.human.stopsRinging(contact);
      return this.leaves(contact, 'abandoned');
    }
    if (contact.stage === Stage.silent) {
      this.stages.human.silence.isLeft(contact);
      return this.leaves(contact, 'abandoned');
    }
    const { silent } = world.channels[contact.channel]!;
    const { issue, visit, entries } = contact;
    // Nobody leaves unnoticed from a warm transfer: the first person is there with them.
    const unseen = silent > 0 && contact.escort === undefined;
    if (unseen && luck.uniform(Purpose.leavesSilently, issue, visit, entries) < silent) {
      this.leavesSilently(contact);
    } else {
      this.leaves(contact, 'abandoned');
    }
  }

  /** Gone, but nobody knows: the chat stays in the queue until a person opens it. */
  private leavesSilently(contact: Contact): void {
    this.stopsWaiting(contact);
    contact.silent = true;
    contact.resolved = false;
    // The record leaves now; the person who will open the empty chat is charged beforehand.
    contact.agentSeconds += this.floor.world.teams[contact.lane!.teams[0]!]!.noticeAfter;
    this.stages.endings.record(contact, contact.answers > 0 ? 'dropped' : 'abandoned');
    contact.stage = Stage.ghost;
    this.rules.schedule(contact); // nobody knows, so the transfer widens on
  }

  /** Nobody will come, in the time that is simulated at least. */
  private leavesUnserved(contact: Contact): void {
    const { lane, promiseOpen, promisedBy } = contact;
    const mayBeKept = promiseOpen && this.prospects.couldBeKept(lane!.teams, promisedBy);
    if (!mayBeKept) return this.leaves(contact, 'unserved');
    if (contact.lane !== undefined) this.floor.queues.leave(contact);
    contact.resolved = undefined;
    this.stages.endings.end(contact, 'open');
  }

  private leaves(contact: Contact, ending: 'abandoned' | 'unserved' | 'balked'): void {
    this.stopsWaiting(contact);
    if (contact.lane !== undefined) this.floor.queues.leave(contact);
    this.refused(contact, ending);
  }

  private refused(
    contact: Contact,
    ending: 'abandoned' | 'unserved' | 'balked' | 'blocked' | 'callback-failed',
  ): void {
    contact.resolved = false;
    if (ending === 'unserved') this.promises.breaks(contact);
    else this.promises.settle(contact);
    this.stages.human.passing.dismissEscort(contact);
    this.stages.endings.end(contact, contact.answers > 0 ? 'dropped' : ending);
  }

  /** A person called back, and nobody picked up. */
  notReached(contact: Contact): void {
    const { floor } = this;
    const { attempts, retryAfter } = floor.world.customers.callbacks;
    this.floor.tell(contact, 'not-reached');
    if (contact.calls >= attempts) return this.refused(contact, 'callback-failed');
    contact.timerDue = floor.schedule(
      floor.now + retryAfter,
      Rank.arrival,
      Kind.callbackDue,
      contact.slot,
    );
  }

  /** Nobody will come any more: whoever still waits is told so, and is unserved. */
  sendHome(team: number): void {
    const waiting: Contact[] = [];
    for (const lane of this.floor.queues.lanesOf(team)) {
      for (let contact = lane.head; contact !== undefined; contact = contact.next) {
        if (this.prospects.nobodyWillCome(contact)) waiting.push(contact);
      }
    }
    // In one order, however the lanes came about.
    waiting.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    for (const contact of waiting) this.givesUpPlace(contact);
  }

  private givesUpPlace(contact: Contact): void {
    if (contact.stage === Stage.waiting) return this.leavesUnserved(contact);
    this.floor.queues.leave(contact);
    if (contact.stage === Stage.ghost) this.floor.contacts.release(contact);
    // Whoever is back with the AI goes on with it.
  }
}
