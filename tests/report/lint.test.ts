import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/input/problem.js';
import { lintGithub } from '../../src/report/lint/lint-github.js';
import { lintText } from '../../src/report/lint/lint-text.js';

const PROBLEM: Problem = {
  code: 'shadowed',
  severity: 'warning',
  message: '100% of it, and\r\nmore: this',
  file: 'a,b:c%.yaml',
  line: 3,
  column: 5,
};

describe('workflow commands', () => {
  // By escapeData and escapeProperty of actions/toolkit.
  it('escape text and properties as GitHub reads them', () => {
    expect(lintGithub([PROBLEM])).toBe(
      '::warning file=a%2Cb%3Ac%25.yaml,line=3,col=5,title=shadowed::100%25 of it, and%0D%0Amore: this\n',
    );
  });

  it('leave out what is not known', () => {
    expect(lintGithub([{ code: 'c', severity: 'error', message: 'm.' }])).toBe(
      '::error title=c::m.\n',
    );
  });
});

it('text holds no control characters of a file’s', () => {
  const text = lintText([{ ...PROBLEM, found: '\u001b[31mred' }], ['x'], new Chalk({ level: 0 }));
  expect(text).toBe(
    'a,b:c%.yaml:3:5: warning: 100% of it, and\uFFFD\uFFFDmore: this [shadowed]\n  found: \uFFFD[31mred\n1 finding in 1 policy\n',
  );
});
