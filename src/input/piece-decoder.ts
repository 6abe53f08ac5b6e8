import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { ENCODING_NAMES, type Encoding, isLikelyGb18030, openingEncoding } from './encoding.js';
import { refuse } from './problem.js';

const NEWLINE = 0x0a;

/** How binary files begin, what they are, and what to do about it. */
const MAGIC: readonly (readonly [bytes: number[], what: string, instead: string])[] = [
  [[0x1f, 0x8b], 'compressed with gzip', 'plain text in UTF-8: `gunzip -c FILE > PLAIN`'],
  [
    [0x50, 0x4b, 0x03, 0x04],
    'a zip archive or an office document',
    'plain text in UTF-8: unpacked, or saved as CSV',
  ],
  [
    [0x28, 0xb5, 0x2f, 0xfd],
    'compressed with zstd',
    'plain text in UTF-8: `zstd -dc FILE > PLAIN`',
  ],
  [[0x42, 0x5a, 0x68], 'compressed with bzip2', 'plain text in UTF-8: `bunzip2 -c FILE > PLAIN`'],
  [
    [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    'compressed with xz',
    'plain text in UTF-8: `xz -dc FILE > PLAIN`',
  ],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'plain text in UTF-8: saved as CSV or JSONL'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document', 'plain text in UTF-8'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)', 'plain text in UTF-8'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)', 'plain text in UTF-8'],
  [
    [0xff, 0xfe, 0x00, 0x00],
    'text in UTF-32',
    'plain text in UTF-8: `iconv -f UTF-32 -t UTF-8 FILE > PLAIN`',
  ],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    'an SQLite database',
    'plain text in UTF-8: a table saved as CSV',
  ],
];

/**
 * Turns the chunks of a file into pieces that end between two characters: UTF-8 stays bytes, since
 * a line is decoded faster than a chunk; anything else becomes text.
 *
 * GB18030 has no mark. A file that has been ASCII so far and now is no UTF-8 is taken for it where
 * that is likely; after any character in UTF-8, it is a fault of the file.
 */
export class PieceDecoder {
  private encoding: Encoding;
  private decoder: TextDecoder | undefined;
  private carry: Buffer | undefined;
  /** Line on which the next piece starts. */
  private line = 1;
  private first = true;
  private onlyAscii = true;

  /** @param head the first chunk, which `decode` must be given as well */
  constructor(
    private readonly file: string,
    head: Buffer,
    private readonly listener?: { encoded?(encoding: Encoding): void },
  ) {
    refuseMagic(file, head);
    this.encoding = openingEncoding(head);
    if (this.encoding !== 'utf-8') this.use(this.encoding);
  }

  /** @throws InputError for bytes that are no text in the encoding found */
  decode(chunk: Buffer): Buffer | string {
    if (this.decoder) return this.decodeOther(chunk);
    let data = this.carry ? Buffer.concat([this.carry, chunk]) : chunk;
    if (this.first && data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf)
      data = data.subarray(3);
    this.first = false;
    if (data.includes(0)) this.refuseNul(newlines(data.subarray(0, data.indexOf(0))));
    const end = wholeCharacters(data);
    const piece = data.subarray(0, end);
    this.carry = end < data.length ? data.subarray(end) : undefined;
    if (!isUtf8(piece)) {
      if (!this.onlyAscii || !isLikelyGb18030(data)) return this.refuseUtf8(piece);
      this.use('gb18030');
      this.carry = undefined;
      return this.decodeOther(data);
    }
    this.onlyAscii &&= isAscii(piece);
    this.line += newlines(piece);
    return piece;
  }

  /** What remains when the file has ended. */
  end(): string {
    if (this.decoder) return this.decodeOther(undefined);
    return this.carry ? this.refuseUtf8(this.carry) : '';
  }

  private use(encoding: Encoding): void {
    this.encoding = encoding;
    this.decoder = new TextDecoder(encoding, { fatal: true });
    this.listener?.encoded?.(encoding);
  }

  /** Decodes line by line only once something is wrong, to find out where. */
  private decodeOther(data: Buffer | undefined): string {
    const decoder = this.decoder!;
    let text: string;
    try {
      text = data ? decoder.decode(data, { stream: true }) : decoder.decode();
    } catch {
      return this.refuseOther(data);
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) this.refuseNul(text.slice(0, nul).split('\n').length - 1);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.line++;
    return text;
  }

  private refuseOther(data: Buffer | undefined): never {
    let line = this.line;
    if (data) {
      const loose = new TextDecoder(this.encoding);
      const text = loose.decode(data, { stream: true });
      const wrong = text.indexOf('\uFFFD');
      line += text.slice(0, Math.max(0, wrong)).split('\n').length - 1;
    }
    const name = ENCODING_NAMES[this.encoding];
    return refuse({
      code: 'not-decodable',
      message: `The file looks like ${name}, but here it is not`,
      file: this.file,
      line,
      expected: `text in ${name} throughout, or in UTF-8`,
    });
  }

  private refuseUtf8(data: Buffer): never {
    let line = this.line;
    let start = 0;
    for (;;) {
      const next = data.indexOf(NEWLINE, start);
      const end = next < 0 ? data.length : next;
      if (next < 0 || !isUtf8(data.subarray(start, end))) break;
      start = next + 1;
      line++;
    }
    return refuse({
      code: 'not-utf8',
      message: 'The file is not valid UTF-8',
      file: this.file,
      line,
      expected:
        'text in UTF-8, UTF-16 or GB18030 (from another encoding: `iconv -f WINDOWS-1252 -t UTF-8`)',
    });
  }

  private refuseNul(linesBefore: number): never {
    return refuse({
      code: 'binary-file',
      message: 'The file is binary, not text: it holds NUL bytes',
      file: this.file,
      line: this.line + linesBefore,
    });
  }
}

function refuseMagic(file: string, data: Buffer): void {
  for (const [magic, what, instead] of MAGIC) {
    if (magic.every((byte, i) => data[i] === byte))
      refuse({
        code: 'binary-file',
        message: `The file is ${what}`,
        file,
        expected: instead,
      });
  }
}

/** Where the last character that is complete ends, in UTF-8. */
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

function newlines(data: Buffer): number {
  let count = 0;
  for (let at = data.indexOf(NEWLINE); at >= 0; at = data.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
