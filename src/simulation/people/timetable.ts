import type { Team, World } from '../../scenario/world.js';
import type { Clock } from '../clock.js';

/** When a team has people, by its shift table, and when it is open, by its hours. */
export class Timetable {
  /** Steps of the shift table that have begun. */
  private stepsBegun = 0;
  /** Opening hours that are over. */
  private openingsOver = 0;
  /**
   * When somebody comes after the last shift of the table: round the clock the world goes on past
   * the horizon, for a team that has people at all; a day ends.
   */
  private readonly beyond: number;

  constructor(
    private readonly facts: Pick<Team, 'openings' | 'steps'>,
    { closesAt, mode }: Pick<World, 'closesAt' | 'mode'>,
    private readonly clock: Clock,
  ) {
    const goesOn = mode === 'continuous' && facts.steps.some(({ staffed }) => staffed > 0);
    this.beyond = goesOn ? closesAt : Number.POSITIVE_INFINITY;
  }

  /** A shift changes now. How many are on duty from here. */
  change(): number {
    const { steps } = this.facts;
    while (steps[this.stepsBegun]!.at <= this.clock.now) {
      if (++this.stepsBegun === steps.length) break;
    }
    return steps[this.stepsBegun - 1]!.staffed;
  }

  /** The next shift with anybody on duty begins then; infinite: never. */
  nextStaffedAt(): number {
    const { steps } = this.facts;
    for (let i = this.stepsBegun; i < steps.length; i++) {
      const { at, staffed } = steps[i]!;
      if (at > this.clock.now && staffed > 0) return at;
    }
    return this.beyond;
  }

  /** How many are on duty from a moment that `nextStaffedAt` told. */
  staffedAt(moment: number): number {
    const { steps } = this.facts;
    return (steps.find(({ at }) => at === moment) ?? steps.find(({ staffed }) => staffed > 0)!)
      .staffed;
  }

  /** Whether anybody is on duty at a time or later. */
  staffedFrom(time: number): boolean {
    if (this.beyond < Number.POSITIVE_INFINITY) return true;
    const { steps } = this.facts;
    // Steps before the present one are over.
    for (let i = Math.max(0, this.stepsBegun - 1); i < steps.length; i++) {
      const { at, staffed } = steps[i]!;
      const until = steps[i + 1]?.at ?? Number.POSITIVE_INFINITY;
      if (staffed > 0 && until > Math.max(at, time)) return true;
    }
    return false;
  }

  /** Within its opening hours, where it has some. */
  isWithinHours(): boolean {
    const { openings } = this.facts;
    if (openings === undefined) return true;
    const { now } = this.clock;
    while (this.openingsOver < openings.length && openings[this.openingsOver]!.to <= now) {
      this.openingsOver++;
    }
    const current = openings[this.openingsOver];
    return current !== undefined && current.from <= now;
  }

  /** A new day. */
  reset(): void {
    this.stepsBegun = 0;
    this.openingsOver = 0;
  }
}
