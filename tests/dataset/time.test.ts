import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../src/dataset/csv/time-format.js';
import { zoneOf } from '../../src/input/wall-clock.js';

const utc = (...args: [number, number, number, number?, number?, number?]) =>
  Date.UTC(args[0], args[1] - 1, args[2], args[3] ?? 0, args[4] ?? 0, args[5] ?? 0) / 1000;

describe('moments in cells', () => {
  const berlin = 'Europe/Berlin';
  it.each([
    ['2026-07-01T12:00:00Z', 'iso', undefined, utc(2026, 7, 1, 12)],
    ['2026-07-01 12:00:00.5+02:00', 'iso', undefined, utc(2026, 7, 1, 10) + 0.5],
    ['2026-07-01 12:00', 'iso', berlin, utc(2026, 7, 1, 10)],
    ['2026-01-01', 'iso', berlin, utc(2025, 12, 31, 23)],
    ['1/7/2026 5:05 pm', 'day-first', 'UTC', utc(2026, 7, 1, 17, 5)],
    ['1/7/2026 5:05 pm', 'month-first', 'UTC', utc(2026, 1, 7, 17, 5)],
    ['12/31/26 12:00 AM', 'month-first', 'UTC', utc(2026, 12, 31)],
    ['31.12.2026, 08:00:01', 'day-first', 'Asia/Shanghai', utc(2026, 12, 31, 0, 0, 1)],
    ['2026/3/2 9:00', 'iso', 'Asia/Shanghai', utc(2026, 3, 2, 1)],
    ['2026年3月2日 9:00', 'iso', 'UTC', utc(2026, 3, 2, 9)],
    ['1767225600', 'epoch-seconds', undefined, 1_767_225_600],
    ['1767225600250', 'epoch-ms', undefined, 1_767_225_600.25],
  ] as const)('reads %s as %s in %s', (text, dateFormat, timeZone, expected) => {
    expect(parseMoment(text, { dateFormat, ...(timeZone ? { timeZone } : {}) })).toBe(expected);
  });

  it.each([
    ['2026-02-29', 'iso'],
    ['31/12/2026', 'month-first'],
    ['2026-01-01T24:30Z', 'iso'],
    ['13:00 pm', 'day-first'],
    ['yesterday', 'iso'],
    ['1e9', 'epoch-seconds'],
  ] as const)('refuses %s as %s', (text, dateFormat) => {
    expect(typeof parseMoment(text, { dateFormat, timeZone: 'UTC' })).toBe('string');
  });
});

describe('clock changes', () => {
  const zone = zoneOf('Europe/Berlin');
  const wall = (day: number, month: number, hour: number, minute: number) =>
    zone.moment({ year: 2026, month, day, hour, minute, second: 0 });

  it('takes the first pass of a repeated hour, unless that lies before the turn before', () => {
    // 25 October 2026: 03:00 summer time becomes 02:00.
    const first = utc(2026, 10, 25, 0, 30);
    expect(wall(25, 10, 2, 30)).toBe(first);
    const again = { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 };
    expect(zone.moment(again, first + 60)).toBe(first + 3600);
  });

  it('carries a skipped hour over the jump', () => {
    // 29 March 2026: 02:00 becomes 03:00.
    expect(wall(29, 3, 2, 30)).toBe(utc(2026, 3, 29, 1, 30));
    expect(zone.wall(utc(2026, 3, 29, 1, 30))).toEqual({ date: '2026-03-29', hour: 3, weekday: 0 });
  });

  it('shows whole days in zones off the hour', () => {
    expect(zoneOf('Asia/Kathmandu').wall(utc(2026, 1, 1, 18, 20))).toEqual({
      date: '2026-01-02',
      hour: 0,
      weekday: 5,
    });
  });
});
