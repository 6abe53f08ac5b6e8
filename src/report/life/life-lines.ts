import type {
  Check,
  DecisionEntry,
  Entry,
  Feeling,
  Life,
  Moment,
  Weighing,
} from '../../experiment/life/life.js';
import type { SignalValue } from '../../policy/condition/signal-reading.js';
import { printable } from '../text-table.js';
import {
  becauseWords,
  change,
  decisionWords,
  deedWords,
  eventWords,
  level,
  replyWords,
  span,
  turnWords,
  valueWords,
} from './life-words.js';

/** One line of a timeline, before it is wrapped. */
export interface LifeLine {
  /** A word in front, below which further lines hang. */
  readonly head: string;
  readonly text: string;
  readonly tone: 'plain' | 'quiet' | 'loud';
}

export interface LifeBlock {
  readonly at: number;
  readonly lines: readonly LifeLine[];
}

/** Shown elsewhere: on the left, or at the top. */
const ELSEWHERE = /^(?:elapsed|clock\..*|intent|segment|language|channel|waited|agent_silent)$/;

/** A life as lines, instant by instant. */
export function blocksOf(life: Life): LifeBlock[] {
  const replayed = life.conversation !== undefined;
  const shown = new Shown();
  return condensed(life.moments).map(({ looks, moment, until }) => {
    const { at, entries, frustration } = moment;
    const lines = entries.flatMap((entry) =>
      isSaid(entry, entries) ? [] : entryLines(entry, replayed, shown),
    );
    if (frustration) lines.push(line('', feelingWords(frustration), 'quiet'));
    if (looks > 1)
      lines.push(
        line(
          '',
          `and so at ${looks - 1} more looks, until ${span(until - life.arrivedAt)}`,
          'quiet',
        ),
      );
    return { at, lines };
  });
}

/** The word on an offer that a customer turn has already told. */
function isSaid(entry: Entry, entries: readonly Entry[]): boolean {
  if (entry.kind !== 'event') return false;
  const ask = { 'accepts-offer': 'accept', 'declines-offer': 'refuse' }[entry.event as string];
  return ask !== undefined && entries.some((other) => other.kind === 'turn' && other.ask === ask);
}

function entryLines(entry: Entry, replayed: boolean, shown: Shown): LifeLine[] {
  const origin = (observed: boolean) =>
    replayed ? ` (${observed ? 'observed' : 'modelled'})` : '';
  switch (entry.kind) {
    case 'turn':
      return [line('', turnWords(entry) + origin(entry.observed)), ...quoted(entry.text)];
    case 'reply':
      return [line('', replyWords(entry) + origin(entry.observed)), ...quoted(entry.text)];
    case 'event': {
      const words = eventWords(entry);
      return words === '' ? [] : [line('', words)];
    }
    case 'decision':
      return decisionLines(entry, shown);
  }
}

function decisionLines(decision: DecisionEntry, shown: Shown): LifeLine[] {
  const { does, point, rules, saw, weighed } = decision;
  const waits = point === 'waiting' || point === 'serving';
  return [
    ...shown.linesFor(saw),
    ...rules.map(checkLine),
    ...weighed.flatMap(weighingLine),
    ...(does === undefined && waits ? [] : [line('→', decisionWords(decision), 'loud')]),
    ...(does?.say === undefined ? [] : [line('says', `“${printable(does.say, 300)}”`)]),
  ];
}

const FOUND: Readonly<Record<Check['found'], string>> = {
  holds: 'yes',
  'does-not-hold': 'no',
  absent: 'absent',
  'used-up': 'spent',
};

function checkLine({ found, id, why }: Check): LifeLine {
  const because = why === undefined ? 'always' : becauseWords(why);
  const spent = found === 'used-up' ? '; it has decided as often as it may' : '';
  return line(FOUND[found], `${id}: ${because}${spent}`, found === 'holds' ? 'plain' : 'quiet');
}

function weighingLine({ deed, found, gate }: Weighing): LifeLine[] {
  if (found === 'nobody')
    return [line('no', `${deedWords(deed)}: nobody could take them now`, 'quiet')];
  if (gate === undefined) return [];
  return [line('if', `${found === 'possible' ? 'yes' : 'no'}: ${becauseWords(gate)}`, 'quiet')];
}

function feelingWords({ from, parts, to }: Feeling): string {
  const moved = parts
    .filter(({ change: by }) => Math.abs(by) >= 0.005)
    .map(({ part, change: by }) => `${part} ${change(by)}`);
  return `frustration ${level(from)} → ${level(to)}: ${moved.join(', ')}`;
}

function quoted(text: string | undefined): LifeLine[] {
  return text === undefined ? [] : [line('', `“${printable(text, 1000)}”`, 'quiet')];
}

/** Rules, conditions and texts are other people's: nothing in them may steer a terminal. */
function line(head: string, text: string, tone: LifeLine['tone'] = 'plain'): LifeLine {
  return { head, text: printable(text, Number.POSITIVE_INFINITY), tone };
}

/** What of the sight has been shown before, so that each decision shows what is new. */
class Shown {
  private readonly before = new Map<string, SignalValue>();

  linesFor(saw: ReadonlyMap<string, SignalValue>): LifeLine[] {
    const fresh: string[] = [];
    const desks = new Map<string, boolean>();
    for (const [name, value] of saw) {
      if (ELSEWHERE.test(name)) continue;
      const known = this.before.has(name);
      const isNew = known
        ? !Object.is(this.before.get(name), value)
        : value !== undefined && value !== 0 && value !== false;
      this.before.set(name, value);
      const desk = deskOf(name);
      if (desk !== undefined) desks.set(desk, (desks.get(desk) ?? false) || isNew || !known);
      else if (isNew) fresh.push(`${name} ${valueWords(value)}`);
    }
    return [
      ...(fresh.length > 0 ? [line('sees', fresh.join(', '), 'quiet')] : []),
      ...[...desks].flatMap(([desk, isNew]) =>
        isNew ? [line('desk', deskWords(desk, saw), 'quiet')] : [],
      ),
    ];
  }
}

/** `desk.general` of `desk.general.queue`; undefined for any other signal. */
function deskOf(name: string): string | undefined {
  return /^(desk[.[].*)\.\w+$/.exec(name)?.[1];
}

function deskWords(desk: string, saw: ReadonlyMap<string, SignalValue>): string {
  const value = (signal: string) => saw.get(`${desk}.${signal}`);
  const wait = (signal: string) => {
    const seconds = value(signal);
    return typeof seconds === 'number' && Number.isFinite(seconds)
      ? span(seconds)
      : valueWords(seconds);
  };
  const name = printable(desk.replace(/^desk\.?/, '').replace(/^\["(.*)"\]$/, '$1'));
  return `${name}: ${value('open') ? 'open' : 'closed'}, ${value('staffed')} on duty, ${value('free')} free, ${value('queue')} waiting, oldest ${wait('oldest_wait')}, estimate ${wait('estimated_wait')}`;
}

/** Waiting rules are looked at again and again; looks that come to the same stand once. */
function condensed(moments: readonly Moment[]): { moment: Moment; looks: number; until: number }[] {
  const kept: { moment: Moment; looks: number; until: number; same: string }[] = [];
  for (const moment of moments) {
    const same = sameLook(moment);
    const latest = kept.at(-1);
    if (latest && same !== '' && latest.same === same) {
      latest.looks++;
      latest.until = moment.at;
    } else {
      kept.push({ moment, looks: 1, until: moment.at, same });
    }
  }
  return kept;
}

/** The rules that were looked at and did not hold; '' where anything else happened. */
function sameLook({ entries, frustration }: Moment): string {
  const looked = entries.map((entry) =>
    entry.kind === 'decision' && entry.point === 'waiting' && entry.does === undefined
      ? entry.rules.map(({ found, id }) => `${id} ${found}`).join()
      : '',
  );
  return frustration || looked.includes('') ? '' : looked.join();
}
