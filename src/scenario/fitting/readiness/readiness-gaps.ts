import type { Call } from '../call-log.js';
import type { Session } from '../desk/sessions.js';

/**
 * Seconds since the end of a contact at which the rate of coming back may change. Narrow at first,
 * where connecting the next call takes its few seconds; then short work after the call; then pauses.
 */
export const SINCE = [
  0, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 30, 40, 50, 60, 90, 120, 180, 300, 600, 1200,
] as const;

/** Numbers of waiting contacts from which it may change too: people hurry when others wait. */
export const WAITING = [0, 1, 2, 4, 7] as const;

/** A wait up to here says nothing about the person who ended it: it is the switchboard's delay. */
const SWITCHING = 5;

/**
 * What the record shows of one gap between two contacts of a person: for how long they did not take
 * the next, and how many waited meanwhile whom they could have taken.
 *
 * Somebody who is ready takes a waiting contact at once. So while anybody waits whom they would take,
 * the person is *not* ready. A gap that ends with a contact that had to wait shows the moment of
 * coming back; one that ends with a contact that did not shows only that it lay before.
 */
export interface Gap {
  /** Stretches of constant rate, in order. */
  readonly pieces: readonly Piece[];
  /** The person came back at the end of the last piece. Otherwise: after `unready` of them. */
  readonly exact: boolean;
  readonly unready: number;
  /** No gap at all: the next contact began before the last one ended. One piece of no time. */
  readonly atOnce: boolean;
  /** Day of the log on which its session began, and which of the sessions it was. */
  readonly day: number;
  readonly session: number;
}

export interface Piece {
  readonly seconds: number;
  /** Indices into `SINCE` and `WAITING`. */
  readonly since: number;
  readonly waiting: number;
}

interface Wait {
  readonly from: number;
  readonly to: number;
  readonly intent: string;
}

/** Every gap within a session. */
export function gapsOf(sessions: readonly Session[], calls: readonly Call[]): Gap[] {
  const waits = calls
    .filter(({ wait }) => wait > 0)
    .map(({ at, intent, wait }): Wait => ({ from: at, to: at + wait, intent }));
  const longest = waits.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  return sessions.flatMap((session, index) => {
    const inReach = between(waits, session.from - longest, session.to).filter(
      ({ intent, to }) => to > session.from && session.intents.has(intent),
    );
    const gaps: Gap[] = [];
    for (let i = 1; i < session.calls.length; i++) {
      const begins = session.calls[i - 1]!.to;
      const { from: ends, call } = session.calls[i]!;
      const { day } = session;
      const pieces = ends > begins ? piecesBetween(begins, ends, inReach) : noPiece(ends, inReach);
      const exact = ends <= begins || call.wait > SWITCHING;
      const unready = exact ? pieces.length : unreadyPieces(pieces);
      gaps.push({ pieces, exact, unready, atOnce: ends <= begins, day, session: index });
    }
    return gaps;
  });
}

function noPiece(at: number, inReach: readonly Wait[]): Piece[] {
  const waiting = inReach.filter(({ from, to }) => from < at && to >= at).length;
  return [{ seconds: 0, since: 0, waiting: levelOf(WAITING, waiting) }];
}

function piecesBetween(begins: number, ends: number, inReach: readonly Wait[]): Piece[] {
  const waits = inReach.filter(({ from, to }) => from < ends && to > begins);
  const cuts = new Set([begins, ends]);
  for (const { from, to } of waits) {
    if (from > begins) cuts.add(from);
    if (to < ends) cuts.add(to);
  }
  for (const since of SINCE) if (begins + since < ends) cuts.add(begins + since);
  const times = [...cuts].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 1; i < times.length; i++) {
    const [from, to] = [times[i - 1]!, times[i]!];
    const middle = (from + to) / 2;
    let waiting = 0;
    for (const wait of waits) if (wait.from <= middle && wait.to > middle) waiting++;
    pieces.push({
      seconds: to - from,
      since: levelOf(SINCE, middle - begins),
      waiting: levelOf(WAITING, waiting),
    });
  }
  return pieces;
}

/** Pieces through the last in which anybody waited; a last one of 2 s is the next call's own arrival. */
function unreadyPieces(pieces: readonly Piece[]): number {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const { seconds, waiting } = pieces[i]!;
    if (waiting > 0 && !(i === pieces.length - 1 && seconds <= 2)) return i + 1;
  }
  return 0;
}

/** The last level that a value has reached; the levels ascend from 0. */
export function levelOf(levels: readonly number[], value: number): number {
  let level = 0;
  while (level + 1 < levels.length && levels[level + 1]! <= value) level++;
  return level;
}

/** Those that begin within a stretch of time; `waits` ascend by `from`. */
function between(waits: readonly Wait[], from: number, to: number): readonly Wait[] {
  const first = firstAt(waits, from);
  return waits.slice(first, firstAt(waits, to));
}

function firstAt(waits: readonly Wait[], time: number): number {
  let [low, high] = [0, waits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (waits[middle]!.from < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
