import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { compare } from '../../../src/experiment/compare.js';
import { RECORDED } from '../../../src/policy/policy.js';
import { staffingProfile } from '../../../src/scenario/fitting/desk/staffing-profile.js';
import { type DialoguesFit, fitDialogues } from '../../../src/scenario/fitting/fit-dialogues.js';
import { replayed } from './bar.js';
import { asksFor, fittedWorld, helpdeskRecord, TRUTH } from './helpdesk.js';

/**
 * A closed loop: a world of ours writes a record, and what is fitted to the record has to find the
 * world's own numbers again and to reproduce its waits.
 */
describe('dialogues with people behind the AI, whose world is known', () => {
  let record: Conversation[];
  let fit: DialoguesFit;

  beforeAll(async () => {
    record = await helpdeskRecord(4);
    fit = fitDialogues(record, 'UTC');
  }, 60_000);

  const holds = (
    found: { readonly value: number; readonly low?: number; readonly high?: number },
    truth: number,
    what: string,
  ): void => {
    expect(found.low, what).toBeLessThan(truth);
    expect(found.high, what).toBeGreaterThan(truth);
    // An interval that holds everything would tell nothing.
    expect(found.high! - found.low!, what).toBeLessThan(0.9 * truth);
  };

  it('finds patience and handle times', () => {
    const { families } = fit.desk.patience!;
    const exponential = families.find(({ family }) => family === 'exponential')!;
    holds(exponential.parameters[0]!, TRUTH.patience, 'patience');
    for (const [intent, { median, sigma }] of Object.entries(TRUTH.handle)) {
      const { lognormal } = fit.desk.byIntent.get(intent)!.service!;
      holds(lognormal!.mu, Math.log(median), `${intent}, median`);
      holds(lognormal!.sigma, sigma, `${intent}, sigma`);
    }
  });

  it('finds how many come for the first time, by which hours, and how much that varies', () => {
    const { arrivals, log } = fit.starts!;
    const first = 1 - fit.returns!.comeBack / log.calls.length;
    const { high, low, value } = arrivals.busy.perDay;
    const issues = { value: value * first, low: low! * first, high: high! * first };
    holds(issues, TRUTH.perDay, 'issues a day');
    holds(arrivals.variation, TRUTH.noise, 'noise');
    expect(arrivals.busy.days).toHaveLength(11); // of 15 days from a Monday on
    // 10 of 86 issues come from 10 to 11, and those who come back a little later.
    expect(arrivals.busy.byHour[10]! / value).toBeCloseTo(10 / 86, 1);
    expect(fit.talk.handedOver.value).toBeGreaterThan(0.5);
  });

  it('finds who comes back', () => {
    holds(fit.returns!.abandoned!.within.at(-1)!.share, TRUTH.returns.abandoned, 'abandoned');
    holds(fit.returns!.unresolved!.within.at(-1)!.share, TRUTH.returns.unresolved, 'unresolved');
  });

  it('finds the people of each team, the quiet one too', () => {
    expect(fit.teams.map(({ name }) => name)).toEqual(['general', 'senior']);
    for (const { chats, fit: team, name } of fit.teams) {
      const agents = TRUTH.agents[name as keyof typeof TRUTH.agents];
      expect(team.staffing.names, name).toBe(agents);
      expect(chats.atOnce, name).toBe(1);
      const { readyBefore } = team.staffing.readiness!;
      const busy = fit.starts!.arrivals.busy.days;
      const halves = staffingProfile(team.staffing.sessions, busy, readyBefore, readyBefore);
      for (const mean of halves.slice(18, 36)) {
        expect(mean, name).toBeGreaterThan(0.85 * agents);
        expect(mean, name).toBeLessThan(1.15 * agents);
      }
    }
  });

  it('reproduces the recorded waits and how many gave up', async () => {
    const { text, world } = await fittedWorld(record);
    expect(text).toContain('arrivals: as_recorded');
    expect(text.split('shifts: { recorded: {')).toHaveLength(3); // two teams
    const { replay } = await compare(world, [{ policy: RECORDED, description: '' }], {
      seed: 1,
      replications: 3,
      sensitivity: false,
    });
    const row = (metric: string) => replay!.rows.find((one) => one.metric === metric)!;
    for (const metric of ['wait.mean', 'abandonment.rate', 'transfer.rate']) {
      expect(row(metric).agrees, metric).toBe(true);
    }
    // By our own count, and nearer than the intervals of that check.
    const gaveUp = abandonmentOf(record);
    expect(gaveUp).toBeGreaterThan(0.05);
    expect(Math.abs(row('abandonment.rate').replayed.value - gaveUp)).toBeLessThan(0.01);
  });

  it('reproduces days that were not fitted', async () => {
    const { world } = await fittedWorld(record, { fittedDays: 'odd', replayedDays: 'even' });
    const even = record.filter(
      ({ startedAt }) => new Date(startedAt! * 1000).getUTCDate() % 2 === 0,
    );
    expect(world.record!.dialogues).toHaveLength(even.length);
    expect(Math.abs(replayed(world, 3).abandonment - abandonmentOf(even))).toBeLessThan(0.02);
  });

  it('finds as many people from waits alone, where nobody is named', async () => {
    const nameless = record.map((conversation): Conversation => {
      if (!conversation.handover) return conversation;
      const { agent: _, ...handover } = conversation.handover;
      return { ...conversation, handover };
    });
    const { text, world } = await fittedWorld(nameless);
    expect(text).not.toContain('as_recorded');
    for (const { name, steps } of world.teams) {
      const truth = TRUTH.agents[name as keyof typeof TRUTH.agents];
      const at = (hour: number) => steps.findLast((step) => step.at <= hour * 3600)?.staffed ?? 0;
      const halves = Array.from({ length: 18 }, (_, i) => at(9 + i / 2));
      const mean = halves.reduce((sum, n) => sum + n, 0) / halves.length;
      expect(Math.abs(mean - truth), name).toBeLessThan(0.5);
      expect(at(3), name).toBe(0);
    }
  });

  it('invents a busy day like those of the record', async () => {
    const scenario = await fittedWorld(record, { synthetic: true });
    expect(scenario.world.record).toBeUndefined();
    const { policies } = await compare(
      scenario.world,
      [{ policy: asksFor(scenario), description: '' }],
      { seed: 1, replications: 8, sensitivity: false },
    );
    const value = (id: string) => policies[0]!.slices.get('all')!.get(id)!.interval!.value;
    expect(Math.abs(value('abandonment.rate') - abandonmentOf(record))).toBeLessThan(0.06);
    const handedOver = record.filter(({ handover }) => handover !== undefined).length;
    expect(Math.abs(value('transfer.rate') - handedOver / record.length)).toBeLessThan(0.06);
    const again = fit.returns!.comeBack / record.length;
    expect(Math.abs(value('repeat.rate') - again)).toBeLessThan(0.04);
  });
});

function abandonmentOf(conversations: readonly Conversation[]): number {
  const queued = conversations.filter(({ handover }) => handover !== undefined);
  return queued.filter(({ handover }) => !handover!.answered).length / queued.length;
}
