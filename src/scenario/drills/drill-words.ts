import { nearestChoice } from '../../input/nearest.js';
import { refuse } from '../../input/problem.js';
import { DAY } from '../../input/quantities.js';
import type { WeeklySpan } from '../calendar/calendar.js';
import { WEEKDAYS } from '../calendar/weekdays.js';
import { DRILLS, type DrillKey, type Drills } from '../schema/drills-schema.js';

/**
 * Drills as one word each, which is how a flag takes them and a result names them: `ai-outage`,
 * `ai-outage=10:00-12:00`, `demand-surge=2@10:00-12:00@sat+sun`, `sick-shift=0.3`.
 */
export const DRILL_NAMES: readonly string[] = Object.keys(DRILLS).map(nameOf);

const FORMS: Readonly<Record<DrillKey, string>> = {
  ai_outage: 'ai-outage or ai-outage=10:00-12:00',
  demand_surge: 'demand-surge, demand-surge=2 (a factor of 1 to 100) or demand-surge=2@10:00-12:00',
  sick_shift: 'sick-shift, sick-shift=0.3 (a share of 0 to 1) or sick-shift=0.3@08:00-16:00',
  wrong_announcement: 'wrong-announcement or wrong-announcement=0.5 (a factor of 0 to 100)',
};

/** What of each drill is said; the rest is the scenario's, or a default. */
export type DrillWishes = { readonly [K in DrillKey]?: Partial<NonNullable<Drills[K]>> };

/**
 * Reads drills separated by commas and adds them to those said before.
 *
 * @throws InputError for an unknown drill, or a value that is not of its form
 */
export function readDrills(text: string, before: DrillWishes = {}): DrillWishes {
  let wishes = before;
  for (const word of text.split(',').map((part) => part.trim())) {
    const [name = '', ...values] = word.split('=');
    const key = keyOf(name);
    const said = values.length === 0 ? {} : partsOf(key, word, values.join('='));
    const checked = DRILLS[key].safeParse(said);
    if (!checked.success) return refuseForm(key, word);
    const given = Object.entries(checked.data).filter(([part]) => Object.hasOwn(said, part));
    wishes = { ...wishes, [key]: { ...wishes[key], ...Object.fromEntries(given) } };
  }
  return wishes;
}

function keyOf(name: string): DrillKey {
  const key = name.toLowerCase().replaceAll('-', '_');
  if (Object.hasOwn(DRILLS, key)) return key as DrillKey;
  return refuse({
    code: 'unknown-drill',
    message: `--drill: there is no drill "${name}".`,
    found: name === '' ? 'no name' : name,
    expected: `one of ${DRILL_NAMES.join(', ')}`,
    ...nearestChoice(name, DRILL_NAMES),
  });
}

/** The parts of a value as they would stand in a scenario file. */
function partsOf(key: DrillKey, word: string, value: string): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const part of value.split('@')) {
    const [, from, to] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(part) ?? [];
    if (from !== undefined) Object.assign(parts, { from, to });
    else if (/^\d+(\.\d+)?$/.test(part))
      parts[key === 'sick_shift' ? 'share' : 'factor'] = Number(part);
    else if (/^[a-z]+(\+[a-z]+)*$/i.test(part)) parts.days = part.toLowerCase().split('+');
    else refuseForm(key, word);
  }
  return parts;
}

function refuseForm(key: DrillKey, word: string): never {
  return refuse({
    code: 'invalid-value',
    message: `--drill: this is not how ${nameOf(key)} is said.`,
    found: word,
    expected: FORMS[key],
  });
}

/** A drill with all that it needs to be run again. */
export function drillWord(
  key: DrillKey,
  { amount, when }: { amount?: number; when?: WeeklySpan },
): string {
  const parts = [
    ...(amount === undefined ? [] : [String(amount)]),
    ...(when ? [`${clock(when.from)}-${clock(when.to)}`] : []),
    ...(when && when.days.length < 7 ? [when.days.map((day) => WEEKDAYS[day - 1]).join('+')] : []),
  ];
  return `${nameOf(key)}=${parts.join('@')}`;
}

export function nameOf(key: string): string {
  return key.replaceAll('_', '-');
}

function clock(seconds: number): string {
  const minutes = Math.round((seconds > DAY ? seconds - DAY : seconds) / 60);
  return [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':');
}
