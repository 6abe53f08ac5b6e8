import {
  type ASTNode,
  TypeError as CelTypeError,
  type Environment,
  ParseError,
} from '@marcbachmann/cel-js';
import { nearest } from '../input/nearest.js';
import { type Problem, throwIfAny } from '../input/problem.js';
import { type Position, readYaml, type YamlFile } from '../input/yaml-file.js';
import { compileCondition, NotAllowed, refuseEmptyLists } from './condition.js';
import { type CompiledRule, type DecisionPoint, type Policy, RECORDED, TRUE } from './policy.js';
import { reachOf, signalsOf } from './reach.js';
import { type PolicyFile, policySchema } from './schema.js';
import { SIGNALS } from './signals.js';
import { allNames, environmentFor, type Vocabulary } from './vocabulary.js';

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
      ...near(action.transfer, teams),
    }),
  );
  return undefined;
}

interface CheckedCondition {
  readonly tree?: ASTNode;
  readonly condition?: CompiledRule['condition'];
  readonly problems: readonly Problem[];
}

function checkCondition(
  yaml: YamlFile<PolicyFile>,
  rule: number,
  source: string,
  environment: Environment,
  vocabulary: Vocabulary,
): CheckedCondition {
  const path = ['rules', rule, 'when'] as const;
  try {
    const parsed = environment.parse(source);
    refuseEmptyLists(parsed.ast);
    const result = parsed.check();
    if (!result.valid) throw result.error;
    if (result.type !== 'bool') {
      return {
        problems: [
          yaml.problem(path, {
            code: 'condition-type',
            message: 'A condition must be true or false.',
            found: `${source}, which is a ${result.type === 'double' ? 'number' : result.type}`,
            expected: 'a comparison, for example asks >= 1',
          }),
        ],
      };
    }
    const condition = compileCondition(parsed.ast, vocabulary);
    return {
      tree: parsed.ast,
      condition,
      problems: suspectValues(yaml, rule, parsed.ast, vocabulary),
    };
  } catch (error) {
    return { problems: [conditionProblem(yaml, path, source, error, vocabulary)] };
  }
}

/** Turns what the CEL library says into a problem of ours, pointing into the YAML file. */
function conditionProblem(
  yaml: YamlFile<PolicyFile>,
  path: readonly (string | number)[],
  source: string,
  error: unknown,
  vocabulary: Vocabulary,
): Problem {
  if (error instanceof NotAllowed) {
    return yaml.problem(
      path,
      {
        code: 'condition-not-allowed',
        message: `Conditions cannot use ${error.what}.`,
        found: source.slice(error.node.start, error.node.end),
        expected: 'comparisons, && || !, + - * /, ?: and in [ … ] over signals',
      },
      error.node.start,
    );
  }
  if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
  const start = error.range?.start ?? 0;
  if (error.code === 'unknown_variable' || error.code === 'no_such_key') {
    const name = dottedAt(source, start);
    const names = allNames(vocabulary);
    return yaml.problem(
      path,
      {
        code: 'unknown-signal',
        message: `There is no signal "${name}".`,
        found: name,
        expected: `a signal such as ${names.slice(0, 3).join(', ')} or desk.<team>.oldest_wait`,
        ...near(name, names),
      },
      start,
    );
  }
  const syntax = error instanceof ParseError;
  return yaml.problem(
    path,
    {
      code: syntax ? 'condition-syntax' : 'condition-type',
      message: syntax
        ? `The condition cannot be read: ${plainSyntax(error.summary)}.`
        : plainTypes(error.summary),
      found: source,
      expected: syntax
        ? 'a CEL condition, for example asks >= 1 && desk.general.oldest_wait < 180'
        : 'numbers with numbers, texts with texts, and true or false on both sides of && and ||',
    },
    Math.min(start, Math.max(0, source.length - 1)),
  );
}

const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
  COLON: ':',
  COMMA: ',',
  DOT: '.',
};

/** `Expected RPAREN, got EOF` as `expected ), got the end`. */
function plainSyntax(summary: string): string {
  const plain = summary.replace(/\b[A-Z]{3,}\b/g, (token) => TOKENS[token] ?? token);
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** `no such overload: double > string` as `… a number > a text`. */
function plainTypes(summary: string): string {
  const plain = summary
    .replace(/^no such overload: /, '')
    .replace(/\bdouble\b/g, 'number')
    .replace(/\bint\b/g, 'number')
    .replace(/\bstring\b/g, 'text')
    .replace(/\bbool\b/g, 'true-or-false');
  return `The condition joins what does not go together: ${plain}.`;
}

/** Text literals compared with a signal whose values are known and do not include them. */
function suspectValues(
  yaml: YamlFile<PolicyFile>,
  rule: number,
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
        ['rules', rule, 'when'],
        {
          code: 'unknown-value',
          severity: 'warning',
          message: `No contact of this scenario has the ${signal.args} "${literal.args}".`,
          found: literal.args,
          expected: `one of ${known.join(', ')}`,
          ...near(literal.args, known),
        },
        literal.start,
      ),
    );
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const part of node) visit(part);
      return;
    }
    if (!node || typeof node !== 'object' || !('op' in node)) return;
    const inner = node as ASTNode;
    if (inner.op === '==' || inner.op === '!=' || inner.op === 'in') {
      compare(inner.args[0], inner.args[1]);
      compare(inner.args[1], inner.args[0]);
    }
    visit(inner.args);
  };
  visit(tree);
  return problems;
}

/** The dotted name around an offset: the checker points at the part that is wrong. */
function dottedAt(source: string, offset: number): string {
  const before = /[\w.]*$/.exec(source.slice(0, offset))![0];
  const after = /^[\w.]*/.exec(source.slice(offset))![0];
  return before + after;
}

function near(word: string, choices: readonly string[]): { nearest?: string } {
  const choice = nearest(word, choices);
  return choice === undefined ? {} : { nearest: choice };
}
