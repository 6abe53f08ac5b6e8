import type { Conversation } from '../../dataset/conversation.js';
import { type Problem, refuse, throwIfAny } from '../../input/problem.js';
import type { YamlFile, YamlPath } from '../../input/yaml-file.js';
import type { Calendar } from '../calendar/calendar.js';
import { type CallLog, callLogOf, isCallLog } from '../fitting/call-log.js';
import type { ReadRecord } from '../fitting/fit-record.js';
import { nobodyCalled, tooLong } from '../fitting/record-days.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import { type RecordedDays, recordedCalendar, recordedDays } from './recorded-days.js';
import { fromNames } from './recorded-people.js';

/** What of a record is replayed, and on which days. */
export type ReplayPlan =
  | {
      readonly kind: 'calls';
      readonly conversations: readonly Conversation[];
      readonly log: CallLog;
      readonly calendar: Calendar;
    }
  | {
      readonly kind: 'dialogues';
      /** In the order of `days.starts`, where there are any. */
      readonly conversations: readonly Conversation[];
      /** When they begin; absent where they are sampled into the scenario's arrivals. */
      readonly days?: RecordedDays;
      readonly calendar?: Calendar;
    };

/**
 * What a scenario file wants of its record.
 *
 * @throws InputError where the record cannot do that
 */
export function replayOf(yaml: YamlFile<ScenarioFile>, record: ReadRecord): ReplayPlan {
  const { conversations } = record;
  const { demand, horizon } = yaml.value;
  const recorded = demand.recorded!;
  const timeZone = record.timeZone ?? horizon.time_zone ?? 'UTC';
  if (isCallLog(conversations)) {
    const log = callLogOf(conversations, timeZone, recorded);
    if (log.calls.length === 0)
      refuse(nobodyCalled('nothing-to-replay', recorded.file, recorded.days));
    const problem = tooLong(log, 'part of the log');
    if (problem) throwIfAny([yaml.problem(['demand', 'recorded', 'file'], problem)]);
    return { kind: 'calls', conversations, log, calendar: recordedCalendar(log) };
  }
  throwIfAny(contradictions(yaml, conversations));
  const asRecorded = recorded.arrivals === 'as_recorded';
  if (!asRecorded && recorded.days === undefined) return { kind: 'dialogues', conversations };
  const days = recordedDays(conversations, timeZone, recorded);
  throwIfAny(fruitless(yaml, days));
  const chosen = days.starts.map(({ index }) => conversations[index]!);
  if (!asRecorded) return { kind: 'dialogues', conversations: chosen };
  return { kind: 'dialogues', conversations: chosen, days, calendar: days.calendar };
}

type What = Omit<Problem, 'severity'>;

/** What the file asks of dialogues that these do not have, or no dialogues have. */
function contradictions(
  yaml: YamlFile<ScenarioFile>,
  conversations: readonly Conversation[],
): Problem[] {
  const problems: Problem[] = [];
  const { demand, teams } = yaml.value;
  const recorded = demand.recorded!;
  const at = (key: string): YamlPath => ['demand', 'recorded', key];
  const add = (path: YamlPath, what: What): void => {
    problems.push(yaml.problem(path, what));
  };
  const without = conversations.filter(({ startedAt }) => startedAt === undefined);
  for (const key of ['arrivals', 'days'] as const) {
    const value = recorded[key];
    if (value === undefined || value === 'resampled' || without.length === 0) continue;
    const [{ id, line }] = without as [Conversation];
    add(at(key), {
      code: 'absent-times',
      message: `Without a start nobody knows ${key === 'days' ? 'on which day' : 'when'} a conversation began.`,
      found: `${without.length} of ${conversations.length} conversations without a start, ${id}${line === undefined ? '' : ` (line ${line})`} the first of them`,
      expected: `a start of every conversation, ${key === 'days' ? 'or no days' : 'or arrivals: resampled'}`,
    });
  }
  for (const key of ['priority_credit', 'unnamed'] as const) {
    if (recorded[key] === undefined) continue;
    add(at(key), {
      code: 'needless-option',
      message: 'It is about call logs, and these conversations have turns.',
      found: key,
      expected: `dialogues without ${key}`,
    });
  }
  if (recorded.priority_of === 'waited')
    add(at('priority_of'), {
      code: 'needless-option',
      message: 'It is about call logs, and these conversations have turns.',
      found: 'priority_of: waited',
      expected: 'dialogues without priority_of',
    });
  for (const [name, { shifts }] of Object.entries(teams)) {
    if (!fromNames(shifts) || recorded.arrivals === 'as_recorded') continue;
    add(['teams', name, 'shifts'], {
      code: 'contradiction',
      message:
        'People by name worked on the days of the record, and these conversations are sampled into other days.',
      found: 'recorded, with arrivals resampled',
      expected: 'demand.recorded.arrivals: as_recorded, or a list of shifts',
    });
  }
  return problems;
}

/** Days on which there is nothing to replay, or nobody to do it. */
function fruitless(yaml: YamlFile<ScenarioFile>, replayed: RecordedDays): Problem[] {
  const { demand, teams } = yaml.value;
  const { calendar, days, queue, starts } = replayed;
  const { date } = calendar.clock;
  if (starts.length === 0)
    return [
      yaml.problem(['demand', 'recorded', 'days'], {
        code: 'nothing-to-replay',
        message: 'No conversation began on the chosen days.',
        found: `none on ${demand.recorded!.days} dates`,
        expected: 'days on which somebody wrote',
      }),
    ];
  const problem = tooLong({ date: date!, days }, 'arrivals: resampled');
  if (problem) return [yaml.problem(['demand', 'recorded', 'arrivals'], problem)];
  if (queue.calls.some(({ agent, answered }) => answered && agent !== undefined)) return [];
  return Object.entries(teams).flatMap(([name, { shifts }]) =>
    fromNames(shifts)
      ? [
          yaml.problem(['teams', name, 'shifts'], {
            code: 'absent-names',
            message: 'The record names nobody who answered after a known wait.',
            found: `${queue.calls.length} hand-overs with a wait, none of them answered by a name`,
            expected: 'a list of shifts, or erlang-a',
          }),
        ]
      : [],
  );
}
