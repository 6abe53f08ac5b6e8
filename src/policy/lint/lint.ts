import { nearestChoice } from '../../input/nearest.js';
import type { Problem } from '../../input/problem.js';
import type { LoadedPolicy } from '../load.js';
import { FINDINGS } from './catalogue.js';
import { conditionFindings } from './conditions.js';
import { firingFindings } from './firing.js';
import { hourFindings } from './hours.js';
import { ignoredAskFindings } from './ignored-asks.js';
import { loopFindings } from './loops.js';
import { situationsOf } from './moments.js';
import type { Opening } from './opening.js';
import { wayFindings } from './people.js';
import { finding } from './report.js';
import { skillFindings } from './skills.js';
import { type Subject, subjectOf } from './subject.js';
import { termFindings } from './terms.js';
import { unusedFindings } from './unused.js';

/**
 * What is wrong with a policy that loads, found without simulating; and what its loader warned of.
 *
 * Nothing is claimed that could not be decided. Teams' hours and skills are only spoken of where a
 * scenario tells them.
 *
 * @returns by file and position, those left out that the policy allows
 */
export function lint(loaded: LoadedPolicy, opening?: Opening): Problem[] {
  const subject = subjectOf(loaded, opening);
  const situations = situationsOf(subject);
  const conditions = conditionFindings(subject);
  const found: Problem[] = [
    ...loaded.warnings,
    ...conditions,
    ...firingFindings(subject, [...loaded.warnings, ...conditions]),
    ...wayFindings(subject),
    ...ignoredAskFindings(subject, situations),
    ...loopFindings(subject),
    ...termFindings(subject),
    ...unusedFindings(subject),
    ...(opening
      ? [...hourFindings(subject, situations), ...skillFindings(subject, situations)]
      : []),
    ...unknownCodes(subject),
  ];
  return found.filter((problem) => !isAllowed(subject, problem)).sort(byPosition);
}

/** By the whole policy, or by the rule within which it was found. */
function isAllowed({ loaded: { document } }: Subject, { code, file, path }: Problem): boolean {
  if (document.allow.includes(code)) return true;
  return [...document.rules, ...document.waiting, ...document.serving].some(
    ({ path: rule, value, yaml }) =>
      yaml.file === file &&
      value.allow.includes(code) &&
      path?.startsWith(`${rule[0]}[${rule[1]}]`) === true,
  );
}

/** A misspelt code would allow nothing. */
function unknownCodes({ loaded: { document } }: Subject): Problem[] {
  const known = Object.keys(FINDINGS);
  const places = [
    { value: { allow: document.allow }, yaml: document.yaml, path: [] },
    ...document.rules,
    ...document.waiting,
    ...document.serving,
  ];
  return places.flatMap(({ path, value, yaml }) =>
    value.allow.flatMap((code, index) =>
      known.includes(code) || LOADER_WARNINGS.includes(code)
        ? []
        : [
            {
              ...finding(
                'unknown-code',
                { yaml, path: [...path, 'allow', index] },
                {
                  message: `There is no finding "${code}" to be allowed.`,
                  found: code,
                  fix: `one of ${known.join(', ')}`,
                },
              ),
              ...nearestChoice(code, known),
            },
          ],
    ),
  );
}

/** What loading a policy warns of; lint passes it on. */
const LOADER_WARNINGS = ['absent-signal', 'no-turns', 'unknown-value'];

function byPosition(a: Problem, b: Problem): number {
  return (
    Number((a.file ?? '') > (b.file ?? '')) - Number((a.file ?? '') < (b.file ?? '')) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0)
  );
}
