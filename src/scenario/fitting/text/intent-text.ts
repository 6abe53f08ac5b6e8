import { kindName } from '../../schema/names.js';
import type { CallLogFit, IntentFit } from '../fit-call-log.js';
import { patienceLines } from './patience-text.js';
import { serviceLines } from './service-text.js';
import { percent, rounded, said } from './words.js';

/**
 * Each intent with its share, its work and its patience. Those whose names cannot stand in a scenario
 * are one kind of issue, which comes first: a replay takes the first for what it does not find by name.
 */
export function intentsLines(fit: CallLogFit): string[] {
  const total = fit.intents.reduce((sum, { share }) => sum + share.value, 0);
  const named = fit.intents.filter(({ name }) => canStand(name));
  const nameless = fit.intents.filter(({ name }) => !canStand(name));
  return [
    'intents:',
    ...(nameless.length === 0
      ? []
      : intentLines({ ...together(nameless, fit), name: restName(named) }, fit, total)),
    ...named.flatMap((intent) => intentLines(intent, fit, total)),
  ];
}

/** Whether a recorded name can be a scenario's; `__proto__` is no key of any file. */
export function canStand(name: string): boolean {
  return name !== '__proto__' && kindName.safeParse(name).success;
}

/** What stands for all the others. */
export function restName(named: readonly { readonly name: string }[]): string {
  return named.some(({ name }) => name === 'any') ? 'any_other' : 'any';
}

function together(intents: readonly IntentFit[], { abandonment, patience }: CallLogFit): IntentFit {
  const [first] = intents as [IntentFit];
  if (intents.length === 1) return first;
  const value = intents.reduce((sum, { share }) => sum + share.value, 0);
  const method = `${intents.length} intents whose names cannot stand in a scenario; everybody’s work and patience`;
  return { name: '', share: { value, n: first.share.n, method }, abandonment, patience };
}

function intentLines(intent: IntentFit, fit: CallLogFit, total: number): string[] {
  const { abandonment, patience, share } = intent;
  const service = intent.service ?? fit.service;
  return [
    `  ${JSON.stringify(intent.name)}:`,
    `    share: ${rounded(share.value / total, 6)} # ${said(share, 4)}; gave up ${percent(abandonment)}`,
    '    ai_solvable: 0 # the log knows no AI',
    '    ai_success_per_turn: 0',
    ...(service
      ? serviceLines(service, '    ')
      : ['    handle_time: { constant: 180s } # assumption: no time of work is recorded']),
    ...patienceLines(patience, fit.patience, '    '),
  ];
}
