import { describe, expect, it } from 'vitest';
import { compare } from '../../src/experiment/compare.js';
import type { Comparison } from '../../src/experiment/evaluation.js';
import { InputError } from '../../src/input/problem.js';
import { PolicyFault } from '../../src/simulation/policy-fault.js';
import { policyFor, worldFrom } from '../worlds.js';

const SHOP = (patience: string, agents = 3) => `
name: shop
horizon: { opens: "08:00", closes: "12:00" }
demand: { contacts_per_day: 150, by_hour: [1, 2, 2, 1] }
intents:
  refund: { share: 0.6, ai_solvable: 0.6, ai_success_per_turn: 0.4, handle_time: { lognormal: { mean: 400s, sigma: 0.8 } } }
  broken: { share: 0.4, ai_solvable: 0.3, ai_success_per_turn: 0.2, handle_time: { constant: 8m } }
segments: { elderly: { share: 0.2, ask_factor: 3 }, others: { share: 0.8 } }
teams: { general: { shifts: [{ from: "08:00", to: "12:00", agents: ${agents} }] } }
customers: { patience: ${patience} }
`;
const world = worldFrom(SHOP('{ exponential: { mean: 5m } }'));
const candidate = (name: string, rules: string) => ({
  policy: policyFor(world, `name: ${name}\nrules: [${rules}]`),
  description: '',
});
const asks = (name: string, times: number) =>
  candidate(name, `{ id: asked, when: asks >= ${times}, then: { transfer: general } }`);
const OPTIONS = { seed: 5, replications: 8, sensitivity: false };

describe('a comparison', () => {
  it('says "same" and exactly zero of identical policies, on every metric', async () => {
    const { policies, metrics } = await compare(world, [asks('a', 1), asks('b', 1)], OPTIONS);
    const { differences } = policies[1]!;
    const measured = metrics.filter(({ id }) => policies[0]!.slices.get('all')!.get(id)!.interval);
    expect([...differences.keys()]).toEqual(measured.map(({ id }) => id));
    expect(differences.size).toBeGreaterThan(25);
    for (const [id, { value, verdict }] of differences)
      expect([id, value, verdict]).toEqual([id, 0, 'same']);
    expect(policies[0]!.slices).toEqual(policies[1]!.slices);
  });

  it('changes no policy’s numbers when another joins', async () => {
    const two = await compare(world, [asks('a', 1), asks('b', 2)], OPTIONS);
    const three = await compare(world, [asks('a', 1), asks('x', 3), asks('b', 2)], OPTIONS);
    const find = (found: Comparison, name: string) => found.policies.find((p) => p.name === name)!;
    for (const name of ['a', 'b']) {
      expect(find(three, name).slices).toEqual(find(two, name).slices);
      expect(find(three, name).rules).toEqual(find(two, name).rules);
    }
    for (const [id, { value, low, high }] of find(two, 'b').differences) {
      const wider = find(three, 'b').differences.get(id)!;
      expect(wider.value).toBe(value);
      // the intervals of more differences hold together only if each is wider
      if (low !== undefined) expect(wider.low!).toBeLessThanOrEqual(low);
      if (high !== undefined) expect(wider.high!).toBeGreaterThanOrEqual(high);
    }
  });

  it('gives the same result twice, and another on another seed', async () => {
    const once = await compare(world, [asks('a', 1), asks('b', 2)], OPTIONS);
    expect(await compare(world, [asks('a', 1), asks('b', 2)], OPTIONS)).toEqual(once);
    const other = await compare(world, [asks('a', 1), asks('b', 2)], { ...OPTIONS, seed: 6 });
    expect(other.policies[0]!.slices).not.toEqual(once.policies[0]!.slices);
  });

  it('judges by the direction that is better', async () => {
    const all = candidate('all', '{ id: all, at: arrival, then: { transfer: general } }');
    const { policies } = await compare(world, [candidate('none', ''), all], OPTIONS);
    const verdict = (id: string) => policies[1]!.differences.get(id)?.verdict;
    expect(verdict('containment.rate')).toBe('lower');
    expect(verdict('transfer.rate')).toBe('higher');
    expect(verdict('cost.contact')).toBe('worse');
    // nobody waits under the baseline, so there is nothing to compare
    expect(verdict('wait.mean')).toBeUndefined();
    expect(policies[0]!.slices.get('all')!.get('wait.mean')).toEqual({});
  });

  it('has slices that add up to the whole', async () => {
    const [only] = (await compare(world, [asks('a', 1)], OPTIONS)).policies;
    expect([...only!.slices.keys()]).toEqual([
      'all',
      'intent=refund',
      'intent=broken',
      'segment=elderly',
      'segment=others',
    ]);
    const rate = (slice: string) =>
      only!.slices.get(slice)!.get('resolution.rate')!.interval!.value;
    for (const dimension of ['intent=', 'segment=']) {
      const parts = [...only!.slices.keys()].filter((s) => s.startsWith(dimension)).map(rate);
      expect(Math.min(...parts)).toBeLessThanOrEqual(rate('all'));
      expect(Math.max(...parts)).toBeGreaterThanOrEqual(rate('all'));
    }
  });

  it('makes no interval of a single replication', async () => {
    const [only] = (await compare(world, [asks('a', 1)], { ...OPTIONS, replications: 1 })).policies;
    for (const { interval } of only!.slices.get('all')!.values())
      expect(interval?.low).toBeUndefined();
  });

  it('reports progress to the end, sensitivity included', async () => {
    const seen: [number, number][] = [];
    const found = await compare(world, [asks('a', 1), asks('b', 3)], {
      ...OPTIONS,
      replications: 2,
      sensitivity: true,
      progress: (done, total) => {
        seen.push([done, total]);
      },
    });
    const total = 2 * 2 + 6 * 2 * 2;
    expect(seen).toEqual(Array.from({ length: total }, (_, i) => [i + 1, total]));
    expect(found.sensitivity.map(({ id, factor }) => `${id} ${factor}`)).toEqual([
      'ai_success 0.75',
      'ai_success 1.25',
      'ask_rate 0.75',
      'ask_rate 1.25',
      'patience 0.75',
      'patience 1.25',
    ]);
  });

  it('refuses a queue that grows without bound, and only with patience: never', async () => {
    const all = candidate('all', '{ id: all, at: arrival, then: { transfer: general } }');
    await expect(compare(worldFrom(SHOP('never', 1)), [all], OPTIONS)).rejects.toThrow(InputError);
    await expect(compare(worldFrom(SHOP('never', 60)), [all], OPTIONS)).resolves.toBeDefined();
  });

  it('knows that there is no summary to read of whoever never spoke to the AI', async () => {
    // 600 contacts of 10 s are 1.7 h of work for one person in 4 h; with 15 s each to read, 4.2 h.
    const quick = worldFrom(`
name: quick
horizon: { opens: "08:00", closes: "12:00" }
demand: { contacts_per_day: 600, by_hour: [1, 1, 1, 1], noise: 0 }
intents: { any: { share: 1, ai_solvable: 0, ai_success_per_turn: 0, handle_time: { constant: 10s } } }
teams: { general: { shifts: [{ from: "08:00", to: "12:00", agents: 1 }], availability: 1, wrap_up: 0s } }
customers: { patience: never, returns: { max_visits: 1 } }
`);
    const handedOver = (at: string) =>
      compare(
        quick,
        [candidate('all', `{ id: all, at: ${at}, when: turns >= 0, then: { transfer: general } }`)],
        OPTIONS,
      );
    await expect(handedOver('arrival')).resolves.toBeDefined();
    await expect(handedOver('turn')).rejects.toThrow(/waits .* grow without bound/);
  });

  it('stops at a condition that cannot be computed', async () => {
    const faulty = candidate('faulty', '{ id: f, when: turns / refusals > 2, then: stay }');
    await expect(compare(world, [faulty], OPTIONS)).rejects.toThrow(PolicyFault);
  });
});
