import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Encoding } from './encoding.js';
import { LineCutter } from './line-cutter.js';
import { nearest } from './nearest.js';
import { PieceDecoder } from './piece-decoder.js';
import { refuse } from './problem.js';

/** Consecutive lines of a file, without their line ends. */
export interface LineBatch {
  /** Number of the first line, 1-based. */
  readonly first: number;
  readonly lines: readonly string[];
}

const CHUNK_BYTES = 256 * 1024;

/** Told how the reading goes. */
export interface TextListener {
  /** The size of each piece, before it is handed on. */
  meter?(bytes: number): void;
  /** The encoding, once, where it is another than UTF-8. */
  encoded?(encoding: Encoding): void;
}

/** Valid UTF-8 that ends between two characters, or text decoded from another encoding. */
type Piece = Buffer | string;

/**
 * The text of a file, piece by piece, byte order mark stripped. UTF-8, UTF-16 and GB18030 are
 * recognised. Pieces end anywhere between two characters.
 *
 * @throws InputError naming the file: missing (with the nearest name beside it), a directory,
 *   unreadable, empty, binary or compressed, or in no encoding known here (with the line)
 */
export async function* textChunks(file: string, listener?: TextListener): AsyncGenerator<string> {
  for await (const piece of pieces(file, listener))
    yield typeof piece === 'string' ? piece : piece.toString('utf8');
}

async function* pieces(file: string, listener?: TextListener): AsyncGenerator<Piece> {
  await checkReadable(file);
  let decoder: PieceDecoder | undefined;
  let anything = false;
  for await (const chunk of bytes(file)) {
    decoder ??= new PieceDecoder(file, chunk, listener);
    const piece = decoder.decode(chunk);
    listener?.meter?.(chunk.length);
    if (piece.length === 0) continue;
    if (!anything) anything = piece.toString('utf8').trim() !== '';
    yield piece;
  }
  const last = decoder?.end();
  if (last) {
    anything ||= last.trim() !== '';
    yield last;
  }
  if (!anything) refuse({ code: 'empty-file', message: 'The file holds no content', file });
}

/** The same, cut into lines; LF and CRLF both end a line. */
export async function* lineBatches(
  file: string,
  listener?: TextListener,
): AsyncGenerator<LineBatch> {
  let first = 1;
  const cutter = new LineCutter(file);
  for await (const piece of pieces(file, listener)) {
    const lines = cutter.add(piece);
    if (lines.length > 0) yield { first, lines };
    first += lines.length;
  }
  const rest = cutter.end();
  if (rest !== '') yield { first, lines: [rest] };
}

/** A whole (small) file: scenarios, policies, mappings. Throws like {@link textChunks}. */
export async function readWholeText(file: string): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of textChunks(file)) parts.push(chunk);
  return parts.join('');
}

/** The beginning of a file, about 64 KiB of it, to tell its format. Throws like the rest. */
export async function readHead(file: string): Promise<string> {
  for await (const chunk of textChunks(file)) return chunk.slice(0, 64 * 1024);
  return '';
}

async function checkReadable(file: string): Promise<void> {
  try {
    const stats = await stat(file);
    if (stats.isDirectory())
      refuse({
        code: 'not-a-file',
        message: 'This is a directory, not a file',
        file,
        expected: 'a file; several with a pattern such as *.yaml where several may stand',
      });
    // Every input is read more than once: for its format, its content and its digest.
    if (!stats.isFile())
      refuse({
        code: 'not-a-file',
        message: 'This is a pipe or a device, which cannot be read twice',
        file,
        expected: 'a file on a disk',
      });
    if (stats.size === 0) refuse({ code: 'empty-file', message: 'The file is empty', file });
    await (await open(file, 'r')).close();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const sibling = await nearestSibling(file);
      refuse({
        code: 'missing-file',
        message: 'There is no such file',
        file,
        ...(sibling !== undefined ? { nearest: sibling } : {}),
      });
    }
    if (code === 'EACCES' || code === 'EPERM')
      refuse({ code: 'unreadable-file', message: 'The file may not be read', file });
    if ((error as NodeJS.ErrnoException).syscall !== undefined)
      refuse({
        code: 'unreadable-file',
        message: 'The file cannot be opened',
        file,
        found: code ?? 'no reason given',
      });
    throw error;
  }
}

async function nearestSibling(file: string): Promise<string | undefined> {
  try {
    const folder = dirname(file);
    const name = nearest(basename(file), await readdir(resolve(folder)));
    return name === undefined ? undefined : file.slice(0, -basename(file).length) + name;
  } catch {
    return undefined; // the folder is missing too
  }
}

function bytes(file: string): AsyncIterable<Buffer> {
  return createReadStream(file, { highWaterMark: CHUNK_BYTES });
}
