import type { NotReady } from '../../staffing/presence.js';
import { SPLIT_AFTER } from '../desk/sessions.js';
import { type Gap, SINCE, WAITING } from './readiness-gaps.js';
import {
  addExpected,
  addKnown,
  CELLS,
  cellOf,
  noExposure,
  rateTable,
} from './readiness-likelihood.js';
import { type ReadinessSpread, readinessSpread } from './readiness-spread.js';

/** How people come back after a contact, and how long they then sit ready. */
export interface Readiness {
  /** Rates of coming back, by time since the contact and by how many wait. */
  readonly rates: NotReady;
  /** Gaps behind it, those that show the moment of coming back, and those that show it within bounds. */
  readonly gaps: number;
  readonly exact: number;
  /** Contacts that began before the last one ended: people were ready at once. */
  readonly atOnce: number;
  /** Expected seconds in which people were not ready, in all gaps together. */
  readonly unreadySeconds: number;
  readonly gapSeconds: number;
  /** Mean seconds ready before a contact that had not waited. */
  readonly readyBefore: number;
  readonly readyBeforeCount: number;
  readonly spread: ReadinessSpread;
}

/** Whoever is away for longer than this is not in a session, and comes back at once in one. */
const AT_ONCE = 1;
/** A second, as the schema of a team has it: back within a thousandth of a second. */
export const MOST_RATE = 1000;
const MOST_ROUNDS = 300;
/** Rates have settled when the likelihood's logarithm grows by less than this share of itself. */
const SETTLED = 1e-7;
/** From so many gaps on their mean says how long people sit ready; below, nothing is said. */
const ENOUGH_READY = 10;

/**
 * Piecewise constant rates of coming back, by maximum likelihood over gaps of which many show the
 * moment only within bounds: expectation–maximisation over events and seconds at risk (Turnbull,
 * JRSS B 1976, with the rate depending on the path of the queue).
 *
 * @param splitAfter seconds without a contact after which a person was away, as sessions were split
 */
export function readinessOf(all: readonly Gap[], splitAfter = SPLIT_AFTER): Readiness | undefined {
  const gaps = all.filter(({ atOnce }) => !atOnce);
  const bounded = gaps.filter(({ exact }) => !exact);
  const exact = gaps.length - bounded.length;
  if (exact === 0) return undefined;
  const known = noExposure();
  for (const gap of gaps) addKnown(gap, known);
  const alike = alikeAmong(bounded);
  let rates = new Float64Array(CELLS).fill(0.05);
  let before = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const events = known.events.slice();
    const risk = known.risk.slice();
    let logLikelihood = 0;
    for (const { gap, times } of alike) {
      logLikelihood += times * addExpected(gap, times, rates, events, risk).log;
    }
    rates = events.map((count, cell) =>
      risk[cell]! > 0 ? Math.min(MOST_RATE, count / risk[cell]!) : 0,
    );
    if (Math.abs(logLikelihood - before) < SETTLED * Math.abs(logLikelihood)) break;
    before = logLikelihood;
  }
  const events = known.events.slice();
  const risk = known.risk.slice();
  let ready = 0;
  let readyCount = 0;
  for (const { gap, times } of alike) {
    ready += times * addExpected(gap, times, rates, events, risk).readyFor;
    readyCount += times;
  }
  // Only now: hidden moments must not be drawn to where these are.
  for (const { atOnce, pieces } of all) if (atOnce) events[cellOf(pieces[0]!)]! += 1;
  const exposure = { events, risk };
  const perSecond = rateTable(exposure);
  return {
    rates: {
      since: [...SINCE, splitAfter],
      waiting: WAITING,
      perSecond: [...perSecond, WAITING.map(() => AT_ONCE)],
    },
    gaps: gaps.length,
    atOnce: all.length - gaps.length,
    exact,
    unreadySeconds: risk.reduce((sum, seconds) => sum + seconds, 0),
    gapSeconds: gaps.reduce((sum, { pieces }) => sum + lengthOf(pieces), 0),
    readyBefore: readyCount < ENOUGH_READY ? 0 : ready / readyCount,
    readyBeforeCount: readyCount,
    spread: readinessSpread(all, {
      rates,
      table: perSecond,
      exposure,
      shown: known.events,
      ready,
      readyCount,
    }),
  };
}

/**
 * Gaps whose stretch in which the person came back looks the same, taken together: a year of calls
 * has few kinds of them. Those that leave no such stretch are left out.
 */
function alikeAmong(bounded: readonly Gap[]): { readonly gap: Gap; times: number }[] {
  const kinds = new Map<string, { readonly gap: Gap; times: number }>();
  for (const gap of bounded) {
    const open = gap.pieces.slice(gap.unready);
    if (open.length === 0) continue;
    const kind = open.map(({ seconds, since, waiting }) => `${since} ${waiting} ${seconds}`).join();
    const known = kinds.get(kind);
    if (known) known.times++;
    else kinds.set(kind, { gap, times: 1 });
  }
  return [...kinds.values()];
}

function lengthOf(pieces: readonly { readonly seconds: number }[]): number {
  return pieces.reduce((sum, { seconds }) => sum + seconds, 0);
}
