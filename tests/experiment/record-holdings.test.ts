import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/dataset/formats.js';
import { holdingsOf } from '../../src/experiment/replay/record-holdings.js';
import { inspect } from '../../src/inspection/inspect.js';
import { supports } from '../../src/inspection/support.js';
import { loadScenario } from '../../src/scenario/load.js';
import { sharedData } from '../shared-data.js';

const file = (path: string) => new URL(`../../${path}`, import.meta.url).pathname;
const DEFAULT = file('datasets/recorded-default.yaml');

/** Metrics about which a replay keeps no facts: whose customer it was, and of which segment. */
const NOT_REPLAYED = ['repeat.rate', 'by segment'];

const FILES = [
  'mhch/clothing_eval.jsonl',
  'mhch-ssa/makeup_eval.jsonl',
  'uss/MWOZ_sessions_1-500.txt',
  'crosswoz/val_first-20.json',
  'abcd/abcd_sample.json',
  'tau-bench/gpt-4o-airline_trials-0-1.json',
  'tau-bench/MockRetailDomainEnv-few_shot.jsonl',
  'bank/anonymous_bank_1999-02-01_to_14.txt',
];

async function compareBoth(path: string): Promise<void> {
  const told = (rows: ReturnType<typeof supports>) =>
    rows
      .filter(({ metric }) => !NOT_REPLAYED.includes(metric))
      .map(({ from, metric, why }) => [metric, from === 'no' ? why : 'told']);
  const { supports: inspected } = await inspect(await openDataset(path));
  const { world } = await loadScenario(DEFAULT, { file: path });
  expect(told(supports(holdingsOf(world.record!)))).toEqual(told([...inspected]));
}

describe('a replay knows of a record what inspect says of its file', () => {
  it('of one with everything', () => compareBoth(file('datasets/retail-sample.jsonl')));

  for (const path of FILES) {
    const found = sharedData(path);
    it.skipIf(!found)(`${path} (skipped without ../shared/data)`, () => compareBoth(found!));
  }
});
