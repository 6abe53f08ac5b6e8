import { lognormalOfMean } from '../../scenario/distribution/distribution.js';
import { erlangC, erlangCMeanWait, erlangCWithin } from '../../scenario/staffing/erlang.js';
import type { ContactRecord } from '../../simulation/record.js';
import { type Case, exponential, horizonFor, never, wait, waited } from './textbook-cases.js';

/** Where a stream of contacts goes from one place to others. */
export function stageCases(): Case[] {
  return [split(), afterTheAi(), passedOn()];
}

/** A split Poisson stream is two Poisson streams: each team is a queue of its own. */
function split(): Case {
  const rates = [0.006, 0.014];
  const people = [1, 2];
  return {
    model: 'two teams (split Poisson, Erlang C)',
    queue: {
      rates,
      service: exponential(100),
      people,
      patience: never,
      horizon: horizonFor(660_000, rates),
    },
    checks: rates.map((rate, team) => ({
      figure: `P(wait), team ${team + 1}`,
      expected: erlangC(rate * 100, people[team]!),
      counts: (r: ContactRecord) => r.team === team,
      value: waited,
    })),
  };
}

/**
 * An AI that works on two replies at once is an M/M/2, and what leaves an M/M/n is as Poisson as what
 * came (P. J. Burke, "The Output of a Queuing System", Operations Research 4, 1956). So it stays while
 * customers take their time to answer (N. M. Mirasol, "The output of an M/G/∞ queuing system is
 * Poisson", Operations Research 11, 1963), and the people behind are an M/M/3 by themselves.
 */
function afterTheAi(): Case {
  const [rate, reply, customer, service] = [0.02, 50, 40, 100];
  const [capacity, people] = [2, 3];
  return {
    model: 'AI, then people (Burke, Erlang C twice)',
    queue: {
      rates: [rate],
      ai: {
        replyTime: exponential(reply),
        capacity,
        customerReplyTime: lognormalOfMean(customer, 0.7),
      },
      service: exponential(service),
      people: [people],
      patience: never,
      horizon: horizonFor(1_000_000, [rate]),
    },
    checks: [
      {
        figure: 'mean time with the AI, s',
        expected: erlangCMeanWait(rate * reply, capacity, reply) + reply + customer,
        value: (r) => r.queuedAt - r.arrivedAt,
      },
      { figure: 'P(wait) for people', expected: erlangC(rate * service, people), value: waited },
      {
        figure: 'P(wait for people ≤ 60 s)',
        expected: erlangCWithin(rate * service, people, service, 60),
        value: (r) => (wait(r) <= 60 ? 1 : 0),
      },
    ],
  };
}

/**
 * A first team so large that nobody waits, M/D/∞, passes everybody on after a fixed time: to the
 * second team they come as a Poisson stream, only later (Mirasol 1963).
 */
function passedOn(): Case {
  const [rate, after, service, people] = [0.02, 60, 100, 3];
  const secondWait = (r: ContactRecord) => r.endedAt - r.answeredAt - r.handleSeconds;
  return {
    model: 'passed on to a second team (Erlang C)',
    queue: {
      rates: [rate],
      service: exponential(service),
      people: [40, people],
      passesOn: { probability: 1, after },
      patience: never,
      horizon: horizonFor(820_000, [rate]),
    },
    checks: [
      {
        figure: 'P(wait) there',
        expected: erlangC(rate * service, people),
        // Sums of times carry rounding errors.
        value: (r) => (secondWait(r) > 1e-6 ? 1 : 0),
      },
      {
        figure: 'P(wait there ≤ 60 s)',
        expected: erlangCWithin(rate * service, people, service, 60),
        value: (r) => (secondWait(r) <= 60 ? 1 : 0),
      },
    ],
  };
}
