import { startHourLines } from '../demand/start-hours.js';
import type { CallLogFit } from '../fit-call-log.js';
import type { RecordSource } from '../record-source.js';
import { busyDay } from './busy-day-text.js';
import { creditLines, type PriorityCredit } from './credit-text.js';
import { customerPatienceLines, repeatLines } from './customers-text.js';
import { arrivalLines, horizonLines, recordedLines } from './demand-text.js';
import { HOW_TO_READ } from './how-to-read.js';
import { intentsLines } from './intent-text.js';
import { teamLines, unnamedHelp } from './team-text.js';
import { percent } from './words.js';

/**
 * A call log's fit as a scenario file that replays it: every number with its interval, what it rests
 * on and how it was found, in a comment behind, above or below it.
 */
export function scenarioText(
  name: string,
  fit: CallLogFit,
  source: RecordSource,
  credit: PriorityCredit | undefined,
): string {
  return [
    ...head(name, fit, source),
    ...(source.synthetic
      ? busyDay(fit)
      : [...horizonLines(fit.log), ...demand(fit, source, credit)]),
    ...intentsLines(fit),
    ...teamLines(fit, source.synthetic ?? false),
    'customers:',
    ...customerPatienceLines(fit.patience, fit.priorities),
    '  patience_frailty: 0 # a log tells nothing of it',
    ...repeatLines(fit.repeats),
    '',
  ].join('\n');
}

function head(name: string, fit: CallLogFit, { fittedDays }: RecordSource): string[] {
  const { calls, date, neverQueued, untoldWaits } = fit.log;
  const days = new Set(calls.map(({ day }) => day)).size;
  const dates = fittedDays ? `${fittedDays} dates only, ` : '';
  return [
    ...HOW_TO_READ,
    `# Record: ${calls.length} contacts that reached the queue on ${days} ${days === 1 ? 'day' : 'days'}, ${dates}from ${date};`,
    `# ${neverQueued.length} that ended before it are left out. Gave up: ${percent(fit.abandonment)}.`,
    ...(untoldWaits === 0
      ? []
      : [
          `# ${untoldWaits} more were handed over, but not how long they waited, or how that ended: left out, too. If they were`,
          '# unlike the others, then arrivals, abandonment and patience are not as they were (assumption: alike).',
        ]),
    `name: ${name}`,
    `description: ${JSON.stringify(`Fitted to a call log of ${days} ${days === 1 ? 'day' : 'days'} from ${date}.`)}`,
  ];
}

function demand(
  { arrivals, credit, log, priorities, priorityOf, staffing }: CallLogFit,
  source: RecordSource,
  documented: PriorityCredit | undefined,
): string[] {
  return [
    'demand:',
    ...arrivalLines(arrivals),
    ...startHourLines(log.calls, arrivals.busy.days),
    ...recordedLines(source),
    ...(priorities.length === 0 ? [] : creditLines(credit, documented)),
    ...(priorityOf === 'everyone'
      ? []
      : [
          '    priority_of: waited # the lowest is far commoner among those who did not wait: it means unknown there',
        ]),
    ...(unnamedHelp(staffing) ? ['    unnamed: unnamed'] : []),
  ];
}
