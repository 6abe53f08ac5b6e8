import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { type LoadedScenario, loadScenario } from '../../src/scenario/load.js';
import type { Team, World } from '../../src/scenario/world.js';
import {
  asking,
  day,
  ELDERLY,
  FOLDER,
  failing,
  fired,
  HOUR,
  NOBODY,
  one,
  ROOT,
  ruleOf,
  SENIOR,
  shop,
} from './example-shop.js';

// Each example does what its source documents, timed by hand. Those about queues: examples-in-queue.test.ts.

const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe('every example', () => {
  let weekday: LoadedScenario;
  beforeAll(async () => {
    weekday = await loadScenario(`${ROOT}datasets/retail-weekday.yaml`);
  });

  it.each(FILES)('%s loads without a warning, under the name of its file', (file) => {
    const text = readFileSync(`${FOLDER}${file}`, 'utf8');
    const { policy, warnings, description } = loadPolicy(file, text, vocabularyOf(weekday));
    expect(warnings).toEqual([]);
    expect(`${policy.name}.yaml`).toBe(file);
    expect(description).not.toBe('');
  });

  it.each(FILES)('%s cites where it is documented, and says what is left out', (file) => {
    const text = readFileSync(`${FOLDER}${file}`, 'utf8');
    expect(text).toMatch(/^# Sources?: https?:\/\/\S+\.\S+/m);
    expect(text).toMatch(/^# (It says|They say): /m);
    expect(text).toMatch(/^# Left out: /m);
    expect(readFileSync(`${ROOT}docs/examples.md`, 'utf8')).toContain(`examples/${file})`);
  });
});

describe('two-stage-fallback', () => {
  const name = 'two-stage-fallback';
  const stages = (confidence: number, margin: number) => {
    const world = shop({}, { ...failing(confidence, margin), maxTurns: 12 });
    const record = one(world, name);
    return { rules: fired(world, name, record), record };
  };

  it.each([
    ['unsure', 0.69, 0.5],
    ['ambiguous', 0.9, 0.09],
  ])('%s: confirm, rephrase, confirm again, offer a person', (_, confidence, margin) => {
    const { record, rules } = stages(confidence, margin);
    expect(rules).toEqual(['confirm', 'rephrase', 'confirm-again', 'last-fallback']);
    // Answered at turns 1, 3, 5 and 7, asked at 2, 4, 6 and 8, and at 9 the customer says yes.
    expect(record).toMatchObject({ clarifications: 3, acceptedOffers: 1, queuedAt: 400 });
  });

  it('sure by just as much as the thresholds: no question, nobody', () => {
    const { record, rules } = stages(0.7, 0.1);
    expect(rules).toEqual([]);
    expect(record).toMatchObject({ clarifications: 0, ending: 'left-ai' });
  });
});

describe('third-miss', () => {
  it('re-prompts after the first and the second miss, hands over after the third', () => {
    const world = shop({}, { ...failing(), maxTurns: 12 });
    const record = one(world, 'third-miss');
    expect(fired(world, 'third-miss', record)).toEqual(['first-miss', 'second-miss', 'third-miss']);
    // Answered (and missed) at turns 1, 3 and 5, asked back at 2 and 4.
    expect(record).toMatchObject({ aiReplies: 5, clarifications: 2, queuedAt: 250 });
  });
});

describe('failed-attempts-gate', () => {
  it('opens at the second failed attempt, at turn 3', () => {
    expect(one(shop({}, failing()), 'failed-attempts-gate').queuedAt).toBe(100);
  });

  it('opens at an ask', () => {
    expect(one(asking(shop()), 'failed-attempts-gate').queuedAt).toBe(0);
  });

  it('stays shut otherwise', () => {
    const record = one(shop({}, { maxTurns: 9 }), 'failed-attempts-gate');
    expect(record).toMatchObject({ rule: -1, customerTurns: 9 });
  });
});

describe('turn-and-time-cap', () => {
  const name = 'turn-and-time-cap';
  const capped = (world: World) => {
    const record = one(world, name);
    return [ruleOf(world, name, record), record.queuedAt, record.aiReplies];
  };

  it('after 20 replies of the AI', () => {
    expect(capped(shop())).toEqual(['reply-limit', 1000, 20]);
  });

  it('after 30 minutes: replies of 270 s, turns every 300 s, the eighth is past them', () => {
    const slow = shop({}, { replyTime: { kind: 'constant', seconds: 270 } });
    expect(capped(slow)).toEqual(['time-limit', 2100, 7]);
  });

  it('at a keyword, at frustration, at what it cannot resolve', () => {
    const negativity = { first: 1, afterNegative: 1, afterNeutral: 1, afterFailureFactor: 1 };
    const angry = shop();
    expect(capped(asking(shop()))).toEqual(['keyword', 0, 0]);
    expect(capped({ ...angry, customers: { ...angry.customers, negativity } })).toEqual([
      'frustration',
      50,
      1,
    ]);
    expect(capped(shop({}, failing()))).toEqual(['cannot-resolve', 150, 3]);
  });
});

describe('ai-error-handoff', () => {
  const name = 'ai-error-handoff';
  const at = (start: number, channel = 'chat') => {
    const world = shop({}, { outages: [{ from: start + 40, to: start + HOUR }], maxTurns: 3 });
    const given = { ...world, channels: [{ ...world.channels[0]!, name: channel }] };
    return one(given, name, { at: start });
  };

  it('to people at the first turn without the AI, on chat and within hours', () => {
    expect(at(9 * HOUR)).toMatchObject({ queuedAt: 9 * HOUR + 50, ticket: false, rule: 0 });
  });

  it.each([
    ['outside hours', 7 * HOUR, 'chat'],
    ['on another channel', 9 * HOUR, 'voice'],
  ])('%s: a ticket', (_, start, channel) => {
    expect(at(start, channel)).toMatchObject({ ticket: true, rule: 0 });
  });

  it('not while the AI answers', () => {
    expect(one(shop({}, { maxTurns: 3 }), name, { at: 9 * HOUR }).rule).toBe(-1);
  });
});

describe('email-first', () => {
  it('asks for one thing, and hands over at the next turn', () => {
    expect(one(asking(shop()), 'email-first')).toMatchObject({ slots: 1, queuedAt: 50 });
  });
});

describe('three-requests', () => {
  it('talks past two of them', () => {
    const record = one(asking(shop()), 'three-requests');
    expect(record).toMatchObject({ asks: 3, refusals: 2, queuedAt: 100 });
  });
});

describe('elderly-straight-through', () => {
  const name = 'elderly-straight-through';

  it('the elderly never meet the AI, others do', () => {
    const elderly = one(shop(), name, { segment: ELDERLY });
    expect(elderly).toMatchObject({ queuedAt: 0, aiReplies: 0, customerTurns: 0 });
    expect(one(shop({}, { maxTurns: 2 }), name)).toMatchObject({ aiReplies: 2, rule: -1 });
  });
});

describe('after-hours-ticket', () => {
  const name = 'after-hours-ticket';

  it.each([
    ['before nine', 9 * HOUR - 1, true],
    ['at nine', 9 * HOUR, false],
    ['before five', 17 * HOUR - 1, false],
    ['at five', 17 * HOUR, true],
  ])('%s', (_, at, ticket) => {
    const record = one(asking(shop()), name, { at });
    expect(record).toMatchObject({ ticket, promisedBy: ticket ? at + 24 * HOUR : Number.NaN });
  });
});

describe('bot-resumes', () => {
  const name = 'bot-resumes';

  it('nobody comes for 15 minutes: the AI goes on, the person takes over all the same', () => {
    const world = asking(shop({ senior: NOBODY }));
    const [, second] = day(world, name, [{ at: 0, handleSeconds: 1000 }, { at: 10 }]);
    expect(second).toMatchObject({ handbacks: 1, waitSeconds: 900, answeredAt: 1000 });
    expect(second!.aiReplies).toBeGreaterThan(0);
  });

  const silentFor = (lasts: number) =>
    one(
      asking(shop({ general: { fallsSilent: { share: 1, after: 10, lasts } }, senior: NOBODY })),
      name,
    );

  it('a person falls silent for more than 15 minutes: the AI goes on', () => {
    expect(silentFor(HOUR)).toMatchObject({ silences: 1, handbacks: 1, answeredAt: 0 });
    expect(silentFor(HOUR).aiReplies).toBeGreaterThan(0);
  });

  it('a person who says a word within them keeps the contact', () => {
    // 10 s of work, 890 s of silence, 90 s of work.
    expect(silentFor(890)).toMatchObject({ silences: 1, handbacks: 0, aiReplies: 0, endedAt: 990 });
  });
});

describe('unresponsive-person', () => {
  it('after five silent minutes somebody else has it', () => {
    // Silent from 10 on, back in the queue at 310, 100 s with the other team.
    const silent: Partial<Team> = { fallsSilent: { share: 1, after: 10, lasts: HOUR } };
    const record = one(asking(shop({ general: silent })), 'unresponsive-person');
    expect(record).toMatchObject({ silences: 1, team: SENIOR, answeredAt: 0, endedAt: 410 });
  });
});
