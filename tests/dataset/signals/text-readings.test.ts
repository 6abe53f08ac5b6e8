import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { classifyAsk } from '../../../src/dataset/signals/asks.js';
import { clausesOf } from '../../../src/dataset/signals/english-clauses.js';
import { PATTERNS } from '../../../src/dataset/signals/english-patterns.js';
import { PHRASES } from '../../../src/dataset/signals/english-phrases.js';
import { REFUSALS } from '../../../src/dataset/signals/english-refusals.js';
import { offersPerson } from '../../../src/dataset/signals/offers.js';
import { mayMatch, Prefilter } from '../../../src/dataset/signals/prefilter.js';
import { requiredLiterals } from '../../../src/dataset/signals/required-literals.js';
import { sentiment } from '../../../src/dataset/signals/sentiment.js';
import { normalise } from '../../../src/dataset/signals/text.js';
import { TextReader } from '../../../src/dataset/signals/text-readings.js';
import { WordTable, wordRuns } from '../../../src/dataset/signals/words.js';

const MESSAGES = new URL('asks-held-out.csv', import.meta.url);
const shipped = () =>
  parse(readFileSync(MESSAGES, 'utf8'), { columns: true }) as { readonly text: string }[];

describe('texts that are remembered', () => {
  const numbers = ['7', '42', '20260302', '107919', '99', '12345', '1000024'];
  const texts = shipped()
    .filter((_, i) => i % 3 === 0)
    .flatMap(({ text }, i) => [
      text,
      text,
      `${numbers[i % numbers.length]} ${text}`,
      `${text} ${numbers[(i + 3) % numbers.length]}`,
      text.replace(/ /, ` ${numbers[(i + 1) % numbers.length]} `),
      text.replace(/(?<=\p{Script=Han})/u, numbers[(i + 2) % numbers.length]!),
    ]);

  it('say what they say read alone, with any number in them', () => {
    const reader = new TextReader();
    const wrong = texts.filter((text) => {
      const reading = reader.read(text);
      return !(
        reading.ask(false) === classifyAsk(text) &&
        reading.ask(true) === classifyAsk(text, { offeredBefore: true }) &&
        reading.offersPerson() === offersPerson(text) &&
        reading.sentiment() === sentiment(text)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('cost their length once, and little when they come again', () => {
    const reader = new TextReader();
    reader.read('Where is my parcel?');
    expect(reader.work).toBe(19 + 4);
    reader.read('Where is my parcel?');
    expect(reader.work).toBe(19 + 4 + 4);
    // The number is another, the rest is read already: two look-ups for each.
    reader.read('Order 107919?');
    const before = reader.work;
    reader.read('Order 555519?');
    expect(reader.work - before).toBe(8);
  });

  it('are forgotten in time, so that memory does not grow', () => {
    const reader = new TextReader();
    reader.read('first');
    for (let i = 0; i < 10_000; i++) reader.read(`${'x'.repeat(200)}${i % 97}y${i}z`);
    const before = reader.work;
    reader.read('first');
    expect(reader.work - before).toBe(5 + 4);
  });
});

describe('words where they stand', () => {
  const words = (text: string) => {
    const runs = wordRuns(text);
    return Array.from({ length: runs.count }, (_, i) => text.slice(runs.from[i], runs.to[i]));
  };

  it('are the runs of small letters and digits', () => {
    for (const text of ["don't call 2 me, ok?", '', '人工 zrg', 'a', 'é b1_c', 'x'.repeat(5000)])
      expect(words(text)).toEqual(text.match(/[a-z0-9]+/g) ?? []);
  });

  it('have one stem by five letters', () => {
    const runs = wordRuns('cancel cancelling cance cane');
    expect(runs.stem[0]).toBe(runs.stem[1]);
    expect(runs.stem[0]).toBe(runs.hash[2]);
    expect(runs.stem[3]).toBe(runs.hash[3]);
    expect(runs.stem[3]).not.toBe(runs.stem[0]);
  });

  it('are found in a table that has grown', () => {
    const entries = Array.from({ length: 1000 }, (_, i) => [`w${i}`, i] as const);
    const table = new WordTable(entries);
    expect(table.count).toBe(1000);
    const text = `${entries.map(([word]) => word).join(' ')} w w1000 no`;
    const runs = wordRuns(text);
    const found = Array.from({ length: runs.count }, (_, i) => table.get(text, runs, i));
    expect(found).toEqual([...entries.map(([, i]) => i), undefined, undefined, undefined]);
  });
});

describe('patterns that cannot match', () => {
  const patterns = [
    ...PHRASES.map(([pattern]) => pattern),
    ...PATTERNS.map(({ match }) => match),
    ...REFUSALS,
  ].map((pattern) => new RegExp(pattern.source));

  it('are told by literals that every match must hold', () => {
    const needed = (pattern: RegExp) => requiredLiterals(pattern);
    expect(needed(/ab?cd/)).toEqual(['cd']);
    expect(needed(/\b(?:tour|crane|ai) operators?\b/)).toEqual([' operator']);
    expect(needed(/(?:hold|stay on) (?=for)/)).toEqual(['hold', 'stay on']);
    expect(needed(/c[uo]st/)).toEqual(['st']);
    expect(needed(/(?:abc)+d{2,3}/)).toEqual(['abc']);
    expect(needed(/(?:abc)?\S+[^x]*/)).toBeUndefined();
    expect(needed(/abc|\d/)).toBeUndefined();
    expect(needed(/\p{L}\u4ebaxyz/u)).toEqual(['xyz']);
    expect(needed(/abc/i)).toBeUndefined();
  });

  it('are few to be run, and none of them would have matched', () => {
    const filter = new Prefilter(patterns);
    let run = 0;
    let all = 0;
    const wrong: string[] = [];
    for (const { text } of shipped().filter((_, i) => i % 2 === 0)) {
      const plain = normalise(text);
      for (const line of [plain, ...clausesOf(plain).map(({ tags }) => tags)]) {
        const may = filter.look(line);
        patterns.forEach((pattern, i) => {
          all++;
          if (mayMatch(may, i)) run++;
          else if (pattern.test(line)) wrong.push(`${pattern} in ${line}`);
        });
      }
    }
    expect(wrong).toEqual([]);
    expect(run / all).toBeLessThan(0.2);
  });
});
