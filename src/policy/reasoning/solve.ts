import { domainOf, type Facts } from './facts.js';
import type { Formula } from './formula.js';
import type { Term } from './term.js';
import {
  complement,
  hull,
  intersect,
  isEmpty,
  isWithin,
  numbers,
  orAbsent,
  type ValueSet,
  wholeNumbers,
} from './value-set.js';

/** Values for every term that a formula speaks of; any choice from them makes it true. */
export type Box = ReadonlyMap<string, ValueSet>;

/** A box, or the proof that there is none, or neither within the budget. */
export type Solution = { readonly box: Box } | 'none' | 'unknown';

/** Alternatives that may still be looked at, in all questions together. */
export interface Allowance {
  left: number;
}

/** Alternatives of one question looked at before giving up; few take more than a hundred. */
const MOST_EACH = 2000;

/**
 * Looks for values of the terms, each on its own but for what the facts say, that make a formula true.
 *
 * Narrows the terms by whatever has to hold, then tries the alternatives of the shortest `or`.
 * "None" is a proof. A box is one for terms that are signals and independent: computations over
 * several signals are taken for numbers of their own.
 */
export function solve(formula: Formula, facts: Facts, allowance: Allowance): Solution {
  return new Search(facts, allowance).run(formula);
}

class Search {
  private left = MOST_EACH;

  constructor(
    private readonly facts: Facts,
    private readonly allowance: Allowance,
  ) {}

  run(formula: Formula): Solution {
    return this.try([formula], new Map(), new Map());
  }

  private try(pending: readonly Formula[], outer: Box, terms: ReadonlyMap<string, Term>): Solution {
    if (this.left-- <= 0 || this.allowance.left-- <= 0) return 'unknown';
    const state = new Narrowing(this.facts, new Map(outer), new Map(terms));
    const open = state.settle(pending);
    if (open === undefined) return 'none';
    if (open.length === 0) return { box: state.box };
    const shortest = open.reduce((best, next) =>
      next.parts.length < best.parts.length ? next : best,
    );
    const others = open.filter((part) => part !== shortest);
    let gaveUp = false;
    for (const alternative of shortest.parts) {
      const found = this.try([alternative, ...others], state.box, state.terms);
      if (found === 'unknown') gaveUp = true;
      else if (found !== 'none') return found;
    }
    return gaveUp ? 'unknown' : 'none';
  }
}

type Alternatives = Extract<Formula, { kind: 'and' | 'or' }>;

/** One branch of the search: what is left for each term once everything that must hold does. */
class Narrowing {
  constructor(
    private readonly facts: Facts,
    readonly box: Map<string, ValueSet>,
    readonly terms: Map<string, Term>,
  ) {}

  /** The alternatives still open; undefined where something cannot be. */
  settle(given: readonly Formula[]): Alternatives[] | undefined {
    const queue = [...given];
    let open: Alternatives[] = [];
    for (;;) {
      let changed = false;
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (next.kind === 'constant') {
          if (!next.truth) return undefined;
        } else if (next.kind === 'literal') {
          if (!this.narrow(next.term, next.values)) return undefined;
          changed = true;
        } else if (next.kind === 'and') queue.push(...next.parts);
        else open.push(next);
      }
      if (changed && !this.applyFacts()) return undefined;
      const rest: Alternatives[] = [];
      for (const alternatives of open) {
        const left = this.simplify(alternatives);
        if (left === true) continue;
        if (left.length === 0) return undefined;
        if (left.length === 1) queue.push(left[0]!);
        else rest.push({ ...alternatives, parts: left });
      }
      open = rest;
      if (queue.length === 0) return open;
    }
  }

  /** What is left of an `or`: true where one of its parts holds anyway. */
  private simplify({ parts }: Alternatives): true | Formula[] {
    const left: Formula[] = [];
    for (const part of parts) {
      const verdict = this.verdict(part);
      if (verdict === true) return true;
      if (verdict === undefined) left.push(part);
    }
    return left;
  }

  /** Whether a part holds, or cannot hold, for all that is left; undefined where it may. */
  private verdict(part: Formula): boolean | undefined {
    if (part.kind === 'constant') return part.truth;
    if (part.kind === 'literal') {
      const now = this.valuesOf(part.term);
      if (isEmpty(intersect(now, part.values))) return false;
      return isWithin(now, part.values) ? true : undefined;
    }
    const decisive = part.kind === 'or';
    let all = true;
    for (const inner of part.parts) {
      const verdict = this.verdict(inner);
      if (verdict === decisive) return decisive;
      if (verdict === undefined) all = false;
    }
    return all ? !decisive : undefined;
  }

  private narrow(term: Term, values: ValueSet): boolean {
    const before = this.valuesOf(term);
    const after = intersect(before, values);
    this.box.set(term.key, term.whole ? wholeNumbers(after) : after);
    return !isEmpty(this.box.get(term.key)!);
  }

  private valuesOf(term: Term): ValueSet {
    let values = this.box.get(term.key);
    if (values === undefined) {
      values = domainOf(term, this.facts);
      this.box.set(term.key, values);
      this.terms.set(term.key, term);
    }
    return values;
  }

  /** Carries what is known of one signal over to others until nothing moves. */
  private applyFacts(): boolean {
    for (let moved = true; moved; ) {
      moved = false;
      for (const { lesser, greater, by } of this.facts.atMost) {
        const [a, b] = [this.box.get(lesser), this.box.get(greater)];
        if (!a || !b) continue;
        const most = hull(b)?.to;
        const least = hull(a)?.from;
        // Only where the other is surely there does it bound anything.
        if (!b.absent && most !== undefined) {
          const step = this.cut(lesser, orAbsent(numbers(Number.NEGATIVE_INFINITY, most - by)));
          if (step === undefined) return false;
          moved ||= step;
        }
        if (!a.absent && least !== undefined) {
          const step = this.cut(greater, orAbsent(numbers(least + by, Number.POSITIVE_INFINITY)));
          if (step === undefined) return false;
          moved ||= step;
        }
      }
      for (const { signal, where, other, there } of this.facts.entails) {
        const [a, b] = [this.box.get(signal), this.box.get(other)];
        if (!a || !b) continue;
        let step: boolean | undefined = false;
        if (isWithin(a, where)) step = this.cut(other, there);
        else if (isEmpty(intersect(b, there))) step = this.cut(signal, complement(where));
        if (step === undefined) return false;
        moved ||= step;
      }
    }
    return true;
  }

  /** Whether anything changed; undefined where nothing is left. */
  private cut(signal: string, to: ValueSet): boolean | undefined {
    const before = this.box.get(signal)!;
    if (isWithin(before, to)) return false;
    const cut = intersect(before, to);
    const after = this.terms.get(signal)?.whole ? wholeNumbers(cut) : cut;
    this.box.set(signal, after);
    return isEmpty(after) ? undefined : true;
  }
}
