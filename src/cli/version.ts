import { readFileSync } from 'node:fs';

/** The version in the package's own manifest, which has it once. */
export function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
