import type { Speaker } from '../conversation.js';
import type { Field } from '../mapping.js';

/** Looked for in this order by their names; a column is taken once. */
export const BY_NAME: readonly Field[] = [
  'customer',
  'language',
  'intent',
  'segment',
  'channel',
  'priority',
  'after_customer_turns',
  'wait_seconds',
  'team',
  'answered',
  'handle_seconds',
  'agent',
  'resolved',
  'self_service_seconds',
  'at',
  'confidence',
  'margin',
  'failed',
  'repeated',
  'rephrased',
  'offers_person',
  'sentiment',
  'label_handoff',
];

/** Whose turns a field of turns belongs to. */
export const WHOSE: Readonly<Partial<Record<Field, Speaker>>> = {
  confidence: 'ai',
  margin: 'ai',
  failed: 'ai',
  sentiment: 'customer',
};
