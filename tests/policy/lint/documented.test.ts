import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Vocabulary, vocabularyOf } from '../../../src/policy/condition/vocabulary.js';
import { FINDINGS } from '../../../src/policy/lint/catalogue.js';
import { lint } from '../../../src/policy/lint/lint.js';
import { openVocabulary } from '../../../src/policy/lint/open-vocabulary.js';
import { type Opening, openingOf } from '../../../src/policy/lint/opening.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { loadScenario } from '../../../src/scenario/load.js';

// Every finding of docs/lint.md by its own examples: the first has it, the second has nothing.

const PAGE = readFileSync('docs/lint.md', 'utf8');
const NEED_SCENARIO = PAGE.slice(
  PAGE.indexOf('## Hours and skills'),
  PAGE.indexOf('## What is left'),
);
const SECTIONS = PAGE.split(/^### /m)
  .slice(1)
  .map((section) => ({
    code: section.split('\n')[0]!,
    examples: [...section.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text!),
  }));

let vocabulary: Vocabulary;
let opening: Opening;
beforeAll(async () => {
  const scenario = await loadScenario('datasets/retail-weekday.yaml');
  vocabulary = vocabularyOf(scenario);
  opening = openingOf(scenario.world);
});

const alone = (text: string) => lint(loadPolicy('p.yaml', text, openVocabulary([text])));
const inWorld = (text: string) => lint(loadPolicy('p.yaml', text, vocabulary), opening);

it('explains every finding that there is', () => {
  expect(SECTIONS.map(({ code }) => code).sort()).toEqual(Object.keys(FINDINGS).sort());
  for (const { code, examples } of SECTIONS) expect(examples.length, code).toBe(2);
});

describe.each(SECTIONS)('$code', ({ code, examples: [wrong, right] }) => {
  it('is found in the first example, and nothing else', () => {
    const found = NEED_SCENARIO.includes(`### ${code}\n`) ? inWorld(wrong!) : alone(wrong!);
    expect(new Set(found.map((finding) => finding.code))).toEqual(new Set([code]));
    for (const finding of found) {
      expect(finding).toMatchObject({ file: 'p.yaml', severity: FINDINGS[code as never] });
      expect(finding.line).toBeGreaterThan(0);
      expect(finding.column).toBeGreaterThan(0);
      expect(finding.expected).not.toBe('');
      expect(finding.message).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('nothing is found in the second, with a scenario or without', () => {
    expect(alone(right!)).toEqual([]);
    expect(inWorld(right!)).toEqual([]);
  });
});
