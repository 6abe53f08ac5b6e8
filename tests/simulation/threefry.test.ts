import { expect, it } from 'vitest';
import { Luck, Purpose } from '../../src/simulation/luck/luck.js';
import { output, threefry2x32 } from '../../src/simulation/luck/threefry.js';

// Random123's published kat_vectors for threefry2x32 with 20 rounds.
it.each([
  [
    [0x00000000, 0x00000000],
    [0x00000000, 0x00000000],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x243f6a88, 0x85a308d3],
    [0x13198a2e, 0x03707344],
    [0xc4923a9c, 0x483df7a0],
  ],
] as [[number, number], [number, number], [number, number]][])(
  'turns counter %j under key %j into %j',
  ([c0, c1], [k0, k1], expected) => {
    threefry2x32(k0 | 0, k1 | 0, c0 | 0, c1 | 0);
    expect([output.low >>> 0, output.high >>> 0]).toEqual(expected);
  },
);

it('draws are uniform, open at both ends, and do not repeat across names', () => {
  const luck = new Luck(7, 3);
  const seen = new Set<number>();
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (const purpose of Object.values(Purpose)) {
    for (let issue = 0; issue < 40; issue++) {
      for (let visit = 0; visit < 3; visit++) {
        for (let index = 0; index < 5; index++) {
          const u = luck.uniform(purpose, issue, visit, index);
          expect(u > 0 && u < 1).toBe(true);
          seen.add(u);
          sum += u;
          squares += u * u;
          n++;
        }
      }
    }
  }
  expect(seen.size).toBe(n);
  expect(Math.abs(sum / n - 1 / 2)).toBeLessThan(3.5 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(3.5 * Math.sqrt(4 / 45 / n));
});

it('every part of a name matters, the seed beyond 32 bits included', () => {
  const draws = [
    new Luck(1, 0).uniform(Purpose.mood, 5, 1, 2),
    new Luck(2, 0).uniform(Purpose.mood, 5, 1, 2),
    new Luck(1 + 2 ** 32, 0).uniform(Purpose.mood, 5, 1, 2),
    new Luck(1, 1).uniform(Purpose.mood, 5, 1, 2),
    new Luck(1, 0).uniform(Purpose.ask, 5, 1, 2),
    new Luck(1, 0).uniform(Purpose.mood, 6, 1, 2),
    new Luck(1, 0).uniform(Purpose.mood, 5, 2, 2),
    new Luck(1, 0).uniform(Purpose.mood, 5, 1, 3),
  ];
  expect(new Set(draws).size).toBe(draws.length);
});
