import { type SignalType, typeOfSignal } from '../condition/types.js';
import type { Vocabulary } from '../condition/vocabulary.js';
import { rangeOf } from './signal-values.js';
import type { Term } from './term.js';
import { EVERY_TEXT, numbers, orAbsent, type ValueSet } from './value-set.js';

/** Names that stand for the same signal give the same term: a team's alias is the team. */
export type Words = Pick<Vocabulary, 'teams' | 'columns'>;

export function signalTerm(path: readonly string[], words: Words): Term {
  const type = typeOfSignal(path, words.columns);
  const key = (path[0] === 'desk' ? ['desk', oneName(path[1]!, words), path[2]!] : path).join('.');
  const whole = type === 'bool' || (type === 'number' && rangeOf(path).whole);
  return { key, kind: 'signal', whole, possible: possibleValues(path, type), reads: [key] };
}

function possibleValues(path: readonly string[], type: SignalType): ValueSet {
  // The condition compiler reads these as they are; everything else may be absent.
  const isAlwaysThere = ['times', 'hours', 'is', 'desk'].includes(path[0]!);
  const present =
    type === 'string' ? EVERY_TEXT : type === 'bool' ? numbers(0, 1) : numberSet(path);
  return isAlwaysThere ? present : orAbsent(present);
}

function numberSet(path: readonly string[]): ValueSet {
  const { least, most } = rangeOf(path);
  return numbers(least, most);
}

/** The first of a team's names. */
function oneName(name: string, { teams }: Words): string {
  const index = teams.get(name);
  for (const [other, its] of teams) if (its === index) return other;
  return name;
}
