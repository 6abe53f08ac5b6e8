import { DAY, HOUR } from '../../input/quantities.js';
import { wallTime } from '../../scenario/calendar/clock.js';
import type { Team, World } from '../../scenario/world.js';
import { orAbsent, texts, type ValueSet } from '../reasoning/value-set.js';

/** A stretch of time through which nothing opens or closes, within hours in which customers come. */
export interface Moment {
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  /** By team index. */
  readonly open: readonly boolean[];
  readonly aiAnswers: boolean;
}

/** What lint knows of a scenario: when it is open, for whom, and who comes. */
export interface Opening {
  readonly moments: readonly Moment[];
  readonly teams: readonly Team[];
  /** Intents that customers come with, as indices and names. */
  readonly intents: readonly { readonly index: number; readonly name: string }[];
  /** By signal, all that a customer's intent, segment or language can be there. */
  readonly kinds: readonly (readonly [string, ValueSet])[];
}

export function openingOf(world: World): Opening {
  const { ai, clock, intents, teams } = world;
  const changes = new Set<number>();
  for (const { openings, steps } of teams) {
    for (const { at } of steps) changes.add(at);
    for (const { from, to } of openings ?? []) changes.add(from).add(to);
  }
  for (const { from, to } of ai.outages) changes.add(from).add(to);
  const moments = comingHours(world).flatMap(({ from, to }) => {
    const starts = [...changes].filter((at) => at > from && at < to);
    for (let at = from; at < to; at += HOUR / 4) starts.push(at);
    return starts
      .sort((a, b) => a - b)
      .map((now) => {
        const wall = wallTime(clock, now);
        return {
          weekday: ((clock.weekday - 1 + Math.floor(wall / DAY)) % 7) + 1,
          hour: Math.floor(wall / HOUR) % 24,
          minute: Math.floor(wall / 60) % 60,
          open: teams.map((team) => isOpen(team, now)),
          aiAnswers: !ai.outages.some((outage) => outage.from <= now && now < outage.to),
        };
      });
  });
  const coming = intents.flatMap(({ name, share }, index) =>
    share > 0 && name !== '' ? [{ index, name }] : [],
  );
  const kinds = (['intent', 'segment', 'language'] as const).map(
    (signal) => [signal, kindsOf(world[`${signal}s`])] as const,
  );
  return { moments: each(moments, JSON.stringify), teams, intents: coming, kinds };
}

/** Who has no name has no value: a record does not tell it of everybody. */
function kindsOf(kinds: readonly { readonly name: string }[]): ValueSet {
  const names = kinds.map(({ name }) => name).filter((name) => name !== '');
  return names.length < kinds.length ? orAbsent(texts(names)) : texts(names);
}

function comingHours({ closesAt, demand, opensAt }: World): { from: number; to: number }[] {
  if (demand.kind === 'scheduled') return [{ from: opensAt, to: closesAt }];
  return demand.intervals.filter(({ perHour }) => perHour > 0);
}

function isOpen({ openings, steps }: Team, now: number): boolean {
  if (openings) return openings.some(({ from, to }) => from <= now && now < to);
  return (steps.findLast(({ at }) => at <= now)?.staffed ?? 0) > 0;
}

/** The first of each that differ, by what `key` says. */
export function each<T>(things: readonly T[], key: (thing: T) => string): T[] {
  const seen = new Set<string>();
  return things.filter((thing) => {
    const told = key(thing);
    return !seen.has(told) && seen.add(told);
  });
}
