import type { Conversation } from '../../dataset/conversation.js';
import { InputError, refuse } from '../../input/problem.js';
import { readYaml } from '../../input/yaml-file.js';
import { scenarioSchema } from '../schema/scenario-schema.js';
import { callLogOf, isCallLog } from './call-log.js';
import { CREDITS } from './desk/credits.js';
import { fitCallLog } from './fit-call-log.js';
import { fitDialogues } from './fit-dialogues.js';
import { conversationsOn, nobodyCalled, tooLong } from './record-days.js';
import type { RecordSource } from './record-source.js';
import { dialogueScenarioText } from './text/dialogue-text.js';
import { scenarioText } from './text/scenario-text.js';

/** A record as its reader hands it over. */
export interface ReadRecord {
  readonly conversations: readonly Conversation[];
  /** Name of its format. */
  readonly format: string;
  /** Where its days and hours are counted, if the source says so. */
  readonly timeZone?: string;
  /** Why its source cannot tell hand-overs, if it cannot. */
  readonly noContainment?: string;
}

/**
 * The scenario file that a record is fitted to, as text.
 *
 * @throws InputError where a call log is longer than a scenario can be
 */
export function fittedText(name: string, record: ReadRecord, source: RecordSource): string {
  const text = textOf(name, record, source);
  checkReadable(text);
  return text;
}

/** Whatever a record holds: a file that cannot be read is our fault, and must not be written. */
function checkReadable(text: string): void {
  try {
    readYaml('the fitted scenario', text, scenarioSchema);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const told = error.problems.map(({ found, message, path }) => `${path}: ${message} ${found}`);
    throw new Error(`a fitted scenario that cannot be read: ${told.slice(0, 3).join('; ')}`);
  }
}

function textOf(name: string, record: ReadRecord, source: RecordSource): string {
  const { conversations, format, noContainment, timeZone } = record;
  if (!isCallLog(conversations)) {
    const chosen = conversationsOn(conversations, timeZone, { days: source.fittedDays });
    refuseUndated(conversations, chosen, source);
    return dialogueScenarioText(name, fitDialogues(chosen, timeZone, noContainment), source);
  }
  const log = callLogOf(conversations, timeZone, { days: source.fittedDays });
  if (log.calls.length === 0)
    refuse(nobodyCalled('nothing-to-fit', source.file, source.fittedDays));
  const problem = tooLong(log, 'part of the log');
  if (problem) refuse({ ...problem, file: source.file });
  return scenarioText(name, fitCallLog(log), source, CREDITS[format]);
}

/** Days can be chosen where every conversation has one, and some have these. */
function refuseUndated(
  conversations: readonly Conversation[],
  chosen: readonly Conversation[],
  { file, fittedDays, replayedDays }: RecordSource,
): void {
  if (fittedDays === undefined && replayedDays === undefined) return;
  const undated = conversations.filter(({ startedAt }) => startedAt === undefined).length;
  if (undated > 0)
    refuse({
      code: 'needless-option',
      message: 'Days can only be chosen where every conversation has a start.',
      file,
      found: `${undated} of ${conversations.length} conversations without one`,
      expected: 'neither --days nor --replay-days, or a start for each',
    });
  if (chosen.length === 0)
    refuse({
      code: 'nothing-to-fit',
      message: 'No conversation began on the chosen days.',
      file,
      found: `none on ${fittedDays} dates`,
      expected: 'days on which somebody came',
    });
}
