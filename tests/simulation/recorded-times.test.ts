import { describe, expect, it } from 'vitest';
import { RECORDED } from '../../src/policy/policy.js';
import type { RecordedDialogue } from '../../src/scenario/record/recorded-dialogue.js';
import { policyFor, withIssues } from '../worlds.js';
import { desks, recorded, runDay, said, withRecord } from './runs.js';

const unanswered = (({ reply: _, ...turn }) => turn)(said());

/**
 * The world's AI takes 20 s and its customers 30 s. On record: turns at 0, 20, 160, 210 and 217 s,
 * where the third has no times of its own, and the fourth no answer.
 */
const TIMED: RecordedDialogue = recorded(
  [
    said({ aiSeconds: 5, customerSeconds: 15 }),
    said({ ask: 'request', aiSeconds: 40, customerSeconds: 100 }),
    said(),
    { ...unanswered, customerSeconds: 7 },
    said({ aiSeconds: 1 }),
  ],
  { handoverAfter: 5, handleSeconds: 50 },
);

function under(rules: string | undefined, dialogue = TIMED) {
  const world = withRecord(withIssues(desks({ general: {} }), [{ at: 1000, dialogue: 0 }]), [
    dialogue,
  ]);
  const policy = rules === undefined ? RECORDED : policyFor(world, `name: p\nrules: [${rules}]`);
  const [only] = runDay(world, policy).records;
  return only!;
}

const handsOverAt = (turn: number) =>
  `{ id: r, when: turns >= ${turn}, then: { transfer: general } }`;

describe('recorded turn times in a replay, timed by hand', () => {
  it('are the time that the dialogue takes on record; the world’s stand in where there is none', () => {
    const contact = under(undefined);
    expect(contact.firstAskAt).toBe(1020);
    // 5 + 15, 40 + 100, 20 + 30 by the world, 7 to a second word without an answer
    expect(contact.queuedAt).toBe(1217);
    expect(contact.answeredAt - contact.firstAskAt).toBe(197);
  });

  it('hold for the prefix of a policy that hands over earlier', () => {
    expect(under(handsOverAt(3)).queuedAt).toBe(1160);
  });

  it('end with the record: past the hand-over the AI takes 20 s and the customer 30', () => {
    expect(under(handsOverAt(6)).queuedAt).toBe(1217 + 20 + 30);
  });

  it('end where other words are spoken', () => {
    const refuses = `{ id: no, when: turns == 2, then: refuse }, ${handsOverAt(3)}`;
    expect(under(refuses).queuedAt).toBe(1020 + 20 + 30);
  });

  it('tell the end of a conversation that stays with the AI', () => {
    const { handoverAfter: _, ...stays } = TIMED;
    const contact = under(undefined, { ...stays, resolved: true, resolvedBy: 'ai' });
    expect(contact.endedAt).toBe(1217 + 1);
  });
});
