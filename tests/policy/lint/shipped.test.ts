import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../../src/policy/condition/vocabulary.js';
import { lint } from '../../../src/policy/lint/lint.js';
import { openingOf } from '../../../src/policy/lint/opening.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { loadScenario } from '../../../src/scenario/load.js';

// Every shipped policy is clean in its scenario, but for those that exist to show a complaint: there the
// finding is the point.

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SHOWS: Readonly<Record<string, readonly string[]>> = {
  'policies/ai-only.yaml': ['no-way-to-a-person'],
  'policies/ask-three-times.yaml': ['ask-ignored', 'context-not-carried'],
  'policies/examples/three-requests.yaml': ['ask-ignored', 'context-not-carried'],
  'policies/airline/one-queue.yaml': ['dead-end-out-of-hours'],
};

describe.each([
  ['datasets/retail-weekday.yaml', ['policies', 'policies/examples', 'policies/reference']],
  ['datasets/airline-week.yaml', ['policies/airline']],
])('%s', (scenario, folders) => {
  const world = loadScenario(`${ROOT}${scenario}`);
  const files = folders.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  );

  it.each(files)('%s', async (file) => {
    const loaded = await world;
    const text = readFileSync(`${ROOT}${file}`, 'utf8');
    const findings = lint(loadPolicy(file, text, vocabularyOf(loaded)), openingOf(loaded.world));
    expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual(SHOWS[file] ?? []);
  });
});
