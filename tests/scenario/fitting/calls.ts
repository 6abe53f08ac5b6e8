import type { Call } from '../../../src/scenario/fitting/call-log.js';

let index = 0;

/** A call on the first day, answered at once by A, unless said otherwise. */
export function call(facts: Partial<Call> = {}): Call {
  const at = facts.at ?? 0;
  const answered = facts.answered ?? true;
  return {
    index: index++,
    at,
    day: Math.floor(at / 86_400),
    wall: at % 86_400,
    wait: 0,
    answered,
    intent: 'sales',
    ...(answered ? { agent: 'A' } : {}),
    ...facts,
  };
}

/** So many calls on each day, all within one hour. */
export function calledOn(counts: readonly number[], hour: number): Call[] {
  return counts.flatMap((count, day) =>
    Array.from({ length: count }, (_, i) => call({ at: day * 86_400 + hour * 3600 + 10 * i })),
  );
}
