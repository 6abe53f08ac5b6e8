import type { Place } from '../grammar/terms.js';
import { type Finding, finding } from './report.js';
import type { Subject, TurnRule, Way } from './subject.js';

/** Findings in what rules do, whatever their conditions. */
export function termFindings({ rules }: Subject): Finding[] {
  return rules.flatMap((rule) =>
    rule.ways.flatMap((way) => [
      ...offerWithoutElse(rule, way),
      ...contextNotCarried(rule, way),
      ...teamTwice(rule, way),
      ...widensToNobodyNew(rule, way),
    ]),
  );
}

function under({ yaml, path }: Place, ...keys: readonly (string | number)[]): Place {
  return { yaml, path: [...path, ...keys] };
}

function offerWithoutElse(rule: TurnRule, { action, place }: Way): Finding[] {
  if (action.kind !== 'offer' || action.otherwise) return [];
  return [
    finding('offer-without-else', under(place, 'offer'), {
      message: `The rule "${rule.id}" makes an offer and does not say what happens when it is declined, or cannot be kept.`,
      fix: 'else: stay, or another way such as else: { callback: TEAM }',
      rule: rule.id,
    }),
  ];
}

/** On arrival the customer has said nothing that could be carried over. */
function contextNotCarried(rule: TurnRule, { place, transfer }: Way): Finding[] {
  if (transfer.context !== 'none' || !rule.at.includes('turn')) return [];
  return [
    finding('context-not-carried', place, {
      message: `The rule "${rule.id}" hands over without a word of what was said: the customer explains it all again.`,
      fix: 'context: summary',
      rule: rule.id,
    }),
  ];
}

function teamTwice(rule: TurnRule, { action, place, transfer }: Way): Finding[] {
  const { teams } = transfer;
  const index = teams.findIndex((team, at) => teams.indexOf(team) < at);
  if (index < 0) return [];
  const key = action.kind === 'offer' ? 'to' : transfer.way;
  return [
    finding('team-twice', under(place, key, index), {
      message: `The rule "${rule.id}" names the same team twice.`,
      fix: 'each team once, by preference',
      rule: rule.id,
    }),
  ];
}

function widensToNobodyNew(rule: TurnRule, { place, transfer }: Way): Finding[] {
  const known = new Set(transfer.teams);
  const found: Finding[] = [];
  for (const [step, { teams }] of transfer.widen.entries()) {
    if (teams.every((team) => known.has(team))) {
      const at = transfer.widen.length === 1 ? ['widen'] : ['widen', step];
      found.push(
        finding('widens-to-nobody-new', under(place, ...at), {
          message: `The rule "${rule.id}" widens to teams that may take the contact already.`,
          fix: 'a team that is not among the earlier ones, or no widening',
          rule: rule.id,
        }),
      );
    }
    for (const team of teams) known.add(team);
  }
  return found;
}
