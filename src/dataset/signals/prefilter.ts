import { requiredLiterals } from './required-literals.js';

/** Signs of a literal that are looked for: three are seldom there by chance. */
const LOOKED_AT = 3;
const SLOTS = 4096;

/**
 * Tells, in one pass over a text, which of many patterns can match it at all: those of whose
 * literals the first three signs of one stand somewhere. May name one that does not match, never
 * leaves out one that does.
 */
export class Prefilter {
  /** By hash of three signs, the patterns that may begin to match there, a bit each. */
  private readonly bySlot: (Uint32Array | undefined)[] = new Array<undefined>(SLOTS).fill(
    undefined,
  );
  private readonly always: Uint32Array;
  private readonly found: Uint32Array;

  constructor(patterns: readonly RegExp[]) {
    const size = Math.ceil(patterns.length / 32);
    this.always = new Uint32Array(size);
    this.found = new Uint32Array(size);
    patterns.forEach((pattern, i) => {
      const literals = requiredLiterals(pattern);
      if (literals === undefined || literals.some(({ length }) => length < LOOKED_AT)) {
        set(this.always, i);
        return;
      }
      for (const literal of literals) {
        const slot = slotOf(literal.charCodeAt(0), literal.charCodeAt(1), literal.charCodeAt(2));
        let bits = this.bySlot[slot];
        if (!bits) {
          bits = new Uint32Array(size);
          this.bySlot[slot] = bits;
        }
        set(bits, i);
      }
    });
  }

  /** A bit for each pattern that may match. Valid until the next call. */
  look(text: string): Uint32Array {
    const { always, bySlot, found } = this;
    found.set(always);
    let a = text.charCodeAt(0);
    let b = text.charCodeAt(1);
    for (let i = 2; i < text.length; i++) {
      const c = text.charCodeAt(i);
      const bits = bySlot[slotOf(a, b, c)];
      if (bits !== undefined) for (let w = 0; w < found.length; w++) found[w]! |= bits[w]!;
      a = b;
      b = c;
    }
    return found;
  }
}

/** Whether the bit of a pattern is set. */
export function mayMatch(bits: Uint32Array, pattern: number): boolean {
  return (bits[pattern >>> 5]! & (1 << (pattern & 31))) !== 0;
}

function set(bits: Uint32Array, pattern: number): void {
  bits[pattern >>> 5]! |= 1 << (pattern & 31);
}

function slotOf(a: number, b: number, c: number): number {
  return (Math.imul(a, 0x9e5) ^ Math.imul(b, 0x1f7) ^ Math.imul(c, 0x25)) & (SLOTS - 1);
}
