/**
 * Writes the published JSON Schemas from the zod schemas:
 *
 *   node scripts/refresh-schemas.mjs
 *
 * Needs `npm run build`. A test (tests/cli/schema.test.ts) fails where they are stale.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PUBLISHED, publishedSchemaText, schemaFile } from '../dist/workshop.js';

const ROOT = new URL('../', import.meta.url);

mkdirSync(fileURLToPath(new URL('schemas/', ROOT)), { recursive: true });
for (const name of PUBLISHED) {
  writeFileSync(new URL(schemaFile(name), ROOT), publishedSchemaText(name));
}
