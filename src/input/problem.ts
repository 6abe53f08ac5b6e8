/**
 * What is wrong with something a person gave us: a file, a flag, a condition.
 *
 * A problem is data first and prose last (`report/problems.ts` words it), so that all problems of a
 * file can be gathered, sorted, tested and printed in one pass.
 */
export interface Problem {
  /** Stable kebab-case name of the kind of problem, for example `unknown-key`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One sentence, without position, file or suggestion: those have fields of their own. */
  readonly message: string;
  /** Path as the user wrote it; absent for problems of the command line itself. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units like every editor counts. */
  readonly column?: number;
  /** Where in the file's structure: `rules[2].then.transfer`. */
  readonly path?: string;
  /** The thing of that file it is about, by its own name: a rule's id. */
  readonly about?: string;
  /** What stood there, shortened to a printable excerpt. */
  readonly found?: string;
  /** What would have been right. */
  readonly expected?: string;
  /** The nearest valid choice, when one is near enough to be a likely typo. */
  readonly nearest?: string;
  /** More problems of the same kind, which this one stands for. */
  readonly alike?: {
    readonly count: number;
    /** The first lines they stand on, where lines are known. */
    readonly lines: readonly number[];
  };
}

/** Bad input. Never our own bug: the command line turns it into exit code 2, without a stack. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((p) => p.message).join('; '));
  }
}

/** Shorthand for the common case of one error. */
export function refuse(problem: Omit<Problem, 'severity'>): never {
  throw new InputError([{ severity: 'error', ...problem }]);
}

/** Throws all gathered problems at once if any of them is an error. */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.some((p) => p.severity === 'error')) throw new InputError(problems);
}
