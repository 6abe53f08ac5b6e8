import { existsSync } from 'node:fs';

/**
 * A file that comes with the package: a default scenario, a template, its manifest.
 *
 * @param path from the package's folder
 */
export function packageFile(path: string): URL {
  return new URL(path, packageFolder());
}

/** The nearest folder above this module with a manifest: sources and built files lie at different depths. */
function packageFolder(): URL {
  const here = new URL('./', import.meta.url);
  let folder = here;
  while (!existsSync(new URL('package.json', folder))) {
    const above = new URL('../', folder);
    if (above.href === folder.href) throw new Error(`no package.json above ${here.href}`);
    folder = above;
  }
  return folder;
}
