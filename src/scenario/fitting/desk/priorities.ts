import type { Call } from '../call-log.js';

/**
 * The priority of each call.
 *
 * `waited`: the record keeps it only of those who had to wait (the bank's writes 0 for the others).
 * Then the others get one in the same shares, by intent: spread evenly over the calls in order of
 * time by steps of the golden ratio, so that no luck is needed.
 */
export function prioritiesOf(
  calls: readonly Call[],
  recorded: 'everyone' | 'waited',
): Map<Call, number> {
  const priorities = new Map<Call, number>();
  const known = new Map<string, number[]>();
  for (const call of calls) {
    if (call.priority === undefined) continue;
    if (recorded === 'waited' && call.wait === 0 && call.answered) continue;
    priorities.set(call, call.priority);
    const own = known.get(call.intent);
    if (own) own.push(call.priority);
    else known.set(call.intent, [call.priority]);
  }
  if (recorded === 'everyone') return priorities;
  for (const values of known.values()) values.sort((a, b) => a - b);
  const spread = new Map<string, number>();
  for (const call of calls) {
    if (priorities.has(call)) continue;
    const values = known.get(call.intent);
    if (!values) continue;
    const step = ((spread.get(call.intent) ?? 0.5) + GOLDEN) % 1;
    spread.set(call.intent, step);
    priorities.set(call, values[Math.floor(step * values.length)]!);
  }
  return priorities;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Whether priorities seem to be kept only of those who waited: priority decides who is next, not
 * whether somebody is free, so the lowest one should be about as common among those who did not wait.
 * Far more common (by 20 points, assumption) means that it stands for "unknown" there.
 */
export function priorityOfWaitedOnly(calls: readonly Call[]): boolean {
  const known = calls.filter(({ priority }) => priority !== undefined);
  if (known.length === 0) return false;
  const lowest = known.reduce((least, { priority }) => Math.min(least, priority!), Infinity);
  const share = (waited: boolean): number => {
    const some = known.filter(({ answered, wait }) => (wait > 0 || !answered) === waited);
    if (some.length === 0) return Number.NaN;
    return some.filter(({ priority }) => priority === lowest).length / some.length;
  };
  return share(false) - share(true) > 0.2;
}
