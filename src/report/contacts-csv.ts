import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import type { ContactRecord } from '../simulation/record.js';
import { csvLine } from './csv-line.js';

/** One row a policy, replication and contact; times in seconds since midnight, empty if never. */
type Column = readonly [
  name: string,
  read: (
    record: ContactRecord,
    world: World,
    policy: Policy,
    replication: number,
  ) => string | number | boolean | undefined,
];

const COLUMNS: readonly Column[] = [
  ['policy', (_r, _w, policy) => policy.name],
  ['replication', (_r, _w, _p, replication) => replication],
  ['contact', (r) => `${r.issue}/${r.visit}`],
  ['issue', (r) => r.issue],
  ['visit', (r) => r.visit],
  ['conversation', (r, world) => world.record?.dialogues[r.dialogue]?.id],
  ['intent', (r, world) => world.intents[r.intent]!.name],
  ['segment', (r, world) => world.segments[r.segment]!.name],
  ['language', (r, world) => world.languages[r.language]!.name],
  ['channel', (r, world) => world.channels[r.channel]!.name],
  ['arrived_at', (r) => r.arrivedAt],
  ['ended_at', (r) => r.endedAt],
  ['ending', (r) => r.ending],
  ['resolved', (r) => r.resolved],
  ['customer_turns', (r) => r.customerTurns],
  ['ai_replies', (r) => r.aiReplies],
  ['asks', (r, world) => (asksAreUnknown(r, world) ? undefined : r.asks)],
  ['refusals', (r, world) => (asksAreUnknown(r, world) ? undefined : r.refusals)],
  ['clarifications', (r) => r.clarifications],
  ['slots_given', (r) => r.slots],
  ['accepted_offers', (r) => r.acceptedOffers],
  ['declined_offers', (r) => r.declinedOffers],
  ['first_ask_at', (r) => r.firstAskAt],
  ['rule', (r, _w, policy) => policy.rules[r.rule]?.id],
  ['team', (r, world) => world.teams[r.team]?.name],
  ['queued_at', (r) => r.queuedAt],
  ['answered_at', (r) => r.answeredAt],
  ['wait_seconds', (r) => (Number.isNaN(r.queuedAt) ? undefined : r.waitSeconds)],
  ['handle_seconds', (r) => (Number.isNaN(r.answeredAt) ? undefined : r.handleSeconds)],
  ['announced', (r) => r.announced],
  ['callback_promised_at', (r) => r.callbackAt],
  ['ticket', (r) => r.ticket],
  ['promised_by', (r) => r.promisedBy],
  ['promise_broken', (r) => r.promiseBroken],
  ['person_fell_silent', (r) => r.silences],
  ['left_silently', (r) => r.silent],
  ['handbacks', (r) => r.handbacks],
  ['passed_on', (r) => r.bounces],
  ['reexplained', (r) => r.reexplained],
  ['ai_could_solve', (r) => r.aiSolvable],
  ['frustration_peak', (r, world) => (isUnfelt(r, world) ? undefined : r.frustrationPeak)],
  ['frustration_area', (r, world) => (isUnfelt(r, world) ? undefined : r.frustrationArea)],
  ['boiled_over', (r, world) => (isUnfelt(r, world) ? undefined : r.boiledOver)],
  ['returns_at', (r) => r.returnsAt],
  // provenance: what of this contact was read off the record
  ['support', (r) => r.support],
  ['dialogue_turns_observed', (r) => r.observedTurns],
  ['decision', (r, world) => provenance(r.decisionObserved, world)],
  ['wait', (r) => (Number.isNaN(r.queuedAt) ? undefined : 'modelled')],
  [
    'human_stage',
    (r, world) => (Number.isNaN(r.answeredAt) ? undefined : provenance(r.humanObserved, world)),
  ],
  [
    'outcome',
    (r, world) => (r.resolved === undefined ? 'unknown' : provenance(r.outcomeObserved, world)),
  ],
];

/** Neither asks nor their absence were written down of its conversation. */
function asksAreUnknown({ dialogue, observedTurns }: ContactRecord, { record }: World): boolean {
  if (!record) return false;
  const { turns } = record.dialogues[dialogue]!;
  if (!record.known.asks) return true;
  return observedTurns > 0 && turns.every(({ askUnknown }) => askUnknown);
}

/** Nothing was written down of what frustrates in a dialogue with an AI. */
function isUnfelt({ observedTurns }: ContactRecord, { record }: World): boolean {
  if (!record || observedTurns === 0) return false;
  return !record.known.asks && !record.known.failures && !record.known.sentiment;
}

function provenance(observed: boolean, world: World): string {
  return world.record && observed ? 'observed' : 'modelled';
}

export function contactsHeader(): string {
  return csvLine(COLUMNS.map(([name]) => name));
}

export function contactsRow(
  world: World,
  policy: Policy,
  record: ContactRecord,
  replication: number,
): string {
  return csvLine(COLUMNS.map(([, read]) => read(record, world, policy, replication)));
}
