import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unparse } from '../../src/policy/condition/unparse.js';
import { condition, conditions, sights } from './reasoning/conditions.js';

it.each([
  ['(asks>=1)&&((turns>2)||(turns==1))', 'asks >= 1 && (turns > 2 || turns == 1)'],
  ['asks>=1&&turns>2||turns==1', 'asks >= 1 && turns > 2 || turns == 1'],
  ['!(asks >= 1)', '!(asks >= 1)'],
  ['!pending', '!pending'],
  ['(asks+1)*2 > 3', '(asks + 1) * 2 > 3'],
  ['asks-(turns-1) > 0', 'asks - (turns - 1) > 0'],
  ['(asks-turns)-1 > 0', 'asks - turns - 1 > 0'],
  ['-(-asks) < 0', '-(-asks) < 0'],
  ['(asks > 1 ? 10 : 20) == 20', '(asks > 1 ? 10 : 20) == 20'],
  ['desk["general"].open', 'desk.general.open'],
  ["intent in ['refund', \"l'oss\"]", `intent in ["refund", "l'oss"]`],
  ['min(asks, 2) > 1', 'min(asks, 2) > 1'],
  ['known(confidence) == true', 'known(confidence) == true'],
  ['(pending == pending) == true', '(pending == pending) == true'],
])('%s is written %s', (source, text) => {
  expect(unparse(condition(source).tree)).toBe(text);
});

it('what is written means what was read, and is written so again', () => {
  fc.assert(
    fc.property(conditions, fc.array(sights, { minLength: 1, maxLength: 8 }), (given, looks) => {
      const text = unparse(given.tree);
      const again = condition(text);
      expect(unparse(again.tree)).toBe(text);
      for (const look of looks) expect(again.truth(look), text).toBe(given.truth(look));
    }),
    { numRuns: 500 },
  );
});
