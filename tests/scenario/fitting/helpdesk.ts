import { writeCanonical } from '../../../src/dataset/canonical/canonical.js';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { generate } from '../../../src/experiment/generate.js';
import { vocabularyOf } from '../../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../../src/policy/load.js';
import type { Policy } from '../../../src/policy/policy.js';
import { fittedText } from '../../../src/scenario/fitting/fit-record.js';
import type { RecordSource } from '../../../src/scenario/fitting/record-source.js';
import { type LoadedScenario, loadScenario } from '../../../src/scenario/load.js';
import { put } from '../../temporary.js';

/** What we know of the helpdesk whose record is fitted: three weeks, people on weekdays, two teams. */
export const TRUTH = {
  perDay: 420,
  noise: 0.25,
  patience: 240,
  handle: { order: { median: 220, sigma: 0.7 }, refund: { median: 380, sigma: 0.6 } },
  returns: { unresolved: 0.25, abandoned: 0.5 },
  agents: { general: 3, senior: 2 },
} as const;

const { agents, handle, returns } = TRUTH;
const time = ({ median, sigma }: { median: number; sigma: number }) =>
  `{ lognormal: { median: ${median}s, sigma: ${sigma} } }`;

const HELPDESK = `
name: helpdesk
horizon: { mode: continuous, days: 15, warm_up: 0s, date: 2026-03-02 }
demand:
  contacts_per_day: ${TRUTH.perDay}
  by_hour: [0, 0, 0, 0, 0, 0, 0, 0, 6, 9, 10, 9, 7, 7, 8, 9, 8, 6, 4, 3, 0, 0, 0, 0]
  by_weekday: { sat: 0, sun: 0 }
  noise: ${TRUTH.noise}
intents:
  order: { share: 0.6, ai_solvable: 0.6, ai_success_per_turn: 0.4, handle_time: ${time(handle.order)} }
  refund: { share: 0.4, ai_solvable: 0.3, ai_success_per_turn: 0.3, handle_time: ${time(handle.refund)} }
teams:
  general: { shifts: [{ from: "07:30", to: "21:00", agents: ${agents.general} }], availability: 1, wrap_up: 0s }
  senior: { shifts: [{ from: "07:30", to: "21:00", agents: ${agents.senior} }], availability: 1, wrap_up: 0s }
people: { handoff_tax: { summary: 0s, none: 0s } }
customers:
  patience: { exponential: { mean: ${TRUTH.patience}s } }
  patience_frailty: 0
  returns:
    unresolved: { probability: ${returns.unresolved}, after: { lognormal: { median: 3h, sigma: 0.8 } } }
    abandoned: { probability: ${returns.abandoned}, after: { lognormal: { median: 20m, sigma: 0.8 } } }
`;

const ASKS = `
name: asks
rules:
  - id: hard
    when: asks >= 1 && intent == "refund"
    then: { transfer: senior, context: summary }
  - id: asked
    when: asks >= 1 || failed_turns >= 2
    then: { transfer: general, context: summary }
`;

/** The policy under which the record was made, for a world with the helpdesk's teams. */
export function asksFor(scenario: LoadedScenario): Policy {
  return loadPolicy('asks', ASKS, vocabularyOf(scenario)).policy;
}

/** The helpdesk's three weeks, as its platform would have logged them. */
export async function helpdeskRecord(seed: number): Promise<Conversation[]> {
  const scenario = await loadScenario(put('helpdesk.yaml', HELPDESK));
  const all = [...generate(scenario.world, asksFor(scenario), seed, 6500)];
  return all.filter(({ id }) => id.startsWith('d0-'));
}

export type HowToFit = Omit<RecordSource, 'file'>;

/** The scenario that is fitted to a record, and the world that it makes of it. */
export async function fittedWorld(
  conversations: readonly Conversation[],
  how: HowToFit = {},
): Promise<LoadedScenario & { readonly text: string }> {
  const lines = conversations.map((conversation) => writeCanonical(conversation));
  const file = put('record.jsonl', `${lines.join('\n')}\n`);
  const record = { conversations, format: 'canonical', timeZone: 'UTC' };
  const text = fittedText('fitted', record, { file, ...how });
  return { ...(await loadScenario(put('fitted.yaml', text))), text };
}
