import { readFileSync } from 'node:fs';
import { packageFile } from '../input/package-file.js';

/** The version in the package's own manifest, which has it once. */
export function toolVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
