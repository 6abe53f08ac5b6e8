import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { packageFile } from '../input/package-file.js';
import { type Problem, throwIfAny } from '../input/problem.js';
import { schemaFile } from '../report/schema/published-schemas.js';
import { printable, textTable } from '../report/text-table.js';
import { DraftFile, fromHere } from './files.js';
import type { Io } from './io.js';

interface StarterFile {
  readonly file: string;
  /** Where it lies in the package. */
  readonly from: string;
  /** What it is for; files that need no word have none. */
  readonly purpose?: string;
}

const FILES: readonly StarterFile[] = [
  {
    file: 'scenario.yaml',
    from: 'templates/starter/scenario.yaml',
    purpose: 'the world that stays the same: put your own numbers in',
  },
  {
    file: 'policies/today.yaml',
    from: 'templates/starter/policies/today.yaml',
    purpose: 'when the AI hands over today',
  },
  {
    file: 'policies/idea.yaml',
    from: 'templates/starter/policies/idea.yaml',
    purpose: 'what you would like to try',
  },
  ...(['policy', 'fragment', 'scenario'] as const).map((name) => ({
    file: schemaFile(name),
    from: schemaFile(name),
  })),
];

/** `warmline init`: a small project that compares at once. */
export function initCommand(io: Io): Command {
  return new Command('init')
    .description('write a small commented project: a scenario and two policies')
    .argument('[folder]', 'where; made if it is not there', '.')
    .addHelpText('after', '\nExample:\n  warmline init my-desk')
    .action(async (folder: string) => {
      const place = fromHere(io, folder);
      await refuseExisting(place);
      const drafts = await DraftFile.openAll(FILES.map(({ file }) => join(place, file)));
      try {
        for (const [index, { from }] of FILES.entries()) {
          drafts[index]!.write(await readFile(packageFile(from), 'utf8'));
        }
        await DraftFile.completeAll(drafts);
      } finally {
        await DraftFile.discardAll(drafts); // whatever is not complete by now
      }
      io.stdout.write(whatNext(folder));
    });
}

/** All files that are there already, at once: a starter overwrites nothing. */
async function refuseExisting(place: string): Promise<void> {
  const problems: Problem[] = [];
  for (const { file } of FILES) {
    const path = join(place, file);
    if (!(await lstat(path).catch(() => undefined))) continue; // other troubles show on writing
    problems.push({
      code: 'file-exists',
      severity: 'error',
      message: 'There is such a file already, and init overwrites nothing.',
      file: path,
      expected: 'another folder',
    });
  }
  throwIfAny(problems);
}

function whatNext(folder: string): string {
  const purposes = FILES.flatMap(({ file, purpose }) => (purpose ? [[file, purpose]] : []));
  return [
    `A starter project is in ${printable(folder === '.' ? 'this folder' : folder, 200)}:`,
    ...textTable([...purposes, ['schemas/', 'what an editor checks these files against']]),
    '',
    'Next:',
    ...(folder === '.' ? [] : [`  cd ${quoted(printable(folder, 1000))}`]),
    '  warmline lint policies/*.yaml --scenario scenario.yaml',
    '  warmline compare scenario.yaml -p policies/*.yaml --baseline today',
    '  warmline run scenario.yaml -p policies/idea.yaml',
    '  warmline explain scenario.yaml -p policies/today.yaml policies/idea.yaml',
    '',
  ].join('\n');
}

/** As a shell reads it. */
function quoted(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
