import { fallingRoot } from './falling-root.js';

/** One conversation with the AI: it was solved at the last of its replies, or not solved in any. */
export interface Attempt {
  readonly replies: number;
  readonly solved: boolean;
  /** How many it stands for, itself and such whose outcome is not known; absent: itself. */
  readonly weight?: number;
  /** Share of outcomes known that made this weight, of all where outcomes can miss; absent: 1. */
  readonly told?: number;
}

/** A parameter with the ends of its nominal 95 % likelihood-ratio interval. */
export interface Likely {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Half the 95 % quantile of χ² with one degree of freedom: what an interval may fall below the peak. */
const DROP = 3.841459 / 2;

/** Log-odds between which shares are looked for; beyond, a share is 0 or 1. */
const FARTHEST = 12;

/**
 * The likelihood of recorded attempts, where the AI can solve a share p of issues, and then every reply
 * solves with chance s: p·s·(1 − s)ⁿ⁻¹ for an issue solved at the n-th reply, 1 − p + p·(1 − s)ⁿ for
 * one not solved in n. (Geometric times with a share that never ends: a cure model; Boag, JRSS B 1949.)
 *
 * Whatever ended an unsolved attempt cuts it off: the customer who left, or the hand-over. Hand-overs
 * happen because the AI fails, but given the replies that did not help they tell nothing more about p
 * and s, as long as those replies look alike on issues that it can solve and that it cannot.
 *
 * Intervals are those of the profile likelihood: all values whose best fit is within `DROP` of the best.
 * Where attempts stand for others, the likelihood counts as if only the share of *all* attempts were known
 * that is known of those whose outcome can miss. That is a little wide, since hand-overs are all known.
 */
export class SolutionLikelihood {
  /** Attempts with at least one reply: the others say nothing. */
  readonly attempts: number;
  readonly solved: number;
  /** Of those that the attempts stand for. */
  readonly solvedShare: number;
  /** What the weights leave of the data: 1 where each stands for itself. */
  readonly worth: number;
  private readonly weightSolved: number;
  /** Replies that came to nothing, on issues solved later. */
  private readonly before: number;
  private readonly unsolved: readonly { readonly replies: number; readonly count: number }[];

  constructor(attempts: readonly Attempt[]) {
    const unsolved = new Map<number, number>();
    let [solved, before, all] = [0, 0, 0];
    let [weightSolved, weightAll, needed] = [0, 0, 0];
    for (const attempt of attempts) {
      const { replies, told = 1, weight = 1 } = attempt;
      if (attempt.solved) {
        solved++;
        weightSolved += weight;
        before += weight * Math.max(0, replies - 1);
      } else if (replies > 0) unsolved.set(replies, (unsolved.get(replies) ?? 0) + weight);
      else continue;
      all++;
      weightAll += weight;
      needed += weight / told;
    }
    this.attempts = all;
    this.solved = solved;
    this.weightSolved = weightSolved;
    this.solvedShare = all === 0 ? 0 : weightSolved / weightAll;
    this.worth = all === 0 ? 1 : weightAll / needed;
    this.before = before;
    this.unsolved = [...unsolved].map(([replies, count]) => ({ replies, count }));
  }

  /** The most likely p and s together. */
  together(): { readonly solvable: Likely; readonly perReply: Likely } {
    const ofS = (s: number) => this.at(this.solvableGiven(s), s);
    const ofP = (p: number) => this.at(p, this.perReplyGiven(p));
    const s = highest(ofS);
    const p = this.solvableGiven(s);
    const best = this.at(p, s);
    const drop = DROP / this.worth;
    return { solvable: within(ofP, p, best - drop), perReply: within(ofS, s, best - drop) };
  }

  /**
   * The most likely p where such shares lie around a known one, their log-odds normal with this
   * standard deviation: where this record tells little, it stays there.
   */
  solvableNear(known: number, deviation: number): number {
    return highest((p) => {
      const away = (logOddsOf(p) - logOddsOf(known)) / deviation;
      return this.worth * this.at(p, this.perReplyGiven(p)) - (away * away) / 2;
    });
  }

  private at(p: number, s: number): number {
    let sum = this.solved === 0 ? 0 : this.weightSolved * Math.log(p * s);
    if (this.before > 0) sum += this.before * Math.log1p(-s);
    for (const { count, replies } of this.unsolved)
      sum += count * Math.log(1 - p + p * (1 - s) ** replies);
    return sum;
  }

  /**
   * The most likely s where p is known. The slope in s falls through 0 at the peak; it may do so twice, so
   * the higher one is found first.
   */
  perReplyGiven(p: number): number {
    const of = (s: number) => this.at(p, s);
    const slope = (s: number) => {
      let sum = this.weightSolved / s - this.before / (1 - s);
      for (const { count, replies } of this.unsolved)
        sum -= (count * p * replies * (1 - s) ** (replies - 1)) / (1 - p + p * (1 - s) ** replies);
      return sum;
    };
    const [low, high] = aroundHighest(of);
    return fallingRoot(slope, low, high);
  }

  /** In p the logarithm is concave, so its slope has one root, or none up to 1. */
  private solvableGiven(s: number): number {
    const misses = this.unsolved.map(({ count, replies }) => ({
      count,
      helped: 1 - (1 - s) ** replies,
    }));
    const slope = (p: number) => {
      let sum = this.weightSolved / p;
      for (const { count, helped } of misses) sum -= (count * helped) / (1 - p * helped);
      return sum;
    };
    return fallingRoot(slope, 1e-9, 1);
  }
}

const shareOf = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));
const logOddsOf = (share: number) =>
  Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(share / (1 - share))));

/** Neighbours of the highest of evenly spaced log-odds, as shares. */
function aroundHighest(of: (share: number) => number): [number, number] {
  const step = 0.75;
  let [best, height] = [-FARTHEST, Number.NEGATIVE_INFINITY];
  for (let at = -FARTHEST; at <= FARTHEST; at += step) {
    const found = of(shareOf(at));
    if (found > height) [best, height] = [at, found];
  }
  return [shareOf(best - step), shareOf(best + step)];
}

/** Where a function of a share is highest, by golden sections around the best of a grid. */
function highest(of: (share: number) => number): number {
  let [low, high] = aroundHighest(of);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atA, atB] = [of(a), of(b)];
  for (let i = 0; i < 40; i++) {
    if (atA < atB) {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = of(b);
    } else {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = of(a);
    }
  }
  return (low + high) / 2;
}

/** All shares around the best that are at least this high. */
function within(of: (share: number) => number, value: number, least: number): Likely {
  const end = (farthest: 0 | 1): number => {
    let inside = logOddsOf(value);
    let outside = farthest === 1 ? FARTHEST : -FARTHEST;
    if (!(of(shareOf(outside)) < least)) return farthest;
    for (let i = 0; i < 26; i++) {
      const middle = (inside + outside) / 2;
      if (of(shareOf(middle)) < least) outside = middle;
      else inside = middle;
    }
    return shareOf((inside + outside) / 2);
  };
  return { value, low: end(0), high: end(1) };
}
