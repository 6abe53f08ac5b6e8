import { digestOf } from '../input/digest.js';
import { InputError, type Problem, throwIfAny } from '../input/problem.js';
import { readWholeText } from '../input/text-source.js';
import { type LoadedPolicy, loadPolicy } from '../policy/load.js';
import { type Vocabulary, vocabularyOf } from '../policy/vocabulary.js';
import type { InputFile, LoadedScenario } from '../scenario/load.js';
import { wrongKind } from './file-kind.js';

export interface PolicyInput {
  readonly file: string;
  readonly loaded: LoadedPolicy;
  readonly input: InputFile;
}

/** All policies of a command line, or all problems of all of their files at once. */
export async function loadPolicies(
  files: readonly string[],
  scenario: LoadedScenario,
): Promise<PolicyInput[]> {
  const vocabulary = vocabularyOf(scenario);
  const policies: PolicyInput[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      const policy = await readPolicy(file, vocabulary);
      const twin = policies.find(({ loaded }) => loaded.policy.name === policy.loaded.policy.name);
      if (twin) problems.push(sameName(policy, twin));
      policies.push(policy);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  return policies;
}

async function readPolicy(file: string, vocabulary: Vocabulary): Promise<PolicyInput> {
  const text = await readWholeText(file);
  const mixedUp = wrongKind(file, text, 'policy');
  if (mixedUp) throw new InputError([mixedUp]);
  const input: InputFile = { role: 'policy', file, sha256: await digestOf(file) };
  return { file, loaded: loadPolicy(file, text, vocabulary), input };
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
