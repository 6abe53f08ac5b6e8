import { describe, expect, it } from 'vitest';
import { mostParted, PICKS, picked } from '../../src/experiment/life/life-picks.js';
import { findContact } from '../../src/experiment/life/life-search.js';
import { type ContactSketch, Lives } from '../../src/experiment/life/lives.js';
import { desks } from '../simulation/runs.js';
import { STRAIGHT_THROUGH, withIssues } from '../worlds.js';
import { loadedFor } from './explained.js';

const NEVER = Number.NaN;

/** A contact that the AI helped at once, unless a test says otherwise. */
function sketch(issue: number, facts: Partial<ContactSketch['record']> = {}): ContactSketch {
  const record: ContactSketch['record'] = {
    issue,
    visit: 0,
    dialogue: -1,
    arrivedAt: 0,
    endedAt: 10,
    ending: 'ai-resolved',
    resolved: true,
    aiSolvable: true,
    asks: 0,
    refusals: 0,
    declinedOffers: 0,
    queuedAt: NEVER,
    answeredAt: NEVER,
    waitSeconds: 0,
    bounces: 0,
    handbacks: 0,
    silences: 0,
    promiseBroken: false,
    silent: false,
    frustrationPeak: 0,
    frustrationArea: 0,
    boiledOver: false,
    ...facts,
  };
  return { replication: 0, issue, visit: record.visit, record };
}

const waited = (seconds: number, facts: Partial<ContactSketch['record']> = {}) => ({
  queuedAt: 100,
  answeredAt: 100 + seconds,
  waitSeconds: seconds,
  ending: 'served' as const,
  ...facts,
});

const CONTACTS = [
  sketch(0, { endedAt: 90 }),
  sketch(1, { frustrationPeak: 3, ending: 'left-ai', resolved: false, asks: 1, refusals: 1 }),
  sketch(2, { frustrationPeak: 2, ending: 'left-ai', resolved: false, asks: 4, refusals: 3 }),
  sketch(3, { frustrationPeak: 1, asks: 5, ...waited(50) }),
  sketch(4, { frustrationPeak: 0.5, ...waited(200, { aiSolvable: false }) }),
  sketch(5, { frustrationPeak: 0.4, ...waited(80) }),
  sketch(6, { frustrationPeak: 2.5, ...waited(150, { ending: 'abandoned', answeredAt: NEVER }) }),
  sketch(7, { frustrationPeak: 0.1, ...waited(5, { ending: 'unserved', answeredAt: NEVER }) }),
  sketch(8, { visit: 2, handbacks: 1, bounces: 2, declinedOffers: 1 }),
  sketch(9, { frustrationPeak: 2.9, frustrationArea: 9, boiledOver: true, promiseBroken: true }),
];

describe('a word picks', () => {
  it.each([
    ['worst', 1, 10],
    ['median', 3, 10], // peaks 3, 2.9, 2.5, 2, 1, 0.5 …: the fifth of ten
    ['refused', 2, 2],
    ['unreached', 2, 2],
    ['abandoned', 6, 1],
    ['longest-wait', 4, 5],
    ['transferred', 5, 5],
    ['needless', 6, 4],
    ['missed', 1, 2],
    ['unserved', 7, 1],
    ['declined', 8, 1],
    ['handed-back', 8, 1],
    ['passed-on', 8, 1],
    ['broken-promise', 9, 1],
    ['boiled-over', 9, 1],
    ['repeat', 8, 1],
    ['solved', 0, 3],
  ])('%s: contact %d of %d', (word, issue, of) => {
    const found = picked(PICKS[word]!, CONTACTS)!;
    expect({ issue: found.contact.issue, of: found.of }).toEqual({ issue, of });
  });

  it('nobody, where nobody comes into question', () => {
    for (const [word, pick] of Object.entries(PICKS)) {
      if (['worst', 'median', 'solved'].includes(word)) continue;
      expect(picked(pick, [sketch(0)]), word).toBeUndefined();
    }
  });

  it('parted: the largest difference in peaks, among those that happened under both', () => {
    const other = CONTACTS.map(({ issue, record }) =>
      sketch(issue, { ...record, frustrationPeak: issue === 4 ? 2 : record.frustrationPeak }),
    );
    expect(mostParted(CONTACTS, other)).toMatchObject({ contact: { issue: 4 }, of: 10 });
    expect(mostParted(CONTACTS, other.slice(5))!.of).toBe(5);
    expect(mostParted(CONTACTS, [])).toBeUndefined();
  });
});

describe('an id finds', () => {
  const world = withIssues(desks({ general: {} }), [{ at: 0 }, { at: 10 }, { at: 20 }]);
  const policies = [loadedFor(world, STRAIGHT_THROUGH)];
  const find = (contact: string, replications?: readonly number[]) =>
    findContact(world, new Lives(world, 1), {
      contact,
      policies,
      ...(replications ? { replications } : {}),
    });

  it.each([
    ['2/0', undefined, { replication: 0, issue: 2, visit: 0 }],
    ['2', undefined, { replication: 0, issue: 2, visit: 0 }],
    ['2/1', [4, 5], { replication: 4, issue: 2, visit: 1 }],
    ['7:2/1', [4, 5], { replication: 7, issue: 2, visit: 1 }],
  ])('%s in days %s', (contact, replications, place) => {
    expect(find(contact, replications)).toEqual(place);
  });

  it('a word, over several days', () => {
    // One person, 100 s each: the third waits 180 s, on every day alike.
    expect(find('longest-wait', [3, 5])).toEqual({
      replication: 3,
      issue: 2,
      visit: 0,
      picked: { by: 'longest-wait', meaning: 'that waited longest in the queue', among: 6 },
    });
  });
});
