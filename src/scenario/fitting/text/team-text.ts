import { type Concurrency, concurrencyOf } from '../desk/concurrency.js';
import { SHORT_CALL } from '../desk/service-times.js';
import { hourly, peopleByDay, profileOf } from '../desk/staffing-profile.js';
import type { CallLogFit, StaffingFit } from '../fit-call-log.js';
import { busyDayShifts } from './busy-day-text.js';
import { partSaid, readinessLines, readyText } from './readiness-text.js';
import { percent, rounded } from './words.js';

/** Who is there, and when they are ready. */
export function teamLines(fit: CallLogFit, synthetic: boolean): string[] {
  const { staffing } = fit;
  const chats = concurrencyOf(staffing.sessions);
  return [
    'teams:',
    '  general:',
    ...namelessLines(fit),
    ...presenceLines(fit, synthetic),
    ...(chats && chats.atOnce > 1 ? severalAtOnce(chats) : readyLines(staffing)),
    ...(unnamedHelp(staffing) && !synthetic ? unnamedLines(staffing) : []),
    'team_aliases: { senior: general }',
  ];
}

/** Shifts: as the names on calls show them, or those of a busy day. */
export function presenceLines(fit: CallLogFit, synthetic: boolean): string[] {
  const { shortCallers, staffing } = fit;
  const { names, readiness, serving, sessions, sessionSeconds, splitAfter } = staffing;
  const edge = readiness ? rounded(readiness.readyBefore, 0) : 0;
  return [
    `    # ${names} names, ${sessions.length} sessions of ${rounded(sessionSeconds / 3600, 1)} h in all, split at gaps over ${splitAfter / 60} min (assumption);`,
    ...(serving ? [`    # serving ${partSaid(serving)}`] : []),
    ...staffingLines(fit),
    ...shortCallers.map(
      ({ agent, share }) =>
        `    # short calls: ${agent} ${percent(share)} under ${SHORT_CALL} s, more than chance explains`,
    ),
    ...(readiness ? [`    # ready ${edge} s before and after: ${readyText(readiness)}`] : []),
    ...(synthetic
      ? busyDayShifts(fit, edge)
      : [
          `    shifts: { recorded: { split_after: ${splitAfter / 60}m, ready_before: ${edge}s, ready_after: ${edge}s } }`,
        ]),
  ];
}

/** What keeps those who are there from the next contact. */
export function readyLines({ notReady, readiness }: StaffingFit): string[] {
  return [
    '    availability: 1 # who is not ready is modelled person by person:',
    ...(readiness ? readinessLines(readiness, notReady) : []),
    '    wrap_up: 0s # part of not_ready',
  ];
}

/** Whose work the people with names would have to do, or nobody. */
function namelessLines({ log, staffing }: CallLogFit): string[] {
  const { unnamed } = staffing;
  if (unnamed === 0 || unnamedHelp(staffing)) return [];
  const answered = log.calls.filter((call) => call.answered).length;
  return [
    `    # ${unnamed} of ${answered} answered contacts name nobody: the people below get their work too, and are too few`,
    '    # for it where others did it (assumption).',
  ];
}

/** What a person with several contacts in hand does between two of them, nobody sees. */
export function severalAtOnce({ atOnce, beside }: Concurrency): string[] {
  return [
    '    # Rates of coming back are told of one contact at a time only, and left out.',
    `    chats_per_agent: ${atOnce} # the 99th percentile; ${percent(beside)} begun beside another`,
    '    slow_down: 0 # recorded times of work hold it already',
    '    availability: 1 # assumption',
    '    wrap_up: 0s # assumption: the next one may come at once',
  ];
}

function unnamedLines({ unnamedShare }: StaffingFit): string[] {
  return [
    '  unnamed:',
    `    # Answered contacts that name nobody had not waited in ${percent(unnamedShare!)}: no work of the people above.`,
    '    shifts: [{ from: "00:00", to: "24:00", agents: 50 }] # assumption: enough that nobody waits for them',
    '    availability: 1',
    '    wrap_up: 0s',
  ];
}

/** Nameless answers that hardly ever let anybody wait are no work of the people with names. */
export function unnamedHelp({ unnamed, unnamedAtOnce }: StaffingFit): boolean {
  return unnamed > 0 && unnamedAtOnce / unnamed >= 0.9;
}

/** From first call to last, as in the line above it. */
function staffingLines({ arrivals, staffing }: CallLogFit): string[] {
  const { days, halves, means } = profileOf(
    hourly(peopleByDay(staffing.sessions, arrivals.busy.days, 0, 0)),
  );
  const row = (values: readonly number[]) => values.map((value) => rounded(value, 2)).join(' ');
  return [
    `    # mean people by hour, from first call to last, n = ${days} busy days: ${row(means)}`,
    ...(halves ? [`    #   ± ${row(halves)}: 95 %, by day (Student t)`] : []),
  ];
}
