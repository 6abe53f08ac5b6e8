import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DecisionEntry, Life } from '../../src/experiment/life/life.js';
import { partingOf } from '../../src/experiment/life/life-parting.js';
import { DAY } from '../../src/input/quantities.js';
import { decidersOf } from '../../src/policy/condition/explanation.js';
import { vocabularyOf } from '../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../src/policy/load.js';
import { type Policy, RECORDED } from '../../src/policy/policy.js';
import { loadScenario } from '../../src/scenario/load.js';
import type { World } from '../../src/scenario/world.js';
import type { ContactRecord } from '../../src/simulation/record.js';
import { desks, placid, recorded, reply, runDay, said, withRecord } from '../simulation/runs.js';
import { plainWorld, withIssues } from '../worlds.js';
import { type LivedDay, livedDay, loadedFor } from './explained.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function decisions({ moments }: Life): (DecisionEntry & { readonly at: number })[] {
  return moments.flatMap(({ at, entries }) =>
    entries.flatMap((entry) => (entry.kind === 'decision' ? [{ ...entry, at }] : [])),
  );
}

/** Ids of the rules that decided, with the time. */
const decided = (life: Life): [number, string][] =>
  decisions(life).flatMap(({ at, rule }) => (rule === undefined ? [] : [[at, rule]]));

const events = ({ moments }: Life): string[] =>
  moments.flatMap(({ at, entries }) =>
    entries.flatMap((entry) => (entry.kind === 'event' ? [`${at} ${entry.event}`] : [])),
  );

interface Shipped extends LivedDay {
  readonly world: World;
  readonly policy: Policy;
}

async function shipped(scenarioFile: string, policyFile: string): Promise<Shipped> {
  const scenario = await loadScenario(join(ROOT, scenarioFile));
  const text = readFileSync(join(ROOT, policyFile), 'utf8');
  const loaded = loadPolicy(policyFile, text, vocabularyOf(scenario));
  // Of a week round the clock one measured day is enough.
  const isWeek = scenario.world.mode === 'continuous';
  const closesAt = isWeek ? scenario.world.measuredFrom + DAY : scenario.world.closesAt;
  const world = { ...scenario.world, closesAt };
  return { ...livedDay(world, loaded, { saw: 'what-rules-read' }), world, policy: loaded.policy };
}

describe.each([
  ['datasets/retail-weekday.yaml', 'policies/attentive.yaml'],
  ['datasets/airline-week.yaml', 'policies/airline/care.yaml'],
])('every life in %s under %s', (scenario, policyFile) => {
  let day: Shipped;
  let lives: readonly Life[];
  beforeAll(async () => {
    day = await shipped(scenario, policyFile);
    lives = day.lives;
  }, 60_000);

  it('comes with the same record as where nobody listens', () => {
    const plain = runDay(day.world, day.policy);
    // But for the number of events: with nobody to tell, an undisturbed AI replies ahead of time.
    expect({ ...plain.summary, events: day.summary.events }).toEqual(day.summary);
    const ends = ({ endedAt, frustrationArea }: ContactRecord) => [endedAt, frustrationArea];
    expect(plain.records.map(ends)).toEqual(day.records.map(ends));
  });

  it('is there, and its rules fired as often as the record says', () => {
    const { policy, records } = day;
    expect(day.lives.length).toBe(records.length);
    expect(lives.length).toBeGreaterThan(500);
    const ids = [...policy.rules, ...policy.waiting, ...policy.serving].map(({ id }) => id);
    lives.forEach((life, i) => {
      const record = records[i]!;
      // An `else` is the same rule at work: only what rules were looked at for counts.
      const looked = decisions(life).filter(({ rules }) => rules.length > 0);
      const fired = ids.map((id) => looked.filter(({ rule }) => rule === id).length);
      expect(fired, `${life.issue}/${life.visit}`).toEqual(record.fired);
    });
  });

  it('counts together what the day’s summary counts', () => {
    const { lives: all, policy, summary, world } = day;
    if (world.mode === 'continuous') return; // which counts from an instant on, whoever was there then
    const looked = all.flatMap(decisions).flatMap(({ rules }) => rules);
    const ids = [...policy.rules, ...policy.waiting, ...policy.serving].map(({ id }) => id);
    const count = (id: string, word: string) =>
      looked.filter(({ found, id: one }) => one === id && found === word).length;
    expect(ids.map((id) => count(id, 'holds'))).toEqual(summary.fired);
    expect(ids.map((id) => count(id, 'absent'))).toEqual(summary.absent);
  });

  it('shows the rule that decided as the one that held, and no rule after it', () => {
    for (const life of lives) {
      for (const { rule, rules } of decisions(life)) {
        if (rules.length === 0) continue;
        const holding = rules.filter(({ found }) => found === 'holds');
        expect(holding.map(({ id }) => id)).toEqual(rule === undefined ? [] : [rule]);
        if (rule !== undefined) expect(rules.at(-1)!.id).toBe(rule);
      }
    }
  });

  it('has frustration whose parts add up, from each instant to the next', () => {
    for (const { end, moments } of lives) {
      let level = 0;
      let highest = 0;
      for (const { frustration } of moments) {
        if (frustration === undefined) continue;
        expect(frustration.from).toBe(level);
        const sum = frustration.parts.reduce((total, { change }) => total + change, level);
        expect(sum).toBeCloseTo(frustration.to, 9);
        // What was not felt can only be relief, and only where it would have led below 0.
        const floor = frustration.parts.find(({ part }) => part === 'floor');
        if (floor) {
          expect(floor.change).toBeGreaterThan(0);
          const relief = frustration.parts.filter(({ change }) => change < 0);
          const lowest = relief.reduce((total, { change }) => total + change, level);
          expect(lowest).toBeLessThan(0);
        }
        level = frustration.to;
        highest = Math.max(highest, level);
      }
      expect(end.frustrationPeak).toBeGreaterThanOrEqual(highest - 1e-9);
    }
  });

  it('runs from arrival to end, each instant once and in order', () => {
    lives.forEach(({ arrivedAt, end, moments }, i) => {
      const times = moments.map(({ at }) => at);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect([times[0], times.at(-1)]).toEqual([arrivedAt, end.at]);
      const turns = moments.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'turn'));
      expect(turns.length).toBe(day.records[i]!.customerTurns);
    });
  });
});

describe('why', () => {
  // Turns come at 0, 50, 100, … s; every reply fails, and is noticed.
  const failing = (world: World): World => ({
    ...world,
    ai: { ...world.ai, progress: 0, neutral: 0, sensitivity: 1, repeats: 0 },
  });
  const lived = (world: World, policy: string) => livedDay(world, loadedFor(world, policy)).lives;

  it('an at_most that is used up leaves the rule to the next one', () => {
    const world = failing(withIssues(desks({ general: {} }), [{ at: 0 }]));
    const [life] = lived(
      world,
      `
name: asks-once
rules:
  - { id: ask-back, when: turns >= 2, then: { clarify: "Which one?" } }
  - { id: give-up, when: turns >= 3, then: { transfer: general } }
`,
    );
    const [, second, third] = decisions(life!);
    expect([second!.rule, third!.rule]).toEqual(['ask-back', 'give-up']);
    expect(second!.does).toEqual({ does: 'clarify', terms: [], say: 'Which one?' });
    expect(third!.rules.map(({ found, id }) => [id, found])).toEqual([
      ['ask-back', 'used-up'],
      ['give-up', 'holds'],
    ]);
  });

  it('a gate that is shut, and a desk that nobody could enter, lead to the else', () => {
    const world = withIssues(desks({ shut: { steps: [] }, general: {} }), [{ at: 0 }]);
    const [life] = lived(
      world,
      `
name: gated
rules:
  - id: first
    then:
      transfer: general
      if: desk.general.queue > 3
      else: { transfer: shut, else: { callback: general, within: 1h, say: "We call you." } }
`,
    );
    const [first] = decisions(life!);
    expect(first!.rules).toEqual([{ id: 'first', found: 'holds' }]);
    expect(first!.weighed.map(({ deed, found }) => [deed.does, deed.to, found])).toEqual([
      ['transfer', ['general'], 'gate-shut'],
      ['transfer', ['shut'], 'nobody'],
    ]);
    expect(decidersOf(first!.weighed[0]!.gate!)[0]).toMatchObject({
      text: 'desk.general.queue > 3',
      readings: [{ name: 'desk.general.queue', value: 0 }],
    });
    expect(first).toMatchObject({
      instead: true,
      does: { does: 'callback', to: ['general'], say: 'We call you.' },
    });
  });

  it('an offer that is declined is followed by its else', () => {
    const base = withIssues(desks({ general: {} }), [{ at: 0 }]);
    const accepts = { ...base.customers.accepts, transfer: 0 };
    const world = { ...base, customers: { ...base.customers, accepts } };
    const [life] = lived(
      world,
      `
name: offers
rules:
  - { id: offer, then: { offer: transfer, to: general, else: { ticket: general, reply_within: 2h } } }
`,
    );
    expect(decided(life!)).toEqual([
      [0, 'offer'],
      [50, 'offer'],
    ]);
    const [offer, declined] = decisions(life!);
    expect([offer!.does!.does, offer!.instead]).toEqual(['offer-transfer', false]);
    expect([declined!.does!.does, declined!.instead, declined!.rules]).toEqual([
      'ticket',
      true,
      [],
    ]);
    expect(events(life!)).toContain('50 declines-offer');
  });

  it('waiting rules are looked at when their numbers are crossed, and at every half minute', () => {
    const world = withIssues(desks({ general: {} }), [
      { at: 0, handleSeconds: 400 },
      { at: 0, handleSeconds: 10 },
    ]);
    const lives = lived(
      world,
      `
name: waits
rules:
  - { id: all, at: arrival, then: { transfer: general } }
waiting:
  - { id: crossed, when: waited > 100, then: { announce: wait } }
  - { id: polled, when: desk.general.queue > 1, then: { priority: 5m } }
`,
    );
    const second = lives.find(({ issue }) => issue === 1)!;
    const looks = (id: string) =>
      decisions(second).flatMap(({ at, rules }) =>
        rules.some((rule) => rule.id === id) ? [at] : [],
      );
    expect(looks('crossed')).toEqual([0, 100]);
    expect(looks('polled')).toEqual(Array.from({ length: 14 }, (_, i) => 30 * i));
    expect(decided(second)).toEqual([
      [0, 'all'],
      [100, 'crossed'],
    ]);
    // One person with one contact in hand and 100 s of work a contact on average: told at 100.
    const told = second.moments.flatMap(({ at, entries }) =>
      entries.flatMap((entry) =>
        entry.kind === 'event' && entry.event === 'is-told-wait' ? [[at, entry.seconds]] : [],
      ),
    );
    expect(told).toEqual([[100, 100]]);
  });
});

describe('a replay of a record that hands over after customer turn 5 (model.md §7, example 6)', () => {
  const dialogue = recorded(
    [said(), said({ reply: reply({ failed: true }) }), ...Array(3).fill(said())],
    { id: 'chat-5', handoverAfter: 5, handleSeconds: 77, resolved: true, resolvedBy: 'human' },
  );
  const world = withRecord(withIssues(placid(plainWorld({})), [{ at: 0 }]), [dialogue]);
  const at = (turn: number) => {
    const yaml = `{ name: at-${turn}, rules: [{ id: only, when: turns >= ${turn}, then: { transfer: general, context: summary } }] }`;
    return livedDay(world, loadedFor(world, yaml)).lives[0]!;
  };
  const origins = ({ moments }: Life) =>
    moments.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === 'turn' ? [entry.observed] : [])),
    );

  it('at 3: three turns observed, the rest modelled', () => {
    const life = at(3);
    expect(life.conversation).toBe('chat-5');
    expect(origins(life)).toEqual([true, true, true]);
    expect(life.end.provenance).toEqual({
      support: 'earlier',
      turnsObserved: 3,
      turnsModelled: 0,
      decision: 'observed',
      wait: 'modelled',
      humanStage: 'modelled',
      outcome: 'modelled',
    });
    const replies = life.moments.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === 'reply' ? [[entry.outcome, entry.observed]] : [])),
    );
    expect(replies).toEqual([
      ['recorded', true],
      ['failed', true],
    ]);
  });

  it('at 5: all as recorded but the wait', () => {
    const life = at(5);
    expect(origins(life)).toEqual(Array(5).fill(true));
    expect(life.end.provenance).toMatchObject({
      support: 'same-point',
      wait: 'modelled',
      humanStage: 'observed',
      outcome: 'observed',
    });
    // Under the built-in policy nothing happens otherwise, though no rule says so.
    const [builtIn] = livedDay(world, { policy: RECORDED }).lives;
    expect(decisions(builtIn!)).toEqual([]);
    expect(partingOf(life, builtIn!)).toBeUndefined();
    expect(partingOf(at(3), builtIn!)!.at).toBe(100);
  });

  it('at 7: five turns observed, two modelled, and the instant at which the record is left', () => {
    const life = at(7);
    expect(origins(life)).toEqual([...Array(5).fill(true), false, false]);
    expect(events(life)).toContain('200 leaves-record');
    expect(life.end.provenance).toMatchObject({ turnsObserved: 5, turnsModelled: 2 });
  });
});

describe('two lives on the same luck', () => {
  // One person: whether the first customer is handed over decides how long the second one waits.
  const world = withIssues(desks({ general: {} }), [
    { at: 0, handleSeconds: 100 },
    { at: 10, handleSeconds: 100 },
  ]);
  const under = (rules: string) =>
    livedDay(world, loadedFor(world, `name: p\nrules:\n  - ${rules}\n`)).lives.find(
      ({ issue }) => issue === 1,
    )!;
  const everybody = under('{ id: all, at: arrival, then: { transfer: general } }');
  const otherwise = under(
    '{ id: other, at: arrival, when: elapsed >= 0, then: { transfer: general } }',
  );

  it('do not part where other rules come to the same', () => {
    expect(partingOf(everybody, otherwise)).toBeUndefined();
    expect(partingOf(everybody, everybody)).toBeUndefined();
  });

  it('part where the same happens later, though no decision differs', () => {
    const loaded = loadedFor(
      world,
      'name: p\nrules:\n  - { id: all, at: arrival, then: { transfer: general } }\n',
    );
    const other = livedDay(withIssues(world, [{ at: 0, handleSeconds: 50 }, { at: 10 }]), loaded);
    const sooner = other.lives.find(({ issue }) => issue === 1)!;
    // Answered at 50 instead of at 100.
    const parting = partingOf(everybody, sooner)!;
    expect(parting.at).toBe(50);
    expect(parting.decisions).toEqual([undefined, undefined]);
    const later = { ...everybody, moments: everybody.moments.map((m) => ({ ...m, at: m.at + 5 })) };
    expect(partingOf(everybody, later)!.at).toBe(10);
  });

  it('part where something else is done, with both decisions', () => {
    const stays = under(
      '{ id: never, at: arrival, when: "elapsed > 9999", then: { transfer: general } }',
    );
    const parting = partingOf(everybody, stays)!;
    expect(parting.at).toBe(10);
    expect(parting.decisions.map((decision) => decision?.rule)).toEqual(['all', undefined]);
  });
});
