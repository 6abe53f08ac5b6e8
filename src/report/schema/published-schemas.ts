import type { z } from 'zod';
import { CanonicalConversation, CanonicalTurn } from '../../dataset/canonical/canonical-schema.js';
import { type Heading, type JsonSchema, toJsonSchema } from '../../input/json-schema.js';
import { clockTime, duration } from '../../input/quantities.js';
import {
  action,
  announcement,
  message,
  seconds,
  teams,
} from '../../policy/grammar/action-schema.js';
import { fragmentSchema, policySchema } from '../../policy/grammar/schema.js';
import { waitingAction } from '../../policy/grammar/stay-schema.js';
import { days } from '../../scenario/calendar/weekdays.js';
import { patience, time } from '../../scenario/schema/distribution-schema.js';
import { empirical, kaplanMeier } from '../../scenario/schema/listed-distribution-schema.js';
import {
  constant,
  exponential,
  gamma,
  lognormal,
  never,
  weibull,
} from '../../scenario/schema/parametric-distribution-schema.js';
import { scenarioSchema } from '../../scenario/schema/scenario-schema.js';
import { shift, weeklySpan } from '../../scenario/schema/shift-schema.js';
import { resultSchema } from './result-schema.js';

/** The forms that other tools may read: what people write, what is read, and what is written. */
export const PUBLISHED = ['policy', 'fragment', 'scenario', 'conversation', 'result'] as const;
export type Published = (typeof PUBLISHED)[number];

const FORMS: Readonly<Record<Published, { schema: z.ZodType } & Omit<Heading, 'id'>>> = {
  policy: {
    schema: policySchema,
    title: 'warmline policy',
    description: 'When the AI hands over to a person, to whom, and what happens while waiting.',
  },
  fragment: {
    schema: fragmentSchema,
    title: 'warmline policy fragment',
    description: 'Rules and definitions that several policies include.',
  },
  scenario: {
    schema: scenarioSchema,
    title: 'warmline scenario',
    description:
      'The world that stays the same while policies change: demand, AI, people, customers, costs.',
  },
  conversation: {
    schema: CanonicalConversation,
    title: 'warmline conversation',
    description:
      'One line of canonical JSONL: a recorded conversation. What was not recorded is absent.',
  },
  result: {
    schema: resultSchema,
    title: 'warmline result',
    description: 'What `-o FILE.json` and `--format json` of run and compare write.',
  },
};

/** Each stands once, under `$defs`. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  duration,
  time_of_day: clockTime,
  days,
  weekly_span: weeklySpan,
  shift,
  distribution: time,
  lognormal,
  exponential,
  gamma,
  weibull,
  empirical,
  constant,
  kaplan_meier: kaplanMeier,
  never,
  patience,
  seconds,
  message,
  teams,
  announcement,
  action,
  waiting_action: waitingAction,
  turn: CanonicalTurn,
};

/** Where a published schema lies in the package. */
export function schemaFile(name: Published): string {
  return `schemas/${name}.schema.json`;
}

export function publishedSchema(name: Published): JsonSchema {
  const { schema, ...words } = FORMS[name];
  return toJsonSchema(schema, { id: `urn:warmline:schema:${name}`, ...words }, NAMED);
}

/** As it is printed and shipped. */
export function publishedSchemaText(name: Published): string {
  return `${JSON.stringify(publishedSchema(name), null, 2)}\n`;
}
