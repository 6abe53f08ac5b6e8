import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * A file of the recorded datasets, which are too large or not licensed to ship: looked for in
 * `$WARMLINE_SHARED/data`, else beside the repository. Undefined where they are not at hand, so
 * that tests can skip.
 */
export function sharedData(path: string): string | undefined {
  const base = process.env.WARMLINE_SHARED ?? join(ROOT, '..', 'shared');
  const file = join(base, 'data', path);
  return existsSync(file) ? file : undefined;
}
