import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { nearest } from './nearest.js';
import { refuse } from './problem.js';

/** Consecutive lines of a file, without their line ends. */
export interface LineBatch {
  /** Number of the first line, 1-based. */
  readonly first: number;
  readonly lines: readonly string[];
}

const CHUNK_BYTES = 256 * 1024;

/**
 * A longer line is no line of data but a file of another kind, and would have to be held in memory
 * whole (V8 strings end near 512 MiB).
 */
const MAX_LINE_CHARS = 64 * 1024 * 1024;

/**
 * The text of a file, piece by piece: UTF-8 checked, byte order mark stripped. Pieces end anywhere
 * between two characters.
 *
 * @param meter told the size of each piece before it is handed on
 * @throws InputError naming the file: missing (with the nearest name beside it), a directory,
 *   unreadable, empty, binary or compressed, or not UTF-8 (with the line)
 */
export async function* textChunks(
  file: string,
  meter?: (bytes: number) => void,
): AsyncGenerator<string> {
  await checkReadable(file);
  let carry: Buffer | undefined;
  let line = 1;
  let first = true;
  let anything = false;
  for await (const chunk of bytes(file)) {
    let data = carry ? Buffer.concat([carry, chunk]) : chunk;
    if (first) {
      refuseBinaryStart(file, data);
      if (data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) data = data.subarray(3);
      first = false;
    }
    if (data.includes(0))
      refuse({
        code: 'binary-file',
        message: 'The file is binary, not text: it holds NUL bytes',
        file,
        line: line + newlines(data.subarray(0, data.indexOf(0))),
      });
    const end = wholeCharacters(data);
    carry = end < data.length ? data.subarray(end) : undefined;
    const piece = data.subarray(0, end);
    if (!isUtf8(piece)) refuseEncoding(file, line, piece);
    line += newlines(piece);
    const text = piece.toString('utf8');
    meter?.(chunk.length);
    if (!anything) anything = text.trim() !== '';
    yield text;
  }
  if (carry) refuseEncoding(file, line, carry);
  if (!anything) refuse({ code: 'empty-file', message: 'The file holds no content', file });
}

/** The same, cut into lines; LF and CRLF both end a line. */
export async function* lineBatches(
  file: string,
  meter?: (bytes: number) => void,
): AsyncGenerator<LineBatch> {
  let rest = '';
  let first = 1;
  for await (const chunk of textChunks(file, meter)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    if (rest.length > MAX_LINE_CHARS)
      refuse({
        code: 'line-too-long',
        message: 'A line is too long to be a record',
        file,
        line: first + lines.length,
        found: `more than ${MAX_LINE_CHARS} characters`,
      });
    for (let i = 0; i < lines.length; i++)
      if (lines[i]!.endsWith('\r')) lines[i] = lines[i]!.slice(0, -1);
    if (lines.length > 0) yield { first, lines };
    first += lines.length;
  }
  if (rest !== '') yield { first, lines: [rest.endsWith('\r') ? rest.slice(0, -1) : rest] };
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

const MAGIC: readonly (readonly [number[], string])[] = [
  [[0x1f, 0x8b], 'compressed with gzip'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or an office document'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with zstd'],
  [[0x42, 0x5a, 0x68], 'compressed with bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed with xz'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
];

function refuseBinaryStart(file: string, data: Buffer): void {
  for (const [magic, what] of MAGIC) {
    if (magic.every((byte, i) => data[i] === byte))
      refuse({
        code: 'binary-file',
        message: `The file is ${what}`,
        file,
        expected: 'plain text in UTF-8',
      });
  }
}

/** Where the last character that is complete ends. */
function wholeCharacters(data: Buffer): number {
  for (let back = 1; back <= Math.min(3, data.length); back++) {
    const byte = data[data.length - back]!;
    if (byte < 0x80) return data.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? data.length - back : data.length;
    }
  }
  return data.length;
}

function refuseEncoding(file: string, firstLine: number, data: Buffer): never {
  let line = firstLine;
  let start = 0;
  for (;;) {
    const next = data.indexOf(0x0a, start);
    const end = next < 0 ? data.length : next;
    if (next < 0 || !isUtf8(data.subarray(start, end))) break;
    start = next + 1;
    line++;
  }
  return refuse({
    code: 'not-utf8',
    message: 'The file is not valid UTF-8',
    file,
    line,
    expected: 'text in UTF-8 (from another encoding: `iconv -f GB18030 -t UTF-8`)',
  });
}

function newlines(data: Buffer): number {
  let count = 0;
  for (let at = data.indexOf(0x0a); at >= 0; at = data.indexOf(0x0a, at + 1)) count++;
  return count;
}
