import {
  ABSENT,
  type CompiledWaitingRule,
  FAULT,
  TRUE,
  type WaitingAction,
} from '../../policy/policy.js';
import { type Contact, Stage } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { JUST_PAST, nextLook, POLL } from '../stopwatch.js';
import type { View } from '../view.js';
import type { WaitingStage } from './waiting-stage.js';

/**
 * What happens while a contact waits: the policy's waiting rules, each at most once a stay, and the
 * widening that came with the transfer.
 *
 * One timer a contact, set for the next instant at which anything can change.
 */
export class WaitingRules {
  /** The policy neither widens nor has waiting rules. */
  private readonly nothingHappens: boolean;

  constructor(
    private readonly floor: Floor,
    private readonly view: View,
    private readonly waiting: WaitingStage,
  ) {
    const { routes, waiting: waitingRules } = floor.policy;
    const widens = routes.some(({ widen }) => widen.length > 0);
    this.nothingHappens = waitingRules.length === 0 && !widens;
  }

  /** The contact has entered the queue, or is back in it. */
  begin(contact: Contact): void {
    if (this.nothingHappens) return;
    if (this.floor.policy.waiting.length > 0 && !this.check(contact)) return;
    this.schedule(contact);
  }

  /** The timer rings. */
  look(contact: Contact): void {
    // An empty chat that was opened, or one back with the AI for whom nobody will come.
    if (contact.lane === undefined) return;
    if (!this.widen(contact)) return;
    // Back with the AI nobody waits, though the transfer may still widen.
    const waits = contact.stage === Stage.waiting && this.floor.policy.waiting.length > 0;
    if (waits && !this.check(contact)) return;
    this.schedule(contact);
  }

  /** Sets the timer for the next instant at which something can change. */
  schedule(contact: Contact): void {
    if (this.nothingHappens) return;
    const { floor } = this;
    const { now, policy } = floor;
    contact.timerDue = -1;
    if (contact.lane === undefined) return;
    let next =
      floor.routeOf(contact).transfer.widen[contact.widened]?.after ?? Number.POSITIVE_INFINITY;
    const rules = contact.stage === Stage.waiting ? policy.waiting.length : 0;
    const looked = contact.lookedAt;
    for (let index = 0; index < rules; index++) {
      if (!this.mayFire(contact, index)) continue;
      next = Math.min(next, nextLook(policy.waiting[index]!, looked));
    }
    if (next === Number.POSITIVE_INFINITY) return;
    contact.timerDue = floor.schedule(
      Math.max(now, contact.enteredAt + next),
      Rank.waitingRule,
      Kind.waitingTimer,
      contact.slot,
    );
  }

  /** Takes the steps of widening that are due. False: the contact is in the queue no longer. */
  private widen(contact: Contact): boolean {
    const { floor, waiting } = this;
    const { widen } = floor.routeOf(contact).transfer;
    const waited = floor.now - contact.enteredAt + JUST_PAST;
    while (contact.widened < widen.length && widen[contact.widened]!.after <= waited) {
      const { teams } = widen[contact.widened++]!;
      const { lane } = contact;
      floor.tell(contact, 'widens', teams[0]!);
      waiting.change(contact, floor.queues.lane(union(lane!.teams, teams), lane!.priority));
      if (contact.lane === undefined) return false;
    }
    return true;
  }

  /** Rules fire once a stay; on someone who is to be called back only what moves their place. */
  private mayFire(contact: Contact, index: number): boolean {
    if (contact.waitingRulesFired & (1 << index)) return false;
    if (!contact.promised && contact.escort === undefined) return true;
    const { announce, offer, priority, transfer, widen } = this.floor.policy.waiting[index]!.action;
    const moves = priority > 0 || widen.length > 0 || transfer.length > 0;
    // Whoever has a person with them until the next one comes does not go back to the AI.
    return moves || (!contact.promised && (announce !== undefined || offer !== undefined));
  }

  /** Fires every rule that holds and has not fired. False: the contact no longer waits here. */
  private check(contact: Contact): boolean {
    const { floor, view } = this;
    const rules = floor.policy.waiting;
    view.contact = contact;
    const before = contact.lookedAt;
    const waited = floor.now - contact.enteredAt + JUST_PAST;
    view.waitedFor = waited;
    contact.lookedAt = waited;
    for (let index = 0; index < rules.length; index++) {
      const rule = rules[index]!;
      if (!this.mayFire(contact, index) || !isDue(rule, before, waited)) continue;
      floor.trace?.deciding?.(contact, {
        at: floor.now,
        point: 'waiting',
        rule: index,
        sight: view,
      });
      const truth = rule.condition(view);
      if (truth === ABSENT) floor.absent[floor.firstWaiting + index]!++;
      if (truth === FAULT) {
        throw floor.fault(contact, rule.id);
      }
      if (truth !== TRUE) continue;
      contact.waitingRulesFired |= 1 << index;
      floor.noteFired(contact, floor.firstWaiting + index);
      if (!this.fire(contact, index, rule.action, false)) {
        view.waitedFor = Number.NaN;
        return false;
      }
      view.contact = contact;
    }
    view.waitedFor = Number.NaN;
    return true;
  }

  private fire(contact: Contact, rule: number, action: WaitingAction, instead: boolean): boolean {
    const { floor, waiting } = this;
    const { announce, handback, offer, otherwise, priority, transfer, widen, within } = action;
    floor.trace?.decided?.(contact, { at: floor.now, point: 'waiting', rule, action, instead });
    if (announce !== undefined && !contact.promised) waiting.patience.announce(contact, announce);
    if (priority > 0 || widen.length > 0 || transfer.length > 0) {
      const lane = contact.lane!;
      const teams = union(transfer.length > 0 ? transfer : lane.teams, widen);
      if (transfer.length > 0) floor.tell(contact, 'moves', transfer[0]!);
      waiting.change(contact, floor.queues.lane(teams, lane.priority + priority));
      if (contact.lane === undefined) return false;
    }
    if (offer !== undefined && !contact.promised) {
      if (waiting.offer(contact, offer, within)) return false;
      if (otherwise !== undefined) return this.fire(contact, rule, otherwise, true);
    }
    if (handback && !contact.promised && contact.escort === undefined) {
      waiting.handBack(contact);
      return false;
    }
    return true;
  }
}

/**
 * Whether a rule is to be looked at now: on entry, at the waits that its numbers name and, where it
 * reads anything else, at every full 30 s. Other rules' instants are not its own, so that adding a
 * rule changes nothing about when this one fires.
 */
function isDue({ crossings, polls }: CompiledWaitingRule, before: number, now: number): boolean {
  if (before < 0) return true;
  if (polls && Math.floor(now / POLL) > Math.floor(before / POLL)) return true;
  return crossings.some((crossing) => before < crossing && crossing <= now);
}

function union(teams: readonly number[], more: readonly number[]): readonly number[] {
  const added = more.filter((team) => !teams.includes(team));
  return added.length === 0 ? teams : [...teams, ...added];
}
