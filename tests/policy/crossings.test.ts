import { expect, it } from 'vitest';
import { crossingsOf } from '../../src/policy/condition/crossings.js';
import { environmentFor } from '../../src/policy/condition/vocabulary.js';

const environment = environmentFor(
  { teams: new Map([['general', 0]]), columns: new Map(), values: {}, absent: new Set() },
  { params: [], hours: [], conditions: [] },
);
const of = (condition: string) => crossingsOf(environment.parse(condition).ast);

it.each([
  ['waited > 120', [120]],
  ['120 < waited', [120]],
  ['waited / 60 >= 2', [120]],
  ['waited * 2 > 60', [30]],
  ['2 * waited + 10 >= 70', [30]],
  ['waited - 30 == 15', [45]],
  ['-waited < -40', [40]],
  ['waited > 100 - waited', [50]], // both sides move
  ['waited > 60 && waited < 30 || !(waited <= 90)', [30, 60, 90]],
  ['(waited > 10 ? 1 : 0) > 0', [10]],
  ['waited > 0.5 * 90', [45]],
])('%s crosses at %j and at nothing else', (condition, at) => {
  expect(of(condition)).toMatchObject({ at });
});

it.each([
  'waited > 0', // crossed on entry, when every rule is looked at
  'waited > -5',
  'waited == waited',
  'waited / 0 > 1',
  'true',
])('%s crosses nowhere later', (condition) => {
  expect(of(condition).at).toEqual([]);
});

it.each([
  ['waited > 120', false],
  ['true', false],
  ['waited > 120 && asks >= 1', true],
  ['desk.general.queue > 3', true],
  ['waited > desk.general.oldest_wait', true], // no wait of its own
  ['waited * waited > 900', true], // not linear
  ['60 / waited < 1', true],
])('%s is looked at again and again: %s', (condition, polls) => {
  expect(of(condition).polls).toBe(polls);
});
