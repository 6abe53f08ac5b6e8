import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/dataset/conversation.js';
import { annotate } from '../../../src/dataset/signals/annotate.js';
import { classifyAsk } from '../../../src/dataset/signals/asks.js';
import { sharedData } from '../../shared-data.js';

interface Labelled {
  readonly id: string;
  readonly language: string;
  readonly label: string;
  readonly text: string;
}

function read<T>(file: string | URL): T[] {
  return parse(readFileSync(file, 'utf8'), { columns: true }) as T[];
}

function f1(rows: readonly Labelled[]): number {
  let found = 0;
  let wrong = 0;
  let missed = 0;
  for (const row of rows) {
    const request = classifyAsk(row.text) === 'request';
    if (request && row.label === 'request') found++;
    else if (request) wrong++;
    else if (row.label === 'request') missed++;
  }
  return (2 * found) / (2 * found + wrong + missed);
}

const HELD_OUT = read<Labelled>(new URL('asks-held-out.csv', import.meta.url));
const CHALLENGE = sharedData('asks/challenge_a.csv');

describe.each(['en', 'zh'])('requests in %s', (language) => {
  const mine = HELD_OUT.filter((row) => row.language === language);

  it('are told from refusals, mentions and look-alikes in our own challenge', () => {
    expect(mine.length).toBeGreaterThan(200);
    expect(f1(mine)).toBeGreaterThanOrEqual(0.95);
  });

  // Sets k to q, 80 messages a language each, were written one after the other, scored once and
  // then mended for; k before its author had read the rules, the others after. First-try F1:
  // en 0.88 0.75 0.76 0.66 0.94 0.88 0.86, zh 0.82 0.78 0.86 0.74 0.97 0.90 0.89. Set n sought out
  // what the rules did not know; set o took every trick of challenge_a with other words. What is
  // asserted here only guards against going back.
  it.each([...'klmnopq'])('of set %s stay found', (set) => {
    const rows = mine.filter((row) => row.id.startsWith(set));
    expect(rows).toHaveLength(80);
    expect(f1(rows)).toBeGreaterThanOrEqual(0.92);
  });

  it('are found in set r, which no rule has been mended for', () => {
    const rows = mine.filter((row) => row.id.startsWith('r'));
    expect(rows).toHaveLength(40);
    // first try: en 0.84 (13 of 16, 2 false), zh 0.94 (15 of 16, 1 false)
    expect(f1(rows)).toBeGreaterThanOrEqual(0.8);
  });

  it('are never read into a refusal', () => {
    const refusals = mine.filter((row) => row.label === 'refuse');
    const wrong = refusals.filter((row) => classifyAsk(row.text) === 'request');
    // r020 "i'd hate to have to explain it to an agent" belongs to the set left unmended
    expect(wrong.map((row) => row.id).filter((id) => id !== 'r020')).toEqual([]);
  });

  it.skipIf(CHALLENGE === undefined)('reach F1 0.9 on challenge_a (needs ../shared/data)', () => {
    const rows = read<Labelled>(CHALLENGE!).filter((row) => row.language === language);
    expect(rows).toHaveLength(80);
    expect(f1(rows)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('an offer in view', () => {
  const answer = (text: string): Ask => classifyAsk(text, { offeredBefore: true });

  it.each([
    'Yes please do',
    'yes, transfer me to an agent',
    'ok',
    'That would be helpful.',
    'Please put me through to a person.',
    '好的',
    '可以，帮我转吧',
    '需要',
  ])('%s takes it up', (text) => {
    expect(answer(text)).toBe('accept');
  });

  it.each(['no thanks', "No, please don't transfer me.", '不用了', '算了吧'])(
    '%s declines it',
    (text) => {
      expect(answer(text)).toBe('refuse');
    },
  );

  it('is passed by when the answer is about something else', () => {
    expect(answer('Yes, please book the flight on Tuesday with the card ending in 1234.')).toBe(
      'none',
    );
    expect(answer('Is there a supervisor I could speak to?')).toBe('request');
  });

  it('is needed for an acceptance', () => {
    expect(classifyAsk('Yes please do')).toBe('none');
    expect(classifyAsk('yes, transfer me to an agent')).toBe('request');
    expect(classifyAsk('no thanks')).toBe('none');
  });
});

describe('spelling', () => {
  it.each([
    'agnet',
    'humam please',
    'ＡＧＥＮＴ',
    'represenative',
    '砖人公',
    '轉真人',
    'zrg',
    'ren gong',
  ])('%s asks', (text) => {
    expect(classifyAsk(text)).toBe('request');
  });

  it.each(['urgent', 'the agency', 'personal', 'managed', '工人', '人工湖'])(
    '%s does not',
    (text) => {
      expect(classifyAsk(text)).not.toBe('request');
    },
  );
});

describe('long turns', () => {
  it('are read at both ends', () => {
    const log = 'error 0x80070057 at line 12\n'.repeat(5000);
    expect(classifyAsk(`${log}please transfer me to an agent`)).toBe('request');
    expect(classifyAsk(`请帮我转人工\n${log}`)).toBe('request');
  });

  it.each(['to a ', 'no ', '"', 'agent ', 'is there any the ', '要', '不要找', '人工', 'call me '])(
    'made of "%s" take no more than a moment',
    (piece) => {
      const started = performance.now();
      classifyAsk(piece.repeat(100_000));
      expect(performance.now() - started).toBeLessThan(250);
    },
  );
});

const TAU = sharedData('tau-bench/gpt-4o-airline_trials-0-1.json');
const TAU_LABELS = sharedData('tau-bench/human_request_labels_trials-0-1.csv');

interface Recorded {
  readonly task_id: number;
  readonly trial: number;
  readonly traj: readonly { readonly role: string; readonly content: string | null }[];
}

describe.skipIf(TAU === undefined || TAU_LABELS === undefined)(
  'τ-bench, labelled by hand (needs ../shared/data)',
  () => {
    const labels = new Map(
      TAU_LABELS === undefined
        ? []
        : read<Record<string, string>>(TAU_LABELS).map((row) => [
            `${row.task_id}/${row.trial}/${row.user_turn_index}`,
            row.label!,
          ]),
    );
    const counts: Record<string, Record<string, number>> = {};
    const unlabelled: string[] = [];
    let turns = 0;
    for (const recorded of TAU === undefined
      ? []
      : (JSON.parse(readFileSync(TAU, 'utf8')) as Recorded[])) {
      const speakers = {
        user: 'customer',
        assistant: 'ai',
        tool: 'tool',
        system: 'system',
      } as const;
      const { turns: read } = annotate({
        id: `${recorded.task_id}/${recorded.trial}`,
        turns: recorded.traj
          .filter((message) => message.content !== null)
          .map((message) => ({
            speaker: speakers[message.role as keyof typeof speakers],
            text: message.content!,
          })),
      });
      for (const [i, turn] of read.filter((one) => one.speaker === 'customer').entries()) {
        turns++;
        const key = `${recorded.task_id}/${recorded.trial}/${i}`;
        const label = labels.get(key);
        if (label === undefined && (turn.ask === 'request' || turn.ask === 'accept'))
          unlabelled.push(key);
        const row = (counts[label ?? 'unlabelled'] ??= {});
        row[turn.ask!] = (row[turn.ask!] ?? 0) + 1;
      }
    }

    it('finds the requests and the acceptances', () => {
      expect(turns).toBe(757);
      expect(counts.request?.request ?? 0).toBeGreaterThanOrEqual(7);
      expect(counts.accept?.accept ?? 0).toBeGreaterThanOrEqual(8);
    });

    it('flags no refusal and no mention', () => {
      for (const label of ['refuse', 'mention']) {
        expect(counts[label]?.request ?? 0).toBe(0);
        expect(counts[label]?.accept ?? 0).toBe(0);
      }
    });

    it('flags, elsewhere, only two answers "yes" to an offer that the labels left out', () => {
      expect(unlabelled).toEqual(['48/0/3', '49/1/3']);
    });
  },
);
