import { type Problem, throwIfAny } from '../../input/problem.js';
import { DAY, HOUR } from '../../input/quantities.js';
import type { YamlFile } from '../../input/yaml-file.js';
import { calendarOf, openingsOf, type WeeklySpan } from '../calendar/calendar.js';
import type { Span } from '../calendar/span.js';
import { DRILLS, type DrillKey } from '../schema/drills-schema.js';
import type { Horizon } from '../schema/horizon-schema.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import type { World } from '../world.js';
import { type DrillWishes, drillWord, nameOf } from './drill-words.js';
import { withAiOutage, withDemandSurge, withSickShift, withWrongAnnouncement } from './drills.js';

/**
 * The world with the drills of its scenario file and those wished on top, which win where both speak.
 * Drills come last, so that a recording is fitted, and its people sized, on an ordinary day.
 *
 * @throws InputError for a drill that could not change anything
 */
export function withDrills(
  world: World,
  yaml: YamlFile<ScenarioFile>,
  wishes: DrillWishes = {},
): World {
  const plan = new DrillPlan(world, yaml, wishes);
  throwIfAny(plan.problems);
  return plan.words.length === 0 ? plan.world : { ...plan.world, drills: plan.words };
}

class DrillPlan {
  readonly words: string[] = [];
  readonly problems: Problem[] = [];
  private readonly horizon: Horizon;

  constructor(
    public world: World,
    private readonly yaml: YamlFile<ScenarioFile>,
    private readonly wishes: DrillWishes,
  ) {
    this.horizon = yaml.value.horizon;
    for (const key of Object.keys(DRILLS) as DrillKey[]) {
      if (wishes[key] !== undefined || yaml.value.drills[key] !== undefined) this.add(key);
    }
  }

  private add(key: DrillKey): void {
    switch (key) {
      case 'ai_outage': {
        const when = this.when(this.facts(key), this.midday());
        this.words.push(drillWord(key, { when }));
        return this.over(key, when, (world, span) => withAiOutage(world, span));
      }
      case 'demand_surge': {
        if (this.world.demand.kind === 'scheduled') return this.asTheyCame(key);
        const { factor, ...times } = this.facts(key);
        const when = this.when(times, this.midday());
        this.words.push(drillWord(key, { amount: factor, when }));
        return this.over(key, when, (world, span) => withDemandSurge(world, { ...span, factor }));
      }
      case 'sick_shift': {
        if (this.world.teams.some(({ stints }) => stints !== undefined))
          return this.asTheyCame(key);
        const { share, ...times } = this.facts(key);
        const when = this.when(times, { from: 0, to: DAY });
        this.words.push(drillWord(key, { amount: share, when }));
        const before = staffing(this.world);
        this.over(key, when, (world, span) => withSickShift(world, { ...span, share }));
        if (share > 0 && staffing(this.world) === before) this.nobodyMissing(key, share);
        return;
      }
      case 'wrong_announcement': {
        const { factor } = this.facts(key);
        this.words.push(drillWord(key, { amount: factor }));
        this.world = withWrongAnnouncement(this.world, { factor });
      }
    }
  }

  /** What the flag says, else the file, else the defaults. */
  private facts<K extends DrillKey>(key: K): NonNullable<ScenarioFile['drills'][K]> {
    return {
      ...DRILLS[key].parse({}),
      ...this.yaml.value.drills[key],
      ...this.wishes[key],
    } as NonNullable<ScenarioFile['drills'][K]>;
  }

  private when(
    {
      days,
      from,
      to,
    }: { days: readonly number[]; from?: number | undefined; to?: number | undefined },
    usual: Span,
  ): WeeklySpan {
    const span = from === undefined || to === undefined ? usual : { from, to };
    return { days, from: span.from, to: span.to > span.from ? span.to : span.to + DAY };
  }

  /** Two hours in the middle of the opening hours, from full hour to full hour where they fit. */
  private midday(): Span {
    const { opens, closes } =
      this.horizon.mode === 'day' ? this.horizon : { opens: 0, closes: DAY };
    const middle = Math.floor((opens + closes) / 2 / HOUR) * HOUR;
    return { from: Math.max(opens, middle - HOUR), to: Math.min(closes, middle + HOUR) };
  }

  private over(key: DrillKey, when: WeeklySpan, apply: (world: World, span: Span) => World): void {
    const { clock, closesAt, measuredFrom, opensAt } = this.world;
    // A record that is replayed as it was has days of its own.
    const days = Math.max(1, Math.round(closesAt / DAY));
    const spans = openingsOf({ ...calendarOf(this.horizon), clock, days }, [when]);
    const seen = spans.filter(
      ({ from, to }) => from < closesAt && Math.max(opensAt, measuredFrom) < to,
    );
    if (seen.length === 0) {
      this.problem(key, {
        code: 'out-of-range',
        message: `The drill ${nameOf(key)} lies outside the time that is simulated and measured.`,
        found: this.words.at(-1)!,
        expected: 'a time within the horizon and after its warm-up',
      });
    }
    for (const span of spans) this.world = apply(this.world, span);
  }

  /** A record that is replayed as it was brings its own arrivals, and perhaps its own people. */
  private asTheyCame(key: 'demand_surge' | 'sick_shift'): void {
    const surge = key === 'demand_surge';
    this.problem(key, {
      code: 'contradiction',
      message: surge
        ? 'A demand surge multiplies arrivals, and those of this record are replayed as they were.'
        : 'A sick shift takes a share of a roster, and this record’s people come by name.',
      found: nameOf(key),
      expected: surge
        ? 'a scenario with arrivals of its own: warmline fit --synthetic, or for dialogues arrivals: resampled'
        : 'a team with a list of shifts',
    });
  }

  private nobodyMissing(key: DrillKey, share: number): void {
    this.problem(key, {
      code: 'out-of-range',
      message: 'Nobody is missing: in teams this small the share rounds to no one.',
      found: String(share),
      expected: 'a larger share',
    });
  }

  private problem(key: DrillKey, what: Omit<Problem, 'severity'>): void {
    const inFile = this.wishes[key] === undefined;
    this.problems.push(
      inFile ? this.yaml.problem(['drills', key], what) : { severity: 'error', ...what },
    );
  }
}

function staffing({ teams }: World): string {
  return JSON.stringify(teams.map(({ steps }) => steps));
}
