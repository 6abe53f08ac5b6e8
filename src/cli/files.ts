import { constants, writeFileSync } from 'node:fs';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { nearestChoice } from '../input/nearest.js';
import { InputError, type Problem, throwIfAny } from '../input/problem.js';
import type { Io } from './io.js';

/** Enough to be worth a write; little beside what a simulation holds. */
const FLUSH_CHARS = 1 << 20;

/** A path as the user wrote it, made to work from wherever the process stands. */
export function fromHere(io: Io, file: string): string {
  const full = resolve(io.cwd, file);
  return full === resolve(file) ? file : relative(process.cwd(), full);
}

/**
 * Refuses outputs that would destroy an input, overwrite each other, are folders, or have an
 * extension nobody knows; all of them at once, before anything is simulated.
 */
export async function checkOutputs(
  outputs: readonly { readonly file: string; readonly extensions: readonly string[] }[],
  inputs: readonly string[],
): Promise<void> {
  const problems: Problem[] = [];
  const taken = new Map<string, string>();
  for (const input of inputs) taken.set(await identity(input), `the input ${input}`);
  for (const { file, extensions } of outputs) {
    const extension = extname(file).toLowerCase();
    if (!extensions.includes(extension)) {
      problems.push({
        code: 'unknown-extension',
        severity: 'error',
        message: 'The extension of an output tells its format, and this one tells none.',
        file,
        found: extension || 'no extension',
        expected: extensions.length === 1 ? extensions[0]! : `one of ${extensions.join(', ')}`,
        ...nearestChoice(extension, extensions),
      });
    }
    const place = await identity(file);
    const clash = taken.get(place);
    if (clash !== undefined) {
      problems.push({
        code: 'output-clash',
        severity: 'error',
        message: 'The output would overwrite another file of this run.',
        file,
        found: `the same file as ${clash}`,
        expected: 'a path of its own',
      });
    }
    taken.set(place, `the output ${file}`);
    const there = await stat(file).catch(() => undefined);
    if (there && !there.isFile()) {
      problems.push({
        code: 'not-a-file',
        severity: 'error',
        message: `The output is ${there.isDirectory() ? 'a directory' : 'a pipe or a device'}.`,
        file,
        expected: 'a file, there or yet to come',
      });
    }
  }
  throwIfAny(problems);
}

/** One name for a file however it is reached: links of both kinds, case, a file yet to come. */
async function identity(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found ? `${found.dev}:${found.ino}` : canonical(file);
}

/** Where a file lies, or would lie, behind all links. */
async function canonical(file: string): Promise<string> {
  const full = resolve(file);
  try {
    return await realpath(full);
  } catch {
    const folder = await realpath(dirname(full)).catch(() => dirname(full));
    return join(folder, basename(full));
  }
}

/** A growing file that appears under its name only when it is complete. Missing folders are made. */
export class DraftFile {
  private pending = '';
  private state: 'open' | 'closed' | 'gone' = 'open';

  private constructor(
    readonly file: string,
    private readonly place: string,
    private readonly draft: string,
    private readonly handle: FileHandle,
    private readonly madeFolder: string | undefined,
  ) {}

  /** @throws InputError if the file could not be written here */
  static async open(file: string): Promise<DraftFile> {
    const place = await canonical(file);
    const folder = dirname(place);
    let made: string | undefined;
    try {
      if (await stat(place).catch(() => undefined)) await access(place, constants.W_OK);
      made = await makeFolders(folder);
      const draft = join(folder, `.${basename(place)}.${process.pid}.tmp`);
      return new DraftFile(file, place, draft, await open(draft, 'w'), made);
    } catch (error) {
      await removeFolders(folder, made);
      throw unwritable(file, error);
    }
  }

  /** Opens all or none, so that a bad place is known before the work and not after it. */
  static async openAll(files: readonly string[]): Promise<DraftFile[]> {
    const drafts: DraftFile[] = [];
    const problems: Problem[] = [];
    for (const file of files) {
      try {
        drafts.push(await DraftFile.open(file));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.push(...error.problems);
      }
    }
    if (problems.length > 0) await DraftFile.discardAll(drafts);
    throwIfAny(problems);
    return drafts;
  }

  /** All appear, one right after the other, once the last byte of each is on its way to the disk. */
  static async completeAll(drafts: readonly DraftFile[]): Promise<void> {
    for (const draft of drafts) await draft.close();
    for (const draft of drafts) await draft.publish();
  }

  static async discardAll(drafts: readonly DraftFile[]): Promise<void> {
    for (const draft of [...drafts].reverse()) await draft.discard();
  }

  write(text: string): void {
    this.pending += text;
  }

  /** The same where the work does not pause between: what has gathered goes to the disk meanwhile. */
  stream(text: string): void {
    this.pending += text;
    if (this.pending.length < FLUSH_CHARS) return;
    try {
      writeFileSync(this.handle.fd, this.pending);
    } catch (error) {
      throw unwritable(this.file, error);
    }
    this.pending = '';
  }

  /** Hands what has gathered to the disk, so that memory does not hold the file. */
  async flush(least = FLUSH_CHARS): Promise<void> {
    if (this.pending.length < least) return;
    const text = this.pending;
    this.pending = '';
    await this.handle.writeFile(text).catch((error) => {
      throw unwritable(this.file, error);
    });
  }

  async complete(): Promise<void> {
    await this.close();
    await this.publish();
  }

  /** Leaves no trace of a file that is not complete; does nothing to one that is. */
  async discard(): Promise<void> {
    if (this.state === 'gone') return;
    if (this.state === 'open') await this.handle.close().catch(() => {});
    this.state = 'gone';
    await rm(this.draft, { force: true });
    await removeFolders(dirname(this.place), this.madeFolder);
  }

  private async close(): Promise<void> {
    await this.flush(1);
    this.state = 'closed';
    await this.handle.close();
  }

  private async publish(): Promise<void> {
    await rename(this.draft, this.place).catch((error) => {
      throw unwritable(this.file, error);
    });
    this.state = 'gone';
  }
}

/**
 * The folder and whatever is missing above it; gives the outermost that was made. (Node's recursive
 * mkdir tries for ever where a file system such as /proc says "no such folder" to a new one.)
 */
async function makeFolders(folder: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let at = folder; !(await stat(at).catch(ifMissing)); at = dirname(at)) missing.unshift(at);
  for (const path of missing) await mkdir(path);
  return missing[0];
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Folders that were made for a file that never came, from the innermost out, while empty. */
async function removeFolders(innermost: string, outermost: string | undefined): Promise<void> {
  if (outermost === undefined) return;
  for (let folder = innermost; ; folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!removed || folder === outermost || folder === dirname(folder)) return;
  }
}

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'The output may not be written',
  EPERM: 'The output may not be written',
  EROFS: 'The output lies on a read-only disk',
  ENOENT: 'The folder of the output does not exist and cannot be made',
  ENOTDIR: 'A folder of the output is a file',
  EEXIST: 'A folder of the output is a file',
  ELOOP: 'The path of the output runs in circles',
  ENAMETOOLONG: 'The name of the output is too long',
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
};

/** What the system refuses to write is the user's to mend; anything else is ours. */
function unwritable(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new InputError([
    {
      code: 'unwritable-output',
      severity: 'error',
      message: WHY[code] ?? 'The output cannot be written',
      file,
      found: code,
      expected: 'a place where files may be written',
    },
  ]);
}
