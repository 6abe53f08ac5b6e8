import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../../src/policy/condition/vocabulary.js';
import { lint } from '../../../src/policy/lint/lint.js';
import { openVocabulary } from '../../../src/policy/lint/open-vocabulary.js';
import { openingOf } from '../../../src/policy/lint/opening.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { loadScenario } from '../../../src/scenario/load.js';

const ASKED = '{ id: asked, when: asks >= 1, then: { transfer: general, context: summary } }';

/** Codes of what is found, with the rule that each is about. */
function found(rules: readonly string[], rest = '', fragments: Record<string, string> = {}) {
  const text = `name: p\n${rest}\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
  const all = new Map(Object.entries(fragments));
  const loaded = loadPolicy('p.yaml', text, openVocabulary([text, ...all.values()]), {
    fragments: all,
  });
  return lint(loaded).map(({ about, code }) => (about === undefined ? code : `${code} ${about}`));
}

describe('a rule is not hidden', () => {
  it.each([
    ['by one with a limit', '{ id: a, when: asks >= 1, at_most: 2, then: refuse }'],
    [
      'by an offer, which is made once',
      '{ id: a, when: asks >= 1, then: { offer: callback, to: general, context: summary, else: stay } }',
    ],
    [
      'by one for another point',
      '{ id: a, at: arrival, when: turns == 0, then: { transfer: [general], if: desk.general.open, else: stay } }',
    ],
    [
      'by one that needs what may be absent',
      '{ id: a, when: asks >= 1 && confidence >= 0, then: refuse, allow: [threshold-out-of-range] }',
    ],
    [
      'by two that leave a gap',
      '{ id: a, when: asks >= 1 && (confidence < 0.5 || confidence > 0.5), then: refuse }',
    ],
  ])('%s', (_, rule) => {
    expect(found([rule, ASKED])).toEqual([]);
  });
});

describe('a rule is hidden', () => {
  it.each([
    [
      'by a gated one, which decides either way',
      [
        '{ id: a, when: asks > 0, then: { transfer: general, context: summary, if: desk.general.open, else: refuse } }',
        ASKED,
      ],
      'shadowed asked',
    ],
    [
      'by two together',
      [
        '{ id: a, when: asks >= 2, then: { transfer: general, context: summary } }',
        '{ id: b, when: asks == 1, then: { transfer: senior, context: summary } }',
        ASKED,
      ],
      'shadowed asked',
    ],
    [
      'by a named condition',
      ['{ id: a, when: is.asking, then: { transfer: general, context: summary } }', ASKED],
      'shadowed asked',
    ],
  ])('%s', (_, rules, expected) => {
    const rest = rules.join().includes('is.asking') ? 'conditions: { asking: asks > 0 }' : '';
    expect(found(rules, rest)).toEqual([expected]);
  });

  it('only where it is at every point at which it is checked', () => {
    const always =
      '{ id: a, at: arrival, when: desk.general.open || !desk.general.open, allow: [always-true], then: { transfer: general } }';
    expect(
      found([
        always,
        '{ id: b, at: [arrival, turn], then: { transfer: general, context: summary } }',
      ]),
    ).toEqual([]);
    expect(found([always, '{ id: b, at: arrival, then: { transfer: general } }'])).toEqual([
      'shadowed b',
    ]);
  });
});

describe('rules for those who wait', () => {
  it('are said never to fire, and serving rules to be hidden', () => {
    const rest = `waiting:
  - { id: w, when: waited > 60 && waited < 30, then: { announce: wait } }
  - { id: first, when: waited > 60, then: { priority: 1m } }
  - { id: second, when: waited > 120, then: { priority: 1m } }
  - { id: before, when: waited < 0, then: { priority: 1m } }
serving:
  - { id: s, when: agent_silent > 60, then: { requeue: head } }
  - { id: t, when: agent_silent > 300, then: { requeue: head } }`;
    expect(found([ASKED], rest)).toEqual(['contradiction', 'threshold-out-of-range', 'shadowed t']);
  });

  it('that hand back loop with rules that would match again, and not with those that could not', () => {
    const back = (when: string) => `waiting: [{ id: w, when: ${when}, then: { handback: true } }]`;
    expect(found([ASKED], back('waited > 60'))).toEqual(['handback-loop w']);
    const chat =
      '{ id: chat, when: asks >= 1 && channel == "chat", then: { transfer: general, context: summary } }';
    const others =
      '{ id: rest, when: asks >= 1 && !pending, then: { transfer: general, context: summary } }';
    expect(found([chat, others], back('waited > 60 && channel == "voice"'))).toEqual([]);
    expect(found([chat, others], back('waited > 60 && channel == "chat"'))).toEqual([
      'handback-loop w',
    ]);
    const few =
      '{ id: few, when: asks >= 1 && handbacks < 2, then: { transfer: general, context: summary } }';
    expect(
      found(
        [
          few,
          '{ id: enough, when: asks >= 1, then: { ticket: general, context: summary }, at_most: 1 }',
        ],
        back('waited > 60'),
      ),
    ).toEqual([]);
    const meanwhile = '{ id: meanwhile, when: pending, then: stay }';
    expect(found([meanwhile, ASKED], back('waited > 60'))).toEqual([]);
  });
});

describe('asks', () => {
  it.each([
    [
      'are heard by a bare refusal',
      [
        '{ id: a, when: asks == 1, then: refuse }',
        '{ id: b, when: asks >= 2, then: { transfer: general, context: summary } }',
      ],
      [],
    ],
    [
      'are not heard by staying',
      [
        '{ id: a, when: asks == 1, then: stay }',
        '{ id: b, when: asks >= 2, then: { transfer: general, context: summary } }',
      ],
      ['ask-ignored a'],
    ],
    [
      'are heard by staying with words',
      [
        '{ id: a, when: asks == 1, then: { stay: One moment. } }',
        '{ id: b, when: asks >= 2, then: { transfer: general, context: summary } }',
      ],
      [],
    ],
    [
      'do not come where everybody is handed over',
      ['{ id: a, at: arrival, then: { transfer: general } }'],
      [],
    ],
    [
      'do not come from those who were',
      [
        '{ id: a, at: arrival, when: segment == "vip", then: { transfer: general } }',
        '{ id: b, when: asks >= 1 && segment != "vip", then: { transfer: general, context: summary } }',
      ],
      [],
    ],
    [
      'may be heard by what cannot be decided',
      ['{ id: a, when: asks / turns > 0, then: { transfer: general, context: summary } }'],
      [],
    ],
  ])('%s', (_, rules, expected) => {
    expect(found(rules)).toEqual(expected);
  });
});

it('what a rule or the file allows is not found', () => {
  const silent =
    '{ id: a, when: asks >= 1, allow: [context-not-carried], then: { transfer: general } }';
  expect(found([silent])).toEqual([]);
  expect(
    found(
      ['{ id: a, when: asks >= 1, then: { transfer: general } }'],
      'allow: [context-not-carried]',
    ),
  ).toEqual([]);
  const both = [silent, '{ id: b, when: failed_turns >= 1, then: { transfer: general } }'];
  expect(found(both)).toEqual(['context-not-carried b']);
});

it('a fragment is looked at in its own file, and may define what one policy does not use', () => {
  const fragment = `fragment: shared
params: { unused: 3 }
rules:
  - { id: insists, when: asks >= 3, then: { transfer: general } }
`;
  expect(found([ASKED, '{ include: f.yaml }'], '', { 'f.yaml': fragment })).toEqual([
    'shadowed insists',
    'context-not-carried insists',
  ]);
});

describe('what a policy never does', () => {
  const reads = (when: string, ...more: string[]) =>
    found([
      ASKED,
      `{ id: reads, when: ${when}, then: { transfer: general, context: summary } }`,
      ...more,
    ]);

  it.each([
    'declined_offers >= 1',
    'clarifications >= 1',
    'slots >= 1',
    'handbacks >= 1',
    'pending',
  ])('%s can never hold', (when) => {
    expect(reads(`${when} && asks == 0`)).toContain('never-fires reads');
  });

  it('what it does may be read', () => {
    const offers = '{ id: o, when: turns > 3, then: { offer: transfer, to: general, else: stay } }';
    expect(reads('declined_offers >= 1 && asks == 0', offers)).not.toContain('never-fires reads');
  });
});

it('fifty rules about the hour are done within seconds', async () => {
  const retail = await loadScenario('datasets/retail-weekday.yaml');
  const rules = Array.from(
    { length: 50 },
    (_, n) =>
      `  - { id: r${n}, when: asks >= ${n % 4} && clock.hour >= ${n % 20} && (intent == "refund" || failed_turns > ${n % 5}) && desk.general.queue < ${100 - n}, then: { transfer: general, context: summary } }\n`,
  );
  const text = `name: p\nallow: [threshold-out-of-range]\nrules:\n${rules.join('')}`;
  const began = performance.now();
  lint(loadPolicy('p.yaml', text, vocabularyOf(retail)), openingOf(retail.world));
  expect(performance.now() - began).toBeLessThan(10_000);
});

describe('in a scenario', () => {
  const inRetail = async (...rules: readonly string[]): Promise<string[]> => {
    const retail = await loadScenario('datasets/retail-weekday.yaml');
    const text = `name: p\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
    const loaded = loadPolicy('p.yaml', text, vocabularyOf(retail));
    return lint(loaded, openingOf(retail.world)).map(({ about, code }) => `${code} ${about}`);
  };
  const transfer = (when: string): string =>
    `{ id: a, when: '${when}', then: { transfer: general, context: summary, else: refuse } }`;
  const others =
    '{ id: b, when: asks >= 1, then: { transfer: senior, context: summary, else: refuse } }';

  it('a rule that leaves an intent out is not for each of the others', async () => {
    expect(await inRetail(transfer('asks >= 1 && intent != "product_advice"'), others)).toEqual([]);
    expect(
      await inRetail(transfer('asks >= 1 && intent in ["refund", "broken_device"]'), others),
    ).toEqual(['untrained-team a']);
  });

  it('rules for all segments together leave nothing to a later one', async () => {
    const both = 'asks >= 1 && (segment == "general" || segment == "elderly")';
    expect(await inRetail(transfer(both), others)).toEqual(['shadowed b']);
    expect(await inRetail(transfer('asks >= 1 && segment == "general"'), others)).toEqual([]);
  });

  it('a rule for nobody who comes never fires', async () => {
    expect(
      await inRetail(transfer('asks >= 1 && !(segment in ["general", "elderly"])'), others),
    ).toEqual(['never-fires a']);
    expect(await inRetail(transfer('asks >= 1 && segment == "vip"'), others)).toEqual([
      'unknown-value undefined',
    ]);
  });
});
