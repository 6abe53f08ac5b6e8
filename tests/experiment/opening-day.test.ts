import { expect, it } from 'vitest';
import { expectedTotals, type OpeningDay } from '../../src/experiment/verification/opening-day.js';
import { erlangA } from '../../src/scenario/staffing/erlang.js';

const day: OpeningDay = {
  arrivalsPerSecond: 0.03,
  meanService: 200,
  people: 6,
  meanPatience: 180,
  closesAt: 7200,
};

/** The mean number at an M/M/∞ desk that opens empty: λ/μ·(1 − e^(−μt)). */
const meanPresent = (t: number) =>
  day.arrivalsPerSecond * day.meanService * -Math.expm1(-t / day.meanService);

it('with people for everybody it is M/M/∞, whose mean is known at every moment', () => {
  const found = expectedTotals({ ...day, people: 100 }, 20);
  const { arrivalsPerSecond: rate, meanService: service, closesAt: end } = day;
  const untilClosing = rate * service * (end + service * Math.expm1(-end / service));
  expect(found.busySeconds / (untilClosing + meanPresent(end) * service)).toBeCloseTo(1, 5);
  expect(found.staffedSeconds / (100 * end + meanPresent(end) * service)).toBeCloseTo(1, 9);
  expect(found.waited).toBeCloseTo(0, 9);
  expect(found.answeredInTime / found.offered).toBeCloseTo(1, 9);
});

it('with patience as long as service the number present is Poisson at every moment', () => {
  const found = expectedTotals({ ...day, meanPatience: day.meanService }, 20);
  let waited = 0;
  for (let t = 0.5; t < day.closesAt; t++) waited += meanBeyond(meanPresent(t), day.people);
  expect(found.waited / waited).toBeCloseTo(1, 5);
  expect(found.abandoned).toBeCloseTo(found.waited / day.meanService, 9);
  expect(found.unserved).toBeCloseTo(meanBeyond(meanPresent(day.closesAt), day.people), 6);
});

/** E[(J − n)⁺] for a Poisson J. */
function meanBeyond(mean: number, n: number): number {
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let j = 1; j < 100; j++) {
    probability *= mean / j;
    sum += Math.max(0, j - n) * probability;
  }
  return sum;
}

it('long after opening it is Erlang A', () => {
  // What a day has more than a shorter one is the steady state: opening and closing cancel out.
  const [long, short] = [20_000, 10_000].map((closesAt) =>
    expectedTotals({ ...day, closesAt }, 1, 60),
  );
  const offered = long!.offered - short!.offered;
  const truth = erlangA(day.arrivalsPerSecond, day.meanService, day.people, day.meanPatience);
  expect((long!.waited - short!.waited) / offered / truth.meanWait).toBeCloseTo(1, 6);
  expect((long!.abandoned - short!.abandoned) / offered / truth.abandonment).toBeCloseTo(1, 6);
});

it('answered in time with one person and hardly any arrivals, to first order by hand', () => {
  // An arrival finds the person busy with the chance that an earlier one came and is not done, and is
  // then late unless that service ends in time, or before closing.
  const rate = 1e-6;
  const rare = { ...day, people: 1, meanPatience: 1e12, arrivalsPerSecond: rate, closesAt: 400 };
  const found = expectedTotals(rare, 20, 10);
  let late = 0;
  for (let t = 0.5; t < rare.closesAt; t++) {
    const busy = rate * rare.meanService * -Math.expm1(-t / rare.meanService);
    late += rate * busy * Math.exp(-Math.min(20, rare.closesAt - t) / rare.meanService);
  }
  expect((found.offered - found.answeredInTime) / late).toBeCloseTo(1, 2);
});

it('everybody offered is answered, gives up or is sent home', () => {
  const answeredEver = expectedTotals({ ...day, closesAt: 900 }, 900);
  const { offered, abandoned, unserved, answeredInTime } = answeredEver;
  expect((answeredInTime + abandoned + unserved) / offered).toBeCloseTo(1, 5);
});
