import { areScattered, groups, isUnique } from './choose.js';
import { namedLike, tokens } from './names.js';
import type { Columns } from './sample.js';

/** Names of columns that number something: the id of last resort. */
const NUMBERING = /^(?:ids?|nr|no|num|number|numero|key|uuid|guid|id号?|.*(?:编号|号|流水号|id))$/;

/**
 * The column that tells conversations apart, by its name or else by numbering something.
 *
 * @param rows what stands in a row: a conversation, a turn, or one of them that is not known
 */
export function idColumn(
  columns: Columns,
  rows: 'conversations' | 'turns' | 'unknown',
): { readonly name: string; readonly named: boolean } | undefined {
  const groupsRows = (name: string) => groups(columns.get(name)!);
  const isUniqueHere = (name: string) => isUnique(columns.get(name)!);
  const named = namedLike('id', columns);
  const known =
    rows === 'conversations'
      ? named.find(isUniqueHere)
      : (named.find(groupsRows) ??
        named.find(isUniqueHere) ??
        // Of conversations that are mixed up, which is said.
        (rows === 'turns' ? named[0] : undefined));
  if (known !== undefined) return { name: known, named: true };
  const found = [...columns.keys()]
    .filter((name) => NUMBERING.test(tokens(name.split('.').at(-1)!).at(-1) ?? ''))
    .find(rows === 'turns' ? groupsRows : isUniqueHere);
  if (found !== undefined) return { name: found, named: false };
  const mixedUp =
    rows === 'unknown' ? named.find((name) => areScattered(columns.get(name)!)) : undefined;
  return mixedUp === undefined ? undefined : { name: mixedUp, named: true };
}
