import { InputError } from '../../input/problem.js';
import { ProblemList } from '../../input/problem-list.js';
import { outlineOf } from '../json/json-outline.js';
import { parsePath, valueAt } from '../json/json-path.js';
import { containerAt, containerOf, jsonRecords } from '../json/json-records.js';
import { groups } from './choose.js';
import { idColumn } from './id-column.js';
import { byColumn, turnsPath } from './json-columns.js';
import { areSpeakers } from './speakers.js';

/** Records that show what sort of list theirs is. */
const LOOKED_AT = 200;

/** @throws InputError for records that are no JSON, or a path without a list */
export async function firstRecords(
  file: string,
  path: string | undefined,
  most: number,
): Promise<unknown[]> {
  const problems = new ProblemList(file);
  const records: unknown[] = [];
  for await (const { value } of jsonRecords(file, problems, undefined, containerAt(path))) {
    records.push(value);
    if (records.length === most) break;
  }
  problems.throwIfAny();
  return records;
}

/**
 * Where the records of a file stand that is an object with their list in it, as what answers a
 * request often is: `{"type": "list", "conversations": [{…}, {…}]}`, or several of these; undefined
 * for other files, and for one object that is itself a conversation.
 */
export async function recordsPath(file: string, head: string): Promise<string | undefined> {
  if (!/^\s*\{/.test(head)) return undefined;
  const { goesOn, hasScalars, lists } = outlineOf(head);
  // Several lists by name, and nothing else, are read one after the other (`{"train": […], …}`).
  if (containerOf(head) === 'document' && lists.length > 1 && !hasScalars) return undefined;
  const byDepth = [...lists].sort((a, b) => a.split('.').length - b.split('.').length);
  for (const path of byDepth) if (await holdsRecords(file, path, goesOn)) return path;
  return undefined;
}

async function holdsRecords(file: string, path: string, ofMany: boolean): Promise<boolean> {
  try {
    return areRecords(await firstRecords(file, path, LOOKED_AT), ofMany);
  } catch (error) {
    // Some object has no such list.
    if (error instanceof InputError) return false;
    throw error;
  }
}

/**
 * Whether the objects of a list are conversations, or turns of several; not turns of one. Where one
 * object follows another, only what has speakers in lists of its own is.
 */
function areRecords(list: readonly unknown[], ofMany: boolean): boolean {
  const inner = turnsPath(list);
  const steps = inner === undefined ? [] : parsePath(inner);
  const innerTurns = list.flatMap((record) => {
    const turns = inner === undefined ? undefined : valueAt(record, inner, steps);
    return Array.isArray(turns) ? (turns as unknown[]) : [];
  });
  if (nameSpeakers(innerTurns)) return true;
  if (ofMany) return false;
  const columns = byColumn(list);
  if (!nameSpeakers(list)) return idColumn(columns, 'unknown') !== undefined;
  const ids = columns.get(idColumn(columns, 'turns')?.name ?? '');
  return ids !== undefined && groups(ids) && new Set(ids).size > 1;
}

/** Whether turns say who spoke. */
function nameSpeakers(turns: readonly unknown[]): boolean {
  return [...byColumn(turns).values()].some(areSpeakers);
}
