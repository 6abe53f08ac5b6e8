import type { ASTNode } from '@marcbachmann/cel-js';
import { type Condition, FALSE, FAULT, TRUE, type Truth } from '../policy.js';
import { compileCondition, type Names } from './condition.js';
import type { Expression } from './expression.js';
import { type NumberOf, numberOperand, whyNotANumber } from './number-operand.js';
import type { Sight } from './sight.js';
import { isTruthSignal, type SignalValue, signalReader } from './signal-reading.js';
import { pathOf, walk } from './syntax-tree.js';
import { pathText, unparse } from './unparse.js';

/** Why a condition came out as it did: every part of it that is true or false, with its values. */
export interface Explanation {
  /** The part as text. */
  readonly text: string;
  readonly truth: Truth;
  /** What it is made of, as written; none for a comparison or a signal. */
  readonly parts: readonly Explanation[];
  /** Those of its parts that made it so. */
  readonly deciding: readonly Explanation[];
  /** Of a part that has none: the signals that it reads. */
  readonly readings: readonly Reading[];
  /** Of a comparison: what its sides came to where they are computed. */
  readonly sides: readonly Reading[];
}

export interface Reading {
  readonly name: string;
  /** Undefined: absent. */
  readonly value: SignalValue;
  /** It divides by zero. */
  readonly fault?: true;
}

/** The smallest parts behind the outcome: what a person wants to be told. */
export function decidersOf(explanation: Explanation): Explanation[] {
  const { deciding } = explanation;
  return deciding.length === 0 ? [explanation] : deciding.flatMap(decidersOf);
}

/** Explains conditions of one policy. Trees are compiled once, part by part. */
export class Explainer {
  private readonly compiled = new Map<ASTNode, Part>();

  constructor(
    private readonly names: Names,
    /** The policy's named conditions, whose own parts stand below `is.NAME`. */
    private readonly conditions: ReadonlyMap<string, Pick<Expression, 'tree'>>,
  ) {}

  /** What a tree, as written, comes to for what is seen now. */
  explain(tree: ASTNode, sight: Sight): Explanation {
    return this.part(tree).explain(sight);
  }

  private part(node: ASTNode): Part {
    const known = this.compiled.get(node);
    if (known !== undefined) return known;
    const made = this.make(node);
    this.compiled.set(node, made);
    return made;
  }

  private make(node: ASTNode): Part {
    const text = unparse(node);
    const condition = compileCondition(node, this.names);
    const inner = (nodes: readonly ASTNode[], decide: Decide): Part => {
      const parts = nodes.map((one) => this.part(one));
      return new Part(text, condition, parts, decide);
    };
    switch (node.op) {
      case '&&':
        return inner(node.args, (truth, parts) => sides(truth, parts, FALSE));
      case '||':
        return inner(node.args, (truth, parts) => sides(truth, parts, TRUE));
      case '!_':
        return inner([node.args], (_, parts) => parts);
      case '?:':
        return inner(node.args, (truth, [test, yes, no]) => {
          const taken = [
            test!,
            ...(test!.truth === TRUE ? [yes!] : test!.truth === FALSE ? [no!] : []),
          ];
          return truth > TRUE ? taken.filter((part) => part.truth === truth) : taken;
        });
      case '==':
      case '!=':
        if (!this.isTruth(node.args[0])) break;
        return inner(node.args, (truth, parts) =>
          truth > TRUE ? [parts.find((part) => part.truth === truth)!] : parts,
        );
      case 'id':
      case '.':
      case '[]': {
        const [root, name] = pathOf(node);
        const named = root === 'is' ? this.conditions.get(name!) : undefined;
        if (named !== undefined) return inner([named.tree], (_, parts) => parts);
      }
    }
    return new Part(text, condition, [], () => [], this.readersIn(node), this.sidesOf(node));
  }

  /** The signals in a part, each once, in the order in which they stand. */
  private readersIn(node: ASTNode): Reader[] {
    const readers = new Map<string, Reader>();
    walk(node, (part) => {
      if (part.op !== 'id' && part.op !== '.' && part.op !== '[]') return undefined;
      const path = pathOf(part);
      const name = pathText(path);
      const read = signalReader(path, this.names);
      if (!readers.has(name)) readers.set(name, (s) => ({ name, value: read(s) }));
      return false;
    });
    return [...readers.values()];
  }

  /** Sides of a comparison that are worked out from signals. */
  private sidesOf(node: ASTNode): Reader[] {
    if (!['<', '<=', '>', '>=', '==', '!=', 'in'].includes(node.op)) return [];
    return (node.args as ASTNode[]).flatMap((side) => {
      if (!COMPUTED.has(side.op)) return [];
      const number = numberOperand(side, this.names, (part) => compileCondition(part, this.names));
      return [computed(unparse(side), number)];
    });
  }

  private isTruth(node: ASTNode): boolean {
    switch (node.op) {
      case 'value':
        return typeof node.args === 'boolean';
      case 'id':
      case '.':
      case '[]':
        return isTruthSignal(pathOf(node), this.names);
      case '?:':
        return this.isTruth(node.args[1]);
      case 'call':
        return node.args[0] === 'known';
      default:
        return !COMPUTED.has(node.op);
    }
  }
}

const COMPUTED: ReadonlySet<string> = new Set(['+', '-', '*', '/', '-_', '?:', 'call']);

type Decide = (truth: Truth, parts: readonly Explanation[]) => readonly Explanation[];
type Reader = (sight: Sight) => Reading;

/** One part of a condition, ready to be looked at again and again. */
class Part {
  constructor(
    private readonly text: string,
    private readonly condition: Condition,
    private readonly parts: readonly Part[],
    private readonly decide: Decide,
    private readonly readers: readonly Reader[] = [],
    private readonly sides: readonly Reader[] = [],
  ) {}

  explain(sight: Sight): Explanation {
    const truth = this.condition(sight);
    const parts = this.parts.map((part) => part.explain(sight));
    return {
      text: this.text,
      truth,
      parts,
      deciding: this.decide(truth, parts),
      readings: this.readers.map((read) => read(sight)),
      sides: this.sides.map((read) => read(sight)),
    };
  }
}

/** Of `&&` and `||`: the first side that decides alone, or all sides that came out so. */
function sides(truth: Truth, parts: readonly Explanation[], decisive: Truth): Explanation[] {
  const same = parts.filter((part) => part.truth === truth);
  return truth === decisive ? same.slice(0, 1) : same;
}

function computed(name: string, number: NumberOf): Reader {
  return (sight) => {
    const value = number(sight);
    // Asked in any case: a division by zero must not be left for the next condition to find.
    const why = whyNotANumber();
    if (!Number.isNaN(value)) return { name, value };
    return why === FAULT ? { name, value: undefined, fault: true } : { name, value: undefined };
  };
}
