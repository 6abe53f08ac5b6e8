import type { ASTNode } from '@marcbachmann/cel-js';
import type { Facts } from './facts.js';
import { ALWAYS, and, type Formula, not, TooLarge } from './formula.js';
import { type Meaning, meaning, unknown } from './meaning.js';
import type { Words } from './signal-term.js';
import { type Allowance, type Box, solve } from './solve.js';

/**
 * What can be said of conditions without running anything.
 *
 * Every answer is a proof: `true` means that it is so whatever the signals are, within the facts
 * given; `false` that it could not be shown, which is no claim of the opposite.
 */
export class Reasoner {
  private readonly meanings = new WeakMap<ASTNode, Meaning>();

  /** @param allowance ends all reasoning after a while; from then on nothing is claimed */
  constructor(
    private readonly words: Words,
    private readonly allowance: Allowance = { left: Number.POSITIVE_INFINITY },
  ) {}

  /** When an expanded condition is true and when it is false; opaque where it is too large. */
  meaning(tree: ASTNode | undefined): Meaning {
    if (tree === undefined) return { holds: ALWAYS, fails: not(ALWAYS) };
    let known = this.meanings.get(tree);
    if (known === undefined) {
      known = this.work(tree);
      this.meanings.set(tree, known);
    }
    return known;
  }

  private work(tree: ASTNode): Meaning {
    try {
      return meaning(tree, this.words);
    } catch (error) {
      if (error instanceof TooLarge) return unknown(tree);
      throw error;
    }
  }

  /** The formulas cannot all hold at once. */
  cannotHold(facts: Facts, ...formulas: readonly Formula[]): boolean {
    return this.solved(facts, formulas) === 'none';
  }

  /** Values under which all formulas hold, as far as terms are independent. */
  example(facts: Facts, ...formulas: readonly Formula[]): Box | undefined {
    const found = this.solved(facts, formulas);
    return typeof found === 'string' ? undefined : found.box;
  }

  private solved(facts: Facts, formulas: readonly Formula[]): ReturnType<typeof solve> {
    try {
      return solve(and(...formulas), facts, this.allowance);
    } catch (error) {
      if (error instanceof TooLarge) return 'unknown';
      throw error;
    }
  }

  neverHolds(tree: ASTNode | undefined, facts: Facts): boolean {
    return this.cannotHold(facts, this.meaning(tree).holds);
  }

  /** It holds at every sight; with a signal of it absent it would not. */
  alwaysHolds(tree: ASTNode | undefined, facts: Facts): boolean {
    return this.cannotHold(facts, not(this.meaning(tree).holds));
  }

  /** Never false: true, or not to be decided because something is absent. */
  neverFails(tree: ASTNode | undefined, facts: Facts): boolean {
    return this.cannotHold(facts, this.meaning(tree).fails);
  }

  /** Whenever the one holds, the other does. */
  implies(one: ASTNode | undefined, other: ASTNode | undefined, facts: Facts): boolean {
    return this.cannotHold(facts, this.meaning(one).holds, not(this.meaning(other).holds));
  }

  /** The two never hold at once. */
  contradict(one: ASTNode | undefined, other: ASTNode | undefined, facts: Facts): boolean {
    return this.cannotHold(facts, this.meaning(one).holds, this.meaning(other).holds);
  }
}
