import type { Costs } from '../scenario/world.js';
import type { ContactRecord } from '../simulation/record.js';

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
  'transferred',
  'transferredNeedlessly',
  'offered',
  'answered',
  'abandoned',
  'abandonedShort',
  'unserved',
  'waitOffered',
  'waitAnswered',
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
  'frustrationPeak',
  'frustrationArea',
  'boiledOver',
  'cost',
  'busySeconds',
  'staffedSeconds',
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

export function add(tally: Tally, name: TallyName, amount: number): void {
  tally[at[name]]! += amount;
}

/** Adds one contact. */
export function tallyContact(tally: Tally, record: ContactRecord, costs: Costs): void {
  const contained = record.ending === 'ai-resolved' || record.ending === 'left-ai';
  const known = record.resolved !== undefined;
  const resolved = record.resolved === true;
  tally[at.contacts]! += 1;
  tally[at.customerTurns]! += record.customerTurns;
  tally[at.turnsObserved]! += record.observedTurns;
  if (record.decisionObserved) tally[at.decisionsObserved]! += 1;
  const returns = !Number.isNaN(record.returnsAt);
  if (returns) tally[at.returns]! += 1;

  if (known) {
    tally[at.outcomes]! += 1;
    if (record.outcomeObserved) tally[at.outcomesObserved]! += 1;
  }
  if (resolved) {
    tally[at.resolved]! += 1;
    if (record.outcomeObserved) tally[at.resolvedObserved]! += 1;
    tally[contained ? at.resolvedByAi : at.resolvedByPerson]! += 1;
    tally[at.resolutionSeconds]! += record.endedAt - record.arrivedAt;
  }
  if (contained) {
    tally[at.contained]! += 1;
    if (known && !resolved) tally[at.containedUnresolved]! += 1;
    if (!returns) tally[at.containedQuiet]! += 1;
  } else {
    tallyQueue(tally, record);
  }
  tallyFriction(tally, record);
  tally[at.frustrationPeak]! += record.frustrationPeak;
  tally[at.frustrationArea]! += record.frustrationArea;
  if (record.boiledOver) tally[at.boiledOver]! += 1;
  tally[at.cost]! +=
    record.aiReplies * costs.perAiReply +
    ((record.handleSeconds + record.wrapUpSeconds) / 3600) * costs.perAgentHour;

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

function tallyQueue(tally: Tally, record: ContactRecord): void {
  const answered = record.ending === 'served';
  const wait = (answered ? record.answeredAt : record.endedAt) - record.queuedAt;
  tally[at.transferred]! += 1;
  if (record.aiSolvable) tally[at.transferredNeedlessly]! += 1;
  tally[at.offered]! += 1;
  tally[at.waitOffered]! += wait;
  if (answered) {
    tally[at.answered]! += 1;
    tally[at.waitAnswered]! += wait;
    if (wait <= 20) tally[at.answeredIn20]! += 1;
    if (wait <= 180) tally[at.answeredIn180]! += 1;
    if (record.humanObserved) tally[at.humanObserved]! += 1;
  } else {
    tally[record.ending === 'abandoned' ? at.abandoned : at.unserved]! += 1;
    if (record.ending === 'abandoned' && wait < 5) tally[at.abandonedShort]! += 1;
  }
}

function tallyFriction(tally: Tally, record: ContactRecord): void {
  tally[at.reexplained]! += record.reexplained;
  if (record.asks === 0) return;
  tally[at.askers]! += 1;
  tally[at.asks]! += record.asks;
  tally[at.refusals]! += record.refusals;
  if (record.ending === 'served') {
    tally[at.askersReached]! += 1;
    tally[at.secondsToPerson]! += record.answeredAt - record.firstAskAt;
    tally[at.turnsToPerson]! += record.customerTurns - record.firstAskTurn;
  } else {
    tally[at.askersUnreached]! += 1;
  }
}
