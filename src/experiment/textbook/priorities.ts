import type { Distribution } from '../../scenario/distribution/distribution.js';
import { meanOf, squaredVariationOf } from '../../scenario/distribution/distribution.js';
import { pollaczekKhinchine, waitsByPriority, waitsByPriorityOfMany } from './formulas.js';
import {
  type Case,
  constant,
  exponential,
  horizonFor,
  never,
  ofType,
  wait,
} from './textbook-cases.js';

/** Worth so many seconds of waiting, an urgent contact goes before every other. */
const ALWAYS_FIRST = 1e9;

/** Two kinds of contacts, one more urgent than the other; nobody is interrupted. */
export function priorityCases(): Case[] {
  return [single(), several(), minutes()];
}

function single(): Case {
  const rates = [0.003, 0.0015];
  const services: Distribution[] = [constant(50), exponential(200)];
  const truth = waitsByPriority(
    rates.map((rate, i) => ({
      rate,
      meanService: meanOf(services[i]!),
      squaredVariation: squaredVariationOf(services[i]!),
    })),
  );
  return priorityCase('M/G/1, two priorities (Cobham)', rates, services, 1, truth, 4_400_000);
}

function several(): Case {
  const rates = [0.004, 0.006];
  const services = rates.map(() => exponential(100));
  const truth = waitsByPriorityOfMany(rates, 100, 2);
  return priorityCase('M/M/2, two priorities (Cobham)', rates, services, 2, truth, 5_600_000);
}

function priorityCase(
  model: string,
  rates: readonly number[],
  services: readonly Distribution[],
  people: number,
  truth: readonly number[],
  contacts: number,
): Case {
  return {
    model,
    queue: {
      rates,
      service: services[0]!,
      services,
      people: [people],
      priorities: [ALWAYS_FIRST, 0],
      patience: never,
      horizon: horizonFor(contacts, rates),
    },
    checks: ['urgent', 'other'].map((kind, type) => ({
      figure: `mean wait, ${kind}, s`,
      expected: truth[type]!,
      counts: ofType(type),
      value: wait,
    })),
  };
}

/**
 * Five minutes of priority: who waits how long has no simple closed form, but where no order of
 * service depends on the work, what one class gains another loses, and the mean over all is as
 * without priority. Kleinrock, "A conservation law for a wide class of queueing disciplines", Naval
 * Research Logistics Quarterly 12 (1965).
 */
function minutes(): Case {
  const rates = [0.002, 0.003];
  const total = rates[0]! + rates[1]!;
  return {
    model: 'M/M/1, 5 min priority (conservation law)',
    queue: {
      rates,
      service: exponential(100),
      people: [1],
      priorities: [300, 0],
      patience: never,
      horizon: horizonFor(2_250_000, rates),
    },
    checks: [
      {
        figure: 'mean wait of all, s',
        expected: pollaczekKhinchine(total, 100, 1),
        value: wait,
      },
    ],
  };
}
