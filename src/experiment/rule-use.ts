import type { RuleTally } from '../metrics/rule-tally.js';
import type { World } from '../scenario/world.js';
import type { RuleShare, RuleUse } from './evaluation.js';
import { anybodyReturns } from './measure.js';
import type { Untold } from './replay/untold.js';
import type { PolicyRuns } from './replicate.js';
import { sumOf } from './sums.js';

/**
 * What each rule of a policy did: how often it fired, on whom, and what followed.
 *
 * @param leastObserved share of its contacts' outcomes below which a replay does not tell them
 */
export function rulesUsed(
  run: PolicyRuns,
  world: World,
  leastObserved: number,
  untold: Untold,
): RuleUse[] {
  const { followsRecord, rules, serving, waiting } = run.policy;
  const sections = [
    ...rules.map((rule) => ({ ...rule, section: 'rules' as const })),
    ...waiting.map((rule) => ({ ...rule, section: 'waiting' as const })),
    ...serving.map((rule) => ({ ...rule, section: 'serving' as const })),
  ];
  return sections.map(({ id, section, when }, index) => {
    const tally = run.rules[index]!;
    const contacts = tally.read('contacts');
    const outcomes = tally.read('outcomes');
    // What became of them is told where enough of it is on record, as everywhere else.
    const onRecord = world.record
      ? tally.read('outcomesObserved') >= leastObserved * contacts
      : true;
    const unfelt = untold('frustration.peak', followsRecord, 'all') !== undefined;
    const unqueued = untold('abandonment.rate', followsRecord, 'all') !== undefined;
    return {
      id,
      section,
      when,
      fired: run.fired[index]!,
      absent: run.absent[index]!,
      contacts,
      ...(contacts === 0 ? {} : { on: onWhom(tally, contacts, run, world) }),
      ...(contacts === 0
        ? {}
        : {
            followed: {
              handedOver: tally.read('handedOver') / contacts,
              ...(unqueued
                ? {}
                : {
                    answered: tally.read('answered') / contacts,
                    abandoned: tally.read('abandoned') / contacts,
                  }),
              ...(outcomes === 0 || !onRecord
                ? {}
                : { resolved: tally.read('resolved') / outcomes }),
              ...(anybodyReturns(world) ? { returned: tally.read('returns') / contacts } : {}),
              ...(unfelt ? {} : { frustrationPeak: tally.read('frustrationPeak') / contacts }),
            },
          }),
    };
  });
}

/** Shares of its contacts by intent and segment, where the world has several. */
function onWhom(
  { byIntent, bySegment }: RuleTally,
  contacts: number,
  run: PolicyRuns,
  world: World,
): RuleShare[] {
  const all = sumOf(run.tallies.get('all')!, 'contacts');
  const shares = (
    dimension: string,
    names: readonly { readonly name: string }[],
    counts: Float64Array,
  ): RuleShare[] =>
    names.length < 2
      ? []
      : names.map(({ name }, index) => {
          const slice = `${dimension}=${name || '(not recorded)'}`;
          const amongAll = sumOf(run.tallies.get(slice)!, 'contacts') / all;
          return { slice, share: counts[index]! / contacts, amongAll };
        });
  return [
    ...shares('intent', world.intents, byIntent),
    ...shares('segment', world.segments, bySegment),
  ];
}
