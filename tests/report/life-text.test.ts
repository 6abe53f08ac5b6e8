import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { partingOf } from '../../src/experiment/life/life-parting.js';
import { Lives } from '../../src/experiment/life/lives.js';
import { type Explained, lifeText } from '../../src/report/life/life-text.js';
import { displayWidth } from '../../src/report/text-table.js';
import type { World } from '../../src/scenario/world.js';
import { loadedFor } from '../experiment/explained.js';
import { placid } from '../simulation/runs.js';
import { plainWorld, withIssues } from '../worlds.js';

/**
 * Model.md §7, example 5: asks at 30 and 80; the policy refuses the first, honours the second;
 * answered at 140. Every reply fails and is noticed, and the AI is as sure as ever.
 */
function exampleFive(): World {
  const world = placid(plainWorld({}), { perTurn: 1 });
  const sure = { good: { mean: 0.9, sd: 0 }, failed: { mean: 0.4, sd: 0 } };
  return withIssues(
    {
      ...world,
      teams: [{ ...world.teams[0]!, steps: [{ at: 140, staffed: 1 }] }],
      ai: {
        ...world.ai,
        progress: 0,
        neutral: 0,
        sensitivity: 1,
        repeats: 0,
        confidence: sure,
        margin: sure,
      },
    },
    [{ at: 30 }],
  );
}

const SECOND_ASK = `
name: second-ask
rules:
  - { id: no, when: asks == 1, then: { refuse: "Let me try." } }
  - { id: yes, when: asks >= 2, then: { transfer: general } }
`;
const FIRST_ASK = `
name: first-ask
rules:
  - { id: yes, when: asks >= 1 && known(intent), then: { transfer: general } }
`;

function explained(...policies: readonly string[]): Explained {
  const world = exampleFive();
  const contact = { replication: 0, issue: 0, visit: 0 };
  const lives = new Lives(world, 1);
  const loaded = policies.map((yaml) => loadedFor(world, yaml));
  const found = loaded.map((policy) => lives.life(policy, contact)!);
  const parting = found.length > 1 ? partingOf(found[0]!, found[1]!) : undefined;
  return {
    scenario: world.name,
    seed: 1,
    drills: [],
    clock: world.clock,
    contact,
    policies: loaded.map(({ policy }) => policy.name),
    lives: found,
    ...(parting === undefined ? {} : { parting }),
  };
}

/** All but the legend. */
function textOf(of: Explained, width = 100): string {
  const text = lifeText(of, { chalk: new Chalk({ level: 0 }), width });
  return text.slice(0, text.indexOf('\n\nsees:'));
}

// Frustration by the default weights: 0.5 refused, 0.25 failed, × 0.85 at the next turn, 0.1 a minute of
// the queue from 80 to 140 s, 0.2 to explain again, −0.3 when the person answers: 0.6375 in the end.
it('a hand-timed contact, line by line', () => {
  expect(textOf(explained(SECOND_ASK))).toMatchInlineSnapshot(`
    "plain  second-ask, seed 1, day 0, contact 0/0
    any, everyone, en

    00:00:30     0:00  arrives
                       customer turn 1, asks for a person
                         sees   asks 1, turns 1, contact_number 1, ai.available true
                         desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00, estimate
                                3:30
                         yes    no: asks == 1 (asks 1)
                         →      no: the AI says no to a person
                         says   “Let me try.”
                       frustration 0.00 → 0.50: refused +0.50
    00:00:50     0:20  the AI fails, and notices
                       frustration 0.50 → 0.75: failed +0.25
    00:01:20     0:50  customer turn 2, asks for a person
                         sees   asks 2, refusals 1, failed_turns 1, turns 2, confidence 0.4, margin 0.4,
                                sentiment_slope 0, idle 30
                         desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00, estimate
                                2:40
                         no     no: asks == 1 (asks 2)
                         yes    yes: asks >= 2 (asks 2)
                         →      yes: transfer to general, without context
                       enters the queue of general
                       frustration 0.75 → 0.64: decay −0.11
    00:02:20     1:50  general answers
                       frustration 0.64 → 0.64: queue +0.10, explain-again +0.20, person-answers −0.30
    00:04:00     3:30  general is done

    3:30: served by a person; solved. In the queue of general for 1:00, with people for 1:40. Asked for
    a person twice, talked past once. Frustration peaked at 0.94. All of this is modelled."
  `);
});

it('two lives beside each other', () => {
  expect(textOf(explained(SECOND_ASK, FIRST_ASK), 160)).toMatchInlineSnapshot(`
    "plain  A = second-ask, B = first-ask, seed 1, day 0, contact 0/0
    any, everyone, en

                       ── here they part ──
    00:00:30     0:00  arrives                                                               │ arrives
                       customer turn 1, asks for a person                                    │ customer turn 1, asks for a person
                         sees   asks 1, turns 1, contact_number 1, ai.available true         │   sees   asks 1, turns 1, contact_number 1, ai.available true
                         desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00,  │   desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00,
                                estimate 3:30                                                │          estimate 3:30
                         yes    no: asks == 1 (asks 1)                                       │   yes    yes: asks >= 1 (asks 1); known(intent) (intent any)
                         →      no: the AI says no to a person                               │   →      yes: transfer to general, without context
                         says   “Let me try.”                                                │ enters the queue of general
                       frustration 0.00 → 0.50: refused +0.50                                │
    00:00:50     0:20  the AI fails, and notices                                             │
                       frustration 0.50 → 0.75: failed +0.25                                 │
    00:01:20     0:50  customer turn 2, asks for a person                                    │
                         sees   asks 2, refusals 1, failed_turns 1, turns 2, confidence 0.4, │
                                margin 0.4, sentiment_slope 0, idle 30                       │
                         desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00,  │
                                estimate 2:40                                                │
                         no     no: asks == 1 (asks 2)                                       │
                         yes    yes: asks >= 2 (asks 2)                                      │
                         →      yes: transfer to general, without context                    │
                       enters the queue of general                                           │
                       frustration 0.75 → 0.64: decay −0.11                                  │
    00:02:20     1:50  general answers                                                       │ general answers
                       frustration 0.64 → 0.64: queue +0.10, explain-again +0.20,            │ frustration 0.00 → 0.08: queue +0.18, explain-again +0.20,
                         person-answers −0.30                                                │   person-answers −0.30
    00:04:00     3:30  general is done                                                       │ general is done

    A 3:30: served by a person; solved. In the queue of general for 1:00, with people for 1:40. Asked for a person twice, talked past once. Frustration peaked at
      0.94. All of this is modelled.

    B 3:30: served by a person; solved. In the queue of general for 1:50, with people for 1:40. Asked for a person once. Frustration peaked at 0.38. All of this is
      modelled.

    They part at 00:00:30, 0:00 after arrival. A: no: the AI says no to a person. B: yes: transfer to general, without context."
  `);
});

it('two lives in one column where the terminal is narrow', () => {
  expect(textOf(explained(SECOND_ASK, FIRST_ASK), 90)).toMatchInlineSnapshot(`
    "plain  A = second-ask, B = first-ask, seed 1, day 0, contact 0/0
    any, everyone, en

                       ── here they part ──
    00:00:30     0:00    arrives
                         customer turn 1, asks for a person
                           sees   asks 1, turns 1, contact_number 1, ai.available true
                           desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00,
                                  estimate 3:30
                       A   yes    no: asks == 1 (asks 1)
                       A   →      no: the AI says no to a person
                       A   says   “Let me try.”
                       A frustration 0.00 → 0.50: refused +0.50
                       B   yes    yes: asks >= 1 (asks 1); known(intent) (intent any)
                       B   →      yes: transfer to general, without context
                       B enters the queue of general
    00:00:50     0:20  A the AI fails, and notices
                       A frustration 0.50 → 0.75: failed +0.25
    00:01:20     0:50  A customer turn 2, asks for a person
                       A   sees   asks 2, refusals 1, failed_turns 1, turns 2, confidence 0.4,
                       A          margin 0.4, sentiment_slope 0, idle 30
                       A   desk   general: closed, 0 on duty, 0 free, 0 waiting, oldest 0:00,
                       A          estimate 2:40
                       A   no     no: asks == 1 (asks 2)
                       A   yes    yes: asks >= 2 (asks 2)
                       A   →      yes: transfer to general, without context
                       A enters the queue of general
                       A frustration 0.75 → 0.64: decay −0.11
    00:02:20     1:50    general answers
                       A frustration 0.64 → 0.64: queue +0.10, explain-again +0.20,
                       A   person-answers −0.30
                       B frustration 0.00 → 0.08: queue +0.18, explain-again +0.20,
                       B   person-answers −0.30
    00:04:00     3:30    general is done

    A 3:30: served by a person; solved. In the queue of general for 1:00, with people for
      1:40. Asked for a person twice, talked past once. Frustration peaked at 0.94. All of
      this is modelled.

    B 3:30: served by a person; solved. In the queue of general for 1:50, with people for
      1:40. Asked for a person once. Frustration peaked at 0.38. All of this is modelled.

    They part at 00:00:30, 0:00 after arrival. A: no: the AI says no to a person. B: yes:
      transfer to general, without context."
  `);
});

it('texts without spaces stay in their column, and nothing in them steers the terminal', () => {
  const of = explained(
    SECOND_ASK.replace('"Let me try."', `"${'请稍等'.repeat(40)}\\e[31m\\u202e"`),
    FIRST_ASK,
  );
  for (const width of [80, 140]) {
    const text = textOf(of, width);
    expect(text).toContain('请稍等请稍等');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  }
});
