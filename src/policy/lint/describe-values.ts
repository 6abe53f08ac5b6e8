import { above, below } from '../reasoning/doubles.js';
import { rangeOf } from '../reasoning/signal-values.js';
import type { Interval, ValueSet } from '../reasoning/value-set.js';

/**
 * The values of signals as a condition: `asks == 1 && desk.general.open == false`.
 *
 * @param isFlag whether a signal is true or false, rather than 1 or 0
 */
export function describeState(
  state: Iterable<readonly [string, ValueSet]>,
  isFlag: (signal: string) => boolean,
): string {
  return [...state]
    .map(([signal, values]) => {
      const parts = describeValues(signal, values, isFlag(signal));
      return parts.length === 1 ? parts[0]! : `(${parts.join(' || ')})`;
    })
    .join(' && ');
}

function describeValues(signal: string, values: ValueSet, isFlag: boolean): string[] {
  const { numbers, texts, absent } = values;
  const parts: string[] = numbers.map((interval) =>
    isFlag && interval.from === interval.to
      ? `${signal} == ${interval.from === 1}`
      : describeInterval(signal, interval),
  );
  if ('only' in texts) {
    const only = texts.only.map((text) => JSON.stringify(text));
    if (only.length === 1) parts.push(`${signal} == ${only[0]}`);
    else if (only.length > 1) parts.push(`${signal} in [${only.join(', ')}]`);
  } else if (texts.except.length > 0) {
    const except = texts.except.map((text) => JSON.stringify(text));
    parts.push(
      except.length === 1 ? `${signal} != ${except[0]}` : `!(${signal} in [${except.join(', ')}])`,
    );
  }
  if (absent) parts.push(`!known(${signal})`);
  return parts;
}

function describeInterval(signal: string, { from, to }: Interval): string {
  if (from === to) return `${signal} == ${from}`;
  const least = from === Number.NEGATIVE_INFINITY ? undefined : bound('>', from, below(from));
  const most = to === Number.POSITIVE_INFINITY ? undefined : bound('<', to, above(to));
  return [least, most]
    .filter((part) => part !== undefined)
    .map((part) => `${signal} ${part}`)
    .join(' && ');
}

/** The double after 0.7 is better said as `> 0.7`. */
function bound(sign: '<' | '>', value: number, neighbour: number | undefined): string {
  return neighbour !== undefined && String(neighbour).length < String(value).length
    ? `${sign} ${neighbour}`
    : `${sign}= ${value}`;
}

/** `confidence is 0 to 1, asks a whole number of at least 0`. */
export function rangeWords(signals: readonly string[]): string {
  return signals
    .map((signal) => {
      const { least, most, whole } = rangeOf(signal.split('.'));
      const kind = whole ? 'a whole number ' : '';
      if (most < Number.POSITIVE_INFINITY) return `${signal} is ${kind}from ${least} to ${most}`;
      return least > Number.NEGATIVE_INFINITY
        ? `${signal} is ${kind}of at least ${least}`
        : `${signal} is any number`;
    })
    .join(', ');
}
