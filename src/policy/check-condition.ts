import {
  type ASTNode,
  TypeError as CelTypeError,
  type Environment,
  ParseError,
} from '@marcbachmann/cel-js';
import { nearestChoice } from '../input/nearest.js';
import type { Problem } from '../input/problem.js';
import type { YamlFile } from '../input/yaml-file.js';
import { compileCondition, NotAllowed, refuseEmptyLists } from './condition.js';
import type { CompiledRule } from './policy.js';
import type { PolicyFile } from './schema.js';
import { SIGNALS } from './signals.js';
import { allNames, type Vocabulary } from './vocabulary.js';

/** A condition of a policy file, compiled if nothing is wrong with it. */
export interface CheckedCondition {
  readonly tree?: ASTNode;
  readonly condition?: CompiledRule['condition'];
  readonly problems: readonly Problem[];
}

/** Far more than a hand-written condition needs, far less than the parser's recursion can bear. */
const LONGEST = 4000;

/** Parses, type-checks and compiles the condition of one rule. */
export function checkCondition(
  yaml: YamlFile<PolicyFile>,
  section: 'rules' | 'waiting',
  rule: number,
  source: string,
  environment: Environment,
  vocabulary: Vocabulary,
): CheckedCondition {
  const path = [section, rule, 'when'] as const;
  if (source.length > LONGEST) {
    return {
      problems: [
        yaml.problem(path, {
          code: 'condition-too-long',
          message: 'The condition is too long to be read by anybody.',
          found: `${source.length} characters`,
          expected: `at most ${LONGEST} characters; split it over several rules`,
        }),
      ],
    };
  }
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
      problems: suspectValues(yaml, path, parsed.ast, vocabulary),
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
        ...nearestChoice(name, names),
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
  path: readonly (string | number)[],
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
