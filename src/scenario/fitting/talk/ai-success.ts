import type { FittedNumber } from '../statistics/fitted-number.js';
import { type Attempt, type Likely, SolutionLikelihood } from './solution-likelihood.js';

/** What the AI can do about a kind of issue. */
export interface AiSuccess {
  /** Share of issues that it could solve. */
  readonly solvable: FittedNumber;
  /** Chance that one reply solves an issue that it could. */
  readonly successPerReply: FittedNumber;
  /** Whose record tells the two; the scenario's numbers are assumptions. */
  readonly from: { readonly solvable: Source; readonly successPerReply: Source };
}

export type Source = 'own' | 'everybody' | 'scenario';

/** What a scenario has it do, before any record is seen. */
export interface AiPrior {
  readonly aiSolvable: number;
  readonly aiSuccessPerTurn: number;
}

/** Fewer attempts than this say too little about a kind of issue: it takes everybody's (assumption). */
export const ENOUGH_ATTEMPTS = 20;

/**
 * A record tells the solvable share where its interval ends below the first, so that not everything may
 * be solvable, and is no wider than the second, with at least so many solved (assumption).
 */
const TOLD = { below: 0.99, width: 0.6, solved: 5 } as const;

/** How far the solvable shares of intents lie apart: the standard deviation of their log-odds (assumption). */
const APART = 1;

/** Keeps an assumed share above what was solved by this factor (assumption). */
const ABOVE_SOLVED = 1.05;
/** No share above this: that everything is solvable is nothing a record can tell (assumption). */
export const AT_MOST = 0.99;

/**
 * The AI's success on everybody's issues and on each kind. The share of issues that it could solve and
 * its success per reply are found together where the record tells both: by the shape, since success
 * at a constant rate on some issues and none on the others makes later replies succeed less often.
 * Where it does not, the share is the scenario's, and the success per reply is found given that.
 *
 * @param attempts by name of the intent
 */
export function fitAiSuccess(
  attempts: ReadonlyMap<string, readonly Attempt[]>,
  priorOf: (intent: string) => AiPrior,
): { readonly everybody: AiSuccess; readonly byIntent: ReadonlyMap<string, AiSuccess> } {
  const everybody = new Kind([...attempts.values()].flat());
  const byIntent = new Map<string, AiSuccess>();
  for (const [intent, own] of attempts) {
    const prior = priorOf(intent);
    byIntent.set(
      intent,
      attempts.size === 1 ? everybody.alone(prior) : new Kind(own).among(everybody, prior),
    );
  }
  return { everybody: everybody.alone(priorOf('')), byIntent };
}

const TOGETHER = 'maximum likelihood of solvable share and success per reply together';
const STOPPED =
  'maximum likelihood, each conversation stopped by its success, departure or hand-over';

/** The attempts at one kind of issue. */
class Kind {
  private readonly likelihood: SolutionLikelihood;
  private both: { readonly solvable: Likely; readonly perReply: Likely } | undefined;

  constructor(attempts: readonly Attempt[]) {
    this.likelihood = new SolutionLikelihood(attempts);
  }

  /** Looked for only where it is needed: a record may have thousands of kinds. */
  private get found() {
    this.both ??= this.likelihood.together();
    return this.both;
  }

  /** By its own record, and what the scenario has where that does not tell. */
  alone(prior: AiPrior): AiSuccess {
    if (this.n === 0) return assumed(prior);
    if (this.tells) return this.together('own', '');
    return this.given(prior.aiSolvable, 'scenario', 'own', '');
  }

  /** By its own record as far as that tells, then by everybody's. */
  among(everybody: Kind, prior: AiPrior): AiSuccess {
    if (everybody.n === 0) return assumed(prior);
    if (this.n < ENOUGH_ATTEMPTS) {
      const note = `; ${this.n} of its own are too few, so everybody’s`;
      return everybody.tells
        ? everybody.together('everybody', note)
        : everybody.given(prior.aiSolvable, 'scenario', 'everybody', note);
    }
    if (this.tells) return this.together('own', '');
    return everybody.tells
      ? this.near(everybody)
      : this.given(prior.aiSolvable, 'scenario', 'own', '');
  }

  private get n(): number {
    return this.likelihood.attempts;
  }

  private get tells(): boolean {
    const { high, low } = this.found.solvable;
    return this.likelihood.solved >= TOLD.solved && high < TOLD.below && high - low <= TOLD.width;
  }

  private together(from: Source, note: string): AiSuccess {
    const method = `${TOGETHER}, profile interval${note}`;
    const of = (likely: Likely): FittedNumber => ({ ...likely, n: this.n, method });
    return {
      solvable: of(this.found.solvable),
      successPerReply: of(this.found.perReply),
      from: { solvable: from, successPerReply: from },
    };
  }

  /** With everybody's solvable share, drawn to this record as far as that tells (partial pooling). */
  private near(everybody: Kind): AiSuccess {
    const common = everybody.found.solvable.value;
    return this.given(this.likelihood.solvableNear(common, APART), 'everybody', 'own', '');
  }

  /** With a solvable share from elsewhere, moved to where this record does not rule it out. */
  private given(share: number, whose: Source, from: Source, note: string): AiSuccess {
    const { high, low } = this.found.solvable;
    const above = ABOVE_SOLVED * this.likelihood.solvedShare;
    const value = Math.min(Math.max(share, above, low), Math.max(high, above), AT_MOST);
    const moved = Math.abs(value - share) < 1e-9 ? '' : ', moved to where the record allows it';
    return {
      solvable: {
        value,
        low,
        high,
        n: this.n,
        method: `${whose === 'everybody' ? 'everybody’s, drawn to its own record' : 'assumption'}${moved}: the record cannot tell it closer than this interval${note}`,
      },
      successPerReply: {
        value: this.likelihood.perReplyGiven(value),
        low: this.found.perReply.low,
        high: this.found.perReply.high,
        n: this.n,
        method: `${STOPPED}, given the solvable share; the interval holds for any share that the record allows${note}`,
      },
      from: { solvable: whose, successPerReply: from },
    };
  }
}

function assumed({ aiSolvable, aiSuccessPerTurn }: AiPrior): AiSuccess {
  const of = (value: number): FittedNumber => ({
    value,
    n: 0,
    method: 'assumption: no outcome of the AI is recorded',
  });
  return {
    solvable: of(Math.min(AT_MOST, aiSolvable)),
    successPerReply: of(aiSuccessPerTurn),
    from: { solvable: 'scenario', successPerReply: 'scenario' },
  };
}
