import { z } from 'zod';
import { timeZone } from '../input/quantities.js';
import { readWholeText } from '../input/text-source.js';
import { readYaml } from '../input/yaml-file.js';
import type { Speaker } from './conversation.js';
import { DATE_FORMATS, type TimeFormat } from './csv/time-format.js';

/** `seconds`: a number of them, or a duration such as 00:01:40. */
export type CellKind = 'text' | 'number' | 'seconds' | 'boolean' | 'moment' | 'speaker';

/** Fields that belong to the conversation and repeat, or stand once, in its rows. */
export const CONVERSATION_FIELDS = {
  customer: 'text',
  started_at: 'moment',
  language: 'text',
  intent: 'text',
  segment: 'text',
  channel: 'text',
  priority: 'number',
  after_customer_turns: 'number',
  team: 'text',
  wait_seconds: 'seconds',
  answered: 'boolean',
  handle_seconds: 'seconds',
  agent: 'text',
  ending: 'text',
  resolved: 'boolean',
  resolved_by: 'text',
  self_service_seconds: 'seconds',
} as const satisfies Record<string, CellKind>;

/**
 * Fields that belong to one turn. `time` is a moment, `at` seconds since the start; `label_…` is what
 * annotators wrote beside it.
 */
export const TURN_FIELDS = {
  speaker: 'speaker',
  text: 'text',
  time: 'moment',
  at: 'number',
  ask: 'text',
  offers_person: 'boolean',
  failed: 'boolean',
  repeated: 'boolean',
  rephrased: 'boolean',
  confidence: 'number',
  margin: 'number',
  sentiment: 'number',
  label_handoff: 'boolean',
  label_sentiment: 'number',
  label_satisfaction: 'number',
} as const satisfies Record<string, CellKind>;

export type ConversationField = keyof typeof CONVERSATION_FIELDS;
export type TurnField = keyof typeof TURN_FIELDS;
export type Field = 'id' | ConversationField | TurnField;

export const FIELDS: readonly Field[] = [
  'id',
  ...(Object.keys(CONVERSATION_FIELDS) as ConversationField[]),
  ...(Object.keys(TURN_FIELDS) as TurnField[]),
];

/** Those of the conversation's fields that say that it was handed over. */
export const HANDOVER_FIELDS: readonly ConversationField[] = [
  'after_customer_turns',
  'team',
  'wait_seconds',
  'answered',
  'handle_seconds',
  'agent',
];

const column = z.string().min(1).nullable().optional();

/** What a column of signals holds. */
export const SIGNAL_TYPES = ['number', 'boolean', 'text'] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** Where a signal stands, and of what type it is where its author says so. */
export interface SignalColumn {
  readonly column: string;
  /** Absent: found out from the beginning of the file (`signal-types.ts`). */
  readonly type?: SignalType;
}

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

/** `mapping.yaml`: how somebody else's CSV or JSON speaks of conversations. */
export const MappingSchema = z.strictObject({
  columns: z
    .strictObject(
      Object.fromEntries(FIELDS.map((f) => [f, column])) as Record<Field, typeof column>,
    )
    .optional()
    .describe(
      'Our field: its column, or its path in JSON. Fields left out keep their own name; null reads none, where a column of that name holds something else.',
    ),
  signals: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'a name of letters, digits and underscores'),
      z.union([
        z.string().min(1),
        z.strictObject({ column: z.string().min(1), type: z.enum(SIGNAL_TYPES).optional() }),
      ]),
    )
    .optional()
    .describe(
      'Name in conditions (signals.<name>): its column, or its path in JSON; also with a type, else found out',
    ),
  records: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JSON with its records in a list inside an object: the path of that list; what stands beside it is not read',
    ),
  turns: z
    .string()
    .min(1)
    .optional()
    .describe('JSON with a conversation a record: the path of its list of turns'),
  date_format: z.enum(DATE_FORMATS).optional(),
  time_zone: timeZone.optional().describe('Zone of times that carry no offset'),
  speakers: z
    .record(z.string().min(1), z.enum(['customer', 'ai', 'human', 'tool', 'system']))
    .optional()
    .describe('Value in the speaker column: who that is'),
  hand_over_tools: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Chat-completion messages and τ-bench: further tools whose call hands over to a person',
    ),
  delimiter: z
    .enum([',', ';', '\t', '|', 'comma', 'semicolon', 'tab', 'pipe'])
    .optional()
    .describe('Found out from the header when left out'),
});

/** A mapping with everything said. */
export interface Mapping {
  /** Columns that the mapping names itself: they must exist. */
  readonly columns: Readonly<Partial<Record<Field, string>>>;
  /** Fields that are not read even from a column of their own name. */
  readonly unread: ReadonlySet<Field>;
  readonly signals: ReadonlyMap<string, SignalColumn>;
  readonly time: TimeFormat;
  readonly speakers: ReadonlyMap<string, Speaker>;
  readonly delimiter?: string;
  /** Names of tools whose call hands over, beside those that say so themselves. */
  readonly handOverTools: readonly string[];
  /** Says nothing but these names: for files of a known format. */
  readonly onlyTools: boolean;
  /** Path of the list of records in a JSON document; absent: found out. */
  readonly records?: string;
  /** Path of the list of turns in a JSON record; absent: a record is a turn. */
  readonly turns?: string;
}

const SPEAKERS: readonly Speaker[] = ['customer', 'ai', 'human', 'tool', 'system'];

/** The canonical names, ISO 8601 with offsets. */
export const DEFAULT_MAPPING: Mapping = toMapping({});

/** @throws InputError with all problems of the mapping file */
export async function loadMapping(file: string): Promise<Mapping> {
  return toMapping(readYaml(file, await readWholeText(file), MappingSchema).value);
}

export function toMapping(raw: z.infer<typeof MappingSchema>): Mapping {
  const columns: Partial<Record<Field, string>> = {};
  const unread = new Set<Field>();
  for (const [field, name] of Object.entries(raw.columns ?? {}))
    if (name === null) unread.add(field as Field);
    else if (name !== undefined) columns[field as Field] = name;
  const { hand_over_tools: handOverTools = [], ...rest } = raw;
  const delimiter =
    raw.delimiter === undefined
      ? undefined
      : (DELIMITERS[raw.delimiter as keyof typeof DELIMITERS] ?? raw.delimiter);
  return {
    columns,
    unread,
    signals: new Map(
      Object.entries(raw.signals ?? {}).map(
        ([name, where]) => [name, signalColumn(where)] as const,
      ),
    ),
    handOverTools,
    onlyTools: handOverTools.length > 0 && Object.keys(rest).length === 0,
    time: {
      dateFormat: raw.date_format ?? 'iso',
      ...(raw.time_zone !== undefined ? { timeZone: raw.time_zone } : {}),
    },
    speakers: new Map<string, Speaker>([
      ...SPEAKERS.map((s) => [s, s] as const),
      ...Object.entries(raw.speakers ?? {}).map(([k, v]) => [k.toLowerCase(), v] as const),
    ]),
    ...(delimiter !== undefined ? { delimiter } : {}),
    ...(raw.records !== undefined ? { records: raw.records } : {}),
    ...(raw.turns !== undefined ? { turns: raw.turns } : {}),
  };
}

function signalColumn(
  where: string | { readonly column: string; readonly type?: SignalType | undefined },
): SignalColumn {
  if (typeof where === 'string') return { column: where };
  const { column, type } = where;
  return { column, ...(type === undefined ? {} : { type }) };
}
