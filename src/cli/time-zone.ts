import { nearestChoice } from '../input/nearest.js';
import { refuse } from '../input/problem.js';
import { isZone } from '../input/wall-clock.js';

/** Where days and hours of a record are counted. */
export const TIME_ZONE = [
  '--time-zone <zone>',
  'count days and hours in this zone, for instance Europe/Berlin',
] as const;

/** @throws InputError where this machine knows no zone of that name */
export function checkZone(timeZone: string): void {
  if (isZone(timeZone)) return;
  refuse({
    code: 'unknown-time-zone',
    message: '--time-zone names no time zone that is known here.',
    found: timeZone,
    expected: 'an IANA name such as Europe/Berlin',
    ...nearestChoice(timeZone, Intl.supportedValuesOf('timeZone')),
  });
}
