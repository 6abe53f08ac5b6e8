import { ABSENT, type Condition, FALSE, TRUE, type Truth } from '../policy.js';
import type { NumberOf } from './number-operand.js';
import { whyNotANumber } from './number-operand.js';
import type { Sight } from './sight.js';

/** A text in a condition; absent where there is none. */
export type StringOf = (sight: Sight) => string | undefined;

export type Order = '<' | '<=' | '>' | '>=';

// One closure an operator, and one more for a number written out on the right, as nearly every rule
// has it: a switch or a call inside would run in the inner loop.

export function ordering(op: Order, a: NumberOf, b: NumberOf): Condition {
  switch (op) {
    case '<':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x < y ? TRUE : x >= y ? FALSE : whyNotANumber();
      };
    case '<=':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x <= y ? TRUE : x > y ? FALSE : whyNotANumber();
      };
    case '>':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x > y ? TRUE : x <= y ? FALSE : whyNotANumber();
      };
    case '>=':
      return (s) => {
        const x = a(s);
        const y = b(s);
        return x >= y ? TRUE : x < y ? FALSE : whyNotANumber();
      };
  }
}

export function orderingAgainst(op: Order, a: NumberOf, y: number): Condition {
  switch (op) {
    case '<':
      return (s) => {
        const x = a(s);
        return x < y ? TRUE : x >= y ? FALSE : whyNotANumber();
      };
    case '<=':
      return (s) => {
        const x = a(s);
        return x <= y ? TRUE : x > y ? FALSE : whyNotANumber();
      };
    case '>':
      return (s) => {
        const x = a(s);
        return x > y ? TRUE : x <= y ? FALSE : whyNotANumber();
      };
    case '>=':
      return (s) => {
        const x = a(s);
        return x >= y ? TRUE : x < y ? FALSE : whyNotANumber();
      };
  }
}

/**
 * The one copy of a text. The compiler tells two such copies apart by their places in memory; other
 * texts are compared by a call, letter by letter where they are of a length, which for a contact with a
 * few rules is as much as its place in the queue. A property's name, but for a number, is kept in one copy.
 */
export function oneCopy(text: string): string {
  return Object.keys({ [text]: true })[0]!;
}

export function sameText(a: StringOf, b: StringOf, whenEqual: Truth, whenNot: Truth): Condition {
  return (s) => {
    const x = a(s);
    const y = b(s);
    if (x === undefined || y === undefined) return ABSENT;
    return x === y ? whenEqual : whenNot;
  };
}

export function sameTextAs(a: StringOf, text: string, whenEqual: Truth, whenNot: Truth): Condition {
  const y = oneCopy(text);
  return (s) => {
    const x = a(s);
    return x === y ? whenEqual : x === undefined ? ABSENT : whenNot;
  };
}

/** Whether a text is one of those written out. */
export function amongTexts(a: StringOf, alternatives: readonly string[]): Condition {
  const texts = alternatives.map(oneCopy);
  return (s) => {
    const x = a(s);
    if (x === undefined) return ABSENT;
    for (let i = 0; i < texts.length; i++) if (texts[i] === x) return TRUE;
    return FALSE;
  };
}
