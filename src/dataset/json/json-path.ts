/** Steps into a JSON value. */
export type JsonPath = readonly (string | number)[];

/** `message.parts[0].text` in steps. Any text is a path: a key with no dot in it is one step. */
export function parsePath(text: string): JsonPath {
  const steps: (string | number)[] = [];
  for (const [, name, index] of text.matchAll(/([^.[\]]+)|\[(\d+)\]/g))
    steps.push(index === undefined ? name! : Number(index));
  return steps;
}

/**
 * The value at a path as people write it; undefined where there is none. A key that is spelt like
 * the whole path wins, so that keys with dots in them can be named.
 */
export function valueAt(value: unknown, text: string, path: JsonPath): unknown {
  if (isMap(value) && Object.hasOwn(value, text)) return value[text];
  let at = value;
  for (const step of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
