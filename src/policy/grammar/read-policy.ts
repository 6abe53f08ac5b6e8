import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { InputError, type Problem, throwIfAny } from '../../input/problem.js';
import { readWholeText } from '../../input/text-source.js';
import { DEEPEST, type Fragments, fragmentPath, includesOf, type Placed } from './document.js';

/** Beyond this, and deeper than the deepest, the loader says that it is too many. */
const MOST_READ = 60;

/**
 * Reads all fragments that a policy includes, and those that they include.
 *
 * @param root folder that no fragment may lie outside of, links followed
 * @throws InputError for fragments that are missing, unreadable or outside the folder, naming the
 *   place that includes them
 */
export async function readFragments(file: string, text: string, root: string): Promise<Fragments> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const at = (depth: number) => (place: Placed<string>) => ({ place, depth });
  const open = includesOf(file, text, 'policy').map(at(0));
  const home = await realpath(root);
  for (let next = open.shift(); next && texts.size < MOST_READ; next = open.shift()) {
    const { depth, place } = next;
    const path = fragmentPath(place.yaml.file, place.value);
    if (texts.has(path) || depth > DEEPEST) continue;
    const found = await readInside(path, home, place);
    if (typeof found !== 'string') {
      problems.push(found);
      continue;
    }
    texts.set(path, found);
    open.push(...includesOf(path, found, 'fragment').map(at(depth + 1)));
  }
  throwIfAny(problems);
  return texts;
}

async function readInside(
  path: string,
  home: string,
  { value, yaml, path: place }: Placed<string>,
): Promise<string | Problem> {
  const real = await realpath(path).catch(() => undefined);
  // Where the file does not exist, its folder says whether it would lie inside.
  const where = real ?? (await realpath(dirname(path)).catch(() => undefined));
  if (isAbsolute(value) || (where !== undefined && !isInside(where, home))) {
    return yaml.problem(place, {
      code: 'include-outside',
      message: 'A fragment must lie inside the project’s folder.',
      found: value,
      expected: `a relative path to a file in ${home}`,
    });
  }
  if (real === undefined) {
    return yaml.problem(place, {
      code: 'missing-file',
      message: 'There is no such fragment.',
      found: value,
      expected: 'a path relative to this file',
    });
  }
  try {
    return await readWholeText(path);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, message } = error.problems[0]!;
    return yaml.problem(place, {
      code,
      message: `The fragment cannot be read: ${message}`,
      found: value,
    });
  }
}

function isInside(path: string, home: string): boolean {
  const way = relative(home, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
