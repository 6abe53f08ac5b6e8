import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Call, type CallLog, callLogOf } from '../../../src/scenario/fitting/call-log.js';
import { arrivalsOf } from '../../../src/scenario/fitting/demand/arrivals.js';
import { repeatsOf } from '../../../src/scenario/fitting/demand/repeats.js';
import { startHours } from '../../../src/scenario/fitting/demand/start-hours.js';
import { serviceTimesOf, shortCallers } from '../../../src/scenario/fitting/desk/service-times.js';
import { sessionsOf } from '../../../src/scenario/fitting/desk/sessions.js';
import { staffingProfile } from '../../../src/scenario/fitting/desk/staffing-profile.js';
import { fitCallLog } from '../../../src/scenario/fitting/fit-call-log.js';
import {
  quantileOfSteps,
  survivalAt,
} from '../../../src/scenario/fitting/patience/kaplan-meier.js';
import { fitPatience } from '../../../src/scenario/fitting/patience/patience-fit.js';
import { sharedData } from '../../shared-data.js';
import { BANK, bankConversations } from './bank.js';

/**
 * The figures that whoever prepared the bank log computed, by other programs, against ours. Skipped
 * where the data are not at hand.
 */
const TRUTH = sharedData('ground_truth.json');

describe.skipIf(!BANK || !TRUTH)('the bank log, against the figures of its data sheet', () => {
  let log: CallLog;
  let calls: readonly Call[];
  // biome-ignore lint/suspicious/noExplicitAny: a published file of many shapes
  let truth: any;
  const of = (intent: string) => calls.filter((call) => call.intent === intent);

  beforeAll(async () => {
    log = callLogOf(await bankConversations(), 'Asia/Jerusalem');
    calls = log.calls;
    truth = JSON.parse(readFileSync(TRUTH!, 'utf8'))['bank_1999-02-01_to_14'];
  });

  it('offered, by type', () => {
    expect(calls.length).toBe(truth.offered_to_human);
    for (const type of Object.keys(truth.by_type)) {
      expect(of(type).length, type).toBe(truth.by_type[type].offered);
      expect(of(type).filter(({ answered }) => !answered).length, type).toBe(
        truth.by_type[type].abandoned,
      );
    }
  });

  it('service times, all and by type', () => {
    const all = serviceTimesOf(calls)!;
    expect(all.n).toBe(truth.service.n);
    expect(all.mean.value).toBeCloseTo(truth.service.mean, 4);
    expect(all.median).toBe(truth.service.p50);
    expect(all.p90).toBeCloseTo(truth.service.p90, 6);
    expect(all.short.value).toBeCloseTo(truth.service.share_lt10s, 4);
    expect(all.lognormal!.mu.value).toBeCloseTo(truth.service_ge10.lognormal[0], 4);
    expect(all.lognormal!.sigma.value).toBeCloseTo(truth.service_ge10.lognormal[1], 3);
    for (const type of Object.keys(truth.by_type)) {
      const { ge10_logn, service_mean, service_median } = truth.by_type[type];
      const found = serviceTimesOf(of(type))!;
      expect(found.mean.value, type).toBeCloseTo(service_mean, 3);
      expect(found.median, type).toBe(service_median);
      expect(found.lognormal!.mu.value, type).toBeCloseTo(ge10_logn[0], 3);
      // They divide by n, we by n − 1.
      expect(Math.abs(found.lognormal!.sigma.value / ge10_logn[1] - 1), type).toBeLessThan(0.01);
    }
  });

  it('flags agents with more than 15 % of calls under 10 s', () => {
    const [worst] = shortCallers(calls);
    expect(worst!.share.value).toBeGreaterThan(0.15);
  });

  it('patience: Kaplan–Meier, all and by type', () => {
    const { steps } = fitPatience(calls);
    for (const [seconds, share] of Object.entries(truth.patience.km_S)) {
      expect(survivalAt(steps, Number(seconds)).share, seconds).toBeCloseTo(share as number, 4);
    }
    expect(quantileOfSteps(steps, 0.25)).toBe(truth.patience.km_q25);
    expect(quantileOfSteps(steps, 0.5)).toBe(truth.patience.km_median);
    expect(quantileOfSteps(steps, 0.75)).toBe(truth.patience.km_q75);
    for (const type of Object.keys(truth.by_type)) {
      const found = fitPatience(of(type)).steps;
      for (const [seconds, share] of Object.entries(truth.by_type[type].km_S)) {
        expect(survivalAt(found, Number(seconds)).share, `${type} ${seconds}`).toBeCloseTo(
          share as number,
          4,
        );
      }
      expect(quantileOfSteps(found, 0.5) ?? null, type).toBe(truth.by_type[type].km_median);
    }
  });

  it('patience: exponential, Weibull and lognormal with censoring; the lognormal is likeliest', () => {
    const { families } = fitPatience(calls);
    const [exponential, weibull, lognormal] = ['exponential', 'weibull', 'lognormal'].map(
      (name) => families.find(({ family }) => family === name)!,
    );
    const [ll1, ll2, ll3] = truth.patience.ll_exp_weib_logn;
    expect(exponential!.parameters[0]!.value).toBeCloseTo(truth.patience.exp_mean, 3);
    // Theirs counts those who gave up at 0 s, which no other family can.
    expect(exponential!.atOnce!.logLikelihood).toBeCloseTo(ll1, 2);
    const above = calls.filter(({ wait }) => wait > 0);
    const rate = above.filter((c) => !c.answered).length / above.reduce((s, c) => s + c.wait, 0);
    const plain = above.reduce((s, c) => s + (c.answered ? 0 : Math.log(rate)) - rate * c.wait, 0);
    expect(exponential!.logLikelihood).toBeCloseTo(plain, 3);
    expect(exponential!.aic).toBeCloseTo(2 - 2 * plain, 3);
    expect(families.map(({ n }) => n)).toEqual([above.length, above.length, above.length]);
    expect(weibull!.parameters[0]!.value).toBeCloseTo(truth.patience.weibull_k_scale[0], 3);
    expect(weibull!.parameters[1]!.value).toBeCloseTo(truth.patience.weibull_k_scale[1], 0);
    expect(weibull!.logLikelihood).toBeCloseTo(ll2, 2);
    expect(lognormal!.parameters[0]!.value).toBeCloseTo(truth.patience.logn_mu_sigma[0], 3);
    expect(lognormal!.parameters[1]!.value).toBeCloseTo(truth.patience.logn_mu_sigma[1], 3);
    expect(lognormal!.logLikelihood).toBeCloseTo(ll3, 2);
    expect(families[0]!.family).toBe('lognormal');
    for (const type of Object.keys(truth.by_type)) {
      const fits = fitPatience(of(type)).families;
      const mean = fits.find(({ family }) => family === 'exponential')!.parameters[0]!;
      expect(mean.value, type).toBeCloseTo(truth.by_type[type].patience_exp_mean, 3);
      const [shape, scale] = fits.find(({ family }) => family === 'weibull')!.parameters;
      expect(shape!.value, type).toBeCloseTo(truth.by_type[type].weibull_k_scale[0], 2);
      expect(scale!.value / truth.by_type[type].weibull_k_scale[1], type).toBeCloseTo(1, 2);
    }
  });

  it('repeat calls of identified customers', () => {
    const { abandoned, served } = repeatsOf(log);
    const expected = truth.repeat_contacts_identified_only;
    expect(abandoned.n).toBe(expected.abandon_n);
    expect(served.n).toBe(expected.served_n);
    expect(abandoned.within[0]!.share.value).toBeCloseTo(expected.redial_10min, 3);
    expect(abandoned.within[1]!.share.value).toBeCloseTo(expected.redial_1h, 3);
    expect(abandoned.within[2]!.share.value).toBeCloseTo(expected.redial_24h, 3);
    expect(served.within[1]!.share.value).toBeCloseTo(expected.repeat_1h, 3);
    expect(served.within[2]!.share.value).toBeCloseTo(expected.repeat_24h, 3);
  });

  it('occupancy, and arrivals by hour on busy days', () => {
    const { arrivals, staffing } = fitCallLog(log);
    expect(
      Math.abs(staffing.busySeconds / staffing.sessionSeconds - truth.occupancy_overall),
    ).toBeLessThan(0.003);
    const halves = staffingProfile(staffing.sessions, arrivals.busy.days, 0, 0);
    truth.staffed_agents_weekday_mean.forEach((mean: number, hour: number) => {
      if (hour < 7) return;
      const ours = (halves[2 * hour]! + halves[2 * hour + 1]!) / 2;
      expect(Math.abs(ours - mean), `${hour}`).toBeLessThan(0.03);
    });
    // By entry into the queue; theirs is by entry into the voice unit, see below.
    truth.arrivals_per_hour_weekday_var_over_mean.forEach((ratio: number | null, hour: number) => {
      if (ratio === null || hour < 7) return;
      expect(Math.abs(arrivals.varianceOverMean[hour]! / ratio - 1), `${hour}`).toBeLessThan(0.08);
    });
  });

  it('arrivals, abandonment and waits by the hour in which the call began, on busy days', () => {
    const { busy } = arrivalsOf(log);
    expect(busy.days.length).toBe(truth.weekdays.length);
    for (const { abandonment, asa, hour, mean, varianceOverMean } of startHours(calls, busy.days)) {
      expect(mean, `${hour}`).toBeCloseTo(truth.arrivals_per_hour_weekday_mean[hour], 6);
      const ratio = truth.arrivals_per_hour_weekday_var_over_mean[hour];
      if (ratio !== null) expect(varianceOverMean, `${hour}`).toBeCloseTo(ratio, 2);
      const theirs = truth.by_hour_weekday[hour];
      if (!theirs) continue;
      expect(abandonment, `${hour}`).toBeCloseTo(theirs.ab, 4);
      expect(asa, `${hour}`).toBeCloseTo(theirs.asa, 1);
    }
  });

  it('sessions and names', () => {
    const sessions = sessionsOf(calls);
    expect(sessions.length).toBe(truth.agent_sessions);
    expect(new Set(sessions.map(({ agent }) => agent)).size).toBe(truth.agent_names);
  });
});
