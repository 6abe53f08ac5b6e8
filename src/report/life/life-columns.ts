import type { ChalkInstance } from 'chalk';
import { wrap } from '../table.js';
import { displayWidth } from '../text-table.js';
import type { LifeBlock, LifeLine } from './life-lines.js';

/** How timelines are drawn: one alone, two beside each other, or two in one with marks. */
export interface Layout {
  readonly chalk: ChalkInstance;
  readonly width: number;
  readonly time: (at: number) => string;
  /** Since the contact arrived. */
  readonly elapsed: (at: number) => string;
}

/** For a time, the time since arrival, and what separates them. */
const TIME = 11;
const ELAPSED = 8;
/** Columns that the times take. */
export const MARGIN = TIME + ELAPSED;
const HEAD = 7;
const PARTING = '── here they part ──';

interface Drawn {
  readonly text: string;
  readonly tone: LifeLine['tone'];
  readonly mark?: string;
}

export function single(blocks: readonly LifeBlock[], layout: Layout): string {
  const width = layout.width - MARGIN;
  return blocks
    .filter(({ lines }) => lines.length > 0)
    .map(({ at, lines }) =>
      withTimes(
        at,
        lines
          .flatMap((line) => drawn(line, width))
          .map(({ text, tone }) => painted(text, tone, layout)),
        layout,
      ),
    )
    .join('\n');
}
/** Two lives in two columns, an instant of both in one row. */
export function sideBySide(
  lives: readonly [readonly LifeBlock[], readonly LifeBlock[]],
  partAt: number | undefined,
  layout: Layout,
): string {
  const width = Math.floor((layout.width - MARGIN - 3) / 2);
  return instants(lives, partAt, layout, (one, other) => {
    const [left, right] = [one, other].map((lines) => lines.flatMap((line) => drawn(line, width)));
    return Array.from({ length: Math.max(left!.length, right!.length) }, (_, row) => {
      const [a, b] = [left![row], right![row]];
      const gap = ' '.repeat(Math.max(0, width - displayWidth(a?.text ?? '')));
      const cells = [a, b].map((cell) => (cell ? painted(cell.text, cell.tone, layout) : ''));
      return `${cells[0]}${gap} │ ${cells[1]}`.trimEnd();
    });
  });
}

/** Two lives in one column: A and B mark what belongs to one alone. */
export function interleaved(
  lives: readonly [readonly LifeBlock[], readonly LifeBlock[]],
  partAt: number | undefined,
  layout: Layout,
): string {
  const width = layout.width - MARGIN - 2;
  return instants(lives, partAt, layout, (one, other) =>
    merged(one, other)
      .flatMap(({ line, mark }) => drawn(line, width).map((part) => ({ ...part, mark })))
      .map(({ mark, text, tone }) => `${mark} ${painted(text, tone, layout)}`),
  );
}

/** All instants of both lives in order, with a line where they part. */
function instants(
  [one, other]: readonly [readonly LifeBlock[], readonly LifeBlock[]],
  partAt: number | undefined,
  layout: Layout,
  draw: (one: readonly LifeLine[], other: readonly LifeLine[]) => readonly string[],
): string {
  const times = [...new Set([...one, ...other].map(({ at }) => at))].sort((a, b) => a - b);
  const linesAt = (blocks: readonly LifeBlock[], at: number) =>
    blocks.filter((block) => block.at === at).flatMap(({ lines }) => lines);
  const rows: string[] = [];
  for (const at of times) {
    if (at === partAt) rows.push(layout.chalk.yellow(' '.repeat(MARGIN) + PARTING));
    const drawnRows = draw(linesAt(one, at), linesAt(other, at));
    if (drawnRows.length > 0) rows.push(withTimes(at, drawnRows, layout));
  }
  return rows.join('\n');
}

/** Lines of both in one order, those that are alike once (a longest common subsequence). */
function merged(
  one: readonly LifeLine[],
  other: readonly LifeLine[],
): { readonly line: LifeLine; readonly mark: string }[] {
  const same = (i: number, j: number) =>
    one[i]!.head === other[j]!.head && one[i]!.text === other[j]!.text;
  const common = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  );
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      common[i]![j] = same(i, j)
        ? common[i + 1]![j + 1]! + 1
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const found: { line: LifeLine; mark: string }[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && same(i, j)) {
      found.push({ line: one[i++]!, mark: ' ' });
      j++;
    } else if (j === other.length || (i < one.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      found.push({ line: one[i++]!, mark: 'A' });
    } else {
      found.push({ line: other[j++]!, mark: 'B' });
    }
  }
  return found;
}

/** One line as it stands on the terminal, wrapped below its head. */
function drawn({ head, text, tone }: LifeLine, width: number): Drawn[] {
  const [first, rest] = head === '' ? ['', '  '] : [`  ${head.padEnd(HEAD)}`, ' '.repeat(HEAD + 2)];
  return wrap(text, width, first, rest)
    .split('\n')
    .flatMap((part) => folded(part, width, rest))
    .map((part) => ({ text: part, tone }));
}

/** What has no spaces to break at, such as Chinese, is broken anywhere. */
function folded(text: string, width: number, rest: string): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const char of text) {
    if (displayWidth(line + char) > width) {
      lines.push(line);
      line = rest;
    }
    line += char;
  }
  return [...lines, line];
}

function withTimes(at: number, rows: readonly string[], layout: Layout): string {
  const times = layout.chalk.dim(
    `${layout.time(at).padEnd(TIME)}${layout.elapsed(at).padStart(ELAPSED - 2)}  `,
  );
  const blank = ' '.repeat(MARGIN);
  return rows.map((row, i) => ((i === 0 ? times : blank) + row).trimEnd()).join('\n');
}

function painted(text: string, tone: LifeLine['tone'], { chalk }: Layout): string {
  return tone === 'loud' ? chalk.bold(text) : tone === 'quiet' ? chalk.dim(text) : text;
}
