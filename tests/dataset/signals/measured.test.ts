import { readFileSync, writeFileSync } from 'node:fs';
import { sampleRankCorrelation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../shared-data.js';
import { confusion, SCORE_HEAD, scoreOf, scoreRows } from './measurement/ask-table.js';
import { type Reading, readMessages, readTauBench } from './measurement/labelled-asks.js';
import { type Pair, rankCorrelation } from './measurement/rank-correlation.js';
import { felt, readUss } from './measurement/uss.js';

/**
 * Holds the tables of docs/text-signals.md to what the rules do. With WARMLINE_WRITE_DOCS=1 it writes
 * them instead; what needs ../shared/data is left as it stands where that is missing.
 */
const PAGE = new URL('../../../docs/text-signals.md', import.meta.url);
const BLOCK = (name: string) =>
  new RegExp(`(<!-- measured: ${name} -->\n)[\\s\\S]*?(<!-- end measured -->)`);

const HELD_OUT = new URL('asks-held-out.csv', import.meta.url);
const BOT_BAIT = new URL('bot-bait.csv', import.meta.url);
const CHALLENGE = sharedData('asks/challenge_a.csv');
const TAU = sharedData('tau-bench/gpt-4o-airline_trials-0-1.json');
const TAU_LABELS = sharedData('tau-bench/human_request_labels_trials-0-1.csv');
const USS = sharedData('uss/MWOZ_sessions_1-500.txt');

const LABELS = ['request', 'refuse', 'mention', 'none'] as const;
const SCORED = ['request', 'refuse', 'mention'] as const;

function holds(block: string, lines: readonly string[]): void {
  const page = readFileSync(PAGE, 'utf8');
  expect(page, `a block for ${block}`).toMatch(BLOCK(block));
  const fresh = page.replace(
    BLOCK(block),
    (_, open: string, close: string) => `${open}${lines.join('\n')}\n${close}`,
  );
  if (process.env.WARMLINE_WRITE_DOCS === '1') writeFileSync(PAGE, fresh);
  else expect(page).toBe(fresh);
}

const messages = (file: string | URL, language: string, speaker?: string): Reading[] =>
  readMessages(
    file,
    (row) => row.language === language && (row.speaker === undefined || row.speaker === speaker),
  );

describe('messages that ship with the tests', () => {
  const unmended = (language: string) =>
    readMessages(HELD_OUT, (row) => row.language === language && row.id.startsWith('r'));

  it('score what the page says', () => {
    holds('shipped', [
      ...SCORE_HEAD,
      ...['en', 'zh'].flatMap((language) => [
        ...scoreRows(`held-out, ${language}`, messages(HELD_OUT, language), SCORED),
        ...scoreRows(`set r of it, ${language}`, unmended(language), ['request']),
      ]),
    ]);
  });

  it('of bot bait score what the page says', () => {
    holds('bait', [
      ...SCORE_HEAD,
      ...['en', 'zh'].flatMap((language) => [
        ...scoreRows(`AI turns, ${language}`, messages(BOT_BAIT, language, 'ai'), ['offer']),
        ...scoreRows(`customer turns, ${language}`, messages(BOT_BAIT, language, 'customer'), [
          'request',
          'refuse',
          'mention',
        ]),
      ]),
    ]);
    for (const language of ['en', 'zh']) {
      holds(
        `bait-confusion-${language}`,
        confusion(messages(BOT_BAIT, language, 'customer'), LABELS),
      );
    }
  });
});

describe.skipIf(CHALLENGE === undefined)('challenge_a (needs ../shared/data)', () => {
  it('scores what the page says', () => {
    holds('challenge', [
      ...SCORE_HEAD,
      ...['en', 'zh'].flatMap((language) =>
        scoreRows(`challenge_a, ${language}`, messages(CHALLENGE!, language), SCORED),
      ),
    ]);
    for (const language of ['en', 'zh']) {
      holds(`challenge-confusion-${language}`, confusion(messages(CHALLENGE!, language), LABELS));
    }
  });

  it.each([
    ['en', 0.35, 36],
    ['zh', 0.34, 39],
  ])('gives a bare keyword in %s the F1 of its description', (language, f1, hits) => {
    const score = scoreOf(messages(CHALLENGE!, language), 'request', ({ keyword }) => keyword);
    expect(score.f1).toBeCloseTo(f1, 2);
    expect(score.found + score.wrong).toBe(hits);
    expect(score.found).toBe(12);
  });
});

describe.skipIf(TAU === undefined || TAU_LABELS === undefined)(
  'τ-bench airline (needs ../shared/data)',
  () => {
    it('scores what the page says', () => {
      const readings = readTauBench(TAU!, TAU_LABELS!);
      expect(readings).toHaveLength(757);
      expect(readings.filter(({ label }) => label !== 'none')).toHaveLength(33);
      const labels = ['request', 'accept', 'refuse', 'mention'];
      holds('tau', [...SCORE_HEAD, ...scoreRows('τ-bench airline', readings, labels)]);
      holds('tau-confusion', confusion(readings, [...labels, 'none']));
    });
  },
);

describe.skipIf(USS === undefined)('USS (needs ../shared/data)', () => {
  it('rates as the page says', () => {
    const { overall, turns } = readUss(USS!);
    expect([turns.length, overall.length]).toEqual([5760, 500]);
    const read = felt(turns);
    const pairs = (of: (turn: (typeof read)[number]) => number): Pair[] =>
      read.map((turn) => ({ subject: turn.session, x: turn.rating, y: of(turn) }));
    const all = pairs((turn) => turn.sentiment);
    const session = overall.map(({ rating, session }): Pair => {
      const mine = read.filter((turn) => turn.session === session);
      const mean = mine.reduce((sum, turn) => sum + turn.sentiment, 0) / mine.length;
      return { subject: session, x: rating, y: mean };
    });
    const row = (what: string, from: readonly Pair[]) => {
      const { high, low, value } = rankCorrelation(from);
      return `| ${what} | ${from.length} | ${value.toFixed(3)} | ${low!.toFixed(3)} to ${high!.toFixed(3)} |`;
    };
    const thanks = (text: string) => (/\bthank/i.test(text) ? 1 : 0);
    holds('uss', [
      '| of what, with the raters’ mean | n | Spearman’s ρ | 95 % interval |',
      '|---|---:|---:|---|',
      row('sentiment of a turn', all),
      row(
        'the same, turns where a feeling was found',
        all.filter(({ y }) => y !== 0),
      ),
      row(
        'floor: the turn says “thank”',
        pairs(({ text }) => thanks(text)),
      ),
      row(
        'sentiment, turns that do not say “thank”',
        all.filter((_, i) => thanks(read[i]!.text) === 0),
      ),
      row(
        'floor: fewer words',
        pairs(({ text }) => -text.split(/\s+/).length),
      ),
      row('mean sentiment of a session, with its overall rating', session),
    ]);
    const mean = sampleRankCorrelation(
      all.map(({ x }) => x),
      all.map(({ y }) => y),
    );
    expect(rankCorrelation(all).value).toBeCloseTo(mean, 10);
  });
});
