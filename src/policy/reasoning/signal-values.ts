/** What the number of a signal can be, when it is there. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  /** Only whole numbers. */
  readonly whole: boolean;
}

const COUNT = range(0, Number.POSITIVE_INFINITY, true);
/** A wait may be infinite: nobody will come. */
const SECONDS = range(0, Number.POSITIVE_INFINITY);
const SHARE = range(0, 1);
const ANY = range(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** Ranges of the number signals of `signals.ts`, by the same names. */
export const SIGNAL_RANGES: Readonly<Record<string, NumberRange>> = {
  asks: COUNT,
  refusals: COUNT,
  failed_turns: COUNT,
  repeats: COUNT,
  turns: COUNT,
  negative_turns: COUNT,
  confidence: SHARE,
  margin: SHARE,
  sentiment: range(-1, 1),
  // A least-squares slope is a weighted mean of slopes between two turns, none steeper than 2 a turn.
  sentiment_slope: range(-2, 2),
  elapsed: SECONDS,
  idle: SECONDS,
  contact_number: range(1, Number.POSITIVE_INFINITY, true),
  accepted_offers: COUNT,
  declined_offers: COUNT,
  clarifications: COUNT,
  slots: COUNT,
  handbacks: COUNT,
  waited: SECONDS,
  expected_wait: SECONDS,
  agent_silent: SECONDS,
  'clock.hour': range(0, 23, true),
  'clock.minute': range(0, 59, true),
  'clock.weekday': range(1, 7, true),
};

/** The same of the signals of a desk. */
export const DESK_RANGES: Readonly<Record<string, NumberRange>> = {
  staffed: COUNT,
  free: COUNT,
  queue: COUNT,
  oldest_wait: SECONDS,
  estimated_wait: SECONDS,
};

/** Of the range of a path's signal: `asks`, `desk.general.queue`, `times.unsure`, `signals.score`. */
export function rangeOf(path: readonly string[]): NumberRange {
  if (path[0] === 'times') return COUNT;
  if (path[0] === 'desk') return DESK_RANGES[path[2]!] ?? ANY;
  return SIGNAL_RANGES[path.join('.')] ?? ANY;
}

function range(least: number, most: number, whole = false): NumberRange {
  return { least, most, whole };
}
