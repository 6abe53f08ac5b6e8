import type { Fact } from '../../metrics/metric.js';
import type { Tally, TallyName } from '../../metrics/tally.js';
import type { RecordedDialogue } from '../../scenario/record/recorded-dialogue.js';
import type { World } from '../../scenario/world.js';
import type { Matched, PolicyEvaluation, Support } from '../evaluation.js';
import type { PolicyRuns } from '../replicate.js';
import { sumOf } from '../sums.js';
import { MATCHED, Seen } from './record-measure.js';

/** Share of a metric's facts that were read off the record; queues are always simulated. */
export function observedShare(fact: Fact, days: readonly Tally[]): number {
  const of = (observed: TallyName, total: number): number =>
    total === 0 ? 0 : sumOf(days, observed) / total;
  const share = (observed: TallyName, facts: TallyName): number => of(observed, sumOf(days, facts));
  switch (fact) {
    case 'dialogue':
      return share('turnsObserved', 'customerTurns');
    case 'decision':
      return share('decisionsObserved', 'contacts');
    case 'outcome':
      // An end whose outcome nobody wrote down is no less open than a modelled one.
      return of('outcomesObserved', endedIn(days));
    case 'human':
      return share('humanObserved', 'answered');
    case 'modelled':
      return 0;
  }
}

/** How much of a replay the record supports, and Manski's bounds on resolution; nothing where nobody came. */
export function recordSupport(
  run: PolicyRuns,
  world: World,
): Pick<PolicyEvaluation, 'support' | 'matched' | 'resolutionBounds'> {
  const days = run.tallies.get('all')!;
  const contacts = sumOf(days, 'contacts');
  if (contacts === 0) return {};
  const ofContacts = (name: TallyName): number => sumOf(days, name) / contacts;
  const support: Support = {
    samePoint: ofContacts('supportSame'),
    neither: ofContacts('supportNeither'),
    earlier: ofContacts('supportEarlier'),
    later: ofContacts('supportLater'),
    diverged: ofContacts('supportDiverged'),
  };
  const matched: Matched = {
    contacts: sumOf(run.tallies.get(MATCHED)!, 'contacts'),
    conversations: conversationsWith(Seen.matched, run, world),
    outcomes: conversationsWith(Seen.matched | Seen.outcome, run, world),
  };
  const resolutionBounds = manski(days);
  return { support, matched, ...(resolutionBounds ? { resolutionBounds } : {}) };
}

/**
 * All outcomes that are modelled, or recorded nowhere, fail, or all succeed [manski]; undefined where
 * nothing came to an end.
 */
function manski(days: readonly Tally[]): PolicyEvaluation['resolutionBounds'] {
  const ended = endedIn(days);
  if (ended === 0) return undefined;
  const observed = sumOf(days, 'outcomesObserved');
  const resolved = sumOf(days, 'resolvedObserved');
  return { low: resolved / ended, high: (resolved + ended - observed) / ended };
}

/** Contacts that came to an end, whether or not it is known which. */
function endedIn(days: readonly Tally[]): number {
  return sumOf(days, 'contacts') - sumOf(days, 'open');
}

/**
 * Recorded conversations of which all of these were used in some contact.
 *
 * @param flags of `Seen`
 * @param slice `all`, `matched`, or one of a dimension such as `intent=refund`
 */
export function conversationsWith(
  flags: number,
  run: PolicyRuns,
  world: World,
  slice = 'all',
): number {
  const { seen } = run.record!;
  const wanted = slice === MATCHED ? flags | Seen.matched : flags;
  const isIn = membership(slice, world);
  return world.record!.dialogues.filter(
    (dialogue, index) => (seen[index]! & wanted) === wanted && isIn(dialogue),
  ).length;
}

function membership(slice: string, world: World): (dialogue: RecordedDialogue) => boolean {
  const at = slice.indexOf('=');
  if (at < 0) return () => true;
  const name = slice.slice(at + 1);
  const among = (
    values: readonly { readonly name: string }[],
    read: (d: RecordedDialogue) => number,
  ) => {
    const value = values.findIndex((v) => (v.name || '(not recorded)') === name);
    return (dialogue: RecordedDialogue) => read(dialogue) === value;
  };
  switch (slice.slice(0, at)) {
    case 'intent':
      return among(world.intents, (d) => d.intent);
    case 'segment':
      return among(world.segments, (d) => d.segment);
    case 'language':
      return among(world.languages, (d) => d.language);
    default: {
      // As in the simulation: the scenario's channel of that name, else its first.
      const { channels } = world;
      return among(channels, (d) =>
        Math.max(
          0,
          channels.findIndex((c) => c.name === d.channel),
        ),
      );
    }
  }
}
