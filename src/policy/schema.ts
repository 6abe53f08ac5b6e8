import { z } from 'zod';

/** A name that can stand in a condition and in a table: `general`, `asked_twice`, `on-request`. */
const ruleId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_", for example asked-twice');

const transfer = z.strictObject({
  transfer: z.string().min(1).describe('The team that takes over, by its name in the scenario.'),
  context: z
    .enum(['summary', 'none'])
    .default('none')
    .describe('What the person is told. With none, the customer has to explain everything again.'),
});

const action = z.union([
  z
    .enum(['stay', 'refuse'])
    .describe('stay: the AI answers. refuse: the AI says no to the request for a person.'),
  transfer,
]);

const decisionPoint = z.enum(['arrival', 'turn']);

export const ruleSchema = z.strictObject({
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

export const policySchema = z.strictObject({
  name: ruleId.describe('Names the policy in every table.'),
  description: z.string().optional().describe('What the policy stands for.'),
  rules: z
    .array(ruleSchema)
    .describe('Checked in order; the first whose condition holds decides. None: the AI stays.'),
});

export type PolicyFile = z.infer<typeof policySchema>;
