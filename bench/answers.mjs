/**
 * Are the answers right, and was all the work done? Speed must never come from doing less.
 *
 * Queues: means over contacts against the known truth, with a standard error from batch means (a
 * ratio estimate over stretches of the day, each far longer than the queue's memory).
 */
import { ratioEstimate } from '../dist/workshop.js';

/** Beyond so many standard errors an answer is wrong: 1 in 16,000 by chance, and the seed is fixed. */
const Z_LIMIT = 4;
const BATCHES = 20;

export function checkQueue({ truths, unit, rounding = 0 }, world) {
  const length = (world.closesAt - world.opensAt) / BATCHES;
  const counts = [];
  const sums = { waited: [], abandonment: [], meanWait: [] };
  const work = checkWork();
  let offset = 0;
  return {
    observe: (record) => {
      work.observe(record);
      const batch = offset + Math.floor((record.arrivedAt - world.opensAt) / length);
      const wait =
        (record.ending === 'served' ? record.answeredAt : record.endedAt) - record.queuedAt;
      counts[batch] = (counts[batch] ?? 0) + 1;
      for (const [name, value] of [
        ['waited', wait > 0 ? 1 : 0],
        ['abandonment', record.ending === 'abandoned' ? 1 : 0],
        ['meanWait', wait / unit],
      ]) {
        sums[name][batch] = (sums[name][batch] ?? 0) + value;
      }
    },
    run: (runs, timed) => {
      offset += BATCHES;
      work.run(runs, timed);
    },
    found: () => [
      ...Object.entries(truths).map(([name, truth]) => {
        const { value, deviations } = ratioEstimate(sums[name], counts);
        const squares = deviations.reduce((total, d) => total + d * d, 0);
        const error = Math.sqrt(squares / (counts.length * (counts.length - 1)));
        const right = Math.abs(value - truth) <= Z_LIMIT * error + rounding && error < 0.1 * truth;
        return { name, value, truth, error, right };
      }),
      ...work.found(),
    ],
  };
}

/**
 * Every contact that was timed left as a record, and at least every arrival (a first customer turn may
 * come with it), later customer turn, answer and abandonment among the records was an event.
 */
export function checkWork() {
  let [records, needed] = [0, 0];
  let right = true;
  const ratios = [];
  return {
    observe: (record) => {
      records++;
      const left = record.ending === 'served' || record.ending === 'abandoned';
      needed += 1 + Math.max(0, record.customerTurns - 1) + (left ? 1 : 0);
    },
    run: (runs, timed) => {
      right &&= records === timed.contacts && records === runs.contacts;
      right &&= timed.events === runs.events && runs.events >= needed;
      ratios.push(runs.events / needed);
      [records, needed] = [0, 0];
    },
    found: () =>
      ratios.length === 0
        ? []
        : [{ name: 'events per needed one', value: Math.min(...ratios), truth: 1, right }],
  };
}
