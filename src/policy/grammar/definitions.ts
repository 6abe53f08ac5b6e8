import type { ASTNode } from '@marcbachmann/cel-js';
import type { Problem } from '../../input/problem.js';
import { type Context, checkCondition } from '../condition/check-condition.js';
import type { Expression } from '../condition/expression.js';
import { NotAllowed, signalsOf } from '../condition/syntax-tree.js';
import { environmentFor, type Vocabulary } from '../condition/vocabulary.js';
import type { Condition, Counted } from '../policy.js';
import type { PolicyDocument } from './document.js';
import { withinHours } from './hours.js';
import { parameterValues, type Settings } from './parameters.js';

/** A policy's own names and what they stand for: what its conditions are checked against. */
export class Definitions implements Context {
  readonly environment;
  readonly own;
  readonly teams;
  readonly columns;
  readonly params: ReadonlyMap<string, number>;
  readonly hours: ReadonlyMap<string, Condition>;
  readonly conditions = new Map<string, Condition>();
  /** Named conditions that nothing is wrong with, each after those that it names itself. */
  readonly expressions = new Map<string, Expression>();
  /** Named conditions whose turns some condition counts, by index. */
  private readonly counters: string[] = [];
  private readonly trees = new Map<string, ASTNode>();
  readonly meanings;

  constructor(
    private readonly document: PolicyDocument,
    readonly vocabulary: Vocabulary,
    settings: Settings,
    private readonly problems: Problem[],
  ) {
    this.own = {
      params: [...document.params.keys()],
      hours: [...document.hours.keys()],
      conditions: [...document.conditions.keys()],
    };
    this.environment = environmentFor(vocabulary, this.own);
    this.teams = vocabulary.teams;
    this.columns = vocabulary.columns;
    this.params = parameterValues(document, settings, problems);
    this.hours = new Map(
      [...document.hours].map(([name, { value }]) => [name, withinHours(value)]),
    );
    this.meanings = { conditions: this.trees, params: this.params };
    for (const name of this.own.conditions) this.define(name, []);
  }

  counter(condition: string): number {
    const index = this.counters.indexOf(condition);
    return index >= 0 ? index : this.counters.push(condition) - 1;
  }

  /** By counter; what is counted within a counted condition is counted before it. */
  counted(): readonly Counted[] {
    return [...this.expressions.keys()].flatMap((name) => {
      const counter = this.counters.indexOf(name);
      return counter < 0 ? [] : [{ name, condition: this.conditions.get(name)!, counter }];
    });
  }

  /** The conditions that counts in a tree are about. */
  countedIn(tree: ASTNode): Expression[] {
    return signalsOf(tree).flatMap((name) =>
      name.startsWith('times.') ? (this.expressions.get(name.slice('times.'.length)) ?? []) : [],
    );
  }

  /** Signals that a tree reads, those behind its counts included. */
  signalsBehind(tree: ASTNode): string[] {
    const signals = new Set(signalsOf(tree));
    const open = this.countedIn(tree);
    const seen = new Set(open);
    for (let next = open.pop(); next; next = open.pop()) {
      for (const name of signalsOf(next.expanded)) signals.add(name);
      for (const inner of this.countedIn(next.expanded)) {
        if (!seen.has(inner)) open.push(inner);
        seen.add(inner);
      }
    }
    return [...signals];
  }

  /** Names within names first; nothing is defined by itself. */
  private define(name: string, within: readonly string[]): void {
    if (this.conditions.has(name)) return;
    const place = this.document.conditions.get(name)!;
    const around = [...within, name];
    for (const inner of this.namesIn(place.value)) {
      if (!around.includes(inner)) {
        this.define(inner, around);
        continue;
      }
      this.problems.push(
        place.yaml.problem(place.path, {
          code: 'condition-cycle',
          message: `The condition "${inner}" is defined by itself.`,
          found: [...around.slice(around.indexOf(inner)), inner].join(' → '),
          expected: 'conditions that end in signals',
        }),
      );
      this.settle(name);
      return;
    }
    if (this.conditions.has(name)) return;
    const expression = checkCondition(place, this, this.problems);
    if (expression === undefined) return this.settle(name);
    this.expressions.set(name, expression);
    this.trees.set(name, expression.expanded);
    this.conditions.set(name, expression.condition);
  }

  /** Something is wrong with it and has been told; whoever names it is not told again. */
  private settle(name: string): void {
    this.conditions.set(name, () => 0);
  }

  private namesIn(source: string): string[] {
    try {
      const names = signalsOf(this.environment.parse(source).ast).map((path) => path.split('.'));
      return names.flatMap(([root, name]) =>
        (root === 'is' || root === 'times') && this.document.conditions.has(name!) ? [name!] : [],
      );
    } catch (error) {
      // Whatever cannot be parsed is told when it is checked.
      if (error instanceof NotAllowed || isParseError(error)) return [];
      throw error;
    }
  }
}

function isParseError(error: unknown): boolean {
  return error instanceof Error && error.name === 'ParseError';
}
