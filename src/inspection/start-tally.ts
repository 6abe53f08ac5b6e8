import type { Handover } from '../dataset/conversation.js';
import { zoneOf } from '../input/wall-clock.js';
import { type Inspection, present, shareOf } from './inspection.js';
import { QueueTally } from './queue-tally.js';

/** Zones are ahead of UTC by whole quarters of an hour, in the years that records are of. */
const QUARTER_SECONDS = 900;
const MAX_WALLS = 10_000;

/** When contacts start: the span of the record, its days and its hours. */
export class StartTally {
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private previous = Number.NEGATIVE_INFINITY;
  private inOrder = true;
  private readonly byHour = new Map<number, QueueTally>();
  private readonly byDay = new Map<
    string,
    { contacts: number; offered: number; abandoned: number }
  >();
  private readonly walls = new Map<number, { readonly date: string; readonly hour: number }>();

  constructor(private readonly timeZone: string) {}

  /** @param start seconds since 1970 UTC */
  add(start: number, handover: Handover | undefined): void {
    if (start < this.previous) this.inOrder = false;
    this.previous = start;
    this.first = Math.min(this.first, start);
    this.last = Math.max(this.last, start);
    const { date, hour } = this.wall(start);
    let queue = this.byHour.get(hour);
    if (!queue) {
      queue = new QueueTally();
      this.byHour.set(hour, queue);
    }
    queue.add(handover);
    let day = this.byDay.get(date);
    if (!day) {
      day = { contacts: 0, offered: 0, abandoned: 0 };
      this.byDay.set(date, day);
    }
    day.contacts++;
    if (handover?.answered !== undefined) day.offered++;
    if (handover?.answered === false) day.abandoned++;
  }

  span(): Pick<Inspection, 'firstStart' | 'lastStart' | 'inOrderOfTime'> {
    return this.byDay.size === 0
      ? {}
      : { firstStart: this.first, lastStart: this.last, inOrderOfTime: this.inOrder };
  }

  groups(): Pick<Inspection, 'days' | 'hours'> {
    return {
      days: [...this.byDay].sort().map(([date, day]) => ({ date, ...day })),
      hours: [...this.byHour]
        .sort((a, b) => a[0] - b[0])
        .map(([hour, tally]) => {
          const figures = tally.figures();
          return {
            hour,
            contacts: tally.contacts,
            offered: tally.offered,
            abandonment: shareOf(tally.abandonedCount, tally.offered),
            ...present('asaSeconds', figures?.asaSeconds),
            ...present('waitAnsweredP90Seconds', figures?.waitAnsweredSeconds?.p90),
          };
        }),
    };
  }

  /** Calendars cost a microsecond a call; wall clocks keep their hour for a quarter of one. */
  private wall(start: number): { readonly date: string; readonly hour: number } {
    const quarter = Math.floor(start / QUARTER_SECONDS);
    let wall = this.walls.get(quarter);
    if (!wall) {
      if (this.walls.size >= MAX_WALLS) this.walls.clear();
      wall = zoneOf(this.timeZone).wall(quarter * QUARTER_SECONDS);
      this.walls.set(quarter, wall);
    }
    return wall;
  }
}
