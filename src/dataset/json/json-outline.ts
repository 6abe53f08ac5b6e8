/** One container that is open around the place where a scan stands. */
interface Open {
  readonly isObject: boolean;
  awaitsKey: boolean;
  key: string;
}

/**
 * Follows the text of a JSON document sign by sign and knows under which keys it stands. Whether
 * the JSON is sound is left to others.
 */
export class JsonOutline {
  private readonly around: Open[] = [];
  private inString = false;
  private escaped = false;
  private string: string | undefined;

  /** How many containers are open. */
  get depth(): number {
    return this.around.length;
  }

  /** Keys that lead to the place, with dots between; undefined inside a list. */
  get path(): string | undefined {
    return this.around.every((open) => open.isObject)
      ? this.around.map((open) => open.key).join('.')
      : undefined;
  }

  /** @returns the sign if it means structure here, so neither space nor part of a scalar */
  step(char: string): string | undefined {
    const inner = this.around.at(-1);
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (char === '\\') this.escaped = true;
      else if (char === '"') {
        this.inString = false;
        if (inner && this.string !== undefined) inner.key = this.string;
        this.string = undefined;
        return undefined;
      }
      if (this.string !== undefined) this.string += char;
      return undefined;
    }
    switch (char) {
      case '"':
        this.inString = true;
        if (inner?.awaitsKey) this.string = '';
        return char;
      case '{':
      case '[':
        this.around.push({ isObject: char === '{', awaitsKey: char === '{', key: '' });
        return char;
      case '}':
      case ']':
        this.around.pop();
        return char;
      case ',':
        if (inner) inner.awaitsKey = inner.isObject;
        return char;
      case ':':
        if (inner) inner.awaitsKey = false;
        return char;
      default:
        return undefined;
    }
  }
}

/** What the beginning of a file that opens an object shows of it. */
export interface HeadOutline {
  /** Keys of the outermost object. */
  readonly keys: readonly string[];
  /** Paths of lists of objects, in it or in an object in it. */
  readonly lists: readonly string[];
  /** Something else follows the object: a record a line. */
  readonly goesOn: boolean;
  /** The outermost object holds something that is neither a list nor an object. */
  readonly hasScalars: boolean;
}

/** How deep lists of records are looked for: `{"data": {"items": [` is two. */
const DEEPEST = 2;

export function outlineOf(head: string): HeadOutline {
  const outline = new JsonOutline();
  const keys: string[] = [];
  const lists: string[] = [];
  let hasScalars = false;
  let began = false;
  for (let i = 0; i < head.length; i++) {
    const char = head[i]!;
    if (/\s/.test(char)) {
      outline.step(char);
      continue;
    }
    if (began && outline.depth === 0) return { keys, lists, goesOn: true, hasScalars };
    const path = char === '[' || char === ':' ? outline.path : undefined;
    const depth = outline.depth;
    const sign = outline.step(char);
    began ||= sign === '{';
    if (sign === ':' && depth === 1) {
      keys.push(path!);
      hasScalars ||= /^:\s*[^\s[{]/.test(head.slice(i, i + 100));
    }
    if (sign !== '[' || path === undefined || depth > DEEPEST || path === '') continue;
    if (/^\[\s*\{/.test(head.slice(i, i + 100))) lists.push(path);
  }
  return { keys, lists, goesOn: false, hasScalars };
}
