import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { nearest } from '../input/nearest.js';
import { InputError, type Problem, throwIfAny } from '../input/problem.js';
import type { Io } from './io.js';

/** A path as the user wrote it, made to work from wherever the process stands. */
export function fromHere(io: Io, file: string): string {
  const full = resolve(io.cwd, file);
  return full === resolve(file) ? file : relative(process.cwd(), full);
}

/**
 * Refuses outputs that would destroy an input, overwrite each other, lie in a file, or have an
 * extension nobody knows; all of them at once, before anything is simulated.
 */
export async function checkOutputs(
  outputs: readonly { readonly file: string; readonly extensions: readonly string[] }[],
  inputs: readonly string[],
): Promise<void> {
  const problems: Problem[] = [];
  const taken = new Map<string, string>();
  for (const input of inputs) taken.set(await canonical(input), 'an input of this run');
  for (const { file, extensions } of outputs) {
    const extension = extname(file).toLowerCase();
    if (!extensions.includes(extension)) {
      const choice = nearest(extension, extensions);
      problems.push({
        code: 'unknown-extension',
        severity: 'error',
        message: `The extension of the output tells its format, and "${extension}" is none.`,
        file,
        found: extension || 'no extension',
        expected: `one of ${extensions.join(', ')}`,
        ...(choice === undefined ? {} : { nearest: choice }),
      });
    }
    const place = await canonical(file);
    const clash = taken.get(place);
    if (clash !== undefined) {
      problems.push({
        code: 'output-clash',
        severity: 'error',
        message: `The output would overwrite ${clash}.`,
        file,
        expected: 'a path of its own',
      });
    }
    taken.set(place, 'another output');
    const directory = await stat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (directory) {
      problems.push({
        code: 'not-a-file',
        severity: 'error',
        message: 'The output is a directory.',
        file,
        expected: 'a file',
      });
    }
  }
  throwIfAny(problems);
}

/** One name for a file however it is reached, whether or not it exists yet. */
async function canonical(file: string): Promise<string> {
  const full = resolve(file);
  try {
    return await realpath(full);
  } catch {
    const folder = await realpath(dirname(full)).catch(() => dirname(full));
    return join(folder, basename(full));
  }
}

/** Writes a file whole or not at all. Missing folders are made. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = await draftOf(file);
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw unwritable(file, error);
  }
}

/** A growing file that appears under its name only when it is complete. */
export class DraftFile {
  private constructor(
    private readonly file: string,
    private readonly draft: string,
    private readonly stream: WriteStream,
  ) {}

  static async open(file: string): Promise<DraftFile> {
    const draft = await draftOf(file);
    const stream = createWriteStream(draft);
    try {
      await once(stream, 'open');
    } catch (error) {
      throw unwritable(file, error);
    }
    return new DraftFile(file, draft, stream);
  }

  write(text: string): void {
    this.stream.write(text);
  }

  /** Lets the disk catch up, so that memory does not hold the file. */
  async flush(): Promise<void> {
    if (this.stream.writableNeedDrain) await once(this.stream, 'drain');
  }

  async complete(): Promise<void> {
    this.stream.end();
    await once(this.stream, 'close');
    await rename(this.draft, this.file);
  }

  async discard(): Promise<void> {
    this.stream.destroy();
    await rm(this.draft, { force: true });
  }
}

async function draftOf(file: string): Promise<string> {
  try {
    await mkdir(dirname(file), { recursive: true });
  } catch (error) {
    throw unwritable(file, error);
  }
  return join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
}

function unwritable(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const why: Record<string, string> = {
    EACCES: 'The output may not be written',
    EPERM: 'The output may not be written',
    EROFS: 'The output lies on a read-only disk',
    ENOTDIR: 'A folder of the output is a file',
    EEXIST: 'A folder of the output is a file',
    ENOSPC: 'The disk is full',
  };
  const message = code === undefined ? undefined : why[code];
  if (message === undefined) return error;
  return new InputError([{ code: 'unwritable-output', severity: 'error', message, file }]);
}
