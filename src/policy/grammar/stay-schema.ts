import { z } from 'zod';
import type { WrittenAnnouncement, WrittenSeconds } from './action-schema.js';
import { announcement, type Message, message, seconds, teams } from './action-schema.js';

/** What rules can do for those who wait in a queue, and for those whom a person has forgotten. */

export interface WrittenWaitingAction {
  readonly announce?: WrittenAnnouncement | undefined;
  readonly priority?: WrittenSeconds | undefined;
  readonly widen?: readonly string[] | undefined;
  readonly transfer?: readonly string[] | undefined;
  readonly offer?: 'callback' | 'ticket' | undefined;
  readonly within?: WrittenSeconds | undefined;
  readonly reply_within?: WrittenSeconds | undefined;
  readonly handback?: true | undefined;
  readonly say?: Message | undefined;
  readonly else?: WrittenWaitingAction | undefined;
}

function doesSomething(given: object): boolean {
  return Object.keys(given).some((key) => !['say', 'else', 'within', 'reply_within'].includes(key));
}

export const waitingAction: z.ZodType<WrittenWaitingAction> = z
  .strictObject({
    announce: announcement.optional(),
    priority: seconds.optional().describe('Waiting time credited on top.'),
    widen: teams.optional().describe('Teams that may take the contact from now on, too.'),
    transfer: teams
      .optional()
      .describe('Teams that take it from now on, in place of the present ones.'),
    offer: z
      .enum(['callback', 'ticket'])
      .optional()
      .describe('Offer a call back, or a reply in writing, in place of waiting.'),
    within: seconds.optional().describe('The promise: when the call will have come.'),
    reply_within: seconds.optional().describe('The promise: when the reply will have come.'),
    handback: z
      .literal(true)
      .optional()
      .describe('The AI resumes; the place in the queue is kept.'),
    say: message.optional().describe('What the customer is told.'),
    else: z
      .lazy((): z.ZodType<WrittenWaitingAction> => waitingAction)
      .optional()
      .describe('What happens where the offer is declined.'),
  })
  .refine(doesSomething, {
    error: 'A waiting rule has to do something.',
    params: {
      code: 'missing-key',
      expected: 'announce: wait, priority, widen, transfer, offer: callback or handback: true',
    },
  }) as z.ZodType<WrittenWaitingAction>;

export const servingAction = z
  .strictObject({
    requeue: z
      .enum(['head', 'tail'])
      .optional()
      .describe('Back into the queue: before everybody who waits, or behind them.'),
    handback: z
      .literal(true)
      .optional()
      .describe('The AI resumes; the contact is back in the queue at the same time.'),
    say: message.optional().describe('What the customer is told.'),
  })
  .refine(({ requeue, handback }) => requeue !== undefined || handback !== undefined, {
    error: 'A serving rule has to do something.',
    params: { code: 'missing-key', expected: 'requeue: head, requeue: tail or handback: true' },
  });

export type WrittenServingAction = z.output<typeof servingAction>;
