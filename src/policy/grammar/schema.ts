import { z } from 'zod';
import { action } from './action-schema.js';
import { definitions } from './definition-schema.js';
import { servingAction, waitingAction } from './stay-schema.js';

/** A name that can stand in a table: `general`, `asked_twice`, `on-request`. */
const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'letters, digits, "-" and "_", for example asked-twice');

const ruleId = name.describe('Names the rule in results; unique in the file.');
const allow = z
  .array(z.string().min(1))
  .default([])
  .describe('Findings of lint that are meant to be, by their code.');

const decisionPoint = z.enum(['arrival', 'turn']);

const rule = z.strictObject({
  id: ruleId,
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
  at_most: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'How often it may decide about one contact. Default: once where it offers or clarifies, else any number.',
    ),
  allow,
  // biome-ignore lint/suspicious/noThenProperty: a policy's own word
  then: action.describe(
    'What happens when the condition holds. The first rule that matches decides.',
  ),
});

const include = z.strictObject({
  include: z
    .string()
    .min(1)
    .describe('A fragment, relative to this file: its rules stand here, its definitions join in.'),
});

const waitingRule = z.strictObject({
  id: ruleId,
  when: z
    .string()
    .min(1)
    .describe(
      'CEL condition, checked on entry, at the instant at which `waited` crosses a number in it, and every 30 s where it reads anything else.',
    ),
  allow,
  // biome-ignore lint/suspicious/noThenProperty: a policy's own word
  then: waitingAction,
});

const servingRule = z.strictObject({
  id: ruleId,
  when: z
    .string()
    .min(1)
    .describe(
      'CEL condition, checked at the instant at which `agent_silent` crosses a number in it.',
    ),
  allow,
  // biome-ignore lint/suspicious/noThenProperty: a policy's own word
  then: servingAction,
});

/** A contact keeps one bit for each of its waiting rules. */
export const MOST_OF_A_KIND = 30;

/** Nobody reads more, and what lint proves about each it proves beside all before it. */
export const MOST_RULES = 500;

const body = {
  description: z.string().optional().describe('What it stands for.'),
  allow,
  ...definitions,
  rules: z
    .array(z.union([rule, include], 'a rule, or { include: file }'))
    .max(MOST_RULES)
    .describe('Checked in order; the first whose condition holds decides. None: the AI stays.'),
  waiting: z
    .array(waitingRule)
    .default([])
    .describe('Checked while a contact waits. Every rule that holds fires, once a stay.'),
  serving: z
    .array(servingRule)
    .default([])
    .describe('Checked while the person who answered is silent. The first that holds decides.'),
};

export const policySchema = z.strictObject({
  name: name.describe('Names the policy in every table.'),
  ...body,
});

/** Something that several policies share. It is no policy by itself. */
export const fragmentSchema = z.strictObject({
  fragment: name.describe('Names the fragment.'),
  ...body,
  rules: body.rules.default([]),
});

export type PolicyFile = z.output<typeof policySchema>;
export type FragmentFile = z.output<typeof fragmentSchema>;
export type WrittenRule = z.output<typeof rule>;
export type WrittenWaitingRule = z.output<typeof waitingRule>;
export type WrittenServingRule = z.output<typeof servingRule>;
