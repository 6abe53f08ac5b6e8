import type { PolicyEvaluation, RuleShare, RuleUse } from '../../experiment/evaluation.js';
import type { Table } from '../table.js';
import { printable } from '../text-table.js';

/**
 * What each rule did: how often it fired, on whom, and what followed; undefined without rules.
 *
 * @param policies one, or several whose rules stand one policy after the other
 */
export function ruleTable(policies: readonly PolicyEvaluation[]): Table | undefined {
  const rows = policies.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
  if (rows.length === 0) return undefined;
  const someAbsent = rows.some(({ rule }) => rule.absent > 0);
  const several = policies.length > 1;
  const whom = rows.map(({ rule }) => onWhom(rule));
  const widest = Math.max(...whom.map((text) => text.length), 'mostly'.length);
  return {
    title: 'What did each rule do?',
    columns: [
      'fired',
      'on % of contacts',
      ...(someAbsent ? ['signal absent'] : []),
      'reached a person, %',
      'gave up in queue, %',
      'resolved, %',
      'came back, %',
      'mostly'.padEnd(widest),
    ],
    rows: rows.map(({ policy, rule }, row) => ({
      name: printable(several ? `${policy.name}: ${rule.id}` : rule.id, 60),
      cells: [
        String(rule.fired),
        percent(rule.contacts / Math.max(1, policy.contacts)),
        ...(someAbsent ? [String(rule.absent)] : []),
        percent(rule.followed?.answered),
        percent(rule.followed?.abandoned),
        percent(rule.followed?.resolved),
        percent(rule.followed?.returned),
        whom[row]!.padEnd(widest),
      ],
    })),
    note: `Of the contacts about which a rule decided at least once. Mostly: who is there at least one and a half times as often as among all contacts.${
      someAbsent
        ? ' Signal absent: times a signal that was not there kept the rule from matching.'
        : ''
    }`,
  };
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : (100 * share).toFixed(1);
}

/** Who is on a rule far more often than among all contacts, the most telling first. */
function onWhom({ contacts, on = [] }: RuleUse): string {
  if (contacts < 20) return ''; // a handful is nobody in particular
  const lift = ({ amongAll, share }: RuleShare): number => share / amongAll;
  return on
    .filter((group) => group.share >= 0.1 && lift(group) >= 1.5)
    .sort((a, b) => lift(b) - lift(a))
    .slice(0, 2)
    .map(
      ({ slice, share }) => `${slice.slice(slice.indexOf('=') + 1)} ${Math.round(100 * share)} %`,
    )
    .join(', ');
}
