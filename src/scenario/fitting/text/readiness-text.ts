import { MOST_RATE, type Readiness } from '../readiness/readiness.js';
import type { FittedNumber } from '../statistics/fitted-number.js';
import { interval, rounded } from './words.js';

/** How long people sit ready before a contact that had not waited. */
export function readyText({ readyBefore, readyBeforeCount, spread }: Readiness): string {
  if (readyBefore === 0) return `assumption: n = ${readyBeforeCount} are too few to tell`;
  const half = spread.readyBefore;
  const within =
    half === undefined ? {} : { low: Math.max(0, readyBefore - half), high: readyBefore + half };
  return `mean time ready before a call that had not waited, by the rates below: ${rounded(readyBefore, 0)}${interval(within, 0)}, n = ${readyBeforeCount}${half === undefined ? '' : `; jackknife over ${spread.by}s`}`;
}

export function readinessLines(
  { atOnce, exact, gaps, rates, spread }: Readiness,
  notReady: FittedNumber | undefined,
): string[] {
  return [
    '    not_ready:',
    '      # Chance per second of coming back after a contact, by seconds since it ended and by how many',
    '      # wait whom the person would take. Maximum likelihood (EM) over the gaps between calls;',
    `      # n = ${gaps} gaps, ${exact} show the moment, the others bounds; ${atOnce} times there was no gap.`,
    ...(notReady ? [`      # Not ready ${partSaid(notReady)}; availability is the rest.`] : []),
    `      since: [${rates.since.join(', ')}]`,
    `      waiting: [${rates.waiting.join(', ')}]`,
    '      # Behind each row: 95 % intervals, n = expected events. From the likelihood or by leaving out days,',
    '      # the wider; with nobody waiting (first column) from bounds alone.',
    '      back_per_second:',
    ...rates.perSecond.map((row, i) => {
      const told = spread.rates[i];
      const list = `        - [${row.map((rate) => rounded(Math.min(MOST_RATE, Math.max(rate, 0.00001)), 5)).join(', ')}]`;
      if (!told) return `${list} # assumption: nobody is away for longer within a session`;
      const within = told.map((one) => short(one.low, one.high)).join(' ');
      const held = row.some((rate) => rate > MOST_RATE) ? `; held at ${MOST_RATE}, the most` : '';
      return `${list} # ${within}; n = ${told.map(({ events }) => rounded(events, 0)).join(' ')}${held}`;
    }),
  ];
}

/** Two figures are enough of a bound; one that cannot be told is `–`. */
function short(low: number, high: number): string {
  const side = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(2)) : '–');
  return `[${low < 0.00001 ? 0 : side(low)}, ${side(high)}]`;
}

/** `55.7 % [54, 57], n = …; method`. */
export function partSaid({ high, low, method, n, value }: FittedNumber): string {
  const within = {
    low: low === undefined ? undefined : 100 * low,
    high: high === undefined ? undefined : 100 * high,
  };
  return `${rounded(100 * value, 1)} %${interval(within, 1)} ${method}; n = ${n}`;
}
