import { quantiles as quantilesOf } from '../../metrics/quantile.js';
import { TEAM_FACTS, teamFact } from '../../metrics/team-facts.js';
import { WAIT_QUANTILES } from '../../metrics/waits.js';
import type { World } from '../../scenario/world.js';
import type { Luck } from '../../simulation/luck/luck.js';
import type { DaySummary, TeamSeconds } from '../../simulation/record.js';
import { drawnDays } from '../../simulation/resampled-days.js';
import type { RecordGroups } from './record-groups.js';

/** What a replication tells of each recorded day, by its group: plain data. */
export interface ReplayedDays {
  /** How often the day was simulated: once, or as often as it was drawn. */
  readonly times: Float64Array;
  /** By `WAIT_QUANTILES`: what the day's waits do to the quantile of all, in seconds. */
  readonly ofQuantiles: readonly Float64Array[];
  /** By team and then `TEAM_FACTS`. */
  readonly teams: readonly (readonly Float64Array[])[];
}

export function noReplayedDays({ teams }: World, { days }: RecordGroups): ReplayedDays {
  const perDay = () => new Float64Array(days.length);
  return {
    times: perDay(),
    ofQuantiles: WAIT_QUANTILES.map(perDay),
    teams: teams.map(() => TEAM_FACTS.map(perDay)),
  };
}

/** Adds another replication's. */
export function addReplayedDays(sums: ReplayedDays, more: ReplayedDays): void {
  const add = (to: Float64Array, from: Float64Array): void => {
    for (let i = 0; i < to.length; i++) to[i]! += from[i]!;
  };
  add(sums.times, more.times);
  sums.ofQuantiles.forEach((to, q) => {
    add(to, more.ofQuantiles[q]!);
  });
  sums.teams.forEach((facts, team) => {
    facts.forEach((to, fact) => {
      add(to, more.teams[team]![fact]!);
    });
  });
}

/** Takes one replication of recorded days apart by day, whichever days were drawn in their places. */
export class ReplayedDaysMeasure {
  private waits: number[] = [];
  private waitGroups: number[] = [];
  /** By day of the log, the group of the day that is simulated in its place. */
  private groupAt = new Map<number, number>();

  constructor(
    private readonly world: World,
    private readonly groups: RecordGroups,
  ) {}

  begin(luck: Luck): void {
    const { days } = this.groups;
    this.waits = [];
    this.waitGroups = [];
    const drawn = this.world.resampled ? drawnDays(this.world, luck) : undefined;
    this.groupAt = new Map(
      days.map((day) => [day, days.indexOf(drawn === undefined ? day : drawn.get(day)!)]),
    );
  }

  wait(group: number, seconds: number): void {
    this.waits.push(seconds);
    this.waitGroups.push(group);
  }

  /** @param quantiles those of all waits, by `WAIT_QUANTILES` */
  end(summary: DaySummary, quantiles: readonly (number | undefined)[]): ReplayedDays {
    const found = noReplayedDays(this.world, this.groups);
    for (const group of this.groupAt.values()) found.times[group]! += 1;
    this.teamSeconds(summary, found);
    WAIT_QUANTILES.forEach((p, index) => {
      const value = quantiles[index];
      if (value !== undefined && p < 1) this.ofQuantile(p, value, found.ofQuantiles[index]!);
    });
    return found;
  }

  /** What lies after the last midnight belongs to the last day; days on which nobody came to none. */
  private teamSeconds(summary: DaySummary, { teams }: ReplayedDays): void {
    const until: readonly TeamSeconds[] = [...summary.midnights, summary];
    const last = this.groups.days.at(-1)!;
    until.forEach((totals, day) => {
      const group = this.groupAt.get(Math.min(day, last));
      if (group === undefined) return;
      const before = until[day - 1];
      teams.forEach((facts, team) => {
        TEAM_FACTS.forEach((name, fact) => {
          const until = before === undefined ? 0 : teamFact(before, name, team);
          facts[fact]![group]! += teamFact(totals, name, team) - until;
        });
      });
    });
  }

  /**
   * Linearises a quantile q of all waits: by how much a day's share of waits up to q differs from that
   * of all, over the density there. The density is the slope of the quantiles around q, as far to both
   * sides as the share up to q is itself in doubt (Woodruff, JASA 47, 1952).
   */
  private ofQuantile(p: number, value: number, influence: Float64Array): void {
    const { waitGroups, waits } = this;
    const n = waits.length;
    const upTo = waits.reduce((count, wait) => count + (wait <= value ? 1 : 0), 0) / n;
    for (let i = 0; i < n; i++) {
      influence[waitGroups[i]!]! += ((waits[i]! <= value ? 1 : 0) - upTo) / n;
    }
    const doubt = 1.96 * Math.sqrt(influence.reduce((sum, share) => sum + share * share, 0));
    const least = 1.96 * Math.sqrt((p * (1 - p)) / n);
    const low = Math.max(p - Math.max(doubt, least), 0);
    // The longest wait says nothing of how dense waits are.
    const high = Math.min(p + Math.max(doubt, least), (3 + p) / 4);
    const [below, above] = quantilesOf(Float64Array.from(waits), [low, high]);
    const slope = (above! - below!) / (high - low);
    for (let g = 0; g < influence.length; g++) influence[g]! *= -slope;
  }
}
