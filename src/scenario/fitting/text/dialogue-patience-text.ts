import type { DialogueReturns, Returns } from '../demand/dialogue-returns.js';
import type { DeskFit, HandoverFit } from '../desk/desk-fit.js';
import type { Bringing } from './dialogue-demand-text.js';
import { ENOUGH, kaplanMeierText, patienceLines, patienceNotes } from './patience-text.js';
import { percent, rounded, said } from './words.js';

/** Bank callers × 1.5 for chat, as in the default world. */
const ASSUMED = '{ lognormal: { median: 462s, sigma: 1.9 } }';

/** Of an intent: its own patience where enough gave up, else everybody's; nothing where nobody knows. */
export function intentPatience(desk: DeskFit, intent: HandoverFit | undefined): string[] {
  if (!isTold(desk)) return [];
  return patienceLines(intent?.patience ?? desk.patience!, desk.patience!, '    ');
}

/** Of `customers:`. */
export function commonPatience(desk: DeskFit): string[] {
  if (!isTold(desk)) {
    const some = desk.patience
      ? `; only ${desk.patience.steps.gaveUp} gave up of ${desk.patience.steps.waits}`
      : '; no wait is recorded';
    return [`  patience: ${ASSUMED} # assumption: bank callers × 1.5 for chat [bank]${some}`];
  }
  return [
    ...patienceNotes(desk.patience!, '  ', ''),
    `  patience: ${kaplanMeierText(desk.patience!)}`,
    '  patience_frailty: 0 # a record tells nothing of it',
  ];
}

function isTold({ patience }: DeskFit): boolean {
  return patience !== undefined && patience.steps.gaveUp >= ENOUGH;
}

/** Mean of the exponential that stands in for patience in Erlang's formulas, seconds. */
export function meanPatience(desk: DeskFit): number {
  const exponential = isTold(desk)
    ? desk.patience!.families.find(({ family }) => family === 'exponential')
    : undefined;
  return exponential?.parameters[0]?.value ?? 462 / Math.LN2;
}

/** Coming back about the same issue. */
export function returnLines(returns: DialogueReturns | undefined, bringing: Bringing): string[] {
  const invented = bringing === 'invented';
  const told = returns && (returns.abandoned ?? returns.unresolved) !== undefined;
  return [
    '  returns:',
    ...(told
      ? [
          `    # Identified customers only, from the end of a contact to the next about the same intent: lower bounds.${invented ? '' : ' The record'}`,
          ...(invented
            ? []
            : ['    # already holds those who come back, so none are added (max_visits 1).']),
        ]
      : [
          '    # Nobody is recognised who comes back; those who did are among the recorded contacts, so none are added.',
        ]),
    ...kindLines(
      'unresolved',
      'after a contact that is recorded as not resolved',
      '2h',
      returns?.unresolved,
    ),
    ...kindLines('abandoned', 'after giving up', '10m', returns?.abandoned),
    told && invented ? '    max_visits: 4 # assumption' : '    max_visits: 1',
  ];
}

function kindLines(
  name: string,
  when: string,
  otherwise: string,
  returns: Returns | undefined,
): string[] {
  const week = returns?.within.at(-1)?.share;
  if (!returns?.after || !week)
    return [
      `    ${name}: { probability: 0, after: { constant: ${otherwise} } } # ${when}: ${returns ? `fewer than 3 of ${returns.n} came back` : 'not recorded'}`,
    ];
  const { median, sigma } = returns.after;
  const shares = returns.within.map(
    ({ seconds, share }) => `${percent(share)} within ${seconds / 3600} h`,
  );
  return [
    `    # ${when}: ${shares.join('; ')}`,
    `    ${name}: { probability: ${rounded(week.value, 4)}, after: { lognormal: { median: ${rounded(Math.max(1, median), 0)}s, sigma: ${rounded(Math.min(5, sigma), 2)} } } } # ${said(week, 3)}`,
  ];
}
