import { FALSE, TRUE, type Truth } from '../policy.js';
import type { Names } from './condition.js';
import type { Sight } from './sight.js';
import { DESK_SIGNALS, SIGNALS } from './signals.js';

/** What a signal says; undefined where it is absent. */
export type SignalValue = number | string | boolean | undefined;

/** Reads one signal, by its path, for showing it; conditions have faster ways (`condition.ts`). */
export function signalReader(path: readonly string[], names: Names): (sight: Sight) => SignalValue {
  const [root, name] = path;
  switch (root) {
    case 'desk': {
      const team = names.teams.get(name!)!;
      const signal = DESK_SIGNALS[path[2]!]!;
      return (s) => present(signal.read(s, team));
    }
    case 'signals':
      return (s) => present(s.signal(name!));
    case 'params': {
      const value = names.params.get(name!);
      return () => value;
    }
    case 'times': {
      const counter = names.counter(name!);
      return (s) => s.times(counter);
    }
    case 'is':
    case 'hours': {
      const condition = (root === 'is' ? names.conditions : names.hours).get(name!)!;
      return (s) => truthValue(condition(s));
    }
    default: {
      const signal = SIGNALS[path.join('.')]!;
      return (s) => present(signal.read(s));
    }
  }
}

/** Whether a signal is true or false, rather than a number or a text. */
export function isTruthSignal(path: readonly string[], names: Names): boolean {
  const [root, name] = path;
  if (root === 'is' || root === 'hours') return true;
  if (root === 'desk') return DESK_SIGNALS[path[2]!]?.type === 'bool';
  if (root === 'signals') return names.columns.get(name!) === 'bool';
  return SIGNALS[path.join('.')]?.type === 'bool';
}

function present(value: SignalValue): SignalValue {
  return typeof value === 'number' && Number.isNaN(value) ? undefined : value;
}

function truthValue(truth: Truth): SignalValue {
  return truth === TRUE ? true : truth === FALSE ? false : undefined;
}
