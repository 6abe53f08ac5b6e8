import { NEGATIVE_AT, type RecordedTurn } from '../../scenario/record/recorded-dialogue.js';

/** Sums over the customer turns that have a sentiment: all that a least-squares line needs. */
export interface Moments {
  readonly n: number;
  readonly turn: number;
  readonly turnSquared: number;
  readonly sentiment: number;
  readonly product: number;
}

/** The dialogue up to an utterance, in numbers. */
export interface DialogueCounts {
  readonly turns: number;
  readonly asks: number;
  readonly refusals: number;
  readonly acceptedOffers: number;
  readonly declinedOffers: number;
  readonly failedTurns: number;
  readonly repeats: number;
  readonly negativeTurns: number;
  readonly sentiment: number;
  readonly moments: Moments;
  readonly confidence: number;
  readonly margin: number;
  readonly offered: boolean;
}

export const NOTHING_SAID: DialogueCounts = {
  turns: 0,
  asks: 0,
  refusals: 0,
  acceptedOffers: 0,
  declinedOffers: 0,
  failedTurns: 0,
  repeats: 0,
  negativeTurns: 0,
  sentiment: Number.NaN,
  moments: { n: 0, turn: 0, turnSquared: 0, sentiment: 0, product: 0 },
  confidence: Number.NaN,
  margin: Number.NaN,
  offered: false,
};

/** With a customer turn and as much of the AI's reply as has been said. */
export function heard(before: DialogueCounts, turn: RecordedTurn): DialogueCounts {
  const turns = before.turns + 1;
  const { reply, sentiment } = turn;
  // The reply before had failed, and nobody noticed it then.
  const unnoticed = turn.rephrased;
  const noticed = reply?.failed === true;
  const feels = !Number.isNaN(sentiment);
  return {
    turns,
    asks: before.asks + one(turn.ask === 'request'),
    refusals: before.refusals + one(reply !== undefined && ignores(turn)),
    acceptedOffers: before.acceptedOffers + one(before.offered && turn.ask === 'accept'),
    declinedOffers: before.declinedOffers + one(before.offered && turn.ask === 'refuse'),
    failedTurns: before.failedTurns + one(unnoticed) + one(noticed),
    repeats: before.repeats + one(reply?.repeated === true),
    negativeTurns: before.negativeTurns + one(sentiment <= NEGATIVE_AT),
    sentiment: feels ? sentiment : before.sentiment,
    moments: feels ? withPoint(before.moments, turns, sentiment) : before.moments,
    confidence: reply ? reply.confidence : before.confidence,
    margin: reply ? reply.margin : before.margin,
    offered: reply?.offersPerson ?? false,
  };
}

/** The customer speaks next: an ask that no word answered was talked past. */
export function over(soFar: DialogueCounts, turn: RecordedTurn): DialogueCounts {
  if (turn.reply !== undefined || !ignores(turn)) return soFar;
  return { ...soFar, refusals: soFar.refusals + 1 };
}

/** To be offered a person is no refusal. */
function ignores({ ask, reply }: RecordedTurn): boolean {
  return ask === 'request' && reply?.offersPerson !== true;
}

function withPoint(sums: Moments, turn: number, sentiment: number): Moments {
  return {
    n: sums.n + 1,
    turn: sums.turn + turn,
    turnSquared: sums.turnSquared + turn * turn,
    sentiment: sums.sentiment + sentiment,
    product: sums.product + turn * sentiment,
  };
}

/** Change of sentiment a turn, by least squares; NaN below two turns. */
export function slopeOf({ n, turn, turnSquared, sentiment, product }: Moments): number {
  if (n < 2) return Number.NaN;
  return (n * product - turn * sentiment) / (n * turnSquared - turn * turn);
}

function one(holds: boolean): number {
  return holds ? 1 : 0;
}
