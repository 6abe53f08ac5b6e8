import { refuse } from '../../input/problem.js';
import { JsonOutline } from './json-outline.js';

/** Lists named in the message. */
const MOST_NAMED = 10;

/**
 * The lists at `path` (keys with dots between) of a document that is an object, or of several such
 * objects one after the other, with white space in place of whatever else there is, so that lines
 * and columns stay what they are.
 *
 * @throws InputError where an object has no list at that path
 */
export async function* listsAt(
  file: string,
  chunks: AsyncIterable<string>,
  path: string,
): AsyncGenerator<string> {
  const outline = new JsonOutline();
  const others = new Set<string>();
  /** Depth of the list, while inside it. */
  let inside = 0;
  let found = false;
  let any = false;
  let line = 1;
  const missing = (): never =>
    refuse({
      code: 'missing-column',
      message: `There is no list at \`${path}\`, where \`records\` in the mapping says that the records are`,
      file,
      line,
      expected:
        others.size > 0 ? `one of the lists: ${[...others].join(', ')}` : 'a path to a list',
    });
  for await (const chunk of chunks) {
    const parts: string[] = [];
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const char = chunk[i]!;
      if (char === '\n') line++;
      const here = inside === 0 && char === '[' ? outline.path : undefined;
      const sign = outline.step(char);
      if (sign === '[' && here === path) {
        found = true;
        any = true;
        inside = outline.depth;
        parts.push(blank(chunk.slice(from, i)));
        from = i;
      } else if (sign === '[' && here !== undefined && others.size < MOST_NAMED)
        others.add(here === '' ? 'the document itself, without `records`' : here);
      else if (sign === ']' && outline.depth < inside) {
        inside = 0;
        parts.push(chunk.slice(from, i + 1));
        from = i + 1;
      } else if (sign === '}' && outline.depth === 0) {
        if (!found) missing();
        found = false;
      }
    }
    const rest = chunk.slice(from);
    parts.push(inside > 0 ? rest : blank(rest));
    yield parts.join('');
  }
  if (!any || (!found && outline.depth > 0)) missing();
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
