import { z } from 'zod';

/**
 * JSON Schema (2020-12) of what a person may write: the input side of a zod schema. What JSON Schema
 * cannot say (a rule between two keys, a date of the calendar) becomes words in a description.
 */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface Heading {
  /** `$id`: what other documents call it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/**
 * @param named schemas that stand under `$defs` by these names, wherever they are used
 * @throws Error for a schema that has no JSON form at all: our own mistake
 */
export function toJsonSchema(
  schema: z.ZodType,
  { id, title, description }: Heading,
  named: Readonly<Record<string, z.ZodType>>,
): JsonSchema {
  const { $schema, ...body } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    metadata: new Names(named),
    override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema),
  });
  return withoutNumbers({ $schema: $schema!, $id: id, title, description, ...body });
}

/** What zod calls a form that occurs inside itself and has no name. */
const NUMBERED = /^#\/\$defs\/(__schema\d+)$/;

/**
 * The same schema with the numbered definitions put where they are used. Numbers say nothing, and
 * another one is given as soon as a schema moves.
 */
function withoutNumbers({ $defs = {}, ...rest }: JsonSchema): JsonSchema {
  const inline = (value: unknown, inside: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => inline(item, inside));
    if (value === null || typeof value !== 'object') return value;
    const copy = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, inline(item, inside)]),
    );
    const name = NUMBERED.exec(String(copy.$ref))?.[1];
    if (name === undefined) return copy;
    if (inside.includes(name)) throw new Error(`a schema that holds itself needs a name: ${name}`);
    const { $ref: _, ...beside } = copy;
    return { ...(inline($defs[name], [...inside, name]) as object), ...beside };
  };
  const kept = Object.entries($defs).filter(([name]) => !NUMBERED.test(`#/$defs/${name}`));
  return {
    ...(inline(rest, []) as JsonSchema),
    ...(kept.length === 0
      ? {}
      : { $defs: inline(Object.fromEntries(kept), []) as NonNullable<JsonSchema['$defs']> }),
  };
}

/** The descriptions that schemas carry, and the names given to some of them here. */
class Names extends z.core.$ZodRegistry<z.core.GlobalMeta> {
  private readonly names: ReadonlyMap<z.core.$ZodType, string>;

  constructor(named: Readonly<Record<string, z.ZodType>>) {
    super();
    this.names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]));
  }

  override get<S extends z.core.$ZodType>(schema: S): never {
    const id = this.names.get(schema);
    const said = z.globalRegistry.get(schema);
    return (id === undefined ? said : { ...said, id }) as never;
  }
}

/** Adds what zod leaves out: defaults of what is transformed, and rules in words. */
function complete(schema: z.core.$ZodType, json: JsonSchema): void {
  const def = definition(schema);
  if (def.type === 'default' && z.safeParse(schema, def.defaultValue).success) {
    json.default ??= def.defaultValue;
  }
  // A name under $defs has said it already.
  if (json.$ref !== undefined && !def.checks) return;
  const words = json.description ?? authored(def) ?? '';
  const rules = expectations(def).filter((rule) => !words.includes(rule));
  const sentences = [words, ...rules.map((rule) => `Expected: ${rule}`)].filter(Boolean);
  if (sentences.length > 0) json.description = sentences.map(sentence).join(' ');
}

interface Definition {
  readonly type: string;
  readonly defaultValue?: unknown;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly error?: Say;
}

interface Check {
  readonly check: string;
  readonly error?: Say;
  readonly params?: { readonly expected?: string };
}

type Say = (issue: object) => string | { message: string } | null | undefined;

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/** What the author of a form says is expected, where nobody described it. */
function authored({ type, error, checks = [] }: Definition): string | undefined {
  if (type === 'union') return said(error);
  const form = checks.find(({ _zod: { def } }) => def.check === 'string_format');
  return type === 'string' && form ? said(form._zod.def.error) : undefined;
}

/** The rules of `refine`, as the problems of a file word them. */
function expectations({ checks = [] }: Definition): string[] {
  return checks.flatMap(({ _zod: { def } }) => {
    if (def.check !== 'custom') return [];
    const words = def.params?.expected ?? said(def.error);
    return words === undefined ? [] : [words];
  });
}

function said(error: Say | undefined): string | undefined {
  const words = error?.({ code: 'custom', input: undefined, path: [] });
  return typeof words === 'string' ? words : words?.message;
}

function sentence(text: string): string {
  const clean = text.trim();
  return /[.!?]$/.test(clean) ? clean : `${clean}.`;
}
