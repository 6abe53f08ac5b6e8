import { expect, test } from 'vitest';
import { figure, figureColumn, inWords } from '../../src/report/figures.js';

const between = (low: number, high: number) => ({ value: (low + high) / 2, low, high });

test('points stand under points and ± under ±', () => {
  expect(
    figureColumn([between(0.04, 0.06), undefined, { value: 1 }, between(0.2, 0.8)], 'share'),
  ).toEqual([
    '  5.0 ± 1.0', //
    '    –      ',
    '100.0      ',
    ' 50.0 ±30.0',
  ]);
});

test('a column without intervals has no room for them', () => {
  expect(figureColumn([{ value: 0.5 }, undefined], 'share')).toEqual(['50.0', '   –']);
});

test('seconds: tenths throughout where one of the waits is short', () => {
  expect(figureColumn([between(300, 340), between(4, 6)], 'seconds')).toEqual([
    '320.0 ±20.0',
    '  5.0 ± 1.0',
  ]);
  expect(figureColumn([between(300, 340), between(40, 60), { value: 0 }], 'seconds')).toEqual([
    '320 ±20',
    ' 50 ±10',
    '  0    ',
  ]);
});

test('signs: both ways, a real minus, and none on what rounds to nothing', () => {
  const values = [0.1, -0.1, 0.0001, -0.0001, 0].map((value) => ({ value }));
  expect(figureColumn(values, 'share', true)).toEqual([
    '+10.0',
    '−10.0',
    '  0.0',
    '  0.0',
    '  0.0',
  ]);
  expect(figure({ value: -0.0001 }, 'share')).toBe('0.0');
  expect(inWords(-0.00001, 'money', 'EUR')).toBe('0.00 EUR');
  expect(inWords(-0.5, 'money', 'EUR')).toBe('−0.50 EUR');
});
