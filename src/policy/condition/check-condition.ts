import type { Environment } from '@marcbachmann/cel-js';
import type { Problem } from '../../input/problem.js';
import type { Placed } from '../grammar/document.js';
import { compileCondition, type Names } from './condition.js';
import { conditionProblem } from './condition-problems.js';
import { countParts, expand, type Meanings, MOST_PARTS } from './expansion.js';
import type { Expression } from './expression.js';
import { suspectValues } from './suspect-values.js';
import { makeDoubles, refuseEmptyLists } from './syntax-tree.js';
import type { OwnNames, Vocabulary } from './vocabulary.js';

/** What conditions are checked against. */
export interface Context extends Names {
  readonly environment: Environment;
  readonly vocabulary: Vocabulary;
  readonly own: OwnNames;
  readonly meanings: Meanings;
}

const TYPES: Readonly<Record<string, string>> = { double: 'a number', string: 'a text' };

/** Far more than a hand-written condition needs, far less than the parser's recursion can bear. */
const LONGEST = 4000;

/** Parses, type-checks and compiles one condition. What is wrong with it is added to `problems`. */
export function checkCondition(
  place: Placed<string>,
  context: Context,
  problems: Problem[],
): Expression | undefined {
  const { value: source, yaml, path } = place;
  if (source.length > LONGEST) {
    problems.push(
      yaml.problem(path, {
        code: 'condition-too-long',
        message: 'The condition is too long to be read by anybody.',
        found: `${source.length} characters`,
        expected: `at most ${LONGEST} characters; split it over several rules`,
      }),
    );
    return undefined;
  }
  try {
    const parsed = context.environment.parse(source);
    makeDoubles(parsed.ast);
    refuseEmptyLists(parsed.ast);
    const result = parsed.check();
    if (!result.valid) throw result.error;
    if (result.type !== 'bool') {
      problems.push(
        yaml.problem(path, {
          code: 'condition-type',
          message: 'A condition must be true or false.',
          found: `${source}, which is ${TYPES[result.type ?? ''] ?? 'neither'}`,
          expected: 'a comparison, for example asks >= 1',
        }),
      );
      return undefined;
    }
    const tree = parsed.ast;
    const condition = compileCondition(tree, context);
    const expanded = expand(tree, context.meanings);
    if (countParts(expanded) > MOST_PARTS) {
      problems.push(
        yaml.problem(path, {
          code: 'condition-too-long',
          message: 'With all named conditions put in, the condition is too long.',
          found: `more than ${MOST_PARTS} parts`,
          expected: 'fewer names within names',
        }),
      );
      return undefined;
    }
    problems.push(...suspectValues(place, tree, context.vocabulary));
    return { source, place, tree, expanded, condition };
  } catch (error) {
    problems.push(conditionProblem(place, error, context.vocabulary, context.own));
    return undefined;
  }
}
