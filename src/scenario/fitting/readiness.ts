import type { NotReady } from '../presence.js';
import { type Gap, type Piece, SINCE, WAITING } from './readiness-gaps.js';
import { SPLIT_AFTER } from './sessions.js';

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
}

const ROWS = SINCE.length;
const COLUMNS = WAITING.length;
/** Whoever is away for longer than this is not in a session, and comes back at once in one. */
const AT_ONCE = 1;
const MOST_ROUNDS = 300;
/** Rates have settled when the likelihood's logarithm grows by less than this share of itself. */
const SETTLED = 1e-7;
/** From so many gaps on their mean says how long people sit ready; below, nothing is said. */
const ENOUGH_READY = 10;

/**
 * Piecewise constant rates of coming back, by maximum likelihood over gaps of which many show the
 * moment only within bounds: expectation–maximisation over events and seconds at risk (Turnbull,
 * JRSS B 1976, with the rate depending on the path of the queue).
 */
export function readinessOf(all: readonly Gap[]): Readiness | undefined {
  const gaps = all.filter(({ atOnce }) => !atOnce);
  const bounded = gaps.filter(({ exact }) => !exact);
  const exact = gaps.length - bounded.length;
  if (exact === 0) return undefined;
  const known = knownFrom(gaps);
  const alike = alikeAmong(bounded);
  let rates = new Float64Array(ROWS * COLUMNS).fill(0.05);
  let before = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const events = known.events.slice();
    const risk = known.risk.slice();
    let logLikelihood = 0;
    for (const { gap, times } of alike) {
      logLikelihood += times * expectation(gap, times, rates, events, risk).log;
    }
    rates = events.map((count, cell) => (risk[cell]! > 0 ? count / risk[cell]! : 0));
    if (Math.abs(logLikelihood - before) < SETTLED * Math.abs(logLikelihood)) break;
    before = logLikelihood;
  }
  const events = known.events.slice();
  const risk = known.risk.slice();
  let ready = 0;
  let readyCount = 0;
  for (const { gap, times } of alike) {
    ready += times * expectation(gap, times, rates, events, risk).readyFor;
    readyCount += times;
  }
  // Only now: hidden moments must not be drawn to where these are.
  for (const { atOnce, pieces } of all) if (atOnce) events[cellOf(pieces[0]!)]! += 1;
  return {
    rates: {
      since: [...SINCE, SPLIT_AFTER],
      waiting: WAITING,
      perSecond: [...table(events, risk), WAITING.map(() => AT_ONCE)],
    },
    gaps: gaps.length,
    atOnce: all.length - gaps.length,
    exact,
    unreadySeconds: risk.reduce((sum, seconds) => sum + seconds, 0),
    gapSeconds: gaps.reduce((sum, { pieces }) => sum + lengthOf(pieces), 0),
    readyBefore: readyCount < ENOUGH_READY ? 0 : ready / readyCount,
    readyBeforeCount: readyCount,
  };
}

/** What needs no expectation: moments that are shown, and time that was surely spent unready. */
function knownFrom(gaps: readonly Gap[]) {
  const events = new Float64Array(ROWS * COLUMNS);
  const risk = new Float64Array(ROWS * COLUMNS);
  for (const { exact, pieces, unready } of gaps) {
    for (let i = 0; i < unready; i++) risk[cellOf(pieces[i]!)]! += pieces[i]!.seconds;
    const last = cellOf(pieces.at(-1)!);
    if (exact || unready === pieces.length) events[last]! += 1;
  }
  return { events, risk };
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

/**
 * Adds the expected events and seconds at risk of so many gaps that show only bounds; gives the
 * logarithm of the likelihood of one and the expected seconds from coming back to its end.
 */
function expectation(
  { pieces, unready }: Gap,
  times: number,
  rates: Float64Array,
  events: Float64Array,
  risk: Float64Array,
): { readonly log: number; readonly readyFor: number } {
  let within = 0;
  let survival = 1;
  for (let i = unready; i < pieces.length; i++) {
    const hazard = rates[cellOf(pieces[i]!)]! * pieces[i]!.seconds;
    within += survival * -Math.expm1(-hazard);
    survival *= Math.exp(-hazard);
  }
  if (within < 1e-300) return { log: -690, readyFor: 0 };
  survival = 1;
  let later = 1;
  let readyFor = 0;
  let left = 0;
  for (let i = unready; i < pieces.length; i++) left += pieces[i]!.seconds;
  for (let i = unready; i < pieces.length; i++) {
    const { seconds } = pieces[i]!;
    const cell = cellOf(pieces[i]!);
    const rate = rates[cell]!;
    const hazard = rate * seconds;
    const share = (survival * -Math.expm1(-hazard)) / within;
    const until = hazard < 1e-9 ? seconds / 2 : 1 / rate - seconds / Math.expm1(hazard);
    later = Math.max(0, later - share);
    events[cell]! += times * share;
    risk[cell]! += times * (share * until + later * seconds);
    readyFor += share * (left - until);
    left -= seconds;
    survival *= Math.exp(-hazard);
  }
  return { log: Math.log(within), readyFor };
}

/**
 * Rates by row and column. What was hardly ever seen leans on what was seen more: a cell on its row, a
 * row on all rows together, each with the weight of one event (a gamma prior with that mean).
 */
function table(events: Float64Array, risk: Float64Array): number[][] {
  const sumOf = (values: Float64Array, from: number, to: number) =>
    values.subarray(from, to).reduce((sum, value) => sum + value, 0);
  const leaning = (count: number, seconds: number, rate: number) =>
    (count + 1) / (seconds + 1 / rate);
  const cells = ROWS * COLUMNS;
  const overall = sumOf(events, 0, cells) / sumOf(risk, 0, cells);
  return Array.from({ length: ROWS }, (_, row) => {
    const from = row * COLUMNS;
    const to = from + COLUMNS;
    const inRow = leaning(sumOf(events, from, to), sumOf(risk, from, to), overall);
    return Array.from({ length: COLUMNS }, (__, column) =>
      leaning(events[from + column]!, risk[from + column]!, inRow),
    );
  });
}

function cellOf({ since, waiting }: Piece): number {
  return since * COLUMNS + waiting;
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { seconds }) => sum + seconds, 0);
}
