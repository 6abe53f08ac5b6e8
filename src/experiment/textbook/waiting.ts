import type { Distribution } from '../../scenario/distribution/distribution.js';
import {
  lognormalOfMean,
  meanOf,
  squaredVariationOf,
} from '../../scenario/distribution/distribution.js';
import {
  erlangA,
  erlangC,
  erlangCMeanWait,
  erlangCWithin,
} from '../../scenario/staffing/erlang.js';
import { pollaczekKhinchine } from './formulas.js';
import {
  type Case,
  type Check,
  constant,
  exponential,
  gaveUp,
  horizonFor,
  never,
  wait,
  waited,
} from './textbook-cases.js';

/** First come first served, one contact at a time; from light load to hopeless overload. */
export function waitingCases(): Case[] {
  return [
    erlangCCase('M/M/1, light', 0.3, 1, 1_600_000, ['waits', 'mean wait']),
    erlangCCase('M/M/1', 0.5, 1, 2_200_000, ['waits', 'mean wait']),
    erlangCCase('M/M/4', 3, 4, 1_050_000, ['waits', 60]),
    erlangCCase('M/M/3, heavy', 2.4, 3, 350_000, ['waits', 60], { service: 50, heavy: true }),
    erlangACase('M/M/6+M', 100 / 3600, 180, 6, 300, 2_850_000),
    erlangACase('M/M/25+M', 420 / 3600, 240, 25, 120, 2_500_000),
    erlangACase('M/M/9+M, overloaded', 120 / 3600, 300, 9, 180, 1_450_000),
    singleServer('M/D/1', 0.6, constant(100), 1_050_000),
    singleServer('M/G/1, lognormal', 0.5, lognormalOfMean(100, 0.9), 1_050_000, true),
    ringsAndWrapUp(),
    fluid(),
  ];
}

function erlangCCase(
  model: string,
  load: number,
  people: number,
  contacts: number,
  figures: readonly ('waits' | 'mean wait' | number)[],
  { service = 100, heavy = false } = {},
): Case {
  const rates = [load / service];
  const check = {
    waits: { figure: 'P(wait)', expected: erlangC(load, people), value: waited, heavy },
    'mean wait': {
      figure: 'mean wait, s',
      expected: erlangCMeanWait(load, people, service),
      value: wait,
      heavy,
    },
  } satisfies Record<string, Check>;
  const within = (seconds: number): Check => ({
    figure: `P(wait ≤ ${seconds} s)`,
    expected: erlangCWithin(load, people, service, seconds),
    value: (r) => (wait(r) <= seconds ? 1 : 0),
    heavy,
  });
  return {
    model: `${model} (Erlang C)`,
    queue: {
      rates,
      service: exponential(service),
      people: [people],
      patience: never,
      horizon: horizonFor(contacts, rates),
    },
    checks: figures.map((figure) => (typeof figure === 'number' ? within(figure) : check[figure])),
  };
}

function erlangACase(
  model: string,
  rate: number,
  service: number,
  people: number,
  patience: number,
  contacts: number,
): Case {
  const truth = erlangA(rate, service, people, patience);
  return {
    model: `${model} (Erlang A)`,
    queue: {
      rates: [rate],
      service: exponential(service),
      people: [people],
      patience: exponential(patience),
      horizon: horizonFor(contacts, [rate]),
    },
    checks: [
      { figure: 'P(wait)', expected: truth.probabilityOfWait, value: waited },
      { figure: 'P(abandon)', expected: truth.abandonment, value: gaveUp },
      { figure: 'mean wait, s', expected: truth.meanWait, value: wait },
    ],
  };
}

function singleServer(
  model: string,
  load: number,
  service: Distribution,
  contacts: number,
  heavy = false,
): Case {
  const mean = meanOf(service);
  const rate = load / mean;
  return {
    model: `${model} (Pollaczek–Khinchine)`,
    queue: {
      rates: [rate],
      service,
      people: [1],
      patience: never,
      horizon: horizonFor(contacts, [rate]),
    },
    checks: [
      {
        figure: 'mean wait, s',
        expected: pollaczekKhinchine(rate, mean, squaredVariationOf(service)),
        value: wait,
        heavy,
      },
      { figure: 'P(wait)', expected: load, value: waited },
    ],
  };
}

/** Ringing and wrap-up keep a person as busy as talk does, and the ring is waited through. */
function ringsAndWrapUp(): Case {
  const [rate, ring, talk, wrapUp] = [0.003, 10, 100, 40];
  const occupied = ring + talk + wrapUp;
  return {
    model: 'M/G/1 with wrap-up (Pollaczek–Khinchine)',
    queue: {
      rates: [rate],
      service: exponential(talk),
      people: [1],
      desk: { ring: { answeredAfter: ring, missed: 0, timeout: 60, away: 0 }, wrapUp },
      patience: never,
      horizon: horizonFor(1_250_000, [rate]),
    },
    checks: [
      {
        figure: 'mean wait, s',
        expected: ring + pollaczekKhinchine(rate, occupied, (talk / occupied) ** 2),
        value: wait,
      },
    ],
  };
}

/** Half as much again as a large team can do: whoever is too many leaves. */
function fluid(): Case {
  const people = 60;
  const overload = 1.5;
  const service = 1000;
  const rates = [(overload * people) / service];
  return {
    model: 'overload (fluid limit)',
    queue: {
      rates,
      service: exponential(service),
      people: [people],
      patience: exponential(service),
      horizon: horizonFor(680_000, rates),
    },
    checks: [{ figure: 'P(abandon)', expected: 1 - 1 / overload, value: gaveUp }],
  };
}
