import { describe, expect, it } from 'vitest';
import type { Conversation, Handover, Turn } from '../../../src/dataset/conversation.js';
import { InputError } from '../../../src/input/problem.js';
import { callLogOf, startLogOf } from '../../../src/scenario/fitting/call-log.js';
import { dialogueReturns } from '../../../src/scenario/fitting/demand/dialogue-returns.js';
import { concurrencyOf } from '../../../src/scenario/fitting/desk/concurrency.js';
import { fitDesk } from '../../../src/scenario/fitting/desk/desk-fit.js';
import { sizedHalves } from '../../../src/scenario/fitting/desk/sized-hours.js';
import { fitTeams } from '../../../src/scenario/fitting/desk/team-fit.js';
import { erlangA } from '../../../src/scenario/staffing/erlang.js';
import { fittedWorld } from './helpdesk.js';

const MONDAY = Date.UTC(2026, 2, 2) / 1000;
const NINE = 9 * 3600;

const customer = (atSeconds?: number): Turn => ({
  speaker: 'customer',
  text: 'hm',
  ask: 'none',
  ...(atSeconds === undefined ? {} : { atSeconds }),
});
const ai = (atSeconds?: number): Turn => ({ ...customer(atSeconds), speaker: 'ai' });
const person = (atSeconds?: number): Turn => ({ ...customer(atSeconds), speaker: 'human' });

function dialogue(
  turns: readonly Turn[],
  handover?: Partial<Handover>,
  rest: Partial<Conversation> = {},
): Conversation {
  const full: Handover = { afterCustomerTurns: 1, waitSeconds: 20, answered: true, ...handover };
  return {
    id: 'x',
    startedAt: MONDAY + NINE,
    turns,
    ...(handover ? { handover: full } : {}),
    ...rest,
  };
}

const entryOf = (conversation: Conversation, others: readonly Conversation[] = []) => {
  const log = callLogOf([conversation, ...others]);
  const call = log.calls.find(({ index }) => index === 0)!;
  return { seconds: call.at - NINE, estimated: log.estimatedEntries > 0, before: call.before };
};

describe('entry into the queue', () => {
  it('is the last turn before the hand-over', () => {
    const turns = [customer(0), ai(4), customer(30), ai(33), person(60), customer(90)];
    const found = entryOf(dialogue(turns, { afterCustomerTurns: 2 }));
    expect(found).toEqual({ seconds: 33, estimated: false, before: 33 });
  });

  it('is not what the AI says while somebody waits', () => {
    // Answered at 100 after 60 s in the queue, so that they entered it by 40.
    const turns = [customer(0), ai(4), customer(30), ai(70), person(100)];
    const found = entryOf(dialogue(turns, { afterCustomerTurns: 2, waitSeconds: 60 }));
    expect(found.seconds).toBe(40);
  });

  it('is the customer turn after which the record hands over, whatever is said later', () => {
    const turns = [customer(0), ai(4), customer(30), ai(34), customer(50)];
    expect(entryOf(dialogue(turns, { afterCustomerTurns: 1 })).seconds).toBe(4);
  });

  it('without times of turns follows from mean reply times, and is said to', () => {
    const timed = Array.from({ length: 5 }, () =>
      dialogue([customer(0), ai(10), customer(50), ai(60)]),
    );
    const turns = [customer(), ai(), customer(), person()];
    // 10 s until the AI replies, 40 s until the customer does.
    const found = entryOf(dialogue(turns, { afterCustomerTurns: 2 }), timed);
    expect(found).toEqual({ seconds: 50, estimated: true, before: 50 });
    // Without any time in the file: 3.4 s and 31.9 s, the default world's means.
    expect(entryOf(dialogue(turns, { afterCustomerTurns: 2 })).seconds).toBeCloseTo(35.3, 6);
  });

  it('is the start and the time in the voice unit, where there are no turns', () => {
    const call = dialogue([], { afterCustomerTurns: 0 }, { selfServiceSeconds: 11 });
    expect(entryOf(call).seconds).toBe(11);
  });
});

describe('the calendar', () => {
  it('begins with the first conversation, handed over or not', () => {
    const days = [0, 1, 3].map((day) =>
      dialogue([customer(0)], day === 1 ? { agent: 'Ada' } : undefined, {
        startedAt: MONDAY + day * 86_400 + NINE,
      }),
    );
    const starts = startLogOf(days, 'Europe/Berlin');
    expect(starts).toMatchObject({ date: '2026-03-02', days: 4 });
    expect(starts.calls.map(({ day, wall }) => [day, wall])).toEqual([
      [0, NINE + 3600],
      [1, NINE + 3600],
      [3, NINE + 3600],
    ]);
    const queue = callLogOf(days, 'Europe/Berlin');
    expect(queue).toMatchObject({ date: '2026-03-02', days: 2 });
    expect(queue.neverQueued).toHaveLength(2);
  });
});

describe('work recorded as 0 s', () => {
  const record = [0, 0, 120].map((handleSeconds) => dialogue([], { agent: 'Ada', handleSeconds }));

  it('is not recorded, neither of a call log nor of hand-overs', () => {
    expect(callLogOf(record).calls.map(({ handle }) => handle)).toEqual([
      undefined,
      undefined,
      120,
    ]);
    expect(fitDesk(record).service).toMatchObject({ n: 1, mean: { value: 120 } });
  });
});

describe('several chats at once', () => {
  const served = (at: number, handleSeconds: number) =>
    dialogue(
      [customer(0)],
      { agent: 'Ada', waitSeconds: 0, handleSeconds },
      { startedAt: MONDAY + at },
    );

  it('are counted person by person', () => {
    // Two at once all morning: each begins while the one before is still in hand.
    const two = Array.from({ length: 40 }, (_, i) => served(NINE + i * 100, 180));
    const [team] = fitTeams(callLogOf(two));
    expect(team!.chats.atOnce).toBe(2);
    expect(team!.chats.beside.value).toBeCloseTo(39 / 40, 6);
    const one = Array.from({ length: 40 }, (_, i) => served(NINE + i * 200, 180));
    expect(concurrencyOf(fitTeams(callLogOf(one))[0]!.fit.staffing.sessions)!.atOnce).toBe(1);
  });
});

describe('people nobody names', () => {
  const load = (people: number, perHalf: number, gone = 0) => ({
    contacts: Array.from({ length: 48 }, (_, half) => (half >= 16 && half < 40 ? perHalf : gone)),
    abandonment: Array.from({ length: 48 }, (_, half) =>
      half >= 16 && half < 40 ? erlangA((2 * perHalf) / 3600, 300, people, 240).abandonment : 1,
    ),
    variation: 0,
    work: 300,
    patience: 240,
  });

  it('are as many as Erlang A needs for the share that gave up', () => {
    for (const [people, perHalf] of [
      [1, 3],
      [3, 20],
      [12, 70],
    ] as const) {
      const found = sizedHalves(load(people, perHalf, 0.2));
      // At night somebody came, and nobody was ever answered: nobody is there.
      expect(found.map(({ half }) => half)).toEqual(Array.from({ length: 24 }, (_, i) => 16 + i));
      expect(found.map(({ agents }) => agents)).toEqual(Array(24).fill(people));
    }
  });

  it('come whole, and are right over the day', () => {
    // Between what two and what three would lose.
    const [two, three] = [2, 3].map((n) => erlangA(20 / 1800, 300, n, 240).abandonment);
    const between = { ...load(3, 20), abandonment: Array(48).fill(0.5 * two! + 0.5 * three!) };
    const counts = sizedHalves(between).map(({ agents }) => agents);
    expect(counts.filter((n) => n === 2)).toHaveLength(12);
    expect(counts.filter((n) => n === 3)).toHaveLength(12);
  });

  it('are more where the load varies, for the same share', () => {
    const steady = sizedHalves(load(6, 40))[0]!.agents;
    const varied = sizedHalves({ ...load(6, 40), variation: 0.5 })[0]!.agents;
    expect(varied).toBeGreaterThan(steady);
  });
});

describe('coming back', () => {
  const visit = (who: string, at: number, resolved: boolean, rest: Partial<Conversation> = {}) =>
    dialogue([customer(0), ai(100)], undefined, {
      customer: who,
      intent: 'order',
      resolved,
      startedAt: MONDAY + at,
      ...rest,
    });

  it('is told of identified customers, same intents, and only as far as the record reaches', () => {
    const found = dialogueReturns([
      visit('a', 0, false),
      visit('a', 1100, true), // 1,000 s after the end of the first
      visit('b', 0, false),
      visit('b', 5000, true, { intent: 'refund' }), // another matter
      visit('c', 0, true),
      visit('c', 3000, true), // nothing was left to come back for
      dialogue([customer(0)], undefined, { startedAt: MONDAY + 8 * 86_400 }),
    ])!;
    expect(found.abandoned).toBeUndefined();
    expect(found.comeBack).toBe(1);
    expect(found.unresolved!.n).toBe(2);
    const week = found.unresolved!.within.at(-1)!;
    expect(week.seconds).toBe(7 * 86_400);
    expect(week.share.value).toBeCloseTo(0.5, 9);
  });
});

describe('coming back, many times', () => {
  it('is sure of nobody only as far as there are customers', () => {
    // Three customers, fifty contacts each about fifty matters: nobody comes back about one.
    const visits = Array.from({ length: 150 }, (_, i) =>
      dialogue([customer(0)], undefined, {
        customer: `c${i % 3}`,
        intent: `matter ${i}`,
        resolved: false,
        startedAt: MONDAY + 60 * i,
      }),
    );
    const last = dialogue([customer(0)], undefined, { startedAt: MONDAY + 9 * 86_400 });
    const { share } = dialogueReturns([...visits, last])!.unresolved!.within[0]!;
    expect(share).toMatchObject({ value: 0, low: 0, n: 150 });
    expect(share.high).toBeCloseTo(1.96 ** 2 / (3 + 1.96 ** 2), 4);
  });

  it('takes the next about the same matter, or about one that is not known', () => {
    const about = (at: number, intent: string | undefined, resolved: boolean) =>
      dialogue([customer(0)], undefined, {
        customer: 'guest',
        startedAt: MONDAY + at,
        resolved,
        ...(intent === undefined ? {} : { intent }),
      });
    const found = dialogueReturns([
      about(0, 'a', false), // back after 300 s, by the unknown one
      about(100, 'b', false), // after 200 s
      about(300, undefined, false), // after 400 s, by whatever is next
      about(700, 'a', true),
    ])!;
    expect(found.comeBack).toBe(3);
    expect(found.unresolved!.after!.median).toBe(300);
  });
});

describe('what is missing stays an assumption, part by part', () => {
  const record = Array.from({ length: 240 }, (_, i): Conversation => {
    const day = Math.floor(i / 60);
    const minute = (i % 60) * 8;
    const gaveUp = i % 10 === 0;
    return dialogue(
      [customer(0), ai(3), customer(20)],
      {
        afterCustomerTurns: 2,
        waitSeconds: gaveUp ? 40 + (i % 7) : i % 3 === 0 ? 20 : 0,
        answered: !gaveUp,
        ...(gaveUp ? {} : { handleSeconds: 200 + (i % 13) * 10, agent: i % 2 ? 'Ada' : 'Bo' }),
      },
      {
        id: String(i),
        startedAt: MONDAY + day * 86_400 + NINE + minute * 60,
        intent: i % 4 ? 'order' : 'a\nrefund',
      },
    );
  });
  const without = (...names: readonly string[]) =>
    record.map(({ handover, ...rest }): Conversation => {
      const kept = Object.entries(handover!).filter(([name]) => !names.includes(name));
      const other = Object.entries(rest).filter(([name]) => !names.includes(name));
      return {
        ...Object.fromEntries(other),
        handover: Object.fromEntries(kept),
      } as unknown as Conversation;
    });
  const textOf = async (conversations: readonly Conversation[], synthetic = false) =>
    (await fittedWorld(conversations, synthetic ? { synthetic } : {})).text;

  it('nothing missing: the record itself, with its own people', async () => {
    const text = await textOf(record);
    expect(text).toContain('arrivals: as_recorded');
    expect(text).toContain('horizon: { mode: continuous, days: 4,');
    expect(text).toContain('# 2 names,');
    expect(text).toContain('24 gave up of n = 240');
    // A name that cannot stand in a scenario: together, and first.
    expect(text).toMatch(/intents:\n {2}"any":\n {4}share: 0\.25 #/);
  });

  it('no names: patience, handle times and arrivals are fitted, staffing is sized', async () => {
    const text = await textOf(without('agent'));
    expect(text).not.toContain('as_recorded');
    expect(text).toContain('horizon: { opens: "09:00", closes: "17:00", weekday: ');
    expect(text).toMatch(/contacts_per_day: 60 # 60/);
    expect(text).toContain('24 gave up of n = 240');
    expect(text).toContain('as many as by Erlang A let so many give up');
    expect(text).toMatch(/- \{ from: "09:00", to: "\d\d:\d\d", agents: \d \}/);
  });

  it('no starts: patience and handle times are fitted, arrivals are not', async () => {
    const text = await textOf(without('startedAt'));
    expect(text).toContain('contacts_per_day: 400 # assumption');
    expect(text).toContain('24 gave up of n = 240');
    expect(text).toMatch(/mean 2[56]\d/);
    expect(text).toContain('shifts: erlang-a');
  });

  it('no waits: arrivals are fitted, patience is not', async () => {
    const text = await textOf(without('waitSeconds'));
    expect(text).toMatch(/contacts_per_day: 60 # 60/);
    expect(text).toContain('median: 462s, sigma: 1.9 } } # assumption');
    expect(text).toContain('shifts: erlang-a');
  });

  it('invented customers: a busy day without the record, with people or a size for them', async () => {
    for (const conversations of [record, without('agent'), without('startedAt', 'agent')]) {
      const text = await textOf(conversations, true);
      expect(text).not.toContain('recorded:');
      expect(text).toMatch(/- \{ from: "09:00", to: "\d\d:\d\d", agents: \d+ \}/);
    }
  });

  it('refuses to choose days where a conversation has none', async () => {
    const error = await fittedWorld(without('startedAt'), { fittedDays: 'odd' }).catch((e) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems[0]!.found).toBe('240 of 240 conversations without one');
  });
});
