import type { z } from 'zod';
import { ProblemList } from '../input/problem-list.js';
import { checkAgainst } from '../input/schema-problems.js';
import { duplicateId } from './canonical/canonical.js';
import type { Conversation } from './conversation.js';
import { type JsonContainer, jsonRecords } from './json/json-records.js';
import type { Reader, ReadNotes } from './reading.js';

/** Where a record stands, for ids and messages. */
export interface RecordPlace {
  readonly line: number;
  /** 1 for the first record of the file. */
  readonly number: number;
  /** The key under which it stands in a JSON object. */
  readonly key?: string;
}

/** A format with one conversation a JSON record. */
export interface RecordFormat<T> {
  /** Loose: publishers' objects carry more than we read, and newer versions more still. */
  readonly schema: z.ZodType<T>;
  /** Told by the first character when left out. */
  container?(head: string): JsonContainer;
  /** What makes a conversation unique, in words. */
  readonly idExpected?: string;
  toConversation(record: T, place: RecordPlace, notes: ReadNotes | undefined): Conversation;
}

/**
 * A reader for such a format.
 *
 * It throws an InputError after the last record, with all problems.
 */
export function recordReader<T>(format: RecordFormat<T>): Reader {
  return async function* (file, notes) {
    const problems = new ProblemList(file);
    const seen = new Set<string>();
    let number = 0;
    for await (const { value, line, key, complain } of jsonRecords(
      file,
      problems,
      notes,
      format.container,
    )) {
      number++;
      const checked = checkAgainst(format.schema, value);
      if (!checked.ok) {
        for (const problem of checked.problems) complain(problem);
        continue;
      }
      const place = { line, number, ...(key === undefined ? {} : { key }) };
      const conversation = format.toConversation(checked.value, place, notes);
      if (seen.has(conversation.id)) {
        const { at: _, path: __, ...what } = duplicateId(conversation.id);
        problems.add({
          ...what,
          line,
          ...(format.idExpected === undefined ? {} : { expected: format.idExpected }),
        });
      }
      seen.add(conversation.id);
      if (problems.count === 0) yield conversation;
    }
    problems.throwIfAny();
  };
}
