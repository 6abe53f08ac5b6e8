import { expect, it } from 'vitest';
import { type ServiceLevelVariant, serviceLevel } from '../../src/metrics/service-level.js';

// The published example of domain.md §2: 1,000 answered, 860 of them within 20 s; 60 abandoned, 20
// within 20 s and 10 within 5 s.
it.each([
  ['A', 81.1],
  ['B', 82.7],
  ['C', 86.0],
  ['D', 83.0],
  ['E', 82.1],
] as [ServiceLevelVariant, number][])(
  'variant %s of the published example is %d %%',
  (variant, percent) => {
    const counts = {
      answered: 1000,
      answeredInTime: 860,
      left: 60,
      leftInTime: 20,
      leftAtOnce: 10,
    };
    const { part, whole } = serviceLevel(counts, variant);
    expect((100 * part) / whole).toBeCloseTo(percent, 1);
  },
);

it('leaves the whole at 0 when nothing was observed', () => {
  const nothing = { answered: 0, answeredInTime: 0, left: 0, leftInTime: 0, leftAtOnce: 0 };
  expect(serviceLevel(nothing, 'A').whole).toBe(0);
  // everybody left in time: variant B has nobody to speak of
  expect(serviceLevel({ ...nothing, left: 2, leftInTime: 2 }, 'B').whole).toBe(0);
});
