import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Conversation } from '../src/dataset/conversation.js';
import { openDataset } from '../src/dataset/formats.js';
import { type OpenDataset, ReadNotes } from '../src/dataset/reading.js';
import { InputError, type Problem } from '../src/input/problem.js';

const folder = mkdtempSync(join(tmpdir(), 'warmline-'));
let next = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file of its own folder and gives its path. */
export function put(name: string, content: string | Uint8Array): string {
  const file = join(mkdtempSync(join(folder, `${next++}-`)), name);
  writeFileSync(file, content);
  return file;
}

export interface Read {
  readonly conversations: Conversation[];
  readonly problems: readonly Problem[];
  readonly notes: ReadNotes;
}

/** Reads all of a dataset; bad input comes back as problems. */
export async function read(
  file: string,
  options?: Parameters<typeof openDataset>[1],
): Promise<Read> {
  const notes = new ReadNotes();
  const conversations: Conversation[] = [];
  try {
    const dataset: OpenDataset = await openDataset(file, options);
    for await (const conversation of dataset.conversations(notes)) conversations.push(conversation);
    return { conversations, problems: [], notes };
  } catch (error) {
    if (error instanceof InputError) return { conversations, problems: error.problems, notes };
    throw error;
  }
}
