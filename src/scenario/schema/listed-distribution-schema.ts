import { z } from 'zod';
import { duration } from '../../input/quantities.js';
import type { Distribution } from '../distribution/distribution.js';
import { empiricalOf, kaplanMeierOf } from '../distribution/steps.js';
import { exponential, never } from './parametric-distribution-schema.js';

/** Distributions given by lists: recorded values, quantiles, a survival function. */
const LISTED = 100_000;

const resampled = z
  .strictObject({
    values: z.array(duration).min(1).max(LISTED).describe('Recorded durations, drawn again.'),
    weights: z
      .array(z.number().positive().max(1e9))
      .optional()
      .describe('How often each counts; as many as values. Left out: once each.'),
  })
  .superRefine(({ values, weights }, context) => {
    if (!weights || weights.length === values.length) return;
    context.addIssue({
      code: 'custom',
      path: ['weights'],
      message: 'Every value needs its own weight.',
      params: {
        code: 'wrong-length',
        found: `${weights.length} weights`,
        expected: `${values.length}, one for each value`,
      },
    });
  });

const SHARE = /^(?:[01]|0?\.\d+|[01]\.0*)$/;

/** Written as a map from share to duration, `{ 0: 5s, 0.5: 40s, 0.9: 3m, 1: 10m }`. */
const interpolated = z
  .strictObject({
    quantiles: z
      .record(z.string(), duration)
      .describe(
        'From share to duration, 0 and 1 among them, never falling: { 0: 5s, 0.5: 40s, 1: 10m }.',
      ),
  })
  .superRefine(({ quantiles }, context) => {
    const fault = (message: string, found: string, expected: string): void =>
      context.addIssue({
        code: 'custom',
        path: ['quantiles'],
        message,
        params: { code: 'out-of-range', found, expected },
      });
    const wrong = Object.keys(quantiles).filter((key) => !SHARE.test(key));
    for (const key of wrong)
      fault('A quantile stands under its share.', key, 'a share from 0 to 1, for example 0.9');
    if (wrong.length > 0) return;
    const points = ascending(quantiles);
    if (points.length < 2 || points[0]![0] !== 0 || points.at(-1)![0] !== 1) {
      const found = points.map(([share]) => share).join(', ') || 'none';
      fault('The quantiles do not reach from the least value to the largest.', found, '0 to 1');
    }
    for (let i = 1; i < points.length; i++) {
      const [[low, from], [high, to]] = [points[i - 1]!, points[i]!];
      if (low === high) fault('A share is given twice.', String(high), 'each share once');
      if (to < from)
        fault('Quantiles must not fall.', `${to} s at ${high}`, `at least ${from} s, as at ${low}`);
    }
  });

function ascending(quantiles: Readonly<Record<string, number>>): [number, number][] {
  return Object.entries(quantiles)
    .map(([share, seconds]): [number, number] => [Number(share), seconds])
    .sort(([a], [b]) => a - b);
}

export const empirical = z
  .strictObject({
    empirical: z.union([resampled, interpolated]).describe('Recorded values, or quantiles.'),
  })
  .transform(({ empirical: given }): Distribution => {
    if ('values' in given) return empiricalOf(given.values, given.weights);
    const points = ascending(given.quantiles);
    return {
      kind: 'line',
      seconds: points.map(([, seconds]) => seconds),
      shares: points.map(([share]) => share),
    };
  });

export const kaplanMeier = z
  .strictObject({
    kaplan_meier: z
      .strictObject({
        times: z.array(duration).min(1).max(LISTED).describe('Ascending.'),
        survival: z
          .array(z.number().min(0).max(1))
          .describe('Share still waiting just after each time; as many as times, never rising.'),
        tail: z
          .union(
            [exponential, never],
            'never (they wait for good), or { exponential: { mean: 600s } } for the time beyond the last',
          )
          .optional()
          .describe(
            'What becomes of those still waiting after the last time; needed where there are any.',
          ),
      })
      .superRefine(({ times, survival, tail }, context) => {
        const fault = (path: (string | number)[], message: string, params: object): void =>
          context.addIssue({ code: 'custom', path, message, params: { ...params } });
        if (survival.length !== times.length) {
          fault(['survival'], 'Every time needs the share that survives it.', {
            code: 'wrong-length',
            found: `${survival.length} shares`,
            expected: `${times.length}, one for each time`,
          });
          return;
        }
        for (let i = 1; i < times.length; i++) {
          if (times[i]! <= times[i - 1]!)
            fault(['times', i], 'The times must increase.', {
              code: 'out-of-range',
              expected: `more than ${times[i - 1]} s, the time before`,
            });
          if (survival[i]! > survival[i - 1]!)
            fault(['survival', i], 'Survival must not rise.', {
              code: 'out-of-range',
              expected: `at most ${survival[i - 1]}, the share before`,
            });
        }
        if (survival.at(-1)! > 0 && tail === undefined)
          fault(['tail'], 'Some outlast the last time, and nothing says for how long.', {
            code: 'missing-key',
            found: `${survival.at(-1)} still waiting after ${times.at(-1)} s`,
            expected: 'tail: never, or tail: { exponential: { mean: 600s } }',
          });
      })
      .describe('A survival function, as estimated from a record.'),
  })
  .transform(
    ({ kaplan_meier: { times, survival, tail } }): Distribution =>
      kaplanMeierOf(times, survival, tail),
  );
