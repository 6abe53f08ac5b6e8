import { isMap } from '../json/json-path.js';
import { plain } from './names.js';
import type { Columns } from './sample.js';
import { TURN_LISTS } from './words.js';

/** The list of objects that most records have, the likeliest name first. */
export function turnsPath(records: readonly unknown[]): string | undefined {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const [path, value] of entries(record, ''))
      if (Array.isArray(value) && value.some(isMap)) counts.set(path, (counts.get(path) ?? 0) + 1);
  const rank = (path: string) => {
    const at = TURN_LISTS.indexOf(plain(path.split('.').at(-1)!));
    return at < 0 ? TURN_LISTS.length : at;
  };
  return [...counts]
    .filter(([, count]) => count * 2 > records.length)
    .sort(([a], [b]) => rank(a) - rank(b))[0]?.[0];
}

export function byColumn(records: readonly unknown[]): Columns {
  const columns = new Map<string, unknown[]>();
  records.forEach((record, i) => {
    for (const [path, value] of entries(record, '')) {
      if (value !== null && typeof value === 'object') continue;
      let column = columns.get(path);
      if (!column) {
        column = new Array<unknown>(records.length).fill(undefined);
        columns.set(path, column);
      }
      column[i] = value ?? undefined;
    }
  });
  return columns;
}

/** Leaves and lists of an object, by path. Keys that a path could not name are left out. */
function* entries(value: unknown, before: string): Generator<[string, unknown]> {
  if (!isMap(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '' || /[.[\]]/.test(key)) continue;
    const path = before === '' ? key : `${before}.${key}`;
    if (isMap(inner)) yield* entries(inner, path);
    else yield [path, inner];
  }
}
