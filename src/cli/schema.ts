import { Argument, Command } from 'commander';
import { nearestChoice } from '../input/nearest.js';
import { refuse } from '../input/problem.js';
import {
  PUBLISHED,
  type Published,
  publishedSchemaText,
  schemaFile,
} from '../report/schema/published-schemas.js';
import type { Io } from './io.js';

/** `warmline schema`: the form of a file, for editors and other tools. */
export function schemaCommand(io: Io): Command {
  return new Command('schema')
    .description('print the JSON Schema (2020-12) of a kind of file')
    .addArgument(new Argument('<kind>', PUBLISHED.join(', ')))
    .addHelpText(
      'after',
      `
The same schemas are in the package, as ${schemaFile('policy')} and so on. An editor with a YAML
language server reads them where the first line of a file says so:
  # yaml-language-server: $schema=../${schemaFile('policy')}

Example:
  warmline schema policy > policy.schema.json`,
    )
    .action((kind: string) => {
      if (!isPublished(kind)) {
        refuse({
          code: 'unknown-schema',
          message: `There is no schema "${kind}".`,
          found: kind,
          expected: `one of ${PUBLISHED.join(', ')}`,
          ...nearestChoice(kind, PUBLISHED),
        });
      }
      io.stdout.write(publishedSchemaText(kind));
    });
}

function isPublished(kind: string): kind is Published {
  return (PUBLISHED as readonly string[]).includes(kind);
}
