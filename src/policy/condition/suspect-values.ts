import type { ASTNode } from '@marcbachmann/cel-js';
import { nearestChoice } from '../../input/nearest.js';
import type { Problem } from '../../input/problem.js';
import type { Placed } from '../grammar/document.js';
import { SIGNALS } from './signals.js';
import { isNode } from './syntax-tree.js';
import type { Vocabulary } from './vocabulary.js';

/** Text literals compared with a signal whose values are known and do not include them. */
export function suspectValues(
  { yaml, path }: Placed<string>,
  tree: ASTNode,
  vocabulary: Vocabulary,
): Problem[] {
  const problems: Problem[] = [];
  const compare = (signal: ASTNode, literal: ASTNode): void => {
    if (signal.op !== 'id' || SIGNALS[signal.args]?.type !== 'string') return;
    if (literal.op === 'list') {
      for (const item of literal.args) compare(signal, item);
      return;
    }
    const known = vocabulary.values[signal.args] ?? [];
    if (literal.op !== 'value' || typeof literal.args !== 'string') return;
    if (known.length === 0 || known.includes(literal.args)) return;
    problems.push(
      yaml.problem(
        path,
        {
          code: 'unknown-value',
          severity: 'warning',
          message: `No contact of this scenario has the ${signal.args} "${literal.args}".`,
          found: literal.args,
          expected: `one of ${known.join(', ')}`,
          ...nearestChoice(literal.args, known),
        },
        literal.start,
      ),
    );
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isNode(node)) return;
    if (node.op === '==' || node.op === '!=' || node.op === 'in') {
      compare(node.args[0], node.args[1]);
      compare(node.args[1], node.args[0]);
    }
    visit(node.args);
  };
  visit(tree);
  return problems;
}
