import { describe, expect, it } from 'vitest';
import { checkReplay } from '../../src/experiment/replay/replay-check.js';
import { replicate } from '../../src/experiment/replicate.js';
import { InputError, type Problem } from '../../src/input/problem.js';
import { RECORDED } from '../../src/policy/policy.js';
import { type LoadedScenario, loadScenario } from '../../src/scenario/load.js';
import type { Team, World } from '../../src/scenario/world.js';
import { put } from '../temporary.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

interface Handover {
  wait: number;
  answered?: boolean;
  handle?: number;
  agent?: string;
}

/** One question at its start, a reply 10 s later; handed over after a second turn at 40 s, or over. */
function conversation(id: string, start: string | undefined, handover?: Handover) {
  const ask = { speaker: 'customer', text: 'I want to talk to a person', at: 40 };
  return {
    id,
    ...(start === undefined ? {} : { started_at: start }),
    turns: [
      { speaker: 'customer', text: 'Where is my parcel?', at: 0 },
      { speaker: 'ai', text: 'It is on its way.', at: 10 },
      ...(handover ? [ask] : []),
    ],
    ...(handover
      ? {
          handover: {
            after_customer_turns: 2,
            wait_seconds: handover.wait,
            answered: handover.answered ?? true,
            ...(handover.handle === undefined ? {} : { handle_seconds: handover.handle }),
            ...(handover.agent === undefined ? {} : { agent: handover.agent }),
          },
        }
      : { resolved: true }),
  };
}

/** Friday 2026-03-06 to Saturday the 14th, in summer time and not; Berlin is an hour ahead of UTC. */
const RECORD = [
  conversation('fri', '2026-03-06T08:00:00Z', { wait: 0, handle: 300, agent: 'Ada' }),
  conversation('fri-2', '2026-03-06T08:20:00Z', { wait: 20, handle: 100, agent: 'Ada' }),
  conversation('fri-late', '2026-03-06T23:30:00Z'),
  conversation('mon', '2026-03-09T10:00:00Z', { wait: 5, handle: 60, agent: 'Bob' }),
  conversation('sat', '2026-03-14T09:00:00Z'),
];

describe('dialogues that begin when they did', () => {
  const write = (name: string, conversations: readonly unknown[]): string =>
    put(name, `${conversations.map((c) => JSON.stringify(c)).join('\n')}\n`);
  const file = write('record.jsonl', RECORD);

  function load(options: {
    recorded?: string;
    shifts?: string;
    horizon?: string;
    record?: string;
    drills?: string;
  }): Promise<LoadedScenario> {
    const { horizon = '{ opens: "08:00", closes: "20:00" }', record = file } = options;
    const shifts = options.shifts ?? '[{ days: weekdays, from: "09:00", to: "17:00", agents: 3 }]';
    const scenario = put(
      'scenario.yaml',
      `name: s
horizon: ${horizon}
demand:
  contacts_per_day: 100
  by_hour: [${Array(12).fill(1).join(', ')}]
  recorded: { file: ${record}, ${options.recorded ?? 'arrivals: as_recorded'} }
intents: { any: { share: 1, ai_solvable: 0.6, ai_success_per_turn: 0.3, handle_time: { constant: 60s } } }
teams: { general: { shifts: ${shifts}, availability: 1 } }
customers: { patience: { exponential: { mean: 5m } }, returns: { max_visits: 1 } }
drills: { ${options.drills ?? ''} }
`,
    );
    return loadScenario(scenario);
  }

  const starts = ({ demand, record }: World) =>
    demand.kind === 'scheduled'
      ? demand.issues.map(({ at, dialogue }) => [record!.dialogues[dialogue!]!.id, at])
      : undefined;
  const staffedAt = ({ steps }: Team, at: number): number =>
    steps.findLast((step) => step.at <= at)?.staffed ?? 0;

  it('come on the record’s own days, round the clock', async () => {
    const { world, assumptions } = await load({});
    expect(starts(world)).toEqual([
      ['fri', 8 * HOUR],
      ['fri-2', 8 * HOUR + 1200],
      ['fri-late', 23.5 * HOUR],
      ['mon', 3 * DAY + 10 * HOUR],
      ['sat', 8 * DAY + 9 * HOUR],
    ]);
    expect(world).toMatchObject({
      mode: 'continuous',
      opensAt: 0,
      closesAt: 9 * DAY,
      measuredFrom: 0,
      clock: { weekday: 5, date: '2026-03-06' },
    });
    expect(assumptions.join('\n')).toContain(
      'the 5 conversations begin when they did, on 9 days from 2026-03-06 on by the clock of UTC',
    );
    // Two Fridays or Mondays there are not: working days are alike, and one Saturday is one of all.
    expect(assumptions.join('\n')).toContain('the error of having only these 3 days');
  });

  it('are counted by the scenario’s zone where the record names none', async () => {
    const horizon =
      '{ opens: "08:00", closes: "20:00", date: 2026-03-06, time_zone: Europe/Berlin }';
    const { world } = await load({ horizon });
    // 23:30 in London is half past midnight in Berlin.
    expect(starts(world)!.slice(0, 3)).toEqual([
      ['fri', 9 * HOUR],
      ['fri-2', 9 * HOUR + 1200],
      ['fri-late', DAY + HOUR / 2],
    ]);
  });

  it('late at night have time to end', async () => {
    const late = write('late.jsonl', [conversation('a', '2026-03-06T23:50:00Z')]);
    const { world } = await load({ record: late });
    expect(world.closesAt).toBe(DAY - 600 + 4 * HOUR);
  });

  it('meet the scenario’s shifts, weekday by weekday', async () => {
    const [team] = (await load({})).world.teams;
    for (const day of [0, 3, 7]) {
      expect(staffedAt(team!, day * DAY + 8.9 * HOUR)).toBe(0);
      expect(staffedAt(team!, day * DAY + 12 * HOUR)).toBe(3);
      expect(staffedAt(team!, day * DAY + 17.1 * HOUR)).toBe(0);
    }
    for (const weekend of [1, 2, 8]) expect(staffedAt(team!, weekend * DAY + 12 * HOUR)).toBe(0);
  });

  it('are answered by the people whom the record names, while they were there', async () => {
    const { assumptions, world } = await load({ shifts: '{ recorded: { ready_after: 30s } }' });
    // Handed over 40 s after the start: Ada from 08:00:40 to 08:21:00 + 100 s, Bob for a minute.
    expect(world.teams[0]!.stints).toEqual([
      { from: 8 * HOUR + 40, to: 8 * HOUR + 1200 + 60 + 100 + 30, takes: [true] },
      { from: 3 * DAY + 10 * HOUR + 45, to: 3 * DAY + 10 * HOUR + 105 + 30, takes: [true] },
    ]);
    expect(assumptions.join('\n')).toContain('staffing of general: 2 people by name');
  });

  it('size a team by their own hours, working days apart from weekends', async () => {
    const [team] = (await load({ shifts: 'erlang-a' })).world.teams;
    // Somebody came at 8 and at 10 on working days: so 8, 9, 10 and 11 are staffed; 9 on weekends.
    for (const hour of [8, 9, 10, 11]) expect(staffedAt(team!, 3 * DAY + hour * HOUR)).toBe(1);
    for (const hour of [7, 12, 13]) expect(staffedAt(team!, 3 * DAY + hour * HOUR)).toBe(0);
    expect(staffedAt(team!, 8 * DAY + 8 * HOUR)).toBe(0);
    expect(staffedAt(team!, 8 * DAY + 9 * HOUR)).toBe(1);
  });

  it('can be those of odd or even dates', async () => {
    const odd = await load({ recorded: 'arrivals: as_recorded, days: odd' });
    expect(starts(odd.world)).toEqual([['mon', 3 * DAY + 10 * HOUR]]);
    const sampled = await load({ recorded: 'days: even' });
    expect(sampled.world.demand.kind).toBe('random');
    expect(sampled.world.record!.dialogues).toHaveLength(4);
    const mixed = write('march.jsonl', [conversation('a', '2026-03-06T09:00:00Z')]);
    const none = await problems({ record: mixed, recorded: 'days: odd' });
    expect(none).toMatchObject([{ code: 'nothing-to-replay', found: 'none on odd dates' }]);
  });

  it('size a team for the days that are replayed alone', async () => {
    // Every working day of two weeks the same 30 are handed over between 9 and 10.
    const days = ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13'];
    const record = write(
      'alike.jsonl',
      days.flatMap((day) =>
        Array.from({ length: 30 }, (_, i) =>
          conversation(`${day}-${i}`, `2026-03-${day}T09:${10 + i}:00Z`, { wait: 0 }),
        ),
      ),
    );
    const all = await load({ record, shifts: 'erlang-a' });
    const odd = await load({
      record,
      shifts: 'erlang-a',
      recorded: 'arrivals: as_recorded, days: odd',
    });
    const atTen = ({ world }: LoadedScenario, day: number) =>
      staffedAt(world.teams[0]!, day * DAY + 9.5 * HOUR);
    expect(atTen(all, 1)).toBeGreaterThan(1);
    expect(atTen(odd, 1)).toBe(atTen(all, 1)); // the 3rd
    expect(atTen(odd, 2)).toBe(0);
    expect(odd.assumptions.join('\n')).toContain('on 6 days of odd dates from 2026-03-02 on');
  });

  it('are sampled into the scenario’s arrivals unless it says otherwise', async () => {
    for (const recorded of ['', 'arrivals: resampled']) {
      const { assumptions, world } = await load({ recorded });
      expect(world).toMatchObject({ mode: 'day', demand: { kind: 'random' } });
      expect(assumptions.join('\n')).toContain('the recorded times are not used');
    }
  });

  it('replay what the record tells, exactly where it is played back', async () => {
    const { world } = await load({ shifts: '{ recorded: {} }' });
    const runs = await replicate(world, RECORDED, { seed: 1, replications: 2 });
    const { rows } = checkReplay(world, runs, 0.95);
    const row = (id: string) => rows.find(({ metric }) => metric === id)!;
    expect(row('transfer.rate')).toMatchObject({ recorded: 0.6, replayed: { value: 0.6 } });
    expect(row('friction.asking')).toMatchObject({ recorded: 0.6, replayed: { value: 0.6 } });
    expect(runs.contacts).toBe(10);
  });

  async function problems(options: Parameters<typeof load>[0]): Promise<readonly Problem[]> {
    const error = await load(options).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof InputError ? error.problems : [];
  }

  it('need a start, every one of them', async () => {
    const record = write('untimed.jsonl', [RECORD[0], conversation('b', undefined)]);
    const [problem] = await problems({ record });
    expect(problem).toMatchObject({
      code: 'absent-times',
      line: 6,
      path: 'demand.recorded.arrivals',
      found: '1 of 2 conversations without a start, b (line 2) the first of them',
    });
    expect(problem!.expected).toContain('arrivals: resampled');
    expect(await problems({ record, recorded: 'days: odd' })).toMatchObject([
      { code: 'absent-times', path: 'demand.recorded.days' },
    ]);
  });

  it('have nothing to do with what is of call logs', async () => {
    expect(
      await problems({
        recorded:
          'arrivals: as_recorded, priority_credit: { 2: 90s }, unnamed: general, priority_of: waited',
      }),
    ).toMatchObject(
      ['priority_credit', 'unnamed', 'priority_of'].map((key) => ({
        code: 'needless-option',
        path: `demand.recorded.${key}`,
      })),
    );
  });

  it('are answered by name on their own days only, and where there are names', async () => {
    expect(
      await problems({ recorded: 'arrivals: resampled', shifts: '{ recorded: {} }' }),
    ).toMatchObject([{ code: 'contradiction', path: 'teams.general.shifts' }]);
    const record = write('nameless.jsonl', [
      conversation('a', '2026-03-06T09:00:00Z', { wait: 5, handle: 10 }),
    ]);
    expect(await problems({ record, shifts: '{ recorded: {} }' })).toMatchObject([
      { code: 'absent-names', path: 'teams.general.shifts' },
    ]);
  });

  it('know drills on all their days, but none that would change who came', async () => {
    const drills = 'ai_outage: { from: "10:00", to: "11:00" }';
    const { world } = await load({ drills });
    expect(world.ai.outages).toEqual(
      Array.from({ length: 9 }, (_, day) => ({
        from: day * DAY + 10 * HOUR,
        to: day * DAY + 11 * HOUR,
      })),
    );
    expect(await problems({ drills: 'demand_surge: {}' })).toMatchObject([
      { code: 'contradiction', path: 'drills.demand_surge' },
    ]);
    expect(await problems({ drills: 'sick_shift: {}', shifts: '{ recorded: {} }' })).toMatchObject([
      { code: 'contradiction', path: 'drills.sick_shift' },
    ]);
  });

  it('fit into a year', async () => {
    const record = write('years.jsonl', [
      conversation('a', '2024-03-06T09:00:00Z'),
      conversation('b', '2026-03-06T09:00:00Z'),
    ]);
    expect(await problems({ record })).toMatchObject([
      { code: 'out-of-range', found: '731 days from 2024-03-06 on' },
    ]);
  });
});
