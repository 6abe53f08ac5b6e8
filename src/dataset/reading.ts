import { ENCODING_NAMES, type Encoding } from '../input/encoding.js';
import type { Problem } from '../input/problem.js';
import type { Conversation } from './conversation.js';

/** One number that a source gives beside its conversations, such as a benchmark's reward. */
export interface Measure {
  readonly name: string;
  /** Absent: over all conversations. */
  readonly group?: string;
  readonly count: number;
  readonly sum: number;
}

/** A tool that the AI of a source calls. */
export interface ToolUse {
  readonly name: string;
  readonly calls: number;
  /** Taken for a hand-over to a person. */
  readonly handsOver: boolean;
}

/** Lines listed of cells that say nothing. */
const MAX_LINES = 10;

interface Blank {
  readonly message: string;
  readonly found: string;
  readonly lines: number[];
  count: number;
}

/** Names of tools beyond these are no list of tools. */
const MAX_TOOLS = 200;

/**
 * What a reader noticed on its way and no conversation can hold: rows that are no conversations,
 * known oddities of a source and how often they occurred, and the source's own scores.
 */
export class ReadNotes {
  private readonly skips = new Map<string, number>();
  private readonly oddities = new Map<string, number>();
  private readonly blanks = new Map<string, Blank>();
  private readonly toolCalls = new Map<
    string,
    { name: string; calls: number; handsOver: boolean }
  >();
  /** How much of the file has been read, ahead of what has been handed on. */
  bytesRead = 0;
  private readonly sums = new Map<string, { measure: Measure; count: number; sum: number }>();

  /** For the source of the text to say how far it is. */
  readonly meter = (bytes: number): void => {
    this.bytesRead += bytes;
  };

  /** By its common name; absent for UTF-8. */
  encoding: string | undefined;

  readonly encoded = (encoding: Encoding): void => {
    this.encoding = ENCODING_NAMES[encoding];
  };

  /** A record that is no conversation. */
  skip(reason: string): void {
    this.skips.set(reason, (this.skips.get(reason) ?? 0) + 1);
  }

  /** Something odd that was understood and handled, so many times. */
  quirk(what: string, count = 1): void {
    this.oddities.set(what, (this.oddities.get(what) ?? 0) + count);
  }

  /** A call of a tool, in a source that tells their names. */
  tool(name: string, handsOver: boolean): void {
    const known = this.toolCalls.get(name);
    if (known) known.calls++;
    else if (this.toolCalls.size < MAX_TOOLS)
      this.toolCalls.set(name, { name, calls: 1, handsOver });
  }

  /** A cell that says in words that there is no value, in a column of another type: absent, and told. */
  blank(column: string, line: number, message: string, found: string): void {
    const known = this.blanks.get(column);
    if (!known) this.blanks.set(column, { message, found, lines: [line], count: 1 });
    else {
      known.count++;
      if (known.lines.length < MAX_LINES) known.lines.push(line);
    }
  }

  /** What whoever uses the file should be told before trusting a figure. */
  warnings(file: string): Problem[] {
    return [...this.blanks].map(([path, { count, found, lines, message }]) => ({
      code: 'stray-cell',
      severity: 'warning',
      message,
      file,
      line: lines[0]!,
      path,
      found,
      ...(count > 1 ? { alike: { count: count - 1, lines: lines.slice(1) } } : {}),
    }));
  }

  measure(name: string, value: number, group?: string): void {
    const key = JSON.stringify([name, group]);
    const entry = this.sums.get(key);
    if (entry) {
      entry.count++;
      entry.sum += value;
    } else {
      const measure = { name, ...(group !== undefined ? { group } : {}), count: 0, sum: 0 };
      this.sums.set(key, { measure, count: 1, sum: value });
    }
  }

  get skipped(): { readonly reason: string; readonly count: number }[] {
    return [...this.skips].map(([reason, count]) => ({ reason, count }));
  }

  get quirks(): { readonly what: string; readonly count: number }[] {
    const blanks = [...this.blanks].map(([path, { count, found, lines, message }]) => ({
      what: `${path}: ${message}; first on line ${lines[0]}: ${found}`,
      count,
    }));
    return [...[...this.oddities].map(([what, count]) => ({ what, count })), ...blanks];
  }

  /** Most called first; in order of their first call among equals. */
  get tools(): ToolUse[] {
    return [...this.toolCalls.values()].sort((a, b) => b.calls - a.calls);
  }

  get measures(): Measure[] {
    return [...this.sums.values()].map(({ measure, count, sum }) => ({ ...measure, count, sum }));
  }
}

/** Reads one format, in one pass and in memory that does not grow with the file. */
export type Reader = (file: string, notes: ReadNotes) => AsyncIterable<Conversation>;

/** A file whose format is known. */
export interface OpenDataset {
  readonly file: string;
  /** Name of the format, as `--from` takes it. */
  readonly format: string;
  readonly formatDescription: string;
  /** IANA zone in which the source counts days and hours; absent: it says nothing, take UTC. */
  readonly timeZone?: string;
  /** Why the source cannot speak about containment, if it cannot. */
  readonly noContainment?: string;
  /** What no file of this format can say, in words. */
  readonly lacks: readonly string[];
  /**
   * The conversations, from the start, each time it is called. Notes go to `notes`.
   *
   * @throws InputError while iterating: at the end of the file, with all its problems; nothing is
   *   yielded after the first of them
   */
  conversations(notes?: ReadNotes): AsyncIterable<Conversation>;
}
