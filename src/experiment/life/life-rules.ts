import { Explainer, type Explanation } from '../../policy/condition/explanation.js';
import type { Expression } from '../../policy/condition/expression.js';
import type { Sight } from '../../policy/condition/sight.js';
import { type SignalValue, signalReader } from '../../policy/condition/signal-reading.js';
import { DESK_SIGNALS, SIGNALS } from '../../policy/condition/signals.js';
import { pathOf, walk } from '../../policy/condition/syntax-tree.js';
import { pathText } from '../../policy/condition/unparse.js';
import type { LoadedPolicy } from '../../policy/load.js';
import { namesOf } from '../../policy/loaded-names.js';
import type { Action, Policy } from '../../policy/policy.js';
import { ABSENT, TRUE } from '../../policy/policy.js';
import type { World } from '../../scenario/world.js';
import type { Point } from '../../simulation/trace.js';
import type { Check } from './life.js';

/** A policy that can say why: the built-in one has no rules, and comes without a file. */
export type ExplainedPolicy = Pick<LoadedPolicy, 'policy'> & Partial<LoadedPolicy>;

/** Which signals are written down at each decision. */
export type Saw = 'everything' | 'what-rules-read';

/** The rules of one policy, looked at once more beside the engine, with reasons. */
export class RuleReasons {
  private readonly policy: Policy;
  private readonly explainer: Explainer | undefined;
  private readonly readers: readonly (readonly [string, (sight: Sight) => SignalValue])[];

  constructor(world: World, explained: ExplainedPolicy, saw: Saw) {
    this.policy = explained.policy;
    const { conditions, document, params, source } = explained;
    if (!conditions || !document || !params || !source) {
      this.readers = [];
      return;
    }
    const loaded = explained as LoadedPolicy;
    const names = namesOf(loaded);
    this.explainer = new Explainer(names, conditions);
    const paths = saw === 'everything' ? everyPath(world, loaded) : readPaths(loaded);
    this.readers = paths.map((path) => [pathText(path), signalReader(path, names)]);
  }

  /** What the policy can see now. */
  saw(sight: Sight): Map<string, SignalValue> {
    return new Map(this.readers.map(([name, read]) => [name, read(sight)]));
  }

  /**
   * The rules that the engine looks at, as it does: up to the one that decides.
   *
   * @param only the waiting rule that is looked at alone
   * @param fired how often each rule has decided about the contact
   */
  checks(point: Point, only: number | undefined, sight: Sight, fired: ArrayLike<number>): Check[] {
    const { rules, serving, waiting } = this.policy;
    if (point === 'waiting') return [this.check(waiting[only!]!, sight, false)];
    const checks: Check[] = [];
    const candidates =
      point === 'serving'
        ? serving.map((rule) => ({ rule, usedUp: false }))
        : rules.flatMap((rule, index) =>
            rule.at.includes(point) ? [{ rule, usedUp: fired[index]! >= rule.atMost }] : [],
          );
    for (const { rule, usedUp } of candidates) {
      const check = this.check(rule, sight, usedUp);
      checks.push(check);
      if (check.found === 'holds') break;
    }
    return checks;
  }

  /** What the `if` of a way to people comes to; nothing where it has none. */
  gate(action: Action, sight: Sight): { gate?: Explanation } {
    const gate = 'gate' in action ? action.gate : undefined;
    return gate === undefined ? {} : { gate: this.explainer!.explain(gate.tree, sight) };
  }

  private check(
    { expression, id }: { readonly id: string; readonly expression?: Expression },
    sight: Sight,
    usedUp: boolean,
  ): Check {
    const why = expression && this.explainer!.explain(expression.tree, sight);
    const truth = why?.truth ?? TRUE;
    const found =
      truth === TRUE
        ? usedUp
          ? 'used-up'
          : 'holds'
        : truth === ABSENT
          ? 'absent'
          : 'does-not-hold';
    return { id, found, ...(why === undefined ? {} : { why }) };
  }
}

/** Every signal of a world, and the policy's own hours and counts. */
function everyPath(
  world: World,
  { document, policy, source, conditions }: LoadedPolicy,
): string[][] {
  const counted = [...conditions].filter(([, { condition }]) =>
    policy.counted.some((one) => one.condition === condition),
  );
  return [
    ...Object.keys(SIGNALS).map((name) => name.split('.')),
    ...counted.map(([name]) => ['times', name]),
    ...[...document.hours.keys()].map((name) => ['hours', name]),
    ...[...source.vocabulary.columns.keys()].map((name) => ['signals', name]),
    ...world.teams.flatMap(({ name }) =>
      source.vocabulary.teams.has(name)
        ? Object.keys(DESK_SIGNALS).map((signal) => ['desk', name, signal])
        : [],
    ),
  ];
}

/** The signals that rules and gates read, each once, in the order of the file. */
function readPaths({ conditions, policy }: LoadedPolicy): string[][] {
  const found = new Map<string, string[]>();
  const look = (tree: unknown): void =>
    walk(tree, (node) => {
      if (node.op !== 'id' && node.op !== '.' && node.op !== '[]') return undefined;
      const path = pathOf(node);
      const [root, name] = path;
      if (root === 'times') look(conditions.get(name!)?.expanded);
      if (root !== 'params') found.set(pathText(path), path);
      return false;
    });
  for (const { expression } of [...policy.rules, ...policy.waiting, ...policy.serving]) {
    look(expression?.expanded);
  }
  for (const { action } of policy.rules) gatesOf(action).forEach((gate) => look(gate.expanded));
  return [...found.values()];
}

function gatesOf(action: Action): Expression[] {
  if (!('gate' in action || 'otherwise' in action)) return [];
  const { gate, otherwise } = action;
  return [...(gate ? [gate] : []), ...(otherwise ? gatesOf(otherwise) : [])];
}
