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
  for (let folder = here; ; folder = new URL('../', folder)) {
    if (existsSync(new URL('package.json', folder))) return folder;
    if (folder.pathname === '/') throw new Error(`no package.json above ${here.pathname}`);
  }
}
