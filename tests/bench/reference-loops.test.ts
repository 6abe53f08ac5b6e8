import { expect, it } from 'vitest';

// The bench is plain JavaScript: imported at run time, since it has no types.
const bench = (file: string) => import(new URL(`../../bench/${file}`, import.meta.url).href);
const { queueLoop } = await bench('reference-loop.mjs');
const { groupsLoop } = await bench('reference-groups.mjs');

// The yardstick does the whole work: a loop that cut corners would find other waits. The tolerances
// are about three standard errors.

it('bare M1 is M/M/20 (Erlang C)', () => {
  const found = queueLoop({ contacts: 1_000_000, load: 18, servers: 20, patience: 0, seed: 2 });
  expect(found.contacts).toBe(1_000_000);
  expect(Math.abs(found.waited / 0.550769 - 1)).toBeLessThan(0.03);
  expect(Math.abs(found.meanWait / 0.275385 - 1)).toBeLessThan(0.06);
});

it('bare M2 is M/M/20+M (Erlang A)', () => {
  const found = queueLoop({ contacts: 500_000, load: 22, servers: 20, patience: 2, seed: 1 });
  expect(Math.abs(found.abandonment / 0.122135 - 1)).toBeLessThan(0.03);
  expect(Math.abs(found.meanWait / 0.24427 - 1)).toBeLessThan(0.03);
});

it('bare M3 agrees with an independent program', () => {
  const found = groupsLoop({ contacts: 1_000_000, seed: 2 });
  expect(Math.abs(found.abandonment / 0.0424 - 1)).toBeLessThan(0.06);
  expect(Math.abs(found.meanWait / 0.0848 - 1)).toBeLessThan(0.06);
});
