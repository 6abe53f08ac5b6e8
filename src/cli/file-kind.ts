import { FORMATS } from '../dataset/formats.js';
import type { Problem } from '../input/problem.js';

export type FileKind = 'scenario' | 'policy' | 'mapping' | 'conversations';

interface Telling {
  readonly kind: FileKind;
  /** What gives the kind away, and where. */
  readonly because: string;
  readonly line: number;
}

const KEYS: readonly (readonly [FileKind, string])[] = [
  ['policy', 'rules'],
  ['scenario', 'horizon|demand|intents|teams'],
  ['mapping', 'columns'],
];

const EXPECTED: Readonly<Record<'scenario' | 'policy' | 'conversations', string>> = {
  scenario:
    'a scenario such as datasets/retail-weekday.yaml, or recorded conversations, and policies behind -p',
  policy: 'a policy file, with rules; the scenario stands before -p',
  conversations: 'recorded conversations; `warmline inspect --help` lists the formats',
};

const CALLED: Readonly<Record<FileKind, string>> = {
  scenario: 'a scenario',
  policy: 'a policy',
  mapping: 'a column mapping',
  conversations: 'recorded conversations',
};

/**
 * The problem of a file that is plainly of another kind than its place on the command line wants:
 * one sentence about the mix-up instead of a list of everything that is missing and unknown.
 */
export function wrongKind(
  file: string,
  text: string,
  wanted: 'scenario' | 'policy' | 'conversations',
  expected = EXPECTED[wanted],
): Problem | undefined {
  const told = tell(file, text, wanted);
  if (!told || told.kind === wanted) return undefined;
  return {
    code: 'wrong-kind-of-file',
    severity: 'error',
    message: `This is ${CALLED[told.kind]}, where ${CALLED[wanted]} should stand.`,
    file,
    line: told.line,
    column: 1,
    found: told.because,
    expected,
  };
}

/** The wanted kind wins where a file shows signs of several. */
function tell(file: string, text: string, wanted: FileKind): Telling | undefined {
  const told: Telling[] = KEYS.flatMap(([kind, keys]) => {
    // At the start of a line; of the wanted kind also inside braces, for YAML in JSON's clothes.
    const before = kind === wanted ? '(?:^|[{,]\\s*)' : '^';
    const match = new RegExp(`${before}"?(${keys})"?[ \\t]*:`, 'm').exec(text);
    const line = text.slice(0, match?.index ?? 0).split('\n').length;
    return match ? [{ kind, because: `the key \`${match[1]}\``, line }] : [];
  });
  const format = FORMATS.find(({ detect }) => detect(text, file));
  if (format) told.push({ kind: 'conversations', because: format.description, line: 1 });
  return told.find(({ kind }) => kind === wanted) ?? told[0];
}
