import { erlangA, erlangC, erlangCMeanWait, pollaczekKhinchine } from '../scenario/erlang.js';
import type { ContactRecord } from '../simulation/record.js';
import type { TextbookQueue } from './textbook-queue.js';

/** Independent repetitions of each case; so many that Student's t is close to the normal. */
export const REPLICATIONS = 50;

/** A figure read off every contact: summed, over how many. */
export interface Check {
  readonly figure: string;
  readonly expected: number;
  readonly counts?: (record: ContactRecord) => boolean;
  readonly value: (record: ContactRecord) => number;
  readonly heavy?: boolean;
}

export interface Case {
  readonly model: string;
  readonly queue: TextbookQueue;
  readonly checks: readonly Check[];
}

/** Seconds in queue, answered or not. */
export const wait = (r: ContactRecord) =>
  (r.ending === 'served' ? r.answeredAt : r.endedAt) - r.queuedAt;
const waited = (r: ContactRecord) => (wait(r) > 0 ? 1 : 0);
const gaveUp = (r: ContactRecord) => (r.ending === 'abandoned' ? 1 : 0);
export const never = { kind: 'never' } as const;
export const exponential = (mean: number) => ({ kind: 'exponential', mean }) as const;

/** Everything with a known answer that the engine can be run against, expected values computed. */
export function textbookCases(): Case[] {
  return [
    erlangCCase('M/M/1, light', 0.3, 1, 800_000, ['waits', 'mean wait']),
    erlangCCase('M/M/1', 0.5, 1, 1_600_000, ['waits', 'mean wait']),
    erlangCCase('M/M/5', 3, 5, 2_000_000, ['waits', 'mean wait', 'within 20 s']),
    erlangCCase('M/M/3, heavy', 2.4, 3, 3_600_000, ['waits', 'mean wait'], true),
    erlangACase('M/M/6+M', 100 / 3600, 180, 6, 300, 900_000),
    erlangACase('M/M/25+M', 360 / 3600, 240, 25, 120, 1_600_000),
    erlangACase('M/M/9+M, overloaded', 120 / 3600, 300, 9, 180, 400_000),
    singleServer('M/D/1', 0.6, { kind: 'constant', seconds: 100 }, 0, 1_200_000),
    singleServer(
      'M/G/1, lognormal',
      0.5,
      { kind: 'lognormal', median: 100 / Math.exp(0.9 ** 2 / 2), sigma: 0.9 },
      Math.exp(0.9 ** 2) - 1,
      1_600_000,
    ),
    fluid(),
    routing(),
  ];
}

function erlangCCase(
  model: string,
  load: number,
  people: number,
  contacts: number,
  figures: readonly ('waits' | 'mean wait' | 'within 20 s')[],
  heavy = false,
): Case {
  const service = 100;
  const rate = load / service;
  const waits = erlangC(load, people);
  const all: Record<string, Check> = {
    waits: { figure: 'P(wait)', expected: waits, value: waited, heavy },
    'mean wait': {
      figure: 'mean wait, s',
      expected: erlangCMeanWait(load, people, service),
      value: wait,
      heavy: true,
    },
    'within 20 s': {
      figure: 'P(wait ≤ 20 s)',
      expected: 1 - waits * Math.exp((-(people - load) * 20) / service),
      value: (r) => (wait(r) <= 20 ? 1 : 0),
    },
  };
  return {
    model: `${model} (Erlang C)`,
    queue: {
      rates: [rate],
      service: exponential(service),
      people: [people],
      patience: never,
      horizon: contacts / rate / REPLICATIONS,
    },
    checks: figures.map((figure) => all[figure]!),
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
      horizon: contacts / rate / REPLICATIONS,
    },
    checks: [
      { figure: 'P(wait)', expected: truth.probabilityOfWait, value: waited, heavy: true },
      { figure: 'P(abandon)', expected: truth.abandonment, value: gaveUp, heavy: true },
      { figure: 'mean wait, s', expected: truth.meanWait, value: wait, heavy: true },
    ],
  };
}

function singleServer(
  model: string,
  load: number,
  service: TextbookQueue['service'],
  squaredVariation: number,
  contacts: number,
): Case {
  const rate = load / 100;
  return {
    model: `${model} (Pollaczek–Khinchine)`,
    queue: {
      rates: [rate],
      service,
      people: [1],
      patience: never,
      horizon: contacts / rate / REPLICATIONS,
    },
    checks: [
      {
        figure: 'mean wait, s',
        expected: pollaczekKhinchine(rate, 100, squaredVariation),
        value: wait,
        heavy: true,
      },
      { figure: 'P(wait)', expected: load, value: waited },
    ],
  };
}

/** Half as much again as a large team can do: whoever is too many leaves. */
function fluid(): Case {
  const people = 40;
  const overload = 1.5;
  const rate = (overload * people) / 100;
  return {
    model: 'overload (fluid limit)',
    queue: {
      rates: [rate],
      service: exponential(100),
      people: [people],
      patience: exponential(100),
      horizon: 1_000_000 / rate / REPLICATIONS,
    },
    checks: [{ figure: 'P(abandon)', expected: 1 - 1 / overload, value: gaveUp }],
  };
}

/** A split Poisson stream is two Poisson streams: each team is a queue of its own. */
function routing(): Case {
  const [first, second] = [0.01, 0.03];
  return {
    model: 'two teams (split Poisson, Erlang C)',
    queue: {
      rates: [first, second],
      service: exponential(100),
      people: [2, 5],
      patience: never,
      horizon: 3_000_000 / (first + second) / REPLICATIONS,
    },
    checks: [first, second].map((rate, team) => ({
      figure: `P(wait), team ${team + 1}`,
      expected: erlangC(rate * 100, [2, 5][team]!),
      counts: (r: ContactRecord) => r.team === team,
      value: waited,
    })),
  };
}
