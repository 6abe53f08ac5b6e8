import type { Costs } from '../scenario/world.js';
import { type ContactRecord, wasHeard } from '../simulation/record.js';

/**
 * What is counted and summed while contacts leave the engine: one number a name, per replication
 * and slice. Every ratio metric of the catalogue divides two of these, so a definition reads as
 * "numerator over denominator" and nothing is counted in two places.
 *
 * Waits are in seconds. "Short" is under 5 s, the usual threshold below which an abandonment says
 * nothing about the wait.
 */
export const TALLIES = [
  'contacts',
  'outcomes',
  'resolved',
  'resolvedByAi',
  'resolvedByPerson',
  'contained',
  'containedUnresolved',
  'containedQuiet',
  'returns',
  'retrials',
  'open',
  'transferred',
  'transferredNeedlessly',
  'offered',
  'answered',
  'abandoned',
  'abandonedShort',
  'abandonedSilently',
  'balked',
  'blocked',
  'unserved',
  'dropped',
  'announced',
  'callbacks',
  'callbacksAnswered',
  'callbacksFailed',
  'callbackSeconds',
  'tickets',
  'ticketsAnswered',
  'ticketSeconds',
  'promises',
  'promisesBroken',
  'waitOffered',
  'waitAnswered',
  'answeredAtOnce',
  'answeredIn20',
  'answeredIn180',
  'resolutionSeconds',
  'customerTurns',
  'askers',
  'asks',
  'refusals',
  'askersUnreached',
  'askersReached',
  'secondsToPerson',
  'turnsToPerson',
  'reexplained',
  'bounces',
  'handbacks',
  'frustrationPeak',
  'frustrationArea',
  'boiledOver',
  'cost',
  'workSeconds',
  // provenance
  'turnsObserved',
  'decisionsObserved',
  'outcomesObserved',
  'humanObserved',
  'resolvedObserved',
  'supportSame',
  'supportNeither',
  'supportEarlier',
  'supportLater',
  'supportDiverged',
] as const;
export type TallyName = (typeof TALLIES)[number];
export type Tally = Float64Array;

const COUNT = TALLIES.length;
const at = Object.fromEntries(TALLIES.map((name, index) => [name, index])) as Record<
  TallyName,
  number
>;

export function newTally(): Tally {
  return new Float64Array(COUNT);
}

export function read(tally: Tally, name: TallyName): number {
  return tally[at[name]]!;
}

/** Adds another tally, of the same sums over other contacts. */
export function addTally(tally: Tally, other: Tally): void {
  for (let i = 0; i < tally.length; i++) tally[i]! += other[i]!;
}

/**
 * Adds one contact.
 *
 * It runs once a contact and slice. An array with named places measured no slower here than an
 * object with named numbers, and it travels between threads as it is.
 */
export function tallyContact(tally: Tally, record: ContactRecord, costs: Costs): void {
  tally[at.contacts]! += 1;
  tally[at.customerTurns]! += record.customerTurns;
  tally[at.turnsObserved]! += record.observedTurns;
  if (record.decisionObserved) tally[at.decisionsObserved]! += 1;
  if (!Number.isNaN(record.returnsAt)) {
    tally[at.returns]! += 1;
    if (!wasHeard(record.ending)) tally[at.retrials]! += 1;
  }
  if (record.ending === 'open') tally[at.open]! += 1;
  tallyOutcome(tally, record);
  if (Number.isNaN(record.queuedAt)) tallyContained(tally, record);
  else tallyHandedOver(tally, record);
  tallyFriction(tally, record);
  tally[at.frustrationPeak]! += record.frustrationPeak;
  tally[at.frustrationArea]! += record.frustrationArea;
  if (record.boiledOver) tally[at.boiledOver]! += 1;
  tally[at.workSeconds]! += record.agentSeconds;
  tally[at.cost]! +=
    record.aiReplies * costs.perAiReply + (record.agentSeconds / 3600) * costs.perAgentHour;
  if (record.support !== 'synthetic') tallySupport(tally, record);
}

function tallySupport(tally: Tally, record: ContactRecord): void {
  switch (record.support) {
    case 'same-point':
      tally[at.supportSame]! += 1;
      break;
    case 'neither':
      tally[at.supportNeither]! += 1;
      break;
    case 'earlier':
      tally[at.supportEarlier]! += 1;
      break;
    case 'later':
      tally[at.supportLater]! += 1;
      break;
    case 'diverged':
      tally[at.supportDiverged]! += 1;
  }
}

function wasAnswered(record: ContactRecord): boolean {
  return !Number.isNaN(record.answeredAt);
}

function tallyOutcome(tally: Tally, record: ContactRecord): void {
  const { resolved } = record;
  if (resolved === undefined) return;
  tally[at.outcomes]! += 1;
  if (record.outcomeObserved) tally[at.outcomesObserved]! += 1;
  if (resolved === false) return;
  tally[at.resolved]! += 1;
  if (record.outcomeObserved) tally[at.resolvedObserved]! += 1;
  tally[wasAnswered(record) ? at.resolvedByPerson : at.resolvedByAi]! += 1;
  tally[at.resolutionSeconds]! += record.endedAt - record.arrivedAt;
}

/** Never reached a queue or a person. */
function tallyContained(tally: Tally, record: ContactRecord): void {
  tally[at.contained]! += 1;
  if (record.resolved === false) tally[at.containedUnresolved]! += 1;
  if (Number.isNaN(record.returnsAt)) tally[at.containedQuiet]! += 1;
}

function tallyHandedOver(tally: Tally, record: ContactRecord): void {
  tally[at.transferred]! += 1;
  if (record.aiSolvable) tally[at.transferredNeedlessly]! += 1;
  if (record.callback) tallyCallback(tally, record);
  if (record.ticket) tallyTicket(tally, record);
  // A promise that the record ends before is neither kept nor broken.
  if (!Number.isNaN(record.promisedBy) && !record.promiseOpen) {
    tally[at.promises]! += 1;
    if (record.promiseBroken) tally[at.promisesBroken]! += 1;
  }
  if (!wasOffered(record)) return;
  const { answeredAt, ending, waitSeconds: wait } = record;
  tally[at.offered]! += 1;
  tally[at.waitOffered]! += wait;
  if (record.announced) tally[at.announced]! += 1;
  if (Number.isNaN(answeredAt)) return tallyUnanswered(tally, record);
  // Whoever was promised a call, or went back to the AI, was not answered the sooner for it.
  const answeredAfter = answeredAt - record.queuedAt;
  tally[at.answered]! += 1;
  tally[at.waitAnswered]! += wait;
  if (answeredAfter === 0) tally[at.answeredAtOnce]! += 1;
  if (answeredAfter <= 20) tally[at.answeredIn20]! += 1;
  if (answeredAfter <= 180) tally[at.answeredIn180]! += 1;
  if (record.humanObserved) tally[at.humanObserved]! += 1;
  if (ending === 'dropped') tally[at.dropped]! += 1;
}

/** The ways to leave a queue without an answer; one without a tally here is offered all the same. */
function tallyUnanswered(tally: Tally, record: ContactRecord): void {
  switch (record.ending) {
    case 'abandoned':
      tally[at.abandoned]! += 1;
      if (record.silent) tally[at.abandonedSilently]! += 1;
      if (record.waitSeconds < 5) tally[at.abandonedShort]! += 1;
      return;
    case 'balked':
      tally[at.balked]! += 1;
      return;
    case 'blocked':
      tally[at.blocked]! += 1;
      return;
    case 'unserved':
      tally[at.unserved]! += 1;
  }
}

/** Whether it is known what became of the wait; of one cut short by the horizon it is not. */
export function wasOffered(record: ContactRecord): boolean {
  if (Number.isNaN(record.queuedAt)) return false;
  return record.ending !== 'open' || wasAnswered(record);
}

function tallyCallback(tally: Tally, record: ContactRecord): void {
  tally[at.callbacks]! += 1;
  if (record.ending === 'callback-failed') tally[at.callbacksFailed]! += 1;
  if (!wasAnswered(record)) return;
  tally[at.callbacksAnswered]! += 1;
  tally[at.callbackSeconds]! += record.answeredAt - record.callbackAt;
}

function tallyTicket(tally: Tally, record: ContactRecord): void {
  tally[at.tickets]! += 1;
  if (!wasAnswered(record)) return;
  tally[at.ticketsAnswered]! += 1;
  tally[at.ticketSeconds]! += record.answeredAt - record.queuedAt;
}

function tallyFriction(tally: Tally, record: ContactRecord): void {
  tally[at.reexplained]! += record.reexplained;
  tally[at.bounces]! += record.bounces;
  tally[at.handbacks]! += record.handbacks;
  if (record.asks === 0) return;
  tally[at.askers]! += 1;
  tally[at.asks]! += record.asks;
  tally[at.refusals]! += record.refusals;
  if (wasAnswered(record)) {
    // Who asks only after a person has been with them did not have to get to one.
    if (record.firstAskAt > record.answeredAt) return;
    tally[at.askersReached]! += 1;
    tally[at.secondsToPerson]! += record.answeredAt - record.firstAskAt;
    tally[at.turnsToPerson]! += record.customerTurns - record.firstAskTurn;
  } else {
    tally[at.askersUnreached]! += 1;
  }
}
