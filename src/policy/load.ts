import { nearestChoice } from '../input/nearest.js';
import { type Problem, throwIfAny } from '../input/problem.js';
import { type Position, readYaml, type YamlFile } from '../input/yaml-file.js';
import { checkCondition } from './check-condition.js';
import { type CompiledRule, type DecisionPoint, type Policy, RECORDED, TRUE } from './policy.js';
import { reachOf, signalsOf } from './reach.js';
import { type PolicyFile, policySchema } from './schema.js';
import { environmentFor, type Vocabulary } from './vocabulary.js';

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly description: string;
  /** Suspicious but not wrong: a value that no contact has, a signal that is never there. */
  readonly warnings: readonly Problem[];
  /** Where the policy says its name. */
  readonly nameAt: Position;
  /** The problem of a rule whose condition could not be computed for a contact. */
  faultAt(rule: string, contact: string): Problem;
}

/**
 * A policy file bound to a world.
 *
 * @throws InputError with every problem of the file: YAML, schema, unknown teams, and conditions
 *   with their position inside the text
 */
export function loadPolicy(file: string, text: string, vocabulary: Vocabulary): LoadedPolicy {
  const yaml = readYaml(file, text, policySchema);
  const problems: Problem[] = [];
  const environment = environmentFor(vocabulary);
  const rules: CompiledRule[] = [];
  const reachable: boolean[] = [];
  const seen = new Set<string>();
  let readsQueues = false;

  if (yaml.value.name === RECORDED.name) {
    problems.push(
      yaml.problem(['name'], {
        code: 'reserved-name',
        message: 'The name "recorded" belongs to the built-in policy that follows the record.',
      }),
    );
  }
  yaml.value.rules.forEach((rule, index) => {
    const path = ['rules', index] as const;
    if (seen.has(rule.id)) {
      problems.push(
        yaml.problem([...path, 'id'], {
          code: 'duplicate-id',
          message: `Two rules have the id "${rule.id}".`,
          found: rule.id,
        }),
      );
    }
    seen.add(rule.id);

    const checked = checkCondition(yaml, index, rule.when ?? 'true', environment, vocabulary);
    problems.push(...checked.problems);
    if (rule.then === 'refuse' && ([] as string[]).concat(rule.at).includes('arrival')) {
      problems.push(
        yaml.problem([...path, 'then'], {
          code: 'nothing-to-refuse',
          message: 'Nobody has asked for a person on arrival, so there is nothing to refuse.',
          found: 'then: refuse with at: arrival',
          expected: 'at: turn',
        }),
      );
    }
    const action = bindAction(yaml, index, rule.then, vocabulary, problems);
    if (!checked.tree || !action) return;
    const signals = signalsOf(checked.tree);
    readsQueues ||= signals.some((name) =>
      /^desk\..*\.(free|queue|oldest_wait|estimated_wait)$/.test(name),
    );
    reachable.push(reachOf(checked.tree, vocabulary.absent).canHold);
    rules.push({
      id: rule.id,
      at: ([] as DecisionPoint[]).concat(rule.at),
      when: rule.when ?? 'true',
      action,
      condition: rule.when === undefined ? () => TRUE : checked.condition!,
    });
    for (const name of signals.filter((signal) => vocabulary.absent.has(signal))) {
      problems.push(
        yaml.problem([...path, 'when'], {
          code: 'absent-signal',
          severity: 'warning',
          message: `This dataset never records ${name}, ${
            reachable.at(-1)
              ? 'which these rules read: that part of them never holds'
              : 'so these rules can never match'
          }.`,
          about: rule.id,
          found: name,
        }),
      );
    }
  });
  if (rules.length > 0 && rules.length === yaml.value.rules.length && !reachable.includes(true)) {
    const missing = problems.filter((p) => p.code === 'absent-signal').map((p) => p.found!);
    problems.push(
      yaml.problem(['rules'], {
        code: 'no-applicable-rule',
        message: 'No rule of this policy can ever match on this dataset.',
        found: `rules that need ${[...new Set(missing)].join(', ') || 'a condition that can hold'}`,
        expected: 'at least one rule on signals that the dataset records',
      }),
    );
  }
  throwIfAny(problems);
  return {
    policy: { name: yaml.value.name, rules, readsQueues, followsRecord: false },
    description: yaml.value.description?.trim() ?? '',
    warnings: problems,
    nameAt: yaml.locate(['name']),
    faultAt: (id, contact) => {
      const index = rules.findIndex((rule) => rule.id === id);
      return yaml.problem(['rules', index, 'when'], {
        code: 'division-by-zero',
        message: `The condition of rule "${id}" divides by zero for ${contact}.`,
        found: rules[index]!.when,
        expected: 'a guard before the division, for example turns > 0 && asks / turns > 0.5',
      });
    },
  };
}

function bindAction(
  yaml: YamlFile<PolicyFile>,
  rule: number,
  action: PolicyFile['rules'][number]['then'],
  vocabulary: Vocabulary,
  problems: Problem[],
): CompiledRule['action'] | undefined {
  if (typeof action === 'string') return { kind: action };
  const team = vocabulary.teams.get(action.transfer);
  const teams = [...vocabulary.teams.keys()];
  if (team !== undefined) return { kind: 'transfer', team, context: action.context };
  problems.push(
    yaml.problem(['rules', rule, 'then', 'transfer'], {
      code: 'unknown-team',
      message: `The scenario has no team "${action.transfer}".`,
      found: action.transfer,
      expected: `one of ${teams.join(', ')}`,
      ...nearestChoice(action.transfer, teams),
    }),
  );
  return undefined;
}
