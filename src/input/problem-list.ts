import { InputError, type Problem } from './problem.js';

/** Enough to see a pattern; a million identical lines would help nobody. */
const DEFAULT_CAP = 50;

/** Gathers the problems of one file, keeping the first `cap` and counting the rest. */
export class ProblemList {
  private readonly kept: Problem[] = [];
  private total = 0;

  constructor(
    readonly file: string,
    private readonly cap = DEFAULT_CAP,
  ) {}

  add(problem: Omit<Problem, 'severity' | 'file'>): void {
    this.total++;
    if (this.kept.length < this.cap)
      this.kept.push({ severity: 'error', file: this.file, ...problem });
  }

  get count(): number {
    return this.total;
  }

  /** Whether further problems are only counted, so that placing them would be wasted work. */
  get isFull(): boolean {
    return this.kept.length >= this.cap;
  }

  /** Throws everything gathered, if anything was. */
  throwIfAny(): void {
    if (this.total === 0) return;
    const more = this.total - this.kept.length;
    const tail: Problem[] =
      more > 0
        ? [
            {
              code: 'more-problems',
              severity: 'error',
              message: `${more} more problem${more === 1 ? '' : 's'} in this file`,
              file: this.file,
            },
          ]
        : [];
    throw new InputError([...this.kept, ...tail]);
  }
}
