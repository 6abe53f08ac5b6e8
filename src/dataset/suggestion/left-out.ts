import { stringify } from 'yaml';
import type { Guess, Refusal } from './guess.js';
import { plain } from './names.js';

/** What is often exported, and why no field takes it up. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /abandon|放弃|verlassen|aufgelegt/,
    'Says the opposite of `answered`: a column of that, with yes and no, would be read.',
  ],
  [
    /csat|nps|satisf|rating|zufrieden|evaluat|满意|评分|评价/,
    'A rating given afterwards: no router could have seen it.',
  ],
  [
    /transfer|handover|handoff|escalat|weiterleit|转人工|转接/,
    'Whether it was handed over shows in turns by a person, or in team, wait and handling.',
  ],
  [/email|phone|mobile|telefon|手机|电话|邮箱/, 'Somebody’s address: nothing here needs it.'],
];

/** Beyond these a list of columns is no help. */
const MOST_LISTED = 60;
const LONGEST_SHAPE = 24;

/**
 * Comments that list the columns a proposed mapping leaves out: by name, with the shape of a value,
 * how often there is one, and why. Shapes show what sort of thing it is and give nobody's words,
 * names or numbers away.
 */
export function leftOutLines(guess: Guess): string[] {
  const columns = guess.leftOut();
  if (columns.length === 0) return [];
  const lines = columns.slice(0, MOST_LISTED).map(({ name, ofTurn, refusal, values }) => {
    const given = values.filter((value) => value !== undefined && value !== null && value !== '');
    const held =
      given.length === 0
        ? 'always empty'
        : `${shapeOf(given[0])}${given.length < values.length ? `, in ${given.length} of ${values.length}` : ''}`;
    const where = ofTurn ? ' (of a turn)' : '';
    return `#   ${stringify(name, { lineWidth: 0 }).trimEnd()}${where}: ${held}. ${whyOf(name, refusal, given.length)}`;
  });
  if (columns.length > MOST_LISTED) lines.push(`#   … and ${columns.length - MOST_LISTED} more`);
  return [
    '# Left out, with the shape of a value (a: letter, 9: digit, 字: Chinese) and why:',
    ...lines,
  ];
}

function whyOf(name: string, refusal: Refusal | undefined, given: number): string {
  if (given === 0) return 'Nothing to read.';
  if (!refusal) {
    const known = KNOWN.find(([pattern]) => pattern.test(plain(name)));
    return known?.[1] ?? 'Called like no field known here.';
  }
  return `Called like \`${refusal.field}\`, but ${refusal.why}.`;
}

/** `Ann Lee 42` as `Aaa Aaa 99`. */
export function shapeOf(value: unknown): string {
  const text = String(value).replace(/\s+/g, ' ').trim();
  const shape = [...text]
    .slice(0, LONGEST_SHAPE)
    .join('')
    .replace(/\p{Script=Han}/gu, '字')
    .replace(/\p{Nd}/gu, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/(?![aA字])\p{L}/gu, 'a')
    .replace(/[\p{M}\p{Extended_Pictographic}]/gu, '');
  return [...text].length > LONGEST_SHAPE ? `${shape}…` : shape;
}
