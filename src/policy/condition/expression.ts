import type { ASTNode } from '@marcbachmann/cel-js';
import type { Placed } from '../grammar/document.js';
import type { Condition } from '../policy.js';

/** A condition of a policy file that nothing is wrong with. */
export interface Expression {
  readonly source: string;
  readonly place: Placed<unknown>;
  /** The syntax tree as written. */
  readonly tree: ASTNode;
  /** The same with named conditions and parameters replaced by what they stand for. */
  readonly expanded: ASTNode;
  /** The expanded tree, compiled for the inner loop. */
  readonly condition: Condition;
}
