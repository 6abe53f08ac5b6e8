import { type Distribution, lognormalOfMean } from '../../scenario/distribution/distribution.js';
import { countedDesk, sharedStay } from './formulas.js';
import {
  type Case,
  type Check,
  constant,
  exponential,
  gaveUp,
  horizonFor,
  never,
  ofType,
  stay,
  waited,
} from './textbook-cases.js';

/** So many chats in hand that nobody ever waits, each slowing the others down in full. */
const ALL_AT_ONCE = { chatsPerAgent: 100, slowDown: 1 };

/** One person with several chats in hand. */
export function sharingCases(): Case[] {
  const load = 0.6;
  const mean: Check = {
    figure: 'mean stay, s',
    expected: sharedStay(load, 100),
    value: stay,
  };
  return [
    shared('M/M/1', [load / 100], [exponential(100)], [mean], 1_080_000),
    shared(
      'M/G/1, lognormal',
      [load / 100],
      [lognormalOfMean(100, 0.9)],
      [{ ...mean, heavy: true }],
      340_000,
    ),
    shared(
      'M/G/1, short and long',
      [0.006, 0.0015],
      [constant(50), constant(200)],
      [50, 200].map((work, type) => ({
        figure: `mean stay of ${work} s of work, s`,
        expected: sharedStay(load, work),
        counts: ofType(type),
        value: stay,
      })),
      1_050_000,
    ),
    chats('3 chats a person', 0.014, 3, 2_000_000),
    chats('3 chats, overloaded', 0.03, 3, 220_000, 120),
  ];
}

function shared(
  model: string,
  rates: readonly number[],
  services: readonly Distribution[],
  checks: readonly Check[],
  contacts: number,
): Case {
  return {
    model: `${model} (processor sharing)`,
    queue: {
      rates,
      service: services[0]!,
      services,
      people: [1],
      desk: ALL_AT_ONCE,
      patience: never,
      horizon: horizonFor(contacts, rates),
    },
    checks,
  };
}

/** The scenario's own model of concurrency: k chats, each at a rate of 1/(1 + β(k − 1)). */
function chats(
  model: string,
  arrivals: number,
  chatsPerAgent: number,
  contacts: number,
  meanPatience?: number,
): Case {
  const [work, slowDown] = [100, 0.3];
  const truth = countedDesk({
    arrivals,
    slots: chatsPerAgent,
    completions: (k) => k / work / (1 + slowDown * (k - 1)),
    ...(meanPatience === undefined ? {} : { meanPatience }),
  });
  return {
    model: `${model} (birth–death)`,
    queue: {
      rates: [arrivals],
      service: exponential(work),
      people: [1],
      desk: { chatsPerAgent, slowDown },
      patience: meanPatience === undefined ? never : exponential(meanPatience),
      horizon: horizonFor(contacts, [arrivals]),
    },
    checks: [
      { figure: 'P(wait)', expected: truth.full, value: waited },
      meanPatience === undefined
        ? { figure: 'mean stay, s', expected: truth.meanStay, value: stay }
        : { figure: 'P(abandon)', expected: truth.abandonment, value: gaveUp },
    ],
  };
}
