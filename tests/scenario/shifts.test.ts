import { expect, it } from 'vitest';
import { staffingSteps } from '../../src/scenario/shifts.js';

const hours = (from: number, to: number, agents: number) => ({
  from: from * 3600,
  to: to * 3600,
  agents,
});
const at = (hour: number, staffed: number) => ({ at: hour * 3600, staffed });

it('adds overlapping shifts and steps only where the number changes', () => {
  expect(staffingSteps([hours(8, 12, 2), hours(10, 16, 3), hours(12, 14, 2)], 1)).toEqual([
    at(8, 2),
    at(10, 5),
    at(14, 3),
    at(16, 0),
  ]);
});

it('counts the available share of all who are rostered, rounded, at least one', () => {
  expect(staffingSteps([hours(8, 12, 3), hours(8, 10, 3)], 0.8)).toEqual([
    at(8, 5),
    at(10, 2),
    at(12, 0),
  ]);
  expect(staffingSteps([hours(8, 12, 1)], 0.1)).toEqual([at(8, 1), at(12, 0)]);
});

it('leaves gaps between shifts unstaffed', () => {
  expect(staffingSteps([hours(8, 10, 1), hours(12, 14, 1)], 1)).toEqual([
    at(8, 1),
    at(10, 0),
    at(12, 1),
    at(14, 0),
  ]);
});
