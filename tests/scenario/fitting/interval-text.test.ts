import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Call, type CallLog, callLogOf } from '../../../src/scenario/fitting/call-log.js';
import { fitCallLog } from '../../../src/scenario/fitting/fit-call-log.js';
import { wilson } from '../../../src/scenario/fitting/statistics/fitted-number.js';
import { scenarioText } from '../../../src/scenario/fitting/text/scenario-text.js';
import { patience, time } from '../../../src/scenario/schema/distribution-schema.js';
import { BANK, bankConversations } from './bank.js';
import { call } from './calls.js';
import { uniforms } from './uniforms.js';

/** Three people, two intents, two weeks; some give up, some at once; some come back. */
function invented(): CallLog {
  const uniform = uniforms(1);
  const calls: Call[] = [];
  for (let day = 0; day < 14; day++) {
    const free = [0, 0, 0].map(() => day * 86_400 + 9 * 3600);
    let at = day * 86_400 + 9 * 3600;
    for (let i = 0; i < 150; i++) {
      at += Math.ceil(-40 * Math.log(uniform()));
      const intent = uniform() < 0.6 ? 'order' : 'refund';
      const customer = `c${Math.floor(400 * uniform())}`;
      const willing = Math.floor(-200 * Math.log(uniform()));
      const agent = free.indexOf(Math.min(...free));
      const wait = Math.max(0, free[agent]! - at);
      const facts = { at, intent, customer, priority: i % 2 };
      if (willing < wait) {
        calls.push(call({ ...facts, wait: willing, answered: false }));
        continue;
      }
      const handle = Math.ceil(-100 * Math.log(uniform()));
      calls.push(call({ ...facts, wait, handle, agent: 'ABC'[agent]! }));
      free[agent] = at + wait + handle + Math.ceil(-20 * Math.log(uniform()));
    }
  }
  calls.sort((a, b) => a.at - b.at);
  return {
    date: '2026-03-02',
    days: 14,
    timeZone: 'UTC',
    calls,
    neverQueued: [],
    untoldWaits: 0,
    estimatedEntries: 0,
  };
}

const log = invented();
const source = { file: 'calls.jsonl' };
const text = scenarioText('x', fitCallLog(log), source, undefined);
const lines = text.split('\n');
const BOUNDS = /\[[–\d.e-]+, [–\d.e-]+\]|± [\d.]/;

/** The line that sets a key, with the comments right above and below it. */
function around(line: number): string {
  const isComment = (i: number) => lines[i]?.trim().startsWith('#') ?? false;
  let [from, to] = [line, line];
  while (isComment(from - 1)) from--;
  while (isComment(to + 1)) to++;
  return lines.slice(from, to + 1).join('\n');
}

describe('a fitted call log', () => {
  it.each([
    'contacts_per_day',
    'by_hour',
    'by_weekday',
    'noise',
    'share',
    'handle_time',
    'patience',
  ])('says for %s how sure it is, and of how many', (key) => {
    const found = lines.flatMap((line, i) => (line.trim().startsWith(`${key}: `) ? [i] : []));
    expect(found.length).toBeGreaterThan(0);
    for (const i of found) {
      // A flow map has brackets of its own; intervals stand in comments.
      const comments = around(i).replace(/^(?! *#)[^#]*/gm, '');
      expect(comments).toMatch(BOUNDS);
      expect(comments).toMatch(/n = \d/);
    }
  });

  it('and for each rate of coming back, sessions, priorities and repeats', () => {
    const rows = lines.filter((line) => /^ {8}- \[[\d., ]+\] #/.test(line));
    expect(rows).toHaveLength(22);
    for (const row of rows.slice(0, -1)) {
      expect(row.split('#')[1]!.match(/\[[\d.e-]+, [\d.e-]+\]/g)).toHaveLength(5);
      expect(row).toMatch(/n = \d+( \d+){4}$/);
    }
    expect(rows.at(-1)).toContain('assumption');
    expect(text).toMatch(/serving [\d.]+ % \[.*\] of the time in sessions/);
    expect(text).toMatch(/Not ready [\d.]+ % \[.*\] expected/);
    expect(text).toMatch(/mean people by hour.*n = 14 busy days/);
    expect(text).toMatch(
      /mean time ready before .* \d+ \[\d+, \d+\], n = \d+; jackknife over days/,
    );
    expect(text).toMatch(/probability \[.*\]; median \[.*\], sigma \[.*\], n = \d+/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('writes each family as a scenario takes it', () => {
    const families = [...text.matchAll(/\{ (exponential|weibull|lognormal): \{[^}]*\} \}/g)];
    expect(families.length).toBeGreaterThan(9);
    for (const [family] of families) {
      expect(patience.safeParse(parse(family)).success, family).toBe(true);
      expect(time.safeParse(parse(family)).success, family).toBe(true);
    }
  });

  it('rests a busy day on busy days', () => {
    const quiet = log.calls.filter(({ day, wall }) => day < 10 || wall < 9.3 * 3600);
    const fit = fitCallLog({ ...log, calls: quiet });
    const busy = scenarioText('x', fit, { ...source, synthetic: true }, undefined);
    expect(fit.arrivals.busy.days).toHaveLength(10);
    expect(busy).toContain('# A busy day: the mean of 10 days');
    expect(busy).toMatch(/by_hour: .*\n {2}# ± .*n = 10 days/);
    expect(busy).toMatch(/agents: 3 \} # [\d.]+ \[[\d.]+, [\d.]+\]/);
  });

  it('of one day says that nothing tells how days differ', () => {
    const calls = log.calls.filter(({ day }) => day === 0);
    const one = scenarioText('x', fitCallLog({ ...log, days: 1, calls }), source, undefined);
    expect(one).toContain('n = 1 day: nothing tells how days differ');
    expect(one).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe.skipIf(!BANK)('the bank log (skipped where it is not at hand)', () => {
  it('gives up by day far more unevenly than chance allows, and the interval says so', async () => {
    const { calls } = callLogOf(await bankConversations(), 'Asia/Jerusalem');
    const share = calls.filter(({ answered }) => !answered).length / calls.length;
    let chiSquare = 0;
    for (let day = 0; day < 14; day++) {
      const own = calls.filter((c) => c.day === day);
      const left = own.filter(({ answered }) => !answered).length;
      chiSquare += (left - share * own.length) ** 2 / (own.length * share * (1 - share));
    }
    // 99.9 % of chi-square with 13 degrees of freedom: 34.5.
    expect(chiSquare).toBeGreaterThan(200);
    const { high, low } = fitCallLog(
      callLogOf(await bankConversations(), 'Asia/Jerusalem'),
    ).abandonment;
    const alone = wilson(share, calls.length);
    expect((high! - low!) / (alone.high - alone.low)).toBeGreaterThan(4);
  });

  it('of odd dates counts contacts of odd dates, in the queue and before it', async () => {
    const conversations = await bankConversations();
    const [odd, even] = (['odd', 'even'] as const).map((days) =>
      callLogOf(conversations, 'Asia/Jerusalem', { days }),
    );
    expect(odd!.neverQueued.length + even!.neverQueued.length).toBe(1023);
    const text = scenarioText('x', fitCallLog(odd!), { file: BANK!, fittedDays: 'odd' }, undefined);
    expect(text).toContain('8235 contacts that reached the queue on 7 days, odd dates only');
  });
});
