import { DAY } from '../../input/quantities.js';
import { ABSENT, type Condition, FALSE, TRUE } from '../policy.js';
import type { WrittenHours } from './definition-schema.js';

const WEEK = 7 * 1440;

/**
 * Whether the wall clock stands within a policy's own hours. A span that runs over midnight belongs to the
 * day on which it begins; on a closed day nothing is open, whichever day the span began on. Days
 * named by date are only known where the scenario has a date.
 */
export function withinHours({ open, closed }: WrittenHours): Condition {
  // Minutes of the week, Monday 00:00 is 0; spans over Sunday midnight run past the week.
  const spans = open.flatMap(({ days, from, to }) =>
    days.map((day) => ({
      from: ((day - 1) * DAY + from) / 60,
      to: ((day - 1) * DAY + to) / 60,
    })),
  );
  return (s) => {
    const now = (s.weekday() - 1) * 1440 + s.hour() * 60 + s.minute();
    if (Number.isNaN(now)) return ABSENT;
    const isOpen = spans.some(
      ({ from, to }) => (now >= from && now < to) || (now + WEEK >= from && now + WEEK < to),
    );
    if (!isOpen || closed.length === 0) return isOpen ? TRUE : FALSE;
    const today = s.date();
    return today !== undefined && closed.some((day) => today.endsWith(day)) ? FALSE : TRUE;
  };
}
