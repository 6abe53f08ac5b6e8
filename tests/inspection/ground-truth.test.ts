import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../src/dataset/formats.js';
import { inspect } from '../../src/inspection/inspect.js';
import type { Inspection } from '../../src/inspection/inspection.js';
import type { Distribution } from '../../src/inspection/number-column.js';
import { sharedData } from '../shared-data.js';

const truthFile = sharedData('ground_truth.json');
const bankFile = sharedData('bank/anonymous_bank_1999-02-01_to_14.txt');
const tauFile = sharedData('tau-bench/gpt-4o-airline_trials-0-1.json');

// biome-ignore lint/suspicious/noExplicitAny: a tree of published numbers
type Tree = any;

const truth: Tree = truthFile ? JSON.parse(readFileSync(truthFile, 'utf8')) : {};

/** To the four decimals that the ground truth gives. */
const to4 = (value: number | undefined) => (value === undefined ? undefined : +value.toFixed(4));

const QUANTILES = ['p10', 'p25', 'p50', 'p75', 'p80', 'p90', 'p95', 'p99'] as const;

function quantiles(d: Distribution | undefined) {
  return Object.fromEntries(QUANTILES.map((q) => [q, to4(d?.[q])]));
}

const pick = (tree: Tree, keys: readonly string[]) =>
  Object.fromEntries(keys.map((k) => [k, tree[k]]));

describe.skipIf(!truthFile || !bankFile)(
  'inspect on the bank log equals the published ground truth (skipped without ../shared/data)',
  () => {
    let inspection: Inspection;
    const bank: Tree = truth['bank_1999-02-01_to_14'];
    const ready = (async () => {
      if (bankFile) inspection = await inspect(await openDataset(bankFile));
    })();

    it('counts calls, phantoms and who was offered, answered, lost', async () => {
      await ready;
      const q = inspection.queue!;
      expect(inspection.format).toBe('anonymous-bank');
      expect(inspection.conversations).toBe(bank.non_phantom);
      expect(inspection.skipped).toEqual([
        { reason: 'PHANTOM rows, which are no calls', count: bank.outcome.PHANTOM },
      ]);
      expect(inspection.selfServiceHangUps).toBe(bank.vru_hangups);
      expect({
        offered: q.offered,
        abandoned: q.abandoned,
        withoutWait: q.answeredWithoutWait,
        afterWait: q.answeredAfterWait,
      }).toEqual({
        offered: bank.offered_to_human,
        abandoned: bank.queue_abandons,
        withoutWait: bank.served_no_wait,
        afterWait: bank.served_after_queue,
      });
      expect(to4(q.abandonment.share)).toBe(bank.abandon_rate_offered);
      expect(to4(q.abandonmentOfQueued.share)).toBe(bank.abandon_share_of_queued);
      expect(to4(q.queued.share)).toBe(bank.queued_share);
      expect(inspection.containment).toBeUndefined();
      expect(inspection.inOrderOfTime).toBe(false);
    });

    it('measures waits', async () => {
      await ready;
      const q = inspection.queue!;
      expect(to4(q.asaSeconds)).toBe(bank.ASA_served_incl_zero);
      expect(to4(q.asaQueuedSeconds)).toBe(bank.mean_wait_served_queued);
      expect(to4(q.waitAbandonedSeconds?.mean)).toBe(bank.mean_wait_abandoned);
      expect(to4(q.meanWaitSeconds)).toBe(bank.mean_wait_all_offered);
      expect(quantiles(q.waitAnsweredSeconds)).toEqual(bank.wait_served_incl_zero);
      expect(quantiles(q.waitAnsweredQueuedSeconds)).toEqual(bank.wait_served_queued);
      expect(quantiles(q.waitAbandonedSeconds)).toEqual(bank.wait_abandoned);
    });

    it('gives all four service levels by name', async () => {
      await ready;
      for (const level of inspection.serviceLevels) {
        expect({
          'answered_within/offered': to4(level.a.share),
          '(answered_within)/(offered-abandoned_within)': to4(level.b.share),
          'answered_within/answered': to4(level.c.share),
          '(answered+abandoned within)/offered': to4(level.d.share),
        }).toEqual(bank.service_level[String(level.withinSeconds)]);
      }
      expect(inspection.serviceLevels.length).toBe(Object.keys(bank.service_level).length);
    });

    it('measures service, with and without the calls under 10 s', async () => {
      await ready;
      const handle = inspection.handle!;
      expect({
        n: handle.all.count,
        mean: to4(handle.all.mean),
        sd: to4(handle.all.sd),
        ...quantiles(handle.all),
        share_lt10s: to4(handle.underTenSeconds.share),
        lognormal_all: [to4(handle.lognormal?.mu), to4(handle.lognormal?.sigma)],
      }).toEqual(bank.service);
      expect({
        n: handle.fromTenSeconds?.count,
        mean: to4(handle.fromTenSeconds?.mean),
        sd: to4(handle.fromTenSeconds?.sd),
        ...quantiles(handle.fromTenSeconds),
        lognormal: [
          to4(handle.fromTenSecondsLognormal?.mu),
          to4(handle.fromTenSecondsLognormal?.sigma),
        ],
      }).toEqual(bank.service_ge10);
    });

    it('measures the voice unit, corrected clocks included', async () => {
      await ready;
      const { neg_in_file: _, ...vru } = bank.vru;
      expect({
        mean: to4(inspection.selfServiceSeconds?.mean),
        ...quantiles(inspection.selfServiceSeconds),
      }).toEqual(vru);
    });

    it('splits by type, by priority and by day', async () => {
      await ready;
      const keys = ['offered', 'abandoned', 'abandon_rate', 'ASA_served'];
      for (const group of inspection.byIntent) {
        expect({
          offered: group.offered,
          abandoned: group.abandoned,
          abandon_rate: to4(group.abandonment.share),
          ASA_served: to4(group.asaSeconds),
          service_mean: to4(group.handle?.all.mean),
          service_median: group.handle?.all.p50,
          service_sd: to4(group.handle?.all.sd),
          ge10_mean: to4(group.handle?.fromTenSeconds?.mean),
          ge10_logn: [
            to4(group.handle?.fromTenSecondsLognormal?.mu),
            to4(group.handle?.fromTenSecondsLognormal?.sigma),
          ],
        }).toEqual(
          pick(bank.by_type[group.name], [
            ...keys,
            'service_mean',
            'service_median',
            'service_sd',
            'ge10_mean',
            'ge10_logn',
          ]),
        );
      }
      expect(inspection.byIntent.map((g) => g.name).sort()).toEqual(
        Object.keys(bank.by_type).sort(),
      );
      const byPriority = inspection.byPriority.map((group) => [
        String(group.priority),
        {
          offered: group.offered,
          abandon_rate: to4(group.abandonment.share),
          ASA_served: to4(group.asaSeconds),
          ASA_served_queued: to4(group.asaQueuedSeconds),
          abandon_rate_queued: to4(group.abandonmentOfQueued.share),
        },
      ]);
      expect(Object.fromEntries(byPriority)).toEqual(bank.by_priority);
      const perDay = inspection.days.map((d) => [String(Number(d.date.slice(8))), d.offered]);
      expect(Object.fromEntries(perDay)).toEqual(bank.offered_per_day);
    });
  },
);

describe.skipIf(!truthFile || !tauFile)(
  'inspect on τ-bench equals the published ground truth (skipped without ../shared/data)',
  () => {
    it('counts conversations, transfers, containment, resolution and turns', async () => {
      const tau: Tree = truth['tau_airline_trials_0-1'];
      const i = await inspect(await openDataset(tauFile!));
      const mean = (group?: string) =>
        i.measures.find((m) => m.name === 'reward' && m.group === group)?.mean;
      const short = (d: Distribution | undefined) => ({
        mean: to4(d?.mean),
        median: d?.p50,
        max: d?.max,
      });
      const ending = (name: string) => i.endings.find((e) => e.name === name)?.count;
      expect(i.format).toBe('tau-bench');
      expect({
        conversations: i.conversations,
        reward_mean: to4(mean()),
        reward_mean_by_trial: { '0': to4(mean('trial 0')), '1': to4(mean('trial 1')) },
        transferred: i.handedOver,
        not_transferred_reward1: i.resolution?.goodContainment.count,
        transferred_reward1: i.quirks[0]?.count,
        containment: to4(i.containment?.share),
        ai_resolution: to4(i.resolution?.byAi.share),
        good_containment: +i.resolution!.goodContainment.share!.toFixed(3),
        messages: short(i.turns?.all),
        user_turns: short(i.turns?.customer),
        assistant_text_turns: short(i.turns?.ai),
        tool_results: short(i.turns?.tool),
        user_turns_before_transfer: {
          mean: to4(i.customerTurnsBeforeHandover?.mean),
          median: i.customerTurnsBeforeHandover?.p50,
        },
        cut_off_without_stop_or_transfer: ending('cut-off'),
      }).toEqual(
        pick(tau, [
          'conversations',
          'reward_mean',
          'reward_mean_by_trial',
          'transferred',
          'not_transferred_reward1',
          'transferred_reward1',
          'containment',
          'ai_resolution',
          'good_containment',
          'messages',
          'user_turns',
          'assistant_text_turns',
          'tool_results',
          'user_turns_before_transfer',
          'cut_off_without_stop_or_transfer',
        ]),
      );
    });
  },
);
