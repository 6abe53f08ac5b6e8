import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.js';
import type { Team } from '../../src/scenario/world.js';
import { put } from '../temporary.js';

const HOUR = 3600;

const call = (id: string, minute: number, agent: string, team?: string) => ({
  id,
  started_at: `2026-03-02T09:${minute}:00Z`,
  turns: [],
  handover: {
    after_customer_turns: 0,
    wait_seconds: 0,
    answered: true,
    handle_seconds: 300,
    agent,
    ...(team === undefined ? {} : { team }),
  },
});

/** 30 calls in half an hour, of which Bob and Cyd of billing take every third. */
const CALLS = Array.from({ length: 30 }, (_, i) =>
  i % 3 === 0
    ? call(`b${i}`, 10 + i, i % 2 === 0 ? 'Bob' : 'Cyd', 'billing')
    : call(`g${i}`, 10 + i, 'Ada', 'elsewhere'),
);

function load(calls: readonly object[], shifts: string) {
  const file = put('calls.jsonl', `${calls.map((one) => JSON.stringify(one)).join('\n')}\n`);
  const scenario = put(
    'scenario.yaml',
    `name: s
horizon: { opens: "08:00", closes: "20:00" }
demand:
  contacts_per_day: 100
  by_hour: [${Array(12).fill(1).join(', ')}]
  recorded: { file: ${file} }
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 300s } } }
teams:
  general: { shifts: ${shifts}, availability: 1, wrap_up: 0s }
  billing: { shifts: ${shifts}, availability: 1, wrap_up: 0s }
customers: { patience: { exponential: { mean: 5m } }, returns: { max_visits: 1 } }
`,
  );
  return loadScenario(scenario);
}

const atTen = ({ steps }: Team): number =>
  steps.findLast(({ at }) => at <= 9.5 * HOUR)?.staffed ?? 0;

describe('several teams of a call log', () => {
  it('have the people whom their own calls name', async () => {
    const { assumptions, world } = await load(CALLS, '{ recorded: {} }');
    // What names a team that the scenario lacks goes to its first.
    expect(world.teams.map(({ name, stints }) => [name, stints?.length])).toEqual([
      ['general', 1],
      ['billing', 2],
    ]);
    const said = assumptions.join('\n');
    expect(said).toContain('staffing of general: 1 person by name');
    expect(said).toContain('staffing of billing: 2 people by name');
  });

  it('are sized for their own share of the calls', async () => {
    const { assumptions, world } = await load(CALLS, 'erlang-a');
    const alone = async (calls: readonly object[]) =>
      (await load(calls, 'erlang-a')).world.teams.map(atTen);
    const [general, billing] = world.teams.map(atTen) as [number, number];
    const whole = await alone(CALLS.map((_, i) => call(`${i}`, 10 + i, 'Ada')));
    // Where no call names a team, any of them might have to take them all.
    expect(whole[0]).toBe(whole[1]);
    expect(general).toBeLessThan(whole[0]!);
    expect(billing).toBeLessThan(general);
    // As a third of the calls by themselves would be.
    const third = await alone(CALLS.filter((_, i) => i % 3 === 0));
    expect(billing).toBe(third[1]);
    expect(assumptions.join('\n')).toContain('of which 33.3 % go there');
  });
});

it('a call log of more days than a scenario can have is refused', async () => {
  const late = { ...CALLS[0]!, id: 'late', started_at: '2027-03-03T09:00:00Z' };
  await expect(load([CALLS[0]!, late], '{ recorded: {} }')).rejects.toMatchObject({
    problems: [
      {
        code: 'out-of-range',
        path: 'demand.recorded.file',
        found: '367 days from 2026-03-02 on',
        expected: 'at most 366 from the first to the last; or part of the log',
      },
    ],
  });
});
