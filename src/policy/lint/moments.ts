import type { Sight } from '../condition/sight.js';
import { signalsOf } from '../condition/syntax-tree.js';
import { withinHours } from '../grammar/hours.js';
import type { Facts } from '../reasoning/facts.js';
import { withValues } from '../reasoning/facts.js';
import { numbers, type ValueSet } from '../reasoning/value-set.js';
import { expressionsOf } from './expressions.js';
import { each, type Moment } from './opening.js';
import type { Subject } from './subject.js';

/** A moment as far as this policy can tell it from others. */
export interface Situation {
  readonly moment: Moment;
  /** Signals with the value that they have then. */
  readonly values: readonly (readonly [string, ValueSet])[];
}

/** The moments of the scenario, those left out that this policy cannot tell apart. */
export function situationsOf({ loaded, opening }: Subject): Situation[] {
  if (!opening) return [];
  const read = new Set(expressionsOf(loaded).flatMap(({ expanded }) => signalsOf(expanded)));
  const names = [...loaded.source.vocabulary.teams];
  const hours = [...loaded.document.hours].map(
    ([name, { value }]) => [name, withinHours(value)] as const,
  );
  const situations = opening.moments.map((moment) => {
    const sight = sightAt(moment);
    const all: [string, number][] = [
      ['clock.weekday', moment.weekday],
      ['clock.hour', moment.hour],
      ['ai.available', Number(moment.aiAnswers)],
      ...hours.map(([name, open]): [string, number] => [`hours.${name}`, open(sight)]),
    ];
    const told = all.filter(([name]) => read.has(name));
    const desks = names.flatMap(([name, index]): [string, number][] => {
      const open = Number(moment.open[index]);
      // Nobody is there for you at a closed desk (model.md §3).
      const nobody = ['staffed', 'free'].map((signal): [string, number] => [
        `desk.${name}.${signal}`,
        0,
      ]);
      return [[`desk.${name}.open`, open], ...(open ? [] : nobody)];
    });
    const values = [...told, ...desks].map(
      ([name, value]) => [name, numbers(value, value)] as const,
    );
    return { moment, values, key: JSON.stringify([told, moment.open]) };
  });
  return each(situations, ({ key }) => key);
}

export function during(facts: Facts, { values }: Situation): Facts {
  return withValues(facts, values);
}

function sightAt({ weekday, hour, minute }: Moment): Sight {
  const clock: Partial<Sight> = {
    weekday: () => weekday,
    hour: () => hour,
    minute: () => minute,
    date: () => undefined,
  };
  return clock as Sight;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Sat 22:00`. */
export function timeOf({ weekday, hour, minute }: Moment): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${DAYS[weekday - 1]} ${two(hour)}:${two(minute)}`;
}
