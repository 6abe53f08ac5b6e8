import { WEEKDAYS } from '../../calendar/weekdays.js';
import { MOST_DAYS } from '../../schema/horizon-schema.js';
import type { CallLog } from '../call-log.js';
import type { ArrivalFit } from '../demand/arrivals.js';
import type { DialoguesFit } from '../fit-dialogues.js';
import type { RecordSource } from '../record-source.js';
import {
  arrivalLines,
  horizonLines,
  hourLines,
  noiseLine,
  recordedLines,
  varianceLines,
  weekdayLines,
} from './demand-text.js';
import { TALK_LINE } from './talk-text.js';
import { percent, rounded, said } from './words.js';

/** How a fitted scenario brings its contacts. */
export type Bringing =
  /** when they came, on the record's own days */
  | 'as-recorded'
  /** recorded conversations, drawn into fitted arrivals of a day */
  | 'sampled'
  /** invented customers on a busy day */
  | 'invented';

/** Hand-overs that tell nothing of their wait may be at most so many of all, else none are replayed. */
const TOLD = 0.95;

/** What the record suffices for. */
export function bringingOf(fit: DialoguesFit, { synthetic }: RecordSource): Bringing {
  if (synthetic) return 'invented';
  const { conversations, desk, queue, starts, teams } = fit;
  const known =
    starts?.log.calls.length === conversations &&
    starts.log.days <= MOST_DAYS &&
    teams.length > 0 &&
    queue.calls.length >= TOLD * desk.handovers;
  return known ? 'as-recorded' : 'sampled';
}

/** Horizon and demand of recorded dialogues. */
export function dialogueDemand(
  fit: DialoguesFit,
  source: RecordSource,
  bringing: Bringing,
): string[] {
  const { starts } = fit;
  if (!starts) return [...assumedDay(bringing), ...replayed(source, bringing)];
  const { arrivals, log } = starts;
  if (bringing !== 'as-recorded')
    return [
      ...(bringing === 'invented' ? busyDay(fit, arrivals) : typicalDay(fit, arrivals)),
      ...replayed(source, bringing),
    ];
  return [
    ...horizonLines(log),
    'demand:',
    ...arrivalLines(arrivals),
    ...recordedLines(source),
    TALK_LINE,
    '    arrivals: as_recorded # starts, waits, how they ended and who answered are all recorded',
  ];
}

function replayed(source: RecordSource, bringing: Bringing): string[] {
  return bringing === 'invented' ? [] : [...recordedLines(source), TALK_LINE];
}

/** Nothing is known of when contacts come. */
function assumedDay(bringing: Bringing): string[] {
  const sampled = '; conversations are sampled with replacement into it';
  return [
    'horizon: { opens: "08:00", closes: "20:00" } # assumption',
    'demand:',
    `  contacts_per_day: 400 # assumption${bringing === 'sampled' ? sampled : ''}`,
    `  by_hour: [${BY_HOUR.join(', ')}] # 08 to 19 o'clock [bank]`,
    '  noise: 0.17 # [bank]',
  ];
}

const BY_HOUR = [6.6, 7.0, 8.1, 7.3, 6.1, 6.7, 7.5, 7.3, 8.3, 6.2, 5.9, 4.5];

/** Recorded conversations into a day like those of the record. */
function typicalDay(fit: DialoguesFit, arrivals: ArrivalFit): string[] {
  const { byWeekday, perDay } = arrivals;
  return [
    ...hoursOf(fit, arrivals, `, weekday: ${nearestToBusy(arrivals)}`),
    `  contacts_per_day: ${rounded(Math.max(1, perDay.value), 1)} # ${said(perDay, 0)}; conversations are sampled with replacement into it`,
    ...profile(arrivals),
    ...weekdayLines(byWeekday),
    noiseLine(arrivals.variation),
  ];
}

/**
 * Invented customers on a busy day. Those who came back about the same issue are among the recorded
 * ones, and come on top of the invented ones: so many fewer come for the first time.
 */
function busyDay(fit: DialoguesFit, arrivals: ArrivalFit): string[] {
  const { busy } = arrivals;
  const again = comingBack(fit);
  const note = again > 0 ? `; less ${rounded(100 * again, 1)} % who come back, see returns` : '';
  return [
    `# A busy day: the mean of ${busy.days.length} days with at least half the contacts of the busiest.`,
    ...hoursOf(fit, arrivals, ''),
    `  contacts_per_day: ${rounded(Math.max(1, busy.perDay.value * (1 - again)), 1)} # ${said(busy.perDay, 0)}${note}`,
    ...profile(arrivals),
    noiseLine(arrivals.variation),
  ];
}

/** Of all contacts with a start, those known to have come back about the same issue. */
function comingBack({ returns, starts }: DialoguesFit): number {
  return returns && starts ? returns.comeBack / starts.log.calls.length : 0;
}

function hoursOf({ conversations, starts }: DialoguesFit, arrivals: ArrivalFit, more: string) {
  const [from, to] = openHours(arrivals);
  const known = starts!.log.calls.length;
  return [
    `horizon: { opens: "${clock(from)}", closes: "${clock(to)}"${more} } # first to last hour with contacts`,
    'demand:',
    ...(known === conversations
      ? []
      : [
          `  # ${known} of ${conversations} conversations have a start; the others are not counted.`,
        ]),
  ];
}

function profile(arrivals: ArrivalFit): string[] {
  const [from, to] = openHours(arrivals);
  return [...varianceLines(arrivals, from, to), ...hourLines(arrivals.busy, from, to)];
}

/** From the first hour of busy days in which anybody came through the last. */
function openHours({ busy }: ArrivalFit): [number, number] {
  const used = busy.byHour.flatMap((mean, hour) => (mean > 0 ? [hour] : []));
  return [used[0] ?? 0, (used.at(-1) ?? 23) + 1];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** The weekday whose mean is nearest to that of busy days. */
function nearestToBusy({ busy, byWeekday, perDay }: ArrivalFit): string {
  const factor = busy.perDay.value / perDay.value;
  const distance = (name: (typeof WEEKDAYS)[number]): number =>
    Math.abs((byWeekday.get(name)?.value ?? Number.POSITIVE_INFINITY) - factor);
  return [...WEEKDAYS].sort((a, b) => distance(a) - distance(b))[0]!;
}

/** Of the record as a whole: what of it is timed. */
export function recordLines({ conversations, desk, queue, starts, talk }: DialoguesFit): string[] {
  const { estimatedEntries } = queue;
  return [
    talk.noContainment === undefined
      ? `# Record: ${conversations} conversations, ${percent(talk.handedOver)} handed over.`
      : `# Record: ${conversations} conversations.`,
    ...(starts
      ? [
          `# ${starts.log.calls.length} of them have a start, on ${daysOf(starts.log)}, counted in ${starts.log.timeZone} (--time-zone for another).`,
        ]
      : ['# None has a start: the intervals take each hand-over as independent of the others.']),
    ...(desk.handovers > 0
      ? [
          `# Of ${desk.handovers} hand-overs ${desk.waits} tell how long the wait was and how it ended.${desk.abandonment ? ` Gave up: ${percent(desk.abandonment)}.` : ''}`,
        ]
      : []),
    ...(estimatedEntries > 0
      ? [
          `# ${estimatedEntries} of them do not say when the hand-over was: estimated from the turns before it and mean reply times.`,
        ]
      : []),
  ];
}

/** Days on which anybody came. */
function daysOf({ calls, date }: CallLog): string {
  const count = new Set(calls.map(({ day }) => day)).size;
  return `${count} ${count === 1 ? 'day' : 'days'} from ${date}`;
}
