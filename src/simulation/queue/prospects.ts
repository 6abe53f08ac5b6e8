import { DAY } from '../../input/quantities.js';
import type { Transfer } from '../../policy/policy.js';
import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import type { Lane } from './queues.js';

/** Whether a queue can be entered, and whether anybody will ever come to it. */
export class Prospects {
  /** What a world does without is not asked for at every contact. */
  private readonly someTeamCloses: boolean;

  constructor(private readonly floor: Floor) {
    const { teams } = floor.world;
    this.someTeamCloses = teams.some(({ openings }) => openings !== undefined);
  }

  /**
   * Whether a transfer would lead to anybody as things stand: somebody on duty within opening hours,
   * and room in the queue. A promise needs only somebody who will come in time to make it good, in
   * this world or after it ends.
   */
  couldTake(transfer: Transfer): boolean {
    const { lane } = this.floor.routeTo(transfer);
    const { way, widen, within } = transfer;
    if (way !== 'transfer') {
      const { now } = this.floor;
      return (
        this.somebodyComesTo(lane.teams, widen, 0, now) ||
        this.couldBeKept(lane.teams, now + within)
      );
    }
    const { staff } = this.floor;
    if (!lane.teams.some((team) => staff.desks[team]!.isOpen())) return false;
    return staff.firstFree(lane) !== undefined || !this.isFull(lane);
  }

  /**
   * Whether a promise could still be kept once nobody comes any more today: one day is all that is
   * simulated, and the next is taken to begin like it (assumption).
   */
  couldBeKept(teams: readonly number[], promisedBy: number): boolean {
    const { world } = this.floor;
    if (world.mode === 'continuous' || !(promisedBy < Number.POSITIVE_INFINITY)) return false;
    return teams.some((team) => {
      const first = world.teams[team]!.steps.find(({ staffed }) => staffed > 0);
      return first !== undefined && DAY + first.at <= promisedBy;
    });
  }

  /** Neither from the teams that it waits for now, nor from those that its transfer widens to. */
  nobodyWillCome(contact: Contact): boolean {
    const { enteredAt, lane, widened } = contact;
    if (this.somebodyIsThere(lane!.teams)) return false;
    const { widen } = this.floor.routeOf(contact).transfer;
    return !this.somebodyComesTo(lane!.teams, widen, widened, enteredAt);
  }

  /** Nearly always so, and asked before the rest. */
  private somebodyIsThere(teams: readonly number[]): boolean {
    const { desks } = this.floor.staff;
    for (let i = 0; i < teams.length; i++) if (desks[teams[i]!]!.rostered > 0) return true;
    return false;
  }

  private somebodyComesTo(
    teams: readonly number[],
    widen: Transfer['widen'],
    widened: number,
    enteredAt: number,
  ): boolean {
    const { now, staff } = this.floor;
    for (let i = 0; i < teams.length; i++) {
      if (staff.desks[teams[i]!]!.nextStaffedAt() < Number.POSITIVE_INFINITY) return true;
    }
    for (let step = widened; step < widen.length; step++) {
      const { after, teams } = widen[step]!;
      const at = Math.max(now, enteredAt + after);
      if (teams.some((team) => staff.desks[team]!.timetable.staffedFrom(at))) return true;
    }
    return false;
  }

  isFull(lane: Lane): boolean {
    return this.floor.someQueueIsLimited && this.hasNoRoom(lane);
  }

  private hasNoRoom(lane: Lane): boolean {
    const { queues, world } = this.floor;
    for (const team of lane.teams) {
      if (queues.waiting[team]! < world.teams[team]!.queueLimit) return false;
    }
    return true;
  }

  /** Outside the opening hours of every team it could go to. */
  isClosed(lane: Lane): boolean {
    return this.someTeamCloses && this.isOutOfHours(lane);
  }

  private isOutOfHours(lane: Lane): boolean {
    const { staff } = this.floor;
    for (const team of lane.teams) {
      if (staff.desks[team]!.timetable.isWithinHours()) return false;
    }
    return true;
  }
}
