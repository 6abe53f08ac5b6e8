import { z } from 'zod';
import { duration } from '../input/quantities.js';

/** A name that can stand in a condition and in a table: `general`, `asked_twice`, `on-request`. */
const ruleId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_", for example asked-twice');

const teams = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], 'a team, or a list of teams')
  .transform((given) => (typeof given === 'string' ? [given] : given));

const widening = z.strictObject({
  after: duration.describe('Time in queue.'),
  to: teams.describe('Teams that may take the contact from then on, too.'),
});

/** What every way to people can say besides where to. */
const terms = {
  context: z
    .enum(['summary', 'none'])
    .default('none')
    .describe('What the person is told. With none, the customer has to explain everything again.'),
  priority: duration
    .default(0)
    .describe(
      'Waiting time that the contact is credited with: 10m goes before who came 9 min ago.',
    ),
  widen: z
    .union([widening, z.array(widening).min(1)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .default([])
    .describe('Further teams after a time in queue; by ascending time.'),
  announce: z.literal('wait').optional().describe('Tell the customer the expected wait on entry.'),
  accept_within: duration
    .refine((seconds) => seconds >= 1, {
      error: 'Nobody answers within no time at all.',
      params: { code: 'out-of-range', expected: 'at least 1 s' },
    })
    .optional()
    .describe(
      'When an unanswered ring gives up and the contact goes back to its old place; else the team’s own.',
    ),
};

const transfer = z.strictObject({
  transfer: teams.describe('Who may take over, by preference; team names of the scenario.'),
  ...terms,
});

const callback = z.strictObject({
  callback: teams.describe('Who calls the customer back, as soon as it is their turn.'),
  context: terms.context,
  priority: terms.priority,
  widen: terms.widen,
});

const offer = z.strictObject({
  offer: z
    .enum(['transfer', 'callback'])
    .describe('The AI asks; only a yes makes it so. A rule makes its offer once a contact.'),
  to: teams,
  ...terms,
});

const action = z.union(
  [
    z
      .enum(['stay', 'refuse'])
      .describe('stay: the AI answers. refuse: the AI says no to the request for a person.'),
    transfer,
    callback,
    offer,
  ],
  'stay, refuse, { transfer: team }, { callback: team } or { offer: transfer, to: team }',
);

const decisionPoint = z.enum(['arrival', 'turn']);

const ruleSchema = z.strictObject({
  id: ruleId.describe('Names the rule in results; unique in the file.'),
  at: z
    .union([decisionPoint, z.array(decisionPoint).min(1)])
    .default('turn')
    .describe(
      'When the rule is checked: on arrival, or at every customer turn before the AI replies.',
    ),
  when: z
    .string()
    .min(1)
    .optional()
    .describe('CEL condition over what a router could know by then; left out, it always holds.'),
  // biome-ignore lint/suspicious/noThenProperty: a policy's own word
  then: action.describe(
    'What happens when the condition holds. The first rule that matches decides.',
  ),
});

const waitingAction = z
  .strictObject({
    announce: z.literal('wait').optional().describe('Tell the customer the expected wait.'),
    priority: duration.optional().describe('Waiting time credited on top.'),
    widen: teams.optional().describe('Teams that may take the contact from now on, too.'),
    offer: z.literal('callback').optional().describe('Offer a call back, in place of waiting.'),
    handback: z
      .literal(true)
      .optional()
      .describe('The AI resumes; the place in the queue is kept.'),
  })
  .refine((given) => Object.keys(given).length > 0, {
    error: 'A waiting rule has to do something.',
    params: {
      code: 'missing-key',
      expected: 'announce: wait, priority, widen, offer: callback or handback: true',
    },
  });

const waitingRuleSchema = z.strictObject({
  id: ruleId.describe('Names the rule in results; unique in the file.'),
  when: z
    .string()
    .min(1)
    .describe(
      'CEL condition, checked on entry, at the instant at which `waited` crosses a number in it, and every 30 s where it reads anything else.',
    ),
  // biome-ignore lint/suspicious/noThenProperty: a policy's own word
  then: waitingAction,
});

/** A contact keeps one bit for each of its waiting rules, and one for each rule that offers. */
export const MOST_OF_A_KIND = 30;

export const policySchema = z.strictObject({
  name: ruleId.describe('Names the policy in every table.'),
  description: z.string().optional().describe('What the policy stands for.'),
  rules: z
    .array(ruleSchema)
    .describe('Checked in order; the first whose condition holds decides. None: the AI stays.'),
  waiting: z
    .array(waitingRuleSchema)
    .max(MOST_OF_A_KIND)
    .default([])
    .describe('Checked while a contact waits. Every rule that holds fires, once a stay.'),
});

export type PolicyFile = z.infer<typeof policySchema>;
