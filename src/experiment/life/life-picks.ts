import type { ContactSketch } from './lives.js';

/** A telling contact, by a word in place of its id. */
export interface Pick {
  /** Whom it picks, as a phrase after "the contact". */
  readonly meaning: string;
  /** Contacts that come into question. */
  among(record: ContactSketch['record']): boolean;
  /** The one with the most of this; of the median pick, the one in the middle. */
  by(record: ContactSketch['record']): number;
  readonly middle?: true;
}

const anybody = () => true;
const wait = ({ waitSeconds }: ContactSketch['record']) => waitSeconds;
const peak = ({ frustrationPeak }: ContactSketch['record']) => frustrationPeak;
const handedOver = ({ queuedAt }: ContactSketch['record']) => !Number.isNaN(queuedAt);
const answered = ({ answeredAt }: ContactSketch['record']) => !Number.isNaN(answeredAt);

/** Ties go to the higher frustration peak, then to the earlier replication, issue and visit. */
export const PICKS: Readonly<Record<string, Pick>> = {
  worst: { meaning: 'with the highest frustration peak', among: anybody, by: peak },
  median: {
    meaning: 'in the middle of all by frustration peak',
    among: anybody,
    by: peak,
    middle: true,
  },
  refused: {
    meaning: 'whose asks for a person were refused or talked past most often',
    among: ({ refusals }) => refusals > 0,
    by: ({ refusals }) => refusals,
  },
  unreached: {
    meaning: 'that asked most often for a person and never got one',
    among: (record) => record.asks > 0 && !answered(record),
    by: ({ asks }) => asks,
  },
  abandoned: {
    meaning: 'that waited longest of those who gave up in the queue',
    among: ({ ending }) => ending === 'abandoned',
    by: wait,
  },
  'longest-wait': { meaning: 'that waited longest in the queue', among: handedOver, by: wait },
  transferred: {
    meaning: 'with the median wait among those handed over',
    among: handedOver,
    by: wait,
    middle: true,
  },
  needless: {
    meaning: 'that waited longest of those handed over whom the AI would have helped',
    among: (record) => handedOver(record) && record.aiSolvable,
    by: wait,
  },
  missed: {
    meaning: 'with the highest frustration peak of those left with the AI, unresolved',
    among: (record) => !handedOver(record) && record.resolved === false,
    by: peak,
  },
  unserved: {
    meaning: 'that waited longest for people of whom nobody came',
    among: ({ ending }) => ending === 'unserved',
    by: wait,
  },
  declined: {
    meaning: 'that declined most offers',
    among: ({ declinedOffers }) => declinedOffers > 0,
    by: ({ declinedOffers }) => declinedOffers,
  },
  'handed-back': {
    meaning: 'that went back to the AI most often',
    among: ({ handbacks }) => handbacks > 0,
    by: ({ handbacks }) => handbacks,
  },
  'passed-on': {
    meaning: 'that was passed on most often from one team to another',
    among: ({ bounces }) => bounces > 0,
    by: ({ bounces }) => bounces,
  },
  'broken-promise': {
    meaning: 'with the highest frustration peak of those to whom a promise was broken',
    among: ({ promiseBroken }) => promiseBroken,
    by: peak,
  },
  'boiled-over': {
    meaning: 'whose frustration lasted longest of those past their tolerance',
    among: ({ boiledOver }) => boiledOver,
    by: ({ frustrationArea }) => frustrationArea,
  },
  repeat: {
    meaning: 'that came back most often about the same issue',
    among: ({ visit }) => visit > 0,
    by: ({ visit }) => visit,
  },
  solved: {
    meaning: 'that took longest of those whom the AI helped',
    among: ({ ending }) => ending === 'ai-resolved',
    by: ({ arrivedAt, endedAt }) => endedAt - arrivedAt,
  },
};

/** The one pick that needs two policies. */
export const PARTED = 'parted';
export const PARTED_MEANING =
  'with the largest difference in frustration peak between the two policies';

/** The contact that a pick means; undefined where none comes into question. */
export function picked(
  { among, by, middle }: Pick,
  sketches: readonly ContactSketch[],
): { readonly contact: ContactSketch; readonly of: number } | undefined {
  const found = sketches
    .filter(({ record }) => among(record))
    .sort(
      (a, b) =>
        by(b.record) - by(a.record) ||
        b.record.frustrationPeak - a.record.frustrationPeak ||
        inOrder(a, b),
    );
  const contact = found[middle ? Math.floor((found.length - 1) / 2) : 0];
  return contact && { contact, of: found.length };
}

/** Of those that happened under both policies, the one whose lives differ most. */
export function mostParted(
  one: readonly ContactSketch[],
  other: readonly ContactSketch[],
): { readonly contact: ContactSketch; readonly of: number } | undefined {
  const name = ({ issue, replication, visit }: ContactSketch) => `${replication}:${issue}/${visit}`;
  const twins = new Map(other.map((sketch) => [name(sketch), sketch.record]));
  const both = one.flatMap((sketch) => {
    const twin = twins.get(name(sketch));
    if (twin === undefined) return [];
    const { arrivedAt, endedAt, frustrationPeak } = sketch.record;
    const length = endedAt - arrivedAt - (twin.endedAt - twin.arrivedAt);
    const felt = Math.abs(frustrationPeak - twin.frustrationPeak);
    return [{ sketch, felt, length: Math.abs(length) }];
  });
  both.sort((a, b) => b.felt - a.felt || b.length - a.length || inOrder(a.sketch, b.sketch));
  return both[0] && { contact: both[0].sketch, of: both.length };
}

function inOrder(a: ContactSketch, b: ContactSketch): number {
  return a.replication - b.replication || a.issue - b.issue || a.visit - b.visit;
}
