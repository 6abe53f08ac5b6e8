import { InputError, type Problem } from './problem.js';

/** Enough to see a pattern; a million identical lines would help nobody. */
const DEFAULT_CAP = 50;
/** So many problems of one kind are listed one by one; more become one, with their number. */
const MOST_OF_A_KIND = 3;
/** Lines listed of problems that became one. */
const MOST_LINES = 10;

/** Problems that say the same of other lines. */
interface Kind {
  /** With the number of each among all. */
  readonly first: (readonly [order: number, problem: Problem])[];
  readonly lines: number[];
  count: number;
}

/**
 * Gathers the problems of one file. Of one kind (the same words, about the same field) the first
 * few are listed one by one; more become one problem with their number and the first lines. Of
 * kinds, the first `cap` are kept, and problems of others only counted.
 */
export class ProblemList {
  private readonly kinds = new Map<string, Kind>();
  private total = 0;
  private uncounted = 0;

  constructor(
    readonly file: string,
    private readonly cap = DEFAULT_CAP,
  ) {}

  add(problem: Omit<Problem, 'severity' | 'file'>): void {
    this.total++;
    const key = kindOf(problem);
    let kind = this.kinds.get(key);
    if (!kind) {
      if (this.kinds.size >= this.cap) {
        this.uncounted++;
        return;
      }
      kind = { first: [], lines: [], count: 0 };
      this.kinds.set(key, kind);
    }
    kind.count++;
    if (kind.first.length < MOST_OF_A_KIND)
      kind.first.push([this.total, { severity: 'error', file: this.file, ...problem }]);
    if (problem.line !== undefined && kind.lines.length < MOST_LINES) kind.lines.push(problem.line);
  }

  get count(): number {
    return this.total;
  }

  /** Whether there are so many that placing further ones within their lines is wasted work. */
  get isFull(): boolean {
    return this.total >= this.cap;
  }

  /** Throws everything gathered, if anything was. */
  throwIfAny(): void {
    if (this.total === 0) return;
    const listed = [...this.kinds.values()].flatMap((kind) =>
      kind.count <= MOST_OF_A_KIND ? kind.first : [asOne(kind)],
    );
    const inOrder = listed.sort(([a], [b]) => a - b).map(([, problem]) => problem);
    const tail: Problem[] =
      this.uncounted > 0
        ? [
            {
              code: 'more-problems',
              severity: 'error',
              message: `${this.uncounted} more problem${this.uncounted === 1 ? '' : 's'} in this file`,
              file: this.file,
            },
          ]
        : [];
    throw new InputError([...inOrder, ...tail]);
  }
}

function asOne({ count, first, lines }: Kind): Kind['first'][number] {
  const [order, problem] = first[0]!;
  return [order, { ...problem, alike: { count: count - 1, lines: [...new Set(lines)].slice(1) } }];
}

/** The same problem on another line, in another item of a list. */
function kindOf({ about, code, expected, message, path }: Omit<Problem, 'severity'>): string {
  return JSON.stringify([
    code,
    message,
    path?.replace(/\[\d+\]/g, '[]'),
    about,
    kindless(expected),
  ]);
}

/** `12 cells` and `at least 4 s` are the same advice as with another number. */
function kindless(expected: string | undefined): string | undefined {
  return expected?.replace(/\d+(\.\d+)?/g, '0');
}
