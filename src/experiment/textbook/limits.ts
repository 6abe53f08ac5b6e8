import { type Distribution, lognormalOfMean } from '../../scenario/distribution/distribution.js';
import { erlangB } from '../../scenario/staffing/erlang.js';
import { countedDesk } from './formulas.js';
import {
  admitted,
  type Case,
  exponential,
  horizonFor,
  never,
  turnedAway,
  wait,
} from './textbook-cases.js';

/** No room to wait, or little: whoever finds it full is turned away. */
export function limitCases(): Case[] {
  return [
    erlangBCase('M/M/10/10', 10, 10, exponential(100), 820_000),
    // Erlang's loss formula needs no more of the service time than its mean (Sevastyanov 1957).
    erlangBCase('M/G/5/5, lognormal', 5, 5, lognormalOfMean(100, 0.9), 420_000),
    erlangBCase('M/M/3/3, overloaded', 6, 3, exponential(100), 68_000),
    fewPlaces(),
  ];
}

function erlangBCase(
  model: string,
  load: number,
  people: number,
  service: Distribution,
  contacts: number,
): Case {
  const rates = [load / 100];
  return {
    model: `${model} (Erlang B)`,
    queue: {
      rates,
      service,
      people: [people],
      desk: { queueLimit: 0 },
      patience: never,
      horizon: horizonFor(contacts, rates),
    },
    checks: [{ figure: 'P(blocked)', expected: erlangB(load, people), value: turnedAway }],
  };
}

function fewPlaces(): Case {
  const [arrivals, people, places, service] = [0.03, 3, 4, 100];
  const truth = countedDesk({
    arrivals,
    slots: people,
    completions: (inHand) => inHand / service,
    places,
  });
  return {
    model: 'M/M/3, 4 places to wait (birth–death)',
    queue: {
      rates: [arrivals],
      service: exponential(service),
      people: [people],
      desk: { queueLimit: places },
      patience: never,
      horizon: horizonFor(1_500_000, [arrivals]),
    },
    checks: [
      { figure: 'P(blocked)', expected: truth.blocked, value: turnedAway },
      {
        figure: 'mean wait if let in, s',
        expected: truth.meanWait,
        counts: admitted,
        value: wait,
      },
    ],
  };
}
