import { dirname, relative, sep } from 'node:path';
import { digestOf } from '../input/digest.js';
import { InputError, type Problem, throwIfAny } from '../input/problem.js';
import { readWholeText } from '../input/text-source.js';
import { type Vocabulary, vocabularyOf } from '../policy/condition/vocabulary.js';
import { type Fragments, readDocument } from '../policy/grammar/document.js';
import type { Settings } from '../policy/grammar/parameters.js';
import { readFragments } from '../policy/grammar/read-policy.js';
import { type LoadedPolicy, loadPolicy } from '../policy/load.js';
import type { InputFile, LoadedScenario } from '../scenario/load.js';
import { wrongKind } from './file-kind.js';
import type { Io } from './io.js';
import { unknownSettings } from './settings.js';

export interface PolicyInput {
  readonly file: string;
  readonly loaded: LoadedPolicy;
  readonly input: InputFile;
  readonly fragments: readonly InputFile[];
}

/**
 * All policies of a command line, or all problems of all of their files at once.
 *
 * @param settings parameters to be set in every policy that has them; each must be some policy's
 */
export async function loadPolicies(
  files: readonly string[],
  scenario: LoadedScenario,
  io: Pick<Io, 'cwd'>,
  settings: Settings = {},
): Promise<PolicyInput[]> {
  const vocabulary = vocabularyOf(scenario);
  const policies: PolicyInput[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      const policy = await readPolicy(file, vocabulary, io, settings);
      const twin = policies.find(({ loaded }) => loaded.policy.name === policy.loaded.policy.name);
      if (twin) problems.push(sameName(policy, twin));
      policies.push(policy);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  throwIfAny(
    unknownSettings(
      settings,
      policies.flatMap(({ loaded }) => [...loaded.params.keys()]),
    ),
  );
  return policies;
}

/** The files behind policies, each once. */
export function inputsOf(policies: readonly PolicyInput[]): InputFile[] {
  const all = policies.flatMap(({ fragments, input }) => [input, ...fragments]);
  return all.filter(({ file }, index) => all.findIndex((one) => one.file === file) === index);
}

/** The folder that fragments may lie in: where the command runs, or of a policy elsewhere its own. */
export function projectOf(file: string, { cwd }: Pick<Io, 'cwd'>): string {
  const way = relative(cwd, file);
  return way === '..' || way.startsWith(`..${sep}`) ? dirname(file) : cwd;
}

async function readPolicy(
  file: string,
  vocabulary: Vocabulary,
  io: Pick<Io, 'cwd'>,
  settings: Settings,
): Promise<PolicyInput> {
  const text = await readWholeText(file);
  const mixedUp = wrongKind(file, text, 'policy');
  if (mixedUp) throw new InputError([mixedUp]);
  const input: InputFile = { role: 'policy', file, sha256: await digestOf(file) };
  const fragments = await readFragments(file, text, projectOf(file, io));
  const params = ownSettings(file, text, fragments, settings);
  return {
    file,
    loaded: loadPolicy(file, text, vocabulary, { fragments, params }),
    input,
    fragments: await Promise.all(
      [...fragments.keys()].map(
        async (path): Promise<InputFile> => ({
          role: 'fragment',
          file: path,
          sha256: await digestOf(path),
        }),
      ),
    ),
  };
}

/** Of all settings those whose parameters a policy has. */
function ownSettings(
  file: string,
  text: string,
  fragments: Fragments,
  settings: Settings,
): Settings {
  const entries = Object.entries(settings);
  if (entries.length === 0) return settings;
  const { params } = readDocument(file, text, fragments);
  return Object.fromEntries(entries.filter(([name]) => params.has(name)));
}

function sameName({ file, loaded }: PolicyInput, twin: PolicyInput): Problem {
  return {
    code: 'duplicate-policy',
    severity: 'error',
    message: `Two policies are called "${loaded.policy.name}", so no table could tell them apart.`,
    file,
    ...loaded.nameAt,
    found: file === twin.file ? 'the same file twice' : `the same name in ${twin.file}`,
    expected: 'a name of its own for each',
  };
}
