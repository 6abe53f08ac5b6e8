/**
 * The yardstick of M3, as bare as the one of M1: three types of contact, three groups of people
 * with skills. A contact goes to the first group of its preference with somebody free; a freed
 * person takes whoever has waited longest among the types that the group serves. Lognormal service,
 * exponential patience; the unit of time is that of the rates.
 */
import { Heap, Luck, Ring } from './reference-loop.mjs';

const RATES = [10, 7.68, 10];
const SERVICE_MEANS = [1, 1.25, 0.8];
const PATIENCE = 2;
const PEOPLE = [8, 10, 12];
/** By group, the types it serves, as bits. */
const SERVES = [0b001, 0b011, 0b110];
/** By type, the groups by preference; −1 for none. */
const PREFERS = [
  [0, 1],
  [1, 2],
  [2, -1],
];
/** Standard deviation of the logarithm at a coefficient of variation of 1. */
const SIGMA = Math.sqrt(Math.LN2);

export function groupsLoop({ contacts, seed }) {
  const luck = new NormalLuck(seed);
  const heap = new Heap();
  const queues = [new Ring(), new Ring(), new Ring()];
  const free = [...PEOPLE];
  const total = RATES[0] + RATES[1] + RATES[2];
  const [first, second] = [RATES[0] / total, (RATES[0] + RATES[1]) / total];
  const between = 1 / total;
  const medians = SERVICE_MEANS.map((mean) => Math.log(mean) - SIGMA ** 2 / 2);
  let [arrived, waited, abandoned, wait] = [0, 0, 0, 0];
  const ARRIVAL = 3; // 0 to 2: somebody of that group is done
  heap.push(luck.exponential(between), ARRIVAL);
  while (heap.size > 0) {
    const now = heap.times[0];
    const kind = heap.what[0];
    heap.pop();
    if (kind === ARRIVAL) {
      if (++arrived < contacts) heap.push(now + luck.exponential(between), ARRIVAL);
      const u = luck.uniform();
      const type = u < first ? 0 : u < second ? 1 : 2;
      let group = PREFERS[type][0];
      if (free[group] === 0) group = PREFERS[type][1];
      if (group >= 0 && free[group] > 0) {
        free[group]--;
        heap.push(now + Math.exp(medians[type] + SIGMA * luck.normal()), group);
      } else {
        waited++;
        queues[type].add(now, luck.exponential(PATIENCE));
      }
    } else {
      let longest = -1;
      let since = Number.POSITIVE_INFINITY;
      for (let type = 0; type < 3; type++) {
        if ((SERVES[kind] & (1 << type)) === 0) continue;
        const gone = queues[type].dropGone(now);
        abandoned += gone.count;
        wait += gone.wait;
        if (queues[type].oldest < since) {
          since = queues[type].oldest;
          longest = type;
        }
      }
      if (longest < 0) free[kind]++;
      else {
        wait += now - queues[longest].take();
        heap.push(now + Math.exp(medians[longest] + SIGMA * luck.normal()), kind);
      }
    }
  }
  return {
    contacts: arrived,
    waited: waited / arrived,
    abandonment: abandoned / arrived,
    meanWait: wait / arrived,
  };
}

/** Normal draws in pairs (Box & Muller, 1958). */
class NormalLuck extends Luck {
  spare = Number.NaN;

  normal() {
    const { spare } = this;
    if (!Number.isNaN(spare)) {
      this.spare = Number.NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}
