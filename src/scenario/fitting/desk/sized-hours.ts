import { HOUR } from '../../../input/quantities.js';
import { gammaQuantile } from '../../distribution/gamma.js';
import { erlangA } from '../../staffing/erlang.js';
import { fewest } from '../../staffing/fewest.js';

/** Half hours of a day, and what has to be true of each. */
export interface SizedHalf {
  /** Of the day, from midnight on. */
  readonly half: number;
  readonly agents: number;
}

export interface Load {
  /** Contacts that reach the queue in each of 48 half hours, mean. */
  readonly contacts: readonly number[];
  /** Share of them that gives up, by half hour; 1: nobody is there. */
  readonly abandonment: readonly number[];
  /** Coefficient of variation of an hourly multiplier beyond Poisson. */
  readonly variation: number;
  /** Mean seconds of work, and mean seconds of patience. */
  readonly work: number;
  readonly patience: number;
}

/** Points at which the hourly multiplier is taken: the middles of fifths. */
const FIFTHS = [0.1, 0.3, 0.5, 0.7, 0.9];
const MOST = 5000;

/**
 * The number of people in each half hour by whom as many give up as the record says, by Erlang A
 * averaged over the variation of the load. People come whole, so what one half hour has too much the
 * next makes good.
 */
export function sizedHalves({
  abandonment,
  contacts,
  patience,
  variation,
  work,
}: Load): SizedHalf[] {
  const multipliers = FIFTHS.map((u) => multiplier(variation, u));
  const lost = (perSecond: number, agents: number): number => {
    if (agents === 0) return 1;
    const given = multipliers.map(
      (m) => [m, erlangA(m * perSecond, work, agents, patience)] as const,
    );
    const all = given.reduce((sum, [m]) => sum + m, 0);
    return given.reduce((sum, [m, found]) => sum + m * found.abandonment, 0) / all;
  };
  let owed = 0;
  return contacts.flatMap((mean, half): SizedHalf[] => {
    if (mean === 0 || abandonment[half] === 1) return [];
    const perSecond = (2 * mean) / HOUR;
    // What is owed must not take a quiet half hour to extremes: nobody at all, or everybody.
    const own = mean * abandonment[half]!;
    const wanted = Math.min(4 * own, Math.max(own / 4, owed + own));
    // Lost contacts fall with each person: the first who brings them down to what is wanted, or one fewer.
    const lostWith = (agents: number): number => mean * lost(perSecond, agents);
    const enough = mean <= wanted ? 0 : fewest((agents) => lostWith(agents) <= wanted, MOST);
    const fewer = Math.max(0, enough - 1);
    const nearer = lostWith(fewer) - wanted < wanted - lostWith(enough) ? fewer : enough;
    owed = wanted - lostWith(nearer);
    return [{ half, agents: nearer }];
  });
}

function multiplier(variation: number, u: number): number {
  if (variation < 0.01) return 1;
  const shape = 1 / variation ** 2;
  return gammaQuantile(shape, u) / shape;
}
