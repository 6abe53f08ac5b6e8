import { signalsOf } from '../condition/syntax-tree.js';
import { expressionsOf } from './expressions.js';
import { type Finding, finding } from './report.js';
import type { Subject } from './subject.js';

const KINDS = [
  ['params', 'unused-parameter', 'parameter', ['params']],
  ['conditions', 'unused-condition', 'condition', ['is', 'times']],
  ['hours', 'unused-hours', 'hours', ['hours']],
] as const;

/**
 * What a policy defines and does not use. A fragment serves several policies, so what one of them
 * leaves of it is no finding.
 */
export function unusedFindings({ loaded }: Subject): Finding[] {
  const { document } = loaded;
  const names = expressionsOf(loaded).flatMap(({ tree }) => signalsOf(tree));
  const used = new Set([...names, ...references(document.rules), ...references(document.waiting)]);
  return KINDS.flatMap(([section, code, word, roots]) =>
    [...document[section]].flatMap(([name, { path, yaml }]) => {
      if (yaml !== document.yaml || roots.some((root) => used.has(`${root}.${name}`))) return [];
      return [
        finding(
          code,
          { yaml, path },
          {
            message: `The ${word} "${name}" ${word === 'hours' ? 'are' : 'is'} defined and used nowhere.`,
            fix: `${roots[0]}.${name} in a condition, or no such definition`,
            found: name,
          },
        ),
      ];
    }),
  );
}

/** `params.NAME` where a duration could stand. */
function references(rules: readonly { readonly value: unknown }[]): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^params\.\w+$/.test(value)) found.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  for (const { value } of rules) visit(value);
  return found;
}
