import { INTERVAL, peopleByDay, profileOf } from '../desk/staffing-profile.js';
import type { CallLogFit } from '../fit-call-log.js';
import { hourLines, noiseLine, varianceLines } from './demand-text.js';
import { interval, rounded, said } from './words.js';

/** Horizon and demand of a typical busy day, with invented customers. */
export function busyDay({ arrivals, log }: CallLogFit): string[] {
  const { busy, variation } = arrivals;
  const days = new Set(busy.days);
  const contacts = log.calls.filter(({ day }) => days.has(day)).length;
  return [
    `# A busy day: the mean of ${busy.days.length} days with at least half the contacts of the busiest, ${contacts} contacts in all.`,
    'horizon: { opens: "00:00", closes: "24:00" }',
    'demand:',
    `  contacts_per_day: ${rounded(Math.max(1, busy.perDay.value), 1)} # ${said(busy.perDay, 0)}`,
    ...varianceLines(arrivals),
    ...hourLines(busy),
    noiseLine(variation),
  ];
}

export const HARDLY_ANYBODY =
  '    shifts: [{ from: "00:00", to: "24:00", agents: 1 }] # assumption: the record shows half a person at no time';

/** People by half hour on those days, rounded; each takes everything. */
export function busyDayShifts({ arrivals, staffing }: CallLogFit, edge: number): string[] {
  const { days, halves, means } = profileOf(
    peopleByDay(staffing.sessions, arrivals.busy.days, edge, edge),
  );
  if (means.every((mean) => Math.round(mean) === 0)) return [HARDLY_ANYBODY];
  return [
    '    # Mean number of people by half hour on busy days, rounded; that not everybody takes every',
    '    # intent, and that some days have more people than others, is left out.',
    `    # Behind each: mean, 95 % interval by day (Student t), n = ${days} days; ${edge} s ready before and after.`,
    '    shifts:',
    ...means.flatMap((mean, i) => {
      const agents = Math.round(mean);
      if (agents === 0) return [];
      const [from, to] = [clock(i * INTERVAL), clock((i + 1) * INTERVAL)];
      const half = halves?.[i];
      const within = half === undefined ? {} : { low: Math.max(0, mean - half), high: mean + half };
      return [
        `      - { from: "${from}", to: "${to}", agents: ${agents} } # ${rounded(mean, 2)}${interval(within, 1)}`,
      ];
    }),
  ];
}

function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), (seconds % 3600) / 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
