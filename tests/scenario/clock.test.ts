import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  clockChanges,
  elapsedTime,
  wallTime,
  weekdayOn,
} from '../../src/scenario/calendar/clock.js';

const H = 3600;
const DAY = 24 * H;

/** The n-th Sunday of a month (from 1), or its last one. */
function sunday(year: number, month: number, which: number | 'last'): string {
  const day =
    which === 'last'
      ? (() => {
          const end = new Date(Date.UTC(year, month, 0));
          return end.getUTCDate() - end.getUTCDay();
        })()
      : 1 + ((7 - new Date(Date.UTC(year, month - 1, 1)).getUTCDay()) % 7) + 7 * (which - 1);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

const YEARS = Array.from({ length: 30 }, (_, i) => 2008 + i);

describe('clocks change by the rules of the IANA database', () => {
  it('Europe/Berlin: on the last Sundays of March and October at 01:00 UTC', () => {
    expect(sunday(2026, 3, 'last')).toBe('2026-03-29');
    expect(sunday(2026, 10, 'last')).toBe('2026-10-25');
    for (const year of YEARS) {
      // 02:00 → 03:00, two hours after midnight (UTC+1 until then).
      expect(clockChanges('Europe/Berlin', sunday(year, 3, 'last'), 1), `${year}`).toEqual([
        { at: 2 * H, seconds: H },
      ]);
      // 03:00 → 02:00, three hours after midnight (UTC+2 until then).
      expect(clockChanges('Europe/Berlin', sunday(year, 10, 'last'), 1), `${year}`).toEqual([
        { at: 3 * H, seconds: -H },
      ]);
    }
  });

  it('America/New_York: on the second Sunday of March and the first of November at 02:00', () => {
    expect(sunday(2026, 3, 2)).toBe('2026-03-08');
    expect(sunday(2026, 11, 1)).toBe('2026-11-01');
    for (const year of YEARS) {
      expect(clockChanges('America/New_York', sunday(year, 3, 2), 1), `${year}`).toEqual([
        { at: 2 * H, seconds: H },
      ]);
      expect(clockChanges('America/New_York', sunday(year, 11, 1), 1), `${year}`).toEqual([
        { at: 2 * H, seconds: -H },
      ]);
    }
  });

  it('over many days: both changes of a year, counted from its first midnight', () => {
    // From 1 January, 29 March is day 87 and 25 October day 297 of 2026.
    expect(clockChanges('Europe/Berlin', '2026-01-01', 365)).toEqual([
      { at: 87 * DAY + 2 * H, seconds: H },
      { at: 297 * DAY + 2 * H, seconds: 0 },
    ]);
  });

  it('elsewhere: by half an hour, at midnight itself, or never', () => {
    // Lord Howe, first Sunday of April, 02:00 → 01:30.
    expect(clockChanges('Australia/Lord_Howe', '2026-04-05', 1)).toEqual([
      { at: 2 * H, seconds: -H / 2 },
    ]);
    // Cuba 2013, second Sunday of March, 00:00 → 01:00: the day begins at 01:00.
    expect(clockChanges('America/Havana', '2013-03-10', 1)).toEqual([{ at: 0, seconds: H }]);
    expect(clockChanges('Asia/Shanghai', '2026-01-01', 365)).toEqual([]);
  });
});

const autumn: Clock = { weekday: 7, offsets: [{ at: 3 * H, seconds: -H }] };
const spring: Clock = { weekday: 7, offsets: [{ at: 2 * H, seconds: H }] };

describe('wall and elapsed time', () => {
  it('are the same without clock changes', () => {
    const plain = { weekday: 1, offsets: [] };
    expect([wallTime(plain, 5.5), elapsedTime(plain, 5.5), elapsedTime(plain, -5)]).toEqual([
      5.5, 5.5, -5,
    ]);
  });

  it('in autumn an hour is shown twice, and a time in it means its first pass', () => {
    expect([2.5, 3, 3.5, 4, 25].map((h) => wallTime(autumn, h * H) / H)).toEqual([
      2.5, 2, 2.5, 3, 24,
    ]);
    expect([2, 2.5, 3, 8, 24].map((h) => elapsedTime(autumn, h * H) / H)).toEqual([
      2, 2.5, 4, 9, 25,
    ]);
  });

  it('in spring an hour is skipped, and a time in it means the moment of the jump', () => {
    expect([1.5, 2, 3, 23].map((h) => wallTime(spring, h * H) / H)).toEqual([1.5, 3, 4, 24]);
    expect([1.5, 2, 2.5, 3, 8, 24].map((h) => elapsedTime(spring, h * H) / H)).toEqual([
      1.5, 2, 2, 2, 7, 23,
    ]);
  });

  it('jump and come back within one horizon', () => {
    const both: Clock = {
      weekday: 4,
      offsets: [
        { at: 2 * H, seconds: H },
        { at: 50 * H, seconds: 0 },
      ],
    };
    expect([2.5, 3, 50, 50.5, 51, 52].map((h) => elapsedTime(both, h * H) / H)).toEqual([
      2, 2, 49, 49.5, 51, 52,
    ]);
  });

  it('agree with Intl about every quarter of an hour of a year', () => {
    const clock = { weekday: 4, offsets: clockChanges('Europe/Berlin', '2026-01-01', 365) };
    const midnight = Date.UTC(2025, 11, 31, 23) / 1000;
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let now = 0; now < 365 * DAY; now += 7 * 900) {
      const wall = new Date(Date.UTC(2026, 0, 1) + wallTime(clock, now) * 1000);
      expect(shown.format((midnight + now) * 1000)).toBe(
        wall.toISOString().slice(0, 19).replace('T', ' '),
      );
    }
  });

  it('later on the wall is never earlier in time, and the first pass comes back', () => {
    const time = fc.integer({ min: -DAY, max: 3 * DAY });
    fc.assert(
      fc.property(fc.constantFrom(autumn, spring), time, time, (clock, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(elapsedTime(clock, low)).toBeLessThanOrEqual(elapsedTime(clock, high));
        expect(wallTime(clock, elapsedTime(clock, a))).toBeGreaterThanOrEqual(a);
        expect(elapsedTime(clock, wallTime(clock, a))).toBeLessThanOrEqual(a);
      }),
    );
  });

  it('weekdays count on in both directions', () => {
    expect([-1, 0, 1, 7, 8].map((day) => weekdayOn(autumn, day))).toEqual([6, 7, 1, 7, 1]);
    expect(weekdayOn({ weekday: 1, offsets: [] }, -1)).toBe(7);
  });
});
