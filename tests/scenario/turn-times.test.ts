import { describe, expect, it } from 'vitest';
import type { Conversation, Speaker } from '../../src/dataset/conversation.js';
import { turnsOf } from '../../src/scenario/record/compact-dialogue.js';
import {
  secondsUntilPerson,
  turnDurations,
  withTurnTimes,
} from '../../src/scenario/record/turn-times.js';

type Line = readonly [speaker: Speaker, at?: number];

function conversation(lines: readonly Line[], handover?: Conversation['handover']): Conversation {
  return {
    id: 'a',
    turns: lines.map(([speaker, at]) => ({
      speaker,
      ...(at === undefined ? {} : { atSeconds: at }),
    })),
    ...(handover ? { handover } : {}),
  };
}

const timesOf = (c: Conversation) =>
  withTurnTimes(turnsOf(c.turns), c).map(({ aiSeconds, customerSeconds }) => [
    aiSeconds,
    customerSeconds,
  ]);

describe('turn times', () => {
  it('are those between a customer turn, the AI’s first words after it and the customer’s next', () => {
    const talk = conversation([
      ['ai', 0], // a greeting is no reply
      ['customer', 4],
      ['tool', 5],
      ['ai', 10],
      ['ai', 13], // and one more thing
      ['customer', 40],
      ['customer', 47],
      ['ai', 50],
    ]);
    expect(timesOf(talk)).toEqual([
      [6, 30],
      [undefined, 7],
      [3, undefined],
    ]);
    expect(turnDurations([talk])).toMatch(/^turn durations: all reply times/);
  });

  it('are absent where either end has no time, or the clocks disagree', () => {
    const talk = conversation([
      ['customer', 4],
      ['ai'],
      ['customer', 40],
      ['ai', 39],
      ['customer', 60],
    ]);
    expect(timesOf(talk)).toEqual([
      [undefined, undefined],
      [undefined, 21],
      [undefined, undefined],
    ]);
    expect(turnDurations([talk])).toContain('1 of 4 reply times');
    expect(turnDurations([conversation([['customer'], ['ai']])])).toContain('not recorded');
  });

  it('go on until a person’s first word', () => {
    const lines: Line[] = [
      ['customer', 0],
      ['ai', 3],
      ['customer', 20],
      ['ai', 22],
      ['human', 85],
    ];
    expect(secondsUntilPerson(conversation(lines, { afterCustomerTurns: 2 }))).toBe(65);
    expect(secondsUntilPerson(conversation(lines))).toBeUndefined();
    expect(
      secondsUntilPerson(conversation([['human', 9]], { afterCustomerTurns: 0 })),
    ).toBeUndefined();
    // What is said to the person is no turn of the AI stage.
    expect(
      turnDurations([conversation([...lines, ['customer']], { afterCustomerTurns: 2 })]),
    ).toMatch(/all reply times/);
  });
});
