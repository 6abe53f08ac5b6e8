import { openDataset } from '../dataset/formats.js';
import type { ExplainedPolicy } from '../experiment/life/life-rules.js';
import { withWords, wordsOf } from '../experiment/life/life-words.js';
import { refuse } from '../input/problem.js';
import type { Settings } from '../policy/grammar/parameters.js';
import { RECORDED } from '../policy/policy.js';
import type { Explained } from '../report/life/life-text.js';
import type { DrillWishes } from '../scenario/drills/drill-words.js';
import type { InputFile, LoadedScenario } from '../scenario/load.js';
import { checkOutputs, fromHere } from './files.js';
import { type Io, stopIfInterrupted } from './io.js';
import { inputsOf, loadPolicies, type PolicyInput } from './policies.js';
import { loadWorld } from './world.js';

/** What `explain` is told. */
export interface ExplainOptions {
  readonly policy: readonly string[];
  readonly contact?: string;
  readonly replication?: readonly number[];
  readonly seed: number;
  readonly drill?: DrillWishes;
  readonly set?: Settings;
  readonly from?: string;
  readonly map?: string;
  readonly includeText?: boolean;
  readonly width?: number;
  readonly format: 'text' | 'json';
  readonly output?: readonly string[];
}

/** A policy of the command line; without a file for the built-in one. */
export interface Candidate {
  readonly explained: ExplainedPolicy;
  readonly input?: PolicyInput;
}

/** Everything that goes in, once it is sure that nothing that comes out overwrites it. */
export async function loadInputs(
  scenarioFile: string,
  outputs: readonly string[],
  { drill, from, map, policy, set }: ExplainOptions,
  io: Io,
): Promise<{ scenario: LoadedScenario; policies: Candidate[]; inputs: InputFile[] }> {
  if (policy.length > 2) {
    refuse({
      code: 'too-many-policies',
      message: 'explain lays two lives beside each other, and no more.',
      found: policy.join(', '),
      expected: 'one file behind -p, or two',
    });
  }
  const written = outputs.map((file) => ({ file, extensions: ['.json', '.txt'] }));
  const file = fromHere(io, scenarioFile);
  const mapFile = map === undefined ? undefined : fromHere(io, map);
  const files = policy.flatMap((one) => (one === RECORDED.name ? [] : [fromHere(io, one)]));
  await checkOutputs(written, [file, ...files, ...(mapFile === undefined ? [] : [mapFile])]);
  const scenario = await loadWorld(
    file,
    {
      ...(drill === undefined ? {} : { drill }),
      ...(from === undefined ? {} : { from }),
      ...(mapFile === undefined ? {} : { map: mapFile }),
    },
    () => stopIfInterrupted(io),
  );
  const loaded = await loadPolicies(files, scenario, io, set);
  const inputs = [...scenario.inputs, ...inputsOf(loaded)];
  await checkOutputs(
    written,
    inputs.map((input) => input.file),
  ); // a scenario names further ones
  const rest = [...loaded];
  const policies = policy.map((one): Candidate => {
    if (one !== RECORDED.name) {
      const input = rest.shift()!;
      return { explained: input.loaded, input };
    }
    if (scenario.world.record === undefined) refuseRecorded();
    return { explained: { policy: RECORDED } };
  });
  return { scenario, policies, inputs };
}

function refuseRecorded(): never {
  return refuse({
    code: 'nothing-recorded',
    message: 'The built-in policy "recorded" does what a record did, and this world has none.',
    found: 'recorded',
    expected: 'recorded conversations as the first argument, or a policy file',
  });
}

/** With what was really said, read from the record once more. */
export async function withSpokenWords(
  explained: Explained,
  scenario: LoadedScenario,
  io: Io,
): Promise<Explained> {
  const { recording } = scenario;
  const id = explained.lives.find((life) => life !== undefined)!.conversation;
  if (recording === undefined || id === undefined) {
    refuse({
      code: 'needless-option',
      message: '--include-text shows recorded words, and nothing is recorded in this world.',
      expected: 'recorded conversations as the first argument',
    });
  }
  const { file, ...how } = recording;
  const dataset = await openDataset(file, how);
  for await (const conversation of dataset.conversations()) {
    stopIfInterrupted(io);
    if (conversation.id !== id) continue;
    const words = wordsOf(conversation);
    return { ...explained, lives: explained.lives.map((life) => life && withWords(life, words)) };
  }
  return explained;
}
