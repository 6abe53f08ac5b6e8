import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/dataset/conversation.js';
import { annotate } from '../../../src/dataset/signals/annotate.js';
import { handOversOf } from '../../../src/experiment/score/hand-overs.js';
import { type ScoreOptions, type Scoring, score } from '../../../src/experiment/score/score.js';
import { labelledDialogues } from '../../../src/experiment/score/utterances.js';
import { InputError } from '../../../src/input/problem.js';
import { type LoadedPolicy, loadPolicy } from '../../../src/policy/load.js';
import { plainWorld } from '../../worlds.js';

const WORLD = plainWorld({});
const OPTIONS: ScoreOptions = { seed: 1, resamples: 100 };

function loaded(rules: string, more = ''): LoadedPolicy {
  return loadPolicy('p.yaml', `name: mine\n${more}rules:\n${rules}`, {
    teams: new Map([['general', 0]]),
    columns: new Map(),
    values: {},
    absent: new Set(),
  });
}

/** `c` and `a` for customer and AI, upper case where a person should take over. */
function spoken(letters: string, more: readonly Partial<Turn>[] = []): Conversation {
  const turns = [...letters].map((letter, i) => ({
    speaker: letter.toLowerCase() === 'c' ? ('customer' as const) : ('ai' as const),
    labels: { handoff: letter !== letter.toLowerCase() },
    ...more[i],
  }));
  return { id: letters, turns };
}

function handOvers(policy: LoadedPolicy, conversation: Conversation) {
  const { dialogues } = labelledDialogues([conversation]);
  const use = policy.policy.rules.map(() => ({ fired: 0, absent: 0 }));
  const idle = { world: WORLD, timeZone: 'UTC' };
  return { ...handOversOf(policy.policy, dialogues[0]!, idle, use), use };
}

describe('where a policy would hand over', () => {
  it('is every utterance at which its rules hold, and live the first customer turn of them', () => {
    const policy = loaded('  - { id: a, when: turns >= 2, then: { transfer: general } }');
    expect(handOvers(policy, spoken('cacaca'))).toMatchObject({ flags: [2, 3, 4, 5], live: 2 });
    expect(handOvers(policy, spoken('ca')).live).toBeUndefined();
  });

  it('may be a reply, after which it happens at the customer’s next word', () => {
    const failing = spoken('cacaca', [{}, {}, {}, { failed: true }]);
    const policy = loaded('  - { id: a, when: failed_turns >= 1, then: { transfer: general } }');
    expect(handOvers(policy, failing)).toMatchObject({ flags: [3, 4, 5], live: 4 });
  });

  it('sees nothing of what comes later', () => {
    const whole = [...'cacaca'].map((_, i) => (i === 4 ? { ask: 'request' as const } : {}));
    const policy = loaded('  - { id: a, when: asks >= 1, then: { transfer: general } }');
    expect(handOvers(policy, spoken('cacaca', whole)).flags).toEqual([4, 5]);
  });

  it('is the first utterance, whoever speaks it, for a rule of the arrival', () => {
    const policy = loaded('  - { id: a, at: arrival, then: { transfer: general } }');
    expect(handOvers(policy, spoken('acac'))).toMatchObject({ flags: [0], live: 0 });
  });

  it('is never a greeting before the customer’s first word', () => {
    const policy = loaded('  - { id: a, then: { transfer: general } }');
    expect(handOvers(policy, spoken('aaca'))).toMatchObject({ flags: [2, 3], live: 2 });
  });

  it('yields to a rule before it that stays', () => {
    const policy = loaded(
      '  - { id: a, when: turns == 2, then: stay }\n  - { id: b, then: { transfer: general } }',
    );
    const { flags, use } = handOvers(policy, spoken('ccc'));
    expect(flags).toEqual([0, 2]);
    expect(use).toMatchObject([{ fired: 1 }, { fired: 2 }]);
  });

  it('is an offer, too, each time it would be made', () => {
    const policy = loaded(
      '  - { id: a, when: turns >= 2, then: { offer: transfer, to: general } }',
    );
    expect(handOvers(policy, spoken('cccc'))).toMatchObject({ flags: [1, 2, 3], live: 1 });
  });

  it('finds desks idle: open, staffed, free, nobody waiting', () => {
    const idle =
      'desk.general.open && desk.general.free >= 1 && desk.general.staffed == 1 && desk.general.queue == 0 && desk.general.estimated_wait < 1';
    const policy = loaded(`  - { id: a, when: ${idle}, then: { transfer: general } }`);
    expect(handOvers(policy, spoken('c')).flags).toEqual([0]);
  });

  it('reads confidence from the latest reply, and columns from the latest customer turn', () => {
    const unsure = spoken('cacaca', [{}, { confidence: 0.3 }, {}, { confidence: 0.9 }]);
    const confidence = loaded('  - { id: a, when: confidence < 0.5, then: { transfer: general } }');
    expect(handOvers(confidence, unsure)).toMatchObject({ flags: [1, 2], live: 2 });
    const angry = spoken('cacac', [{}, {}, { signals: { anger: 0.8 } }]);
    const anger = loadPolicy(
      'p.yaml',
      'name: mine\nrules:\n  - { id: a, when: signals.anger > 0.5, then: { transfer: general } }\n',
      {
        teams: new Map([['general', 0]]),
        columns: new Map([['anger', 'number' as const]]),
        values: {},
        absent: new Set(),
      },
    );
    expect(handOvers(anger, angry)).toMatchObject({ flags: [2, 3], live: 2 });
  });

  it('reads the clock of the record, in its zone, and the times of its turns', () => {
    const times = [{ atSeconds: 0 }, { atSeconds: 5 }, { atSeconds: 65 }];
    // 2026-03-02 is a Monday; at 23:59:30 UTC it is Tuesday an hour to the east.
    const conversation = {
      ...spoken('cac', times),
      startedAt: Date.UTC(2026, 2, 2, 23, 59, 30) / 1000,
    };
    const at = (when: string, timeZone = 'UTC') => {
      const { policy } = loaded(`  - { id: a, when: ${when}, then: { transfer: general } }`);
      const { dialogues } = labelledDialogues([conversation]);
      const idle = { world: WORLD, timeZone };
      return handOversOf(policy, dialogues[0]!, idle, [{ fired: 0, absent: 0 }]).flags;
    };
    expect(at('clock.weekday == 1 && clock.hour == 23 && clock.minute == 59')).toEqual([0, 1]);
    expect(at('clock.weekday == 2 && clock.hour == 0')).toEqual([2]);
    expect(at('clock.weekday == 2 && clock.hour >= 0', 'Europe/Berlin')).toEqual([0, 1, 2]);
    expect(at('clock.date == "2026-03-03"')).toEqual([2]);
    expect(at('elapsed > 60')).toEqual([2]);
    expect(at('idle == 60')).toEqual([2]);
  });

  it('counts a signal that the record lacks', () => {
    const policy = loaded('  - { id: a, when: confidence < 0.5, then: { transfer: general } }');
    expect(handOvers(policy, spoken('caca'))).toMatchObject({ flags: [], use: [{ absent: 4 }] });
  });
});

describe('policies with a memory', () => {
  it('a rule that only asks what is meant gives way after its once', () => {
    const policy = loaded(
      '  - { id: a, when: turns >= 1, then: clarify }\n  - { id: b, then: { transfer: general } }',
    );
    expect(handOvers(policy, spoken('cacaca'))).toMatchObject({ flags: [1, 2, 3, 4, 5], live: 2 });
  });

  it('count the customer turns at which a named condition held', () => {
    const policy = loaded(
      '  - { id: a, when: times.late >= 2, then: { transfer: general } }',
      'conditions: { late: turns >= 2 }\n',
    );
    expect(handOvers(policy, spoken('cacacaca'))).toMatchObject({ flags: [4, 5, 6, 7], live: 4 });
  });

  it('fall back behind a gate that is shut', () => {
    const gated = (wait: string) =>
      loaded(
        `  - { id: a, then: { transfer: general, if: desk.general.oldest_wait ${wait}, else: stay } }`,
      );
    expect(handOvers(gated('< 60'), spoken('ca')).flags).toEqual([0, 1]);
    expect(handOvers(gated('> 60'), spoken('ca')).flags).toEqual([]);
  });
});

describe('what is scored', () => {
  const policy = loaded('  - { id: a, when: turns >= 2, then: { transfer: general } }');

  it('ends at the recorded hand-over, which is a row of its own', async () => {
    const handedOver: Conversation = {
      ...spoken('caCa'),
      handover: { afterCustomerTurns: 2 },
      turns: [
        ...spoken('caCa').turns,
        { speaker: 'human', labels: { handoff: true } },
        { speaker: 'customer', labels: { handoff: true } },
      ],
    };
    const scoring = await score([handedOver, spoken('cac')], WORLD, [policy], OPTIONS);
    expect(scoring).toMatchObject({ dialogues: 2, utterances: 7, labels: 1 });
    expect(scoring.leftOut).toMatchObject({ labels: 2 });
    expect(figure(scoring, 'recorded', 'live', 'f1')).toBe(1);
    expect(scoring.assumptions.join('\n')).toContain('left out: 2 labels');
  });

  it('counts utterances, not tool calls', async () => {
    const { turns } = spoken('cacA');
    const between: Turn[] = [turns[0]!, { speaker: 'tool' }, { speaker: 'system' }];
    const conversation = { id: 'x', turns: [...between, ...turns.slice(1)] };
    const { dialogues } = labelledDialogues([conversation]);
    expect(dialogues[0]!.gold).toEqual([3]);
  });

  it('leaves out conversations without labels, and says so', async () => {
    const bare: Conversation = { id: 'bare', turns: [{ speaker: 'customer' }] };
    const scoring = await score([bare, spoken('cA'), spoken('ca')], WORLD, [], OPTIONS);
    expect(scoring.dialogues).toBe(2);
    expect(scoring.assumptions.join('\n')).toContain('1 conversations without labels');
  });

  it('is refused where nothing is labelled', async () => {
    const bare: Conversation = { id: 'bare', turns: [{ speaker: 'customer' }] };
    const tried = score([bare], WORLD, [], { ...OPTIONS, file: 'x.jsonl' });
    await expect(tried).rejects.toMatchObject({
      problems: [{ code: 'no-labels', file: 'x.jsonl' }],
    });
  });

  it('names the rule and the conversation of a condition that divides by zero', async () => {
    const dividing = loaded(
      '  - { id: a, when: asks / (turns - 2) > 1, then: { transfer: general } }',
    );
    const asking = annotate(spoken('cacac', [{ ask: 'none' }]));
    const tried = score([asking], WORLD, [dividing], OPTIONS);
    await expect(tried).rejects.toThrow(InputError);
    await expect(tried).rejects.toMatchObject({
      problems: [{ code: 'division-by-zero', file: 'p.yaml', line: 3 }],
    });
  });
});

describe('intervals', () => {
  const conversations = ['caCA', 'cacaCA', 'caca', 'caCAca', 'cacaca', 'cCca'].map((one, i) => ({
    ...spoken(one),
    id: `d${i}`,
  }));
  const policies = [loaded('  - { id: a, when: turns >= 2, then: { transfer: general } }')];

  it('are the same for a seed, and hold the figure', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map((seed) => score(conversations, WORLD, policies, { ...OPTIONS, seed })),
    );
    expect(JSON.stringify(plain(one!))).toBe(JSON.stringify(plain(same!)));
    expect(JSON.stringify(plain(one!))).not.toBe(JSON.stringify(plain(other!)));
    const { value, low, high } = one!.rows[0]!.scores.live.get('handoff.gt2')!;
    expect(low!).toBeLessThanOrEqual(value);
    expect(high!).toBeGreaterThanOrEqual(value);
  });

  it('of differences are paired: a floor beside itself differs by exactly nothing', async () => {
    const third = loaded('  - { id: a, when: turns == 3, then: { transfer: general } }');
    const scoring = await score(conversations, WORLD, [third], OPTIONS);
    const { live } = scoring.rows[0]!.against.get('(third customer turn)')!;
    expect(live.get('handoff.f1')).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('need more than one conversation', async () => {
    const scoring = await score(conversations.slice(0, 1), WORLD, policies, OPTIONS);
    expect(scoring.rows[0]!.scores.live.get('handoff.f1')).not.toHaveProperty('low');
  });
});

function figure(scoring: Scoring, row: string, judged: 'flags' | 'live', metric: string) {
  const found = scoring.rows.find(({ name }) => name === row)!;
  return found.scores[judged].get(`handoff.${metric}`)?.value;
}

function plain({ rows }: Scoring): unknown {
  return rows.map(({ name, scores }) => [name, [...scores.flags], [...scores.live]]);
}
