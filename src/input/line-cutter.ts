import { refuse } from './problem.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * A longer line is no line of data but a file of another kind, and would have to be held in memory
 * whole (V8 strings end near 512 MiB).
 */
const MAX_LINE_LENGTH = 64 * 1024 * 1024;

/**
 * Cuts pieces of text into lines. UTF-8 is cut as bytes and decoded a line at a time: a line of
 * ASCII then is a string of one byte a character, which `JSON.parse` reads a third faster than a
 * slice of a chunk with Chinese in it somewhere.
 */
export class LineCutter {
  private rest: (Buffer | string)[] = [];
  private restLength = 0;
  private lines = 0;

  constructor(private readonly file: string) {}

  /** The lines that this piece completes, without their ends. */
  add(piece: Buffer | string): string[] {
    const lines = typeof piece === 'string' ? this.cutText(piece) : this.cutBytes(piece);
    this.lines += lines.length;
    if (this.restLength > MAX_LINE_LENGTH)
      refuse({
        code: 'line-too-long',
        message: 'A line is too long to be a record',
        file: this.file,
        line: this.lines + 1,
        found: `more than ${MAX_LINE_LENGTH} characters`,
      });
    return lines;
  }

  /** What stands after the last line end. */
  end(): string {
    return this.takeRest('');
  }

  private cutBytes(piece: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      if (this.restLength > 0) lines.push(this.takeRest(piece.toString('utf8', 0, at)));
      else {
        const end = at > from && piece[at - 1] === RETURN ? at - 1 : at;
        lines.push(piece.toString('utf8', from, end));
      }
      from = at + 1;
    }
    if (from < piece.length) this.keep(piece.subarray(from));
    return lines;
  }

  private cutText(piece: string): string[] {
    const lines = piece.split('\n');
    const rest = lines.pop()!;
    for (let i = 0; i < lines.length; i++)
      if (i === 0) lines[i] = this.takeRest(lines[i]!);
      else if (lines[i]!.endsWith('\r')) lines[i] = lines[i]!.slice(0, -1);
    if (rest !== '') this.keep(rest);
    return lines;
  }

  private keep(part: Buffer | string): void {
    this.rest.push(part);
    this.restLength += part.length;
  }

  /** Pieces end between characters, so each decodes on its own. */
  private takeRest(end: string): string {
    const line = this.rest.map((part) => part.toString('utf8')).join('') + end;
    this.rest = [];
    this.restLength = 0;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}
