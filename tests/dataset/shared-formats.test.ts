import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../src/dataset/conversation.js';
import { openDataset } from '../../src/dataset/formats.js';
import { inspect } from '../../src/inspection/inspect.js';
import { sharedData } from '../shared-data.js';

// biome-ignore lint/suspicious/noExplicitAny: a tree of published numbers
type Tree = any;

const truthFile = sharedData('ground_truth.json');
const truth: Tree = truthFile ? JSON.parse(readFileSync(truthFile, 'utf8')) : {};

const FILES = {
  mhch: 'mhch/clothing_eval.jsonl',
  ssa: 'mhch-ssa/makeup_eval.jsonl',
  uss: 'uss/MWOZ_sessions_1-500.txt',
  crosswoz: 'crosswoz/val_first-20.json',
  abcd: 'abcd/abcd_sample.json',
  display: 'tau-bench/MockRetailDomainEnv-few_shot.jsonl',
};

async function all(path: string): Promise<{ format: string; conversations: Conversation[] }> {
  const dataset = await openDataset(sharedData(path)!);
  const conversations: Conversation[] = [];
  for await (const conversation of dataset.conversations()) conversations.push(conversation);
  return { format: dataset.format, conversations };
}

const turnsOf = (conversations: readonly Conversation[]) => conversations.flatMap((c) => c.turns);
const customers = (turns: readonly Turn[]) => turns.filter((t) => t.speaker === 'customer');
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const share = <T>(of: readonly T[], test: (value: T) => boolean) =>
  of.filter(test).length / of.length;
const to4 = (value: number) => +value.toFixed(4);

describe.skipIf(!truthFile)('public files as published (skipped without ../shared/data)', () => {
  it.each([
    ['mhch', FILES.mhch, () => truth.mhch_clothing_eval],
    ['mhch-ssa', FILES.ssa, () => truth.mhch_ssa_makeup_eval],
  ])('%s: hand-off labels', async (_, path, what) => {
    const { format, conversations } = await all(path);
    expect(format).toBe('mhch');
    const known: Tree = what();
    const turns = turnsOf(conversations);
    const labelled = turns.filter((t) => t.labels?.handoff);
    const first = conversations.flatMap((c) => {
      const at = c.turns.findIndex((t) => t.labels?.handoff);
      return at < 0 ? [] : [{ at, spoken: customers(c.turns.slice(0, at + 1)).length }];
    });
    expect({
      dialogues: conversations.length,
      utterances: turns.length,
      customer_utts: customers(turns).length,
      transferable: labelled.length,
      transferable_share: to4(labelled.length / turns.length),
      dialogues_with_any: first.length,
      transferable_by_customer: customers(labelled).length,
      first: to4(mean(first.map((f) => f.at))),
      spoken: to4(mean(first.map((f) => f.spoken))),
    }).toEqual({
      dialogues: known.dialogues,
      utterances: known.utterances,
      customer_utts: known.customer_utts,
      transferable: known.transferable,
      transferable_share: known.transferable_share,
      dialogues_with_any: known.dialogues_with_any,
      transferable_by_customer: known.transferable_by_customer,
      first: known.first_label_index0.mean,
      spoken: known.customer_utts_up_to_first_label.mean,
    });
  });

  it('mhch-ssa: sentiment and satisfaction', async () => {
    const { conversations } = await all(FILES.ssa);
    const known: Tree = truth.mhch_ssa_makeup_eval;
    for (const [who, speaker] of [
      ['customer', 'customer'],
      ['agent', 'ai'],
    ] as const)
      for (const [written, value] of [
        ['0', -1],
        ['1', 0],
        ['2', 1],
      ] as const)
        expect(
          turnsOf(conversations).filter(
            (t) => t.speaker === speaker && t.labels?.sentiment === value,
          ).length,
        ).toBe(known.sentiment_counts[who][written]);
    for (const level of [0, 1, 2])
      expect(conversations.filter((c) => c.labels?.satisfaction === level).length).toBe(
        known.satisfaction_counts[level],
      );
    // No label leaks into what a policy sees.
    expect(turnsOf(conversations).some((t) => t.sentiment !== undefined || t.signals)).toBe(false);
  });

  it('uss: ratings', async () => {
    const { format, conversations } = await all(FILES.uss);
    expect(format).toBe('uss');
    const known: Tree = truth['uss_mwoz_1-500'];
    const turns = turnsOf(conversations);
    const rated = turns.flatMap((t) => t.labels?.satisfaction ?? []);
    const overall = conversations.flatMap((c) => c.labels?.satisfaction ?? []);
    expect({
      sessions: conversations.length,
      user_lines: customers(turns).length + overall.length,
      system_lines: turns.length - customers(turns).length,
      overall_lines: overall.length,
      turn_mean_rating: to4(mean(rated)),
      turn_share_mean_below_3: to4(share(rated, (r) => r < 3)),
      turn_share_mean_at_most_2: to4(share(rated, (r) => r <= 2)),
      overall_mean_rating: to4(mean(overall)),
      overall_share_below_3: to4(share(overall, (r) => r < 3)),
    }).toEqual({
      sessions: known.sessions,
      user_lines: known.user_lines,
      system_lines: known.system_lines,
      overall_lines: known.overall_lines,
      turn_mean_rating: known.turn_mean_rating,
      turn_share_mean_below_3: known.turn_share_mean_below_3,
      turn_share_mean_at_most_2: known.turn_share_mean_at_most_2,
      overall_mean_rating: known.overall_mean_rating,
      overall_share_below_3: known.overall_share_below_3,
    });
  });

  it('crosswoz, abcd and few-shot: counts of the data README', async () => {
    const woz = await all(FILES.crosswoz);
    expect([woz.format, woz.conversations.length, turnsOf(woz.conversations).length]).toEqual([
      'crosswoz',
      20,
      350,
    ]);
    expect(customers(turnsOf(woz.conversations)).length).toBe(175);
    const abcd = await all(FILES.abcd);
    expect([abcd.format, ...abcd.conversations.map((c) => c.turns.length)]).toEqual([
      'abcd',
      29,
      21,
      22,
    ]);
    const few = await all(FILES.display);
    expect([few.format, few.conversations.length]).toEqual(['tau-bench-display', 69]);
    expect(customers(turnsOf(few.conversations)).length).toBe(533);
    expect(few.conversations.filter((c) => c.handover).length).toBe(4);
  });

  it('inspect counts labels apart, and tells no containment where there is none to tell', async () => {
    const found = await inspect(await openDataset(sharedData(FILES.mhch)!));
    const known: Tree = truth.mhch_clothing_eval;
    expect(found.labels).toMatchObject({
      conversations: known.dialogues,
      handoffTurns: { count: known.transferable, of: known.utterances },
      handoffConversations: { count: known.dialogues_with_any },
    });
    expect(found.labels?.turnsBeforeHandoff?.p50).toBe(known.first_label_index0.median);
    expect(found.containment).toBeUndefined();
    expect(found.formatLacks.join()).toContain('texts');
  });
});
