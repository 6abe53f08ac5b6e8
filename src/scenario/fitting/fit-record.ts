import type { Conversation } from '../../dataset/conversation.js';
import { refuse } from '../../input/problem.js';
import { callLogOf, isCallLog } from './call-log.js';
import { CREDITS } from './credits.js';
import { dialogueScenarioText } from './dialogue-text.js';
import { fitCallLog } from './fit-call-log.js';
import { fitDialogues } from './fit-dialogues.js';
import { type RecordSource, scenarioText } from './scenario-text.js';

/** A record as its reader hands it over. */
export interface ReadRecord {
  readonly conversations: readonly Conversation[];
  /** Name of its format. */
  readonly format: string;
  /** Where its days and hours are counted, if the source says so. */
  readonly timeZone?: string;
}

/** As the schema of a horizon has it. */
const MOST_DAYS = 366;

/** What is assumed of an AI before any outcome is seen, as in the default world. */
const PRIOR = { aiSolvable: 0.55, aiSuccessPerTurn: 0.35 };

/**
 * The scenario file that a record is fitted to, as text.
 *
 * @throws InputError where a call log is longer than a scenario can be
 */
export function fittedText(name: string, record: ReadRecord, source: RecordSource): string {
  const { conversations, format, timeZone } = record;
  if (!isCallLog(conversations))
    return dialogueScenarioText(name, fitDialogues(conversations, PRIOR), source);
  const log = callLogOf(conversations, timeZone, { days: source.fittedDays });
  if (log.calls.length === 0)
    refuse({
      code: 'nothing-to-fit',
      message: 'No contact reached the queue on the chosen days.',
      file: source.file,
      found: `no calls on ${source.fittedDays} dates`,
      expected: 'days on which somebody called',
    });
  if (log.days > MOST_DAYS)
    refuse({
      code: 'out-of-range',
      message: 'The call log spans more days than a scenario can have.',
      file: source.file,
      found: `${log.days} days from ${log.date} on`,
      expected: `at most ${MOST_DAYS} from the first to the last: part of the log`,
    });
  return scenarioText(name, fitCallLog(log), source, CREDITS[format]);
}
