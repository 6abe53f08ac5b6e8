import type { CallLogFit } from './fit-call-log.js';
import { INTERVAL, staffingProfile } from './staffing-profile.js';
import { rounded, said } from './words.js';

/** Horizon and demand of a typical busy day, with invented customers. */
export function busyDay({ arrivals, log }: CallLogFit): string[] {
  const { busy, variation, varianceOverMean } = arrivals;
  const known = varianceOverMean.map((v) => (Number.isFinite(v) ? rounded(v, 1) : '-'));
  return [
    `# A busy day: the mean of ${busy.days.length} days with at least half the contacts of the busiest.`,
    'horizon: { opens: "00:00", closes: "24:00" }',
    'demand:',
    `  contacts_per_day: ${rounded(Math.max(1, busy.perDay.value), 1)} # ${said(busy.perDay, 0)}`,
    `  # Variance / mean of the hourly counts: ${known.join(' ')}`,
    `  by_hour: [${busy.byHour.map((n) => rounded(n, 2)).join(', ')}] # n = ${log.calls.length}; means over busy days`,
    `  noise: ${rounded(Math.min(0.5, variation.value), 3)} # ${said(variation, 3)}${variation.value > 0.5 ? '; held at 0.5, the most allowed' : ''}`,
  ];
}

/** People by half hour on those days, rounded; each takes everything. */
export function busyDayShifts({ arrivals, staffing }: CallLogFit, edge: number): string[] {
  const profile = staffingProfile(staffing.sessions, arrivals.busy.days, edge, edge);
  return [
    '    # Mean number of people by half hour on busy days, rounded; that not everybody takes every',
    '    # intent, and that some days have more people than others, is left out.',
    '    shifts:',
    ...profile.flatMap((mean, i) => {
      const agents = Math.round(mean);
      if (agents === 0) return [];
      const [from, to] = [clock(i * INTERVAL), clock((i + 1) * INTERVAL)];
      return [
        `      - { from: "${from}", to: "${to}", agents: ${agents} } # mean ${rounded(mean, 2)}`,
      ];
    }),
  ];
}

function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), (seconds % 3600) / 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
