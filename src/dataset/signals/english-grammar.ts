/**
 * The pieces that patterns over the tags of `english-clauses.ts` are made of. All gaps are bounded,
 * so matching stays linear in the length of a clause.
 */

/** GAP never crosses a negation, the bot or the start of another thought. */
export const P = '(?:HUMAN|ROLE|JOB|SOMEONE)';
export const GAP =
  '(?:(?!(?:BOT|NEG|about|if|how|when|quoteword|for|SAID|who|that|from|by|than|rather|into)\\b)\\S+ ){0,4}?';
export const NP_GAP = GAP.replace('about|', 'about|to|');
/** What may stand before a person noun and belong to it. */
export const NP =
  '(?:(?:a|an|any|the|some|no|your|real|live|actual|proper|other|another|more|single|even|at|least|one|of|still|currently|only|maybe|just|human|responsible|senior|english|speaking|available|free|competent|all|in|my) ){0,3}';
export const END =
  '(?:(?:please|now|asap|right|away|immediately|thanks|thank|you|today|again|already|straight|directly|over|off|on|up|through|then|instead|urgently|here|somewhere) ){0,3}$';
export const BENEFICIARY = '(?:me|us|him|her|them|back|my \\S+)';

export interface Pattern {
  readonly name: string;
  readonly match: RegExp;
  /** Gives way to a refusal elsewhere in the turn. */
  readonly weak?: true;
}

export function re(source: string): RegExp {
  return new RegExp(source);
}
