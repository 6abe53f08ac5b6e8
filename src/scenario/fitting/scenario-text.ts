import { busyDay, busyDayShifts } from './busy-day-text.js';
import type { CallLogFit, IntentFit } from './fit-call-log.js';
import {
  ENOUGH,
  familyText,
  kaplanMeierText,
  patienceLines,
  patienceNotes,
} from './patience-text.js';
import type { Readiness } from './readiness.js';
import type { Repeats } from './repeats.js';
import { type ServiceTimes, SHORT_CALL } from './service-times.js';
import { staffingProfile } from './staffing-profile.js';
import { partOf, percent, rounded, said } from './words.js';

/** Where the record lies, as the scenario will name it, and how it is to be read. */
export interface RecordSource {
  readonly file: string;
  readonly from?: string;
  readonly map?: string;
  /** Write a typical busy day with invented customers, in place of the record itself. */
  readonly synthetic?: boolean;
  /** Days on which it was fitted, and those to be replayed. */
  readonly fittedDays?: 'odd' | 'even' | undefined;
  readonly replayedDays?: 'odd' | 'even' | undefined;
}

/** Seconds of waiting that the source's documentation credits a priority with. */
export type PriorityCredit = Readonly<Record<string, number>>;

/**
 * A call log's fit as a scenario file that replays it: every number with its interval, what it rests
 * on and how it was found, in a comment behind or above it.
 */
export function scenarioText(
  name: string,
  fit: CallLogFit,
  source: RecordSource,
  credit: PriorityCredit | undefined,
): string {
  return [
    ...head(name, fit, source),
    ...(source.synthetic ? busyDay(fit) : [...horizonOf(fit), ...demand(fit, source, credit)]),
    ...intents(fit),
    ...teams(fit, source.synthetic ?? false),
    ...customers(fit),
    '',
  ].join('\n');
}

function head(name: string, fit: CallLogFit, { fittedDays }: RecordSource): string[] {
  const { calls, date, days, neverQueued } = fit.log;
  return [
    '# Written by `warmline fit`. Each number: [95 % interval], n = what it rests on; method.',
    '# "assumption" marks what the record cannot tell. docs/fitting.md says how each is found.',
    `# Record: ${calls.length} contacts that reached the queue on ${days} days from ${date}${fittedDays ? `, ${fittedDays} dates only` : ''};`,
    `# ${neverQueued.length} that ended before it are left out. Gave up: ${percent(fit.abandonment)}.`,
    `name: ${name}`,
    `description: ${JSON.stringify(`Fitted to a call log of ${days} days from ${date}.`)}`,
  ];
}

function horizonOf({ log }: CallLogFit): string[] {
  const { date, days, timeZone } = log;
  return [
    `horizon: { mode: continuous, days: ${days}, warm_up: 0s, date: ${date}, time_zone: ${timeZone} }`,
  ];
}

function demand(
  fit: CallLogFit,
  source: RecordSource,
  credit: PriorityCredit | undefined,
): string[] {
  const { arrivals, log, priorityOf, staffing } = fit;
  const { byHour, byWeekday, perDay, variation, varianceOverMean } = arrivals;
  const known = varianceOverMean.map((v) => (Number.isFinite(v) ? rounded(v, 1) : '-'));
  return [
    'demand:',
    `  contacts_per_day: ${rounded(Math.max(1, perDay.value), 1)} # ${said(perDay, 0)}`,
    '  # Mean contacts an hour from midnight; variance / mean by hour on busy days:',
    `  # ${known.join(' ')}`,
    `  by_hour: [${byHour.map((n) => rounded(n, 2)).join(', ')}] # n = ${log.calls.length}; means over days`,
    `  by_weekday: { ${[...byWeekday].map(([day, { value }]) => `${day}: ${rounded(value, 3)}`).join(', ')} } # ${[...byWeekday].map(([day, { n }]) => `${day} ${n}`).join(', ')} days; means`,
    `  noise: ${rounded(Math.min(0.5, variation.value), 3)} # ${said(variation, 3)}${variation.value > 0.5 ? '; held at 0.5, the most allowed' : ''}`,
    '  recorded:',
    `    file: ${JSON.stringify(source.file)}`,
    ...(source.from === undefined ? [] : [`    from: ${source.from}`]),
    ...(source.map === undefined ? [] : [`    map: ${JSON.stringify(source.map)}`]),
    ...(source.replayedDays === undefined ? [] : [`    days: ${source.replayedDays}`]),
    ...creditLines(fit, credit),
    ...(priorityOf === 'everyone'
      ? []
      : [
          '    priority_of: waited # the lowest is far commoner among those who did not wait: it means unknown there',
        ]),
    ...(unnamedHelp(staffing) ? ['    unnamed: unnamed'] : []),
  ];
}

/** Read off the order of service; else as the source documents it. */
function creditLines(
  { credit, priorities }: CallLogFit,
  documented: PriorityCredit | undefined,
): string[] {
  const known = Object.entries(documented ?? {});
  const says = known.map(([priority, seconds]) => `${seconds} s for ${priority}`).join(', ');
  if (!credit) {
    if (known.length === 0 || priorities.length === 0) return [];
    const given = known.map(([priority, seconds]) => `${JSON.stringify(priority)}: ${seconds}s`);
    return [
      `    priority_credit: { ${given.join(', ')} } # as the source documents it; not fitted`,
    ];
  }
  const { credits, inOrder, pairs } = credit;
  return [
    `    # Read off the order of service: ${pairs} pairs of different priority waited together for the same`,
    `    # person, and ${partOf(inOrder, pairs)} of them were taken in this order.${says ? ` The source documents ${says}.` : ''}`,
    ...[...credits].map(([priority, seconds]) => `    # priority ${priority}: ${said(seconds, 0)}`),
    `    priority_credit: { ${[...credits].map(([priority, { value }]) => `"${priority}": ${value}s`).join(', ')} }`,
  ];
}

/** Nameless answers that hardly ever let anybody wait are no work of the people with names. */
function unnamedHelp({ unnamed, unnamedAtOnce }: CallLogFit['staffing']): boolean {
  return unnamed > 0 && unnamedAtOnce / unnamed >= 0.9;
}

function intents(fit: CallLogFit): string[] {
  const total = fit.intents.reduce((sum, { share }) => sum + share.value, 0);
  return ['intents:', ...fit.intents.flatMap((intent) => intentLines(intent, fit, total))];
}

function intentLines(intent: IntentFit, fit: CallLogFit, total: number): string[] {
  const { abandonment, patience, share } = intent;
  const service = intent.service ?? fit.service;
  return [
    `  ${JSON.stringify(intent.name || 'any')}:`,
    `    share: ${rounded(share.value / total, 6)} # ${said(share, 4)}; gave up ${percent(abandonment)}`,
    '    ai_solvable: 0 # the log knows no AI',
    '    ai_success_per_turn: 0',
    ...(service
      ? serviceLines(service)
      : ['    handle_time: { constant: 180s } # assumption: no time of work is recorded']),
    ...patienceLines(patience, fit.patience, '    '),
  ];
}

function serviceLines({ lognormal, mean, median, p90, quantiles, short }: ServiceTimes): string[] {
  const curve = quantiles.map(([p, seconds]) => `${p}: ${rounded(seconds, 1)}s`).join(', ');
  return [
    `    # mean ${said(mean, 1)}; median ${rounded(median, 1)}, p90 ${rounded(p90, 1)} s`,
    `    # ${percent(short)} under ${SHORT_CALL} s (artefacts where agents hang up to rest; kept here, left out of the lognormal)`,
    ...(lognormal
      ? [
          `    # or { lognormal: { median: ${rounded(Math.exp(lognormal.mu.value), 1)}s, sigma: ${rounded(lognormal.sigma.value, 3)} } }: mu ${said(lognormal.mu, 3)}; sigma ${said(lognormal.sigma, 3)}`,
        ]
      : []),
    `    handle_time: { empirical: { quantiles: { ${curve} } } }`,
  ];
}

function teams(fit: CallLogFit, synthetic: boolean): string[] {
  const { shortCallers, staffing } = fit;
  const { busySeconds, names, readiness, sessions, sessionSeconds } = staffing;
  const edge = readiness ? rounded(readiness.readyBefore, 0) : 0;
  return [
    'teams:',
    '  general:',
    `    # ${names} names, ${sessions.length} sessions of ${rounded(sessionSeconds / 3600, 1)} h in all, split at gaps over 30 min; serving ${partOf(busySeconds, sessionSeconds)} of it`,
    `    # mean people by hour on busy days: ${hourlyStaffing(fit).join(' ')}`,
    ...shortCallers.map(
      ({ agent, share: short }) =>
        `    # short calls: ${agent} ${percent(short)} under ${SHORT_CALL} s, more than chance explains`,
    ),
    ...(synthetic
      ? busyDayShifts(fit, edge)
      : [
          `    shifts: { recorded: { split_after: 30m, ready_before: ${edge}s, ready_after: ${edge}s } }${readiness ? ` # mean time ready before a call that had not waited; n = ${readiness.readyBeforeCount}; by the rates below` : ''}`,
        ]),
    '    availability: 1 # who is not ready is modelled person by person:',
    ...(readiness ? readinessLines(readiness, sessionSeconds) : []),
    '    wrap_up: 0s # part of not_ready',
    ...(unnamedHelp(staffing) && !synthetic
      ? [
          '  unnamed:',
          `    # ${staffing.unnamed} answered contacts name nobody, and ${staffing.unnamedAtOnce} of them had not waited: no work of the people above`,
          '    shifts: [{ from: "00:00", to: "24:00", agents: 50 }]',
          '    availability: 1',
          '    wrap_up: 0s',
        ]
      : []),
    'team_aliases: { senior: general }',
  ];
}

/** From first call to last, as in the line above it. */
function hourlyStaffing({ arrivals, staffing }: CallLogFit): number[] {
  const halves = staffingProfile(staffing.sessions, arrivals.busy.days, 0, 0);
  return Array.from({ length: 24 }, (_, hour) =>
    rounded((halves[2 * hour]! + halves[2 * hour + 1]!) / 2, 2),
  );
}

function readinessLines(
  { atOnce, exact, gaps, rates, readyBefore, unreadySeconds }: Readiness,
  sessionSeconds: number,
): string[] {
  return [
    '    not_ready:',
    '      # Chance per second of coming back after a contact, by seconds since it ended and by how many',
    '      # wait whom the person would take. Maximum likelihood (EM) over the gaps between calls;',
    `      # n = ${gaps} gaps, ${exact} show the moment, the others bounds; ${atOnce} times there was no gap. Not ready in ${partOf(unreadySeconds, sessionSeconds)} of the sessions,`,
    `      # which leaves an availability of ${partOf(sessionSeconds - unreadySeconds, sessionSeconds)}; mean ${rounded(readyBefore, 0)} s ready before an unqueued call.`,
    `      since: [${rates.since.join(', ')}]`,
    `      waiting: [${rates.waiting.join(', ')}]`,
    '      back_per_second:',
    ...rates.perSecond.map(
      (row) => `        - [${row.map((rate) => rounded(Math.max(rate, 0.00001), 5)).join(', ')}]`,
    ),
  ];
}

function customers({ patience, priorities, repeats }: CallLogFit): string[] {
  return [
    'customers:',
    ...patienceNotes(patience, '  ', ''),
    ...priorities
      .filter(({ patience: { steps } }) => steps.gaveUp >= ENOUGH)
      .flatMap(({ patience: own, priority }) => [
        `  # priority ${priority}, of those who waited: ${own.steps.gaveUp} gave up of ${own.steps.waits}; ${own.families.map(familyText).at(0) ?? ''}; exponential mean ${rounded(own.families.find(({ family }) => family === 'exponential')?.parameters[0]?.value ?? Number.NaN, 0)} s`,
      ]),
    `  patience: ${kaplanMeierText(patience)}`,
    '  patience_frailty: 0 # a log tells nothing of it',
    '  returns:',
    '    # The record already holds those who come back, so none are added (max_visits 1). Identified',
    '    # customers only, from one entry into the queue to the next: lower bounds.',
    ...returnLines('abandoned', repeats.abandoned),
    ...returnLines('unresolved', repeats.served),
    '    max_visits: 1',
  ];
}

function returnLines(name: string, { after, n, within }: Repeats): string[] {
  const day = within.at(-1)?.share;
  if (!day || !after) return [`    # ${name}: nobody is recognised (n = ${n})`];
  const rest = within.map(({ seconds, share: s }) => `${percent(s)} within ${seconds / 60} min`);
  return [
    `    # ${name === 'abandoned' ? 'after giving up' : 'after being served'}: ${rest.join('; ')}`,
    `    ${name}: { probability: ${rounded(day.value, 4)}, after: { lognormal: { median: ${rounded(Math.max(1, after.median), 0)}s, sigma: ${rounded(Math.min(5, after.sigma), 2)} } } } # ${said(day, 3)}`,
  ];
}
