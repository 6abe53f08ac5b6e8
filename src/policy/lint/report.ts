import type { Problem } from '../../input/problem.js';
import type { Place } from '../grammar/terms.js';
import { FINDINGS, type FindingCode } from './catalogue.js';

/** A finding: what is the matter, where, and what to do about it. */
export interface Finding extends Problem {
  readonly code: FindingCode;
  /** The suggested fix. */
  readonly expected: string;
}

export interface Words {
  readonly message: string;
  readonly fix: string;
  readonly found?: string;
  /** The rule it is about. */
  readonly rule?: string;
}

/** @param offset of a character in the text at the place */
export function finding(
  code: FindingCode,
  { yaml, path }: Place,
  { found, fix, message, rule }: Words,
  offset?: number,
): Finding {
  const problem = yaml.problem(
    path,
    {
      code,
      severity: FINDINGS[code],
      message,
      expected: fix,
      ...(found === undefined ? {} : { found }),
      ...(rule === undefined ? {} : { about: rule }),
    },
    offset,
  );
  return { ...problem, code, expected: fix };
}
