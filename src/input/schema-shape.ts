import type { z } from 'zod';

/** What a schema says about itself, as far as error messages need it. */
interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly getter?: () => z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly error?: (issue: object) => string | { message: string } | null | undefined;
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly rest?: z.ZodType | null;
}

function definition(schema: z.ZodType): Definition {
  return (schema as unknown as { _zod: { def: Definition } })._zod.def;
}

/** Through defaults, transforms and laziness to the schemas that say what is accepted. */
function unwrap(schema: z.ZodType): z.ZodType {
  let at = schema;
  for (let guard = 0; guard < 50; guard++) {
    const def = definition(at);
    if (def.innerType) at = def.innerType;
    else if (def.getter) at = def.getter();
    else if (def.type === 'pipe' && def.in && def.out)
      at = definition(def.in).type === 'transform' ? def.out : def.in;
    else return at;
  }
  return at;
}

/** The alternatives of a union, one by one; a schema that is no union is its own only one. */
export function alternatives(schema: z.ZodType, value?: unknown): z.ZodType[] {
  const inner = unwrap(schema);
  const def = definition(inner);
  if (def.type === 'intersection' && def.left && def.right)
    return [...alternatives(def.left, value), ...alternatives(def.right, value)];
  if (!def.options) return [inner];
  const all = def.options.flatMap((option) => alternatives(option, value));
  const key = def.discriminator;
  if (key === undefined || value === null || typeof value !== 'object') return all;
  const tag = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  const chosen = all.filter((option) => shapeOf(option)?.[key]?.safeParse(tag).success);
  return chosen.length > 0 ? chosen : all;
}

/** The options of a union in the order in which zod lists their errors. */
export function unionOptions(schema: z.ZodType): readonly z.ZodType[] | undefined {
  return definition(unwrap(schema)).options;
}

/** The message that a union's author gave it as a whole. */
export function ownMessage(schema: z.ZodType, input: unknown): string | undefined {
  const def = definition(unwrap(schema));
  if (!def.options) return undefined;
  const said = def.error?.({ code: 'invalid_union', input, path: [], errors: [] });
  return typeof said === 'string' ? said : (said?.message ?? undefined);
}

/** Keys that an object accepts here; undefined where the schema takes no fixed keys. */
export function keysOf(schemas: readonly z.ZodType[], value?: unknown): string[] {
  const keys = new Set<string>();
  for (const schema of schemas)
    for (const option of alternatives(schema, value))
      for (const key of Object.keys(shapeOf(option) ?? {})) keys.add(key);
  return [...keys];
}

/** The schemas that may apply one step further in. */
export function step(
  schemas: readonly z.ZodType[],
  part: PropertyKey,
  value?: unknown,
): z.ZodType[] {
  // Forms that share a key share its schema; kept once, or deep values would take for ever.
  const found = schemas
    .flatMap((schema) => alternatives(schema, value))
    .flatMap((schema): z.ZodType[] => {
      const def = definition(schema);
      if (def.shape) {
        const key = String(part);
        return Object.hasOwn(def.shape, key) ? [def.shape[key]!] : [];
      }
      if (def.element) return [def.element];
      if (def.valueType) return [def.valueType];
      if (def.items && typeof part === 'number') {
        const item = def.items[part] ?? def.rest;
        return item ? [item] : [];
      }
      return [];
    });
  return [...new Set(found)];
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> | undefined {
  return definition(unwrap(schema)).shape;
}
