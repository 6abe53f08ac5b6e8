import type { Comparison, PolicyEvaluation } from '../../experiment/evaluation.js';
import { intervalWords, replicationsOf } from '../comparison/comparison-tables.js';
import { narrative } from '../comparison/narrative.js';
import { replayTables } from '../comparison/replay-tables.js';
import type { Table } from '../table.js';
import { printable } from '../text-table.js';
import { ruleTable } from './rule-table.js';
import { familyTables, groupTable, teamTable } from './run-tables.js';

/** What `warmline run` says of a policy, drawn alike on a terminal and in Markdown. */
export interface RunPage {
  readonly policy: PolicyEvaluation;
  /** `on-request, 30 simulated days, seed 1, 43,210 contacts` */
  readonly size: string;
  readonly tables: readonly Table[];
  /** What it shows and what to try next, in sentences. */
  readonly sentences: readonly string[];
}

/** @param by also break the main figures down by this dimension */
export function runPage(comparison: Comparison, by?: string): RunPage {
  const policy = comparison.policies.at(-1)!; // in a replay `recorded` runs before it
  const { shows, tryNext } = narrative(alone(comparison, policy));
  const name = printable(policy.name);
  const contacts = `${policy.contacts.toLocaleString('en-US')} contact${policy.contacts === 1 ? '' : 's'}`;
  return {
    policy,
    size: `${name}, ${replicationsOf(comparison)}, seed ${comparison.seed}, ${contacts}`,
    tables: [
      ...replayTables(comparison),
      ...familyTables(comparison, policy),
      teamTable(comparison, policy),
      ...(by === undefined ? [] : [groupTable(comparison, policy, by)]),
      ruleTable([policy]),
    ].filter((table) => table !== undefined),
    sentences: [shows, tryNext].filter((text) => text !== ''),
  };
}

/** As if nothing had been simulated beside this policy. */
function alone(comparison: Comparison, policy: PolicyEvaluation): Comparison {
  return {
    ...comparison,
    policies: [policy],
    baseline: policy.name,
    rankings: comparison.rankings.map(({ metric, order }) => ({
      metric,
      order: order.filter((name) => name === policy.name),
      clear: [],
    })),
  };
}

/** How the tables are read. */
export function runLegend(comparison: Comparison): string {
  return `${intervalWords(comparison)} Waits count abandoners and zeros.`;
}
