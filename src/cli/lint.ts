import { Chalk } from 'chalk';
import { Command } from 'commander';
import { InputError, type Problem, throwIfAny } from '../input/problem.js';
import { readWholeText } from '../input/text-source.js';
import { type Vocabulary, vocabularyOf } from '../policy/condition/vocabulary.js';
import { readFragments } from '../policy/grammar/read-policy.js';
import { lint } from '../policy/lint/lint.js';
import { openVocabulary } from '../policy/lint/open-vocabulary.js';
import { type Opening, openingOf } from '../policy/lint/opening.js';
import { loadPolicy } from '../policy/load.js';
import { lintGithub } from '../report/lint/lint-github.js';
import { lintJson } from '../report/lint/lint-json.js';
import { lintText } from '../report/lint/lint-text.js';
import { loadScenario } from '../scenario/load.js';
import { wrongKind } from './file-kind.js';
import { fromHere } from './files.js';
import { colourLevel, type Io, NegativeAnswer, stopIfInterrupted } from './io.js';
import { choice } from './options.js';
import { projectOf } from './policies.js';
import { toolVersion } from './version.js';

interface Options {
  readonly scenario?: string;
  readonly format: 'text' | 'json' | 'github';
}

/** `warmline lint FILE…`: what is wrong with policies, found without simulating. */
export function lintCommand(io: Io): Command {
  return new Command('lint')
    .description('rules that never fire, dead ends, loops, no way to a person: without simulating')
    .argument('<file...>', 'policies (YAML)')
    .option('--scenario <file>', 'a scenario: its teams, their hours and skills, its intents')
    .addOption(
      choice('--format <format>', 'how to print', ['text', 'json', 'github']).default('text'),
    )
    .addHelpText(
      'after',
      '\ndocs/lint.md explains every finding. Exit codes: 0 nothing found, 1 findings, 2 broken input.',
    )
    .action(async (files: string[], options: Options) => lintFiles(files, options, io));
}

async function lintFiles(given: readonly string[], options: Options, io: Io): Promise<void> {
  const files = given.map((file) => fromHere(io, file));
  const world = await worldOf(options, io);
  const findings: Problem[] = [];
  const broken: Problem[] = [];
  for (const file of files) {
    stopIfInterrupted(io);
    try {
      findings.push(...(await lintFile(file, world, io)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      broken.push(...error.problems);
    }
  }
  throwIfAny(broken);
  io.stdout.write(reportOf(findings, files, options, io));
  if (findings.length > 0) throw new NegativeAnswer();
}

interface LintWorld {
  readonly vocabulary: Vocabulary;
  readonly opening: Opening;
}

async function worldOf({ scenario }: Options, io: Io): Promise<LintWorld | undefined> {
  if (scenario === undefined) return undefined;
  const file = fromHere(io, scenario);
  const mixedUp = wrongKind(
    file,
    await readWholeText(file),
    'scenario',
    'a scenario such as datasets/retail-weekday.yaml; policies stand before --scenario',
  );
  if (mixedUp) throw new InputError([mixedUp]);
  const loaded = await loadScenario(file, undefined, () => stopIfInterrupted(io));
  return { vocabulary: vocabularyOf(loaded), opening: openingOf(loaded.world) };
}

async function lintFile(
  file: string,
  world: LintWorld | undefined,
  io: Io,
): Promise<readonly Problem[]> {
  const text = await readWholeText(file);
  const mixedUp = wrongKind(
    file,
    text,
    'policy',
    'policy files; a scenario stands behind --scenario',
  );
  if (mixedUp) throw new InputError([mixedUp]);
  const fragments = await readFragments(file, text, projectOf(file, io));
  const vocabulary = world?.vocabulary ?? openVocabulary([text, ...fragments.values()]);
  return lint(loadPolicy(file, text, vocabulary, { fragments }), world?.opening);
}

function reportOf(
  findings: readonly Problem[],
  files: readonly string[],
  { format, scenario }: Options,
  io: Io,
): string {
  switch (format) {
    case 'text':
      return lintText(findings, files, new Chalk({ level: colourLevel(io) }));
    case 'github':
      return lintGithub(findings);
    case 'json':
      return lintJson(findings, {
        version: toolVersion(),
        files,
        ...(scenario === undefined ? {} : { scenario }),
      });
  }
}
