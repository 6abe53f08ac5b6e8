// biome-ignore-all lint/suspicious/noThenProperty: a policy's own word
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Data, Keyed } from './documents.js';

/** Ways to break a policy: as data, where every value may become any other, and as text. */

const GARBAGE_CONDITIONS = [
  '',
  ' ',
  'asks >=',
  'asks && 1',
  '((((',
  '"',
  'intent.matches("(a+)+$")',
  'constructor.constructor("return process")()',
  'is.first.first',
  'is.third || times.nothing > 1',
  '[1].exists(x, x > 0)',
  'asks > 1 ? 2 : "three"',
  'signals.toString > 1',
  'desk.__proto__.open',
  `${'!('.repeat(60)}true${')'.repeat(60)}`,
  `asks in [${'1, '.repeat(300)}1]`,
  'asks > 1e999',
  'params.most / 0 > 1',
  '中文 > 1',
  'asks > 1 \u0000',
  '\ud83d > 1',
  'waited > 1',
  'agent_silent > 1',
];

const STRANGE: readonly Data[] = [
  null,
  true,
  false,
  0,
  -1,
  -0,
  1e308,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  ' ',
  'params.nothing',
  'params.most',
  '9'.repeat(400),
  `1 in ${'.'.repeat(500)}`,
  '400d',
  '-5s',
  'gen\u0000eral',
  'ge\u202eneral',
  '💥',
  '\ud83d',
  'toString',
  '__proto__',
  'x'.repeat(5000),
  [],
  {},
  [[[[[]]]]],
  { then: 'stay' },
  { else: { else: { else: {} } } },
  { include: '../../etc/passwd' },
  { offer: 'transfer' },
  { __proto__: { polluted: true } },
];
const strange = fc.oneof(
  fc.constantFrom(...STRANGE),
  fc.constantFrom<Data>(...GARBAGE_CONDITIONS),
  fc.constantFrom(deep(12, 'stay'), deep(40, 'stay')),
);

const KEYS = ['__proto__', 'constructor', 'toString', 'iff', 'els', 'Then', '', 'if', 'else'];
const MORE_KEYS = [
  'offer',
  'transfer',
  'ticket',
  'within',
  'within ',
  'té',
  '规则',
  '\u0007',
  '<<',
];

function deep(levels: number, leaf: Data): Data {
  let at = leaf;
  for (let i = 0; i < levels; i++) at = { ticket: 'general', else: at };
  return at;
}

type Break = (document: Keyed) => Data;

/** Applies a change at the n-th place of all places in a document, counted from the root. */
function atPlace(
  place: number,
  change: (owner: Keyed | Data[], key: string) => void,
  keys?: readonly string[],
): Break {
  return (document) => {
    const copy = structuredClone(document);
    const places: [Keyed | Data[], string][] = [];
    const visit = (value: Data): void => {
      if (value === null || typeof value !== 'object') return;
      for (const key of Object.keys(value)) {
        if (keys === undefined || keys.includes(key)) places.push([value, key]);
        visit((value as Keyed)[key]!);
      }
    };
    visit(copy);
    const chosen = places[place % places.length];
    if (chosen) change(...chosen);
    return copy;
  };
}

const CONDITIONS = ['when', 'if', 'first', 'second', 'third'];
const place = fc.nat(10_000);
const breaks: fc.Arbitrary<Break> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...GARBAGE_CONDITIONS)).map(([at, garbage]) =>
    atPlace(
      at,
      (owner, key) => {
        (owner as Keyed)[key] = garbage;
      },
      CONDITIONS,
    ),
  ),
  fc.tuple(place, strange).map(([at, value]) =>
    atPlace(at, (owner, key) => {
      Object.defineProperty(owner, key, { value, enumerable: true, configurable: true });
    }),
  ),
  place.map((at) =>
    atPlace(at, (owner, key) => {
      if (Array.isArray(owner)) owner.splice(Number(key), 1);
      else delete owner[key];
    }),
  ),
  fc.tuple(place, fc.constantFrom(...KEYS, ...MORE_KEYS)).map(([at, name]) =>
    atPlace(at, (owner, key) => {
      if (Array.isArray(owner)) owner.push(owner[Number(key)]!);
      else {
        const value = owner[key]!;
        delete owner[key];
        Object.defineProperty(owner, name, { value, enumerable: true, configurable: true });
      }
    }),
  ),
  fc.tuple(place, place).map(([from, to]) => (document: Keyed) => {
    let taken: Data = null;
    atPlace(from, (owner, key) => {
      taken = (owner as Keyed)[key]!;
    })(document);
    return atPlace(to, (owner, key) => {
      (owner as Keyed)[key] = structuredClone(taken);
    })(document);
  }),
  fc.constantFrom<Break>(
    () => null,
    () => [],
    () => 'name: p',
    (document) => [document],
  ),
);

const SPLINTERS = [
  '\u0000',
  '\u0007',
  '\ufeff',
  '\u2028',
  '\ud83d',
  '\t',
  '\r',
  '\n',
  ' ',
  ':',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a ',
  '*a ',
  '*nothing',
  '!!binary ',
  '!!js/function ',
  '!!set ',
  '!!timestamp ',
  '? ',
  '<<: ',
  '|\n',
  '>-\n',
  '%YAML 9.9\n',
  '---\n',
  '...\n',
  '@',
  '`',
  '💥',
  '{'.repeat(300),
  '['.repeat(1500),
];

type Scratch = (text: string) => string;
const at = fc.double({ min: 0, max: 1, noNaN: true });
const scratches: fc.Arbitrary<Scratch> = fc.oneof(
  at.map(
    (share): Scratch =>
      (text) =>
        text.slice(0, Math.floor(share * text.length)),
  ),
  fc.tuple(at, fc.constantFrom(...SPLINTERS)).map(
    ([share, splinter]): Scratch =>
      (text) => {
        const offset = Math.floor(share * text.length);
        return text.slice(0, offset) + splinter + text.slice(offset);
      },
  ),
  at.map(
    (share): Scratch =>
      (text) => {
        const offset = Math.floor(share * text.length);
        return text.slice(0, offset) + text.slice(offset + 1);
      },
  ),
  fc.tuple(at, at).map(
    ([one, other]): Scratch =>
      (text) => {
        const lines = text.split('\n');
        const line = lines[Math.floor(one * (lines.length - 1))]!;
        lines.splice(Math.floor(other * lines.length), 0, line);
        return lines.join('\n');
      },
  ),
  at.map(
    (share): Scratch =>
      (text) => {
        const lines = text.split('\n');
        const line = Math.floor(share * (lines.length - 1));
        lines[line] = ` ${lines[line]}`;
        return lines.join('\n');
      },
  ),
  fc.constantFrom<Scratch>(
    (text) => `${text}\nbomb: [${bomb()}]\n`,
    (text) => `${text}\nself: &self { a: *self }\n`,
    ...Array<Scratch>(6).fill((text) => text.toUpperCase()),
  ),
);

/** Aliases of aliases of aliases: a billion things when expanded. */
function bomb(): string {
  const levels = ['&b0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++) {
    levels.push(
      `&b${i} [${Array(10)
        .fill(`*b${i - 1}`)
        .join(', ')}]`,
    );
  }
  return levels.join(', ');
}

/** A document broken once or twice as data and perhaps once as text. */
export const brokenText = (document: fc.Arbitrary<Keyed>): fc.Arbitrary<string> =>
  fc
    .tuple(
      document,
      fc.array(breaks, { minLength: 0, maxLength: 2 }),
      fc.array(scratches, { minLength: 0, maxLength: 1 }),
      fc.nat(9),
    )
    .map(([whole, wrong, scratched, oneInTen]) => {
      let data: Data = whole;
      for (const one of wrong) {
        if (data === null || typeof data !== 'object' || Array.isArray(data)) break;
        data = one(data);
      }
      const text = stringify(data, { aliasDuplicateObjects: oneInTen === 0 });
      return scratched.reduce((before, scratch) => scratch(before), text);
    });
