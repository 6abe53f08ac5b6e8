import { Chalk } from 'chalk';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/experiment/compare.js';
import type { Comparison } from '../../src/experiment/evaluation.js';
import { RECORDED } from '../../src/policy/policy.js';
import { comparisonCsv } from '../../src/report/comparison/comparison-csv.js';
import { comparisonJson } from '../../src/report/comparison/comparison-json.js';
import { comparisonMarkdown } from '../../src/report/comparison/comparison-markdown.js';
import { comparisonText } from '../../src/report/comparison/comparison-text.js';
import { resultSchema } from '../../src/report/schema/result-schema.js';
import { contained, handedOver, sampling } from '../experiment/replays.js';
import { policyFor } from '../worlds.js';

const DIALOGUES = Array.from({ length: 60 }, (_, i) =>
  i % 3 === 0 ? handedOver(`${i}`, i % 2 === 0) : contained(`${i}`, i % 4 < 2),
);

let comparison: Comparison;
beforeAll(async () => {
  const world = sampling(DIALOGUES);
  const under = (name: string, rules: string) => ({
    policy: policyFor(world, `name: ${name}\nrules: [${rules}]`),
    description: '',
  });
  comparison = await compare(
    world,
    [
      { policy: RECORDED, description: '' },
      under('never', ''),
      under('at-once', '{ id: first, when: turns >= 1, then: { transfer: general } }'),
    ],
    { seed: 1, replications: 3, sensitivity: false },
  );
});

const text = (of = comparison) =>
  comparisonText(of, { chalk: new Chalk({ level: 0 }), written: [] });

describe('a replay on paper', () => {
  it('names the shares of the contract, and other words', () => {
    const page = text();
    const header = page.slice(page.indexOf('How much of this was recorded?')).split('\n', 3);
    for (const name of ['same point', 'earlier', 'later', 'neither', 'other words']) {
      expect(header.join('\n')).toContain(name);
    }
  });

  it('shows the observed share beside a figure, and none where all is modelled', () => {
    const page = text();
    const solved = page.slice(page.indexOf('Is the problem solved')).split('\n');
    expect(solved.find((line) => line.startsWith('  recorded'))).toContain('(100)');
    const queue = page.slice(page.indexOf('How does it feel'), page.indexOf('Against recorded'));
    const peak = queue.split('\n').find((line) => line.startsWith('  never'))!;
    expect(peak.split(/ {2,}/)[2]).not.toContain('(');
  });

  it('shows figures with the modelled part and without', () => {
    const page = text();
    const table = page.slice(page.indexOf('With what was modelled, and without'));
    expect(table).toMatch(/\n {2}never +60 .*\n {4}matched only +40 /);
    expect(table).toContain('leave no propensities to weight by');
  });

  it('says why there is no number, and that no ranking holds it', () => {
    for (const page of [text(), comparisonMarkdown(comparison)]) {
      expect(page).toContain('refused: 0 % observed');
      expect(page.replace(/\s+/g, ' ')).toContain(
        'Figures about outcomes are refused under at-once (0 % of outcomes observed, in 0 conversations). The floor is 10 % of the facts, from 20 conversations',
      );
      expect(page.replace(/\s+/g, ' ')).toContain('How many at-once would resolve is refused');
    }
    expect(text()).toMatch(/\n {2}at-once +– +refused/);
  });

  it('has null and a reason in JSON, as the schema says', () => {
    const json = JSON.parse(comparisonJson(comparison, { version: '1', inputs: [], warnings: [] }));
    expect(resultSchema.parse(json)).toEqual(json);
    expect(json.record).toEqual({
      conversations: 60,
      days: null,
      floor: { share: 0.1, conversations: 20 },
    });
    const [recorded, never, atOnce] = json.policies;
    expect(atOnce.metrics['resolution.rate']).toEqual({
      value: null,
      observed_share: 0,
      refused: { reason: 'observed-share', facts: 'outcome', conversations: 0 },
    });
    expect(atOnce.differences['resolution.rate']).toBeUndefined();
    // one or two are still in queue when the last people leave
    expect(recorded.metrics['resolution.rate'].observed_share).toBeCloseTo(1, 2);
    expect(never.matched).toMatchObject({ conversations: 40, outcomes: 40 });
    expect(never.slices.matched['resolution.rate'].value).toBeGreaterThan(0);
    expect(never.slices.matched['wait.mean']).toBeNull();
    expect(json.rankings[0].order).toEqual(['recorded', 'never']);
  });

  it('has an empty value and the reason in CSV', () => {
    const lines = comparisonCsv(comparison).split('\n');
    expect(lines[0]!.split(',').at(-1)).toBe('refused');
    expect(lines.find((line) => line.startsWith('at-once,all,resolution.rate,'))).toMatch(
      /^at-once,all,resolution\.rate,share,,,,,0,.*,observed-share$/,
    );
    expect(lines.some((line) => line.startsWith('never,matched,resolution.rate,share,0.'))).toBe(
      true,
    );
  });

  it('warns of a world that does not reproduce the record before it compares anything', () => {
    const rows = comparison.replay!.rows.map((row) => ({ ...row, agrees: false }));
    const off: Comparison = { ...comparison, replay: { ...comparison.replay!, rows } };
    for (const page of [text(off), comparisonMarkdown(off)]) {
      const warning = page.indexOf('Warning: the policy "recorded"');
      expect(warning).toBeGreaterThan(0);
      for (const compared of ['resolves the most', 'Is the problem solved', 'Against recorded']) {
        expect(page.indexOf(compared)).toBeGreaterThan(warning);
      }
    }
    expect(comparisonMarkdown(comparison)).not.toContain('Warning:');
  });
});
