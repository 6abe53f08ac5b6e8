import type { FitCase } from '../../record/fit-dialogue.js';

/** A conversation whose AI outcome is known or cut short by the hand-over, and how many it stands for. */
export interface Weighed {
  readonly of: FitCase;
  readonly weight: number;
  /** Share of conversations without a hand-over whose outcome is known, of its kind. */
  readonly told: number;
}

/** Of conversations without a hand-over: outcomes known, and of those solved. */
export interface KnownOutcomes {
  readonly known: number;
  readonly solved: number;
  readonly of: number;
}

/** From so many known outcomes on an intent has a weight of its own (assumption). */
const ENOUGH = 20;

export function knownOutcomes(cases: readonly FitCase[]): KnownOutcomes {
  const kept = cases.filter((c) => !c.handedOver);
  const known = kept.filter((c) => c.resolved !== undefined);
  return {
    known: known.length,
    solved: known.filter((c) => c.resolved === true).length,
    of: kept.length,
  };
}

/**
 * Conversations without a hand-over and without an outcome cannot be counted; hand-overs always can, since
 * the AI did not solve them. So the former are represented by those of the same intent whose outcome is
 * known, each standing for as many as there are to one known: missing at random (assumption; Horvitz &
 * Thompson, JASA 1952). Small intents share one weight. Where no outcome of a kind is known,
 * its hand-overs are left out as well, or nothing would ever be solved.
 *
 * @returns none where the AI's outcome never is known
 */
export function weighOutcomes(cases: readonly FitCase[]): readonly Weighed[] {
  const byIntent = new Map<string, FitCase[]>();
  for (const c of cases) {
    const own = byIntent.get(c.intent ?? '');
    if (own) own.push(c);
    else byIntent.set(c.intent ?? '', [c]);
  }
  const small: FitCase[] = [];
  const weighed: Weighed[] = [];
  if (knownOutcomes(cases).known === 0) return weighed;
  for (const own of byIntent.values()) {
    const { known, of } = knownOutcomes(own);
    if (known === of || known >= ENOUGH) weigh(own, weighed);
    else small.push(...own);
  }
  weigh(small, weighed);
  return weighed;
}

function weigh(cases: readonly FitCase[], into: Weighed[]): void {
  const { known, of } = knownOutcomes(cases);
  if (known === 0 && of > 0) return;
  const told = of === 0 ? 1 : known / of;
  for (const c of cases) {
    if (c.handedOver) into.push({ of: c, weight: 1, told });
    else if (c.resolved !== undefined) into.push({ of: c, weight: 1 / told, told });
  }
}
