import { ENCODING_NAMES, type Encoding } from '../input/encoding.js';
import type { Conversation } from './conversation.js';

/** One number that a source gives beside its conversations, such as a benchmark's reward. */
export interface Measure {
  readonly name: string;
  /** Absent: over all conversations. */
  readonly group?: string;
  readonly count: number;
  readonly sum: number;
}

/**
 * What a reader noticed on its way and no conversation can hold: rows that are no conversations,
 * known oddities of a source and how often they occurred, and the source's own scores.
 */
export class ReadNotes {
  private readonly skips = new Map<string, number>();
  private readonly oddities = new Map<string, number>();
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

  /** Something odd that was understood and handled. */
  quirk(what: string): void {
    this.oddities.set(what, (this.oddities.get(what) ?? 0) + 1);
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
    return [...this.oddities].map(([what, count]) => ({ what, count }));
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
