import type { RecordedDialogue } from '../../src/scenario/record/recorded-dialogue.js';
import { stintSteps } from '../../src/scenario/staffing/presence.js';
import type { World } from '../../src/scenario/world.js';
import { placid, recorded, withRecord } from '../simulation/runs.js';
import { plainWorld } from '../worlds.js';

const DAY = 86_400;
/** Calls by weekday, Monday first, and people. */
const CALLS = [330, 270, 250, 250, 280, 120, 90] as const;
const PEOPLE = [3, 3, 3, 3, 3, 2, 2] as const;

/**
 * A call log of so many days from a Monday on, drawn from a made-up population of days: how many call
 * varies from day to day beyond the weekday (a gamma-like factor), how long they take too, and on one
 * day in three somebody is missing. Calls come from 8 to 18 o'clock.
 *
 * @param uniform luck that is none of ours
 */
export function madeUpLog(days: number, uniform: () => number, resampled = false): World {
  const dialogues: RecordedDialogue[] = [];
  const issues: { at: number; dialogue: number }[] = [];
  const stints: { from: number; to: number; takes: boolean[] }[] = [];
  for (let day = 0; day < days; day++) {
    const busy = 0.6 + 0.8 * uniform();
    const long = 0.8 + 0.4 * uniform();
    const people = PEOPLE[day % 7]! - (uniform() < 1 / 3 ? 1 : 0);
    for (let i = 0; i < people; i++) {
      stints.push({ from: (day + 8 / 24) * DAY, to: (day + 18.5 / 24) * DAY, takes: [true] });
    }
    const rate = (busy * CALLS[day % 7]!) / 36_000;
    for (let at = 8 * 3600; ; ) {
      at -= Math.log(uniform()) / rate;
      if (at >= 18 * 3600) break;
      issues.push({ at: day * DAY + at, dialogue: dialogues.length });
      const handleSeconds = -240 * long * Math.log(uniform());
      const facts = { id: `${dialogues.length}`, handoverAfter: 0, handleSeconds };
      dialogues.push(recorded([], facts));
    }
  }
  const base = withRecord(
    placid(plainWorld({ patience: '{ exponential: { mean: 200s } }' })),
    dialogues,
  );
  return {
    ...base,
    mode: 'continuous',
    closesAt: days * DAY,
    clock: { weekday: 1, offsets: [] },
    resampled,
    demand: { kind: 'scheduled', issues },
    teams: base.teams.map((team) => ({ ...team, stints, steps: stintSteps(stints) })),
  };
}

/** mulberry32: luck that is none of ours. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}
