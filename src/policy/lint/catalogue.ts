/** Every kind of finding; docs/lint.md says of each why it matters and what to do. */
export const FINDINGS = {
  'after-unconditional': 'error',
  'always-true': 'warning',
  'ask-ignored': 'warning',
  'context-not-carried': 'warning',
  contradiction: 'error',
  'dead-end-out-of-hours': 'error',
  'handback-loop': 'error',
  'never-fires': 'error',
  'never-open': 'error',
  'no-way-to-a-person': 'error',
  'offer-without-else': 'warning',
  shadowed: 'error',
  'team-twice': 'warning',
  'threshold-out-of-range': 'error',
  'unknown-code': 'warning',
  'untrained-team': 'warning',
  'unused-condition': 'warning',
  'unused-hours': 'warning',
  'unused-parameter': 'warning',
  'widens-to-nobody-new': 'warning',
} as const satisfies Readonly<Record<string, 'error' | 'warning'>>;

export type FindingCode = keyof typeof FINDINGS;
