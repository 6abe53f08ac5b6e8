/** A reading of a wall clock, without a zone. Months from 1. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** May have a fraction. */
  readonly second: number;
}

/** Offsets change at quarter hours at most, in every zone of the last century's end and since. */
const QUARTER = 900;

/** Days of a month, numbered from 1. */
export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const zones = new Map<string, Zone>();

/** The zone of that IANA name. @throws RangeError for a name that this machine does not know */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    zone = new Zone(name);
    zones.set(name, zone);
  }
  return zone;
}

export function isZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Conversion between moments and the wall clocks of one IANA zone, by way of `Intl`. */
export class Zone {
  private readonly format: Intl.DateTimeFormat;
  /** Intl costs microseconds a call; a record of millions sees few distinct quarter hours. */
  private readonly offsets = new Map<number, number>();

  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Seconds by which wall clocks here are ahead of UTC at that moment. */
  offsetAt(epochSeconds: number): number {
    if (this.name === 'UTC') return 0;
    const quarter = Math.floor(epochSeconds / QUARTER);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      const part: Record<string, number> = {};
      for (const { type, value } of this.format.formatToParts(quarter * QUARTER * 1000))
        part[type] = Number(value);
      const wall = Date.UTC(
        part.year!,
        part.month! - 1,
        part.day!,
        part.hour!,
        part.minute!,
        part.second!,
      );
      offset = wall / 1000 - quarter * QUARTER;
      this.offsets.set(quarter, offset);
    }
    return offset;
  }

  /**
   * The moment, in seconds since 1970 UTC, at which clocks here show `wall`.
   *
   * An hour that the clocks show twice means its first pass, unless that would lie before
   * `notBefore`; one that they skip means the same time after the jump as it would have been
   * without it.
   */
  moment(wall: WallClock, notBefore = Number.NEGATIVE_INFINITY): number {
    const asUtc =
      Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) / 1000 + wall.second;
    const before = this.offsetAt(asUtc - 86_400);
    const after = this.offsetAt(asUtc + 86_400);
    const fits = [asUtc - before, asUtc - after].filter(
      (moment) => this.offsetAt(moment) === asUtc - moment,
    );
    if (fits.length === 0) return asUtc - before;
    const [first, second] = fits as [number, number?];
    return second !== undefined && first < notBefore && second >= notBefore ? second : first;
  }

  /** Date, hour and weekday (0 = Sunday) that clocks here show at that moment. */
  wall(epochSeconds: number): {
    readonly date: string;
    readonly hour: number;
    readonly weekday: number;
  } {
    const local = new Date((epochSeconds + this.offsetAt(epochSeconds)) * 1000);
    return {
      date: local.toISOString().slice(0, 10),
      hour: local.getUTCHours(),
      weekday: local.getUTCDay(),
    };
  }
}
