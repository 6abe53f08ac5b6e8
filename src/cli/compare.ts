import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chalk } from 'chalk';
import { Command, Option } from 'commander';
import { type Candidate, compare } from '../experiment/compare.js';
import type { Comparison } from '../experiment/evaluation.js';
import { digestOf } from '../input/digest.js';
import { nearest } from '../input/nearest.js';
import { InputError, type Problem, refuse, throwIfAny } from '../input/problem.js';
import { readWholeText } from '../input/text-source.js';
import { type LoadedPolicy, loadPolicy } from '../policy/load.js';
import { RECORDED } from '../policy/policy.js';
import { vocabularyOf } from '../policy/vocabulary.js';
import { comparisonCsv } from '../report/comparison-csv.js';
import { comparisonJson } from '../report/comparison-json.js';
import { comparisonMarkdown } from '../report/comparison-markdown.js';
import { comparisonText } from '../report/comparison-text.js';
import { contactsHeader, contactsRow } from '../report/contacts-csv.js';
import { problemsText } from '../report/problems.js';
import { type InputFile, type LoadedScenario, loadScenario } from '../scenario/load.js';
import { PolicyFault } from '../simulation/policy-fault.js';
import { checkOutputs, DraftFile, fromHere, writeWhole } from './files.js';
import { colourLevel, Interrupted, type Io } from './io.js';
import { toolVersion } from './main.js';
import { wholeNumber } from './options.js';
import { ProgressBar } from './progress.js';

interface Options {
  readonly policy: readonly string[];
  readonly seed: number;
  readonly replications: number;
  readonly baseline?: string;
  readonly sensitivity: boolean;
  readonly by?: 'intent' | 'segment' | 'language';
  readonly from?: string;
  readonly map?: string;
  readonly format: 'text' | 'json';
  readonly output: readonly string[];
  readonly contacts?: string;
}

/** Where a result goes by its extension. */
const WRITERS: Readonly<Record<string, (result: Result) => string>> = {
  '.json': ({ comparison, inputs, warnings }) =>
    comparisonJson(comparison, { version: toolVersion(), inputs, warnings }),
  '.csv': ({ comparison }) => comparisonCsv(comparison),
  '.md': ({ comparison }) => comparisonMarkdown(comparison),
};

interface Result {
  readonly comparison: Comparison;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
}

/** `warmline compare`: several policies in one world, on the same customers, staff and luck. */
export function compareCommand(io: Io): Command {
  return new Command('compare')
    .description('compare policies side by side: same customers, same staff, same luck')
    .argument('<scenario>', 'a scenario (YAML), or recorded conversations to replay')
    .requiredOption('-p, --policy <file...>', 'policies to compare; the first is the baseline')
    .option('-r, --replications <n>', 'independent days to simulate', wholeNumber(1, 100_000), 30)
    .option(
      '--seed <n>',
      'luck; the same seed gives the same bytes',
      wholeNumber(0, 2 ** 53 - 1),
      1,
    )
    .option('--baseline <name>', 'the policy that the others are compared with')
    .option('--no-sensitivity', 'leave out the runs that check whether the ranking survives')
    .addOption(
      new Option('--by <dimension>', 'show the main metrics by group too').choices([
        'intent',
        'segment',
        'language',
      ]),
    )
    .option('--from <format>', 'format of recorded conversations, where detection needs help')
    .option('--map <file>', 'column mapping of recorded CSV (YAML)')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .option(
      '-o, --output <file>',
      'also write the result; .json, .csv or .md (repeatable)',
      (file: string, files: readonly string[]) => [...files, file],
      [] as readonly string[],
    )
    .option('--contacts <file>', 'write one CSV row per policy, replication and contact')
    .addHelpText(
      'after',
      `
Examples:
  warmline compare datasets/retail-weekday.yaml -p policies/*.yaml
  warmline compare chats.jsonl -p policies/on-request.yaml policies/attentive.yaml -o result.json`,
    )
    .action(async (scenario: string, options: Options) => compareFiles(scenario, options, io));
}

async function compareFiles(scenarioFile: string, options: Options, io: Io): Promise<void> {
  const outputs = options.output.map((file) => fromHere(io, file));
  const contactsFile = options.contacts && fromHere(io, options.contacts);
  const scenarioPath = fromHere(io, scenarioFile);
  const policyPaths = options.policy.map((file) => fromHere(io, file));
  const mapPath = options.map && fromHere(io, options.map);
  await checkOutputs(
    [
      ...outputs.map((file) => ({ file, extensions: Object.keys(WRITERS) })),
      ...(contactsFile ? [{ file: contactsFile, extensions: ['.csv'] }] : []),
    ],
    [scenarioPath, ...policyPaths, ...(mapPath ? [mapPath] : [])],
  );

  const scenario = await loadWorld(scenarioPath, options, mapPath);
  const policies = await loadPolicies(policyPaths, scenario);
  const warnings = policies.flatMap(({ loaded }) => loaded.warnings);
  if (warnings.length > 0) io.stderr.write(problemsText(warnings));
  const candidates = withBaselineFirst(
    [
      ...(scenario.world.record
        ? [{ policy: RECORDED, description: 'Hands over exactly where the record did.' }]
        : []),
      ...policies.map(({ loaded }) => loaded),
    ],
    options.baseline,
  );

  const contacts = contactsFile ? await DraftFile.open(contactsFile) : undefined;
  const bar = new ProgressBar(io, 'simulating');
  try {
    contacts?.write(contactsHeader());
    const comparison = await compare(scenario.world, candidates, {
      seed: options.seed,
      replications: options.replications,
      sensitivity: options.sensitivity,
      assumptions: scenario.assumptions,
      patienceAt: scenario.patienceAt,
      ...(contacts
        ? {
            observe: (policy, record, replication) =>
              contacts.write(contactsRow(scenario.world, policy, record, replication)),
          }
        : {}),
      progress: async (done, total) => {
        bar.at(done, total);
        await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C and the bar through
        if (io.signal?.aborted) throw new Interrupted();
        await contacts?.flush();
      },
    });
    bar.stop();
    const inputs = [...scenario.inputs, ...policies.map(({ input }) => input)];
    const result: Result = { comparison, inputs, warnings };
    const documents = outputs.map((file) => [file, WRITERS[extname(file).toLowerCase()]!(result)]);
    await contacts?.complete();
    for (const [file, text] of documents) await writeWhole(file!, text!);
    if (options.format === 'json') {
      io.stdout.write(WRITERS['.json']!(result));
    } else {
      io.stdout.write(
        comparisonText(comparison, {
          chalk: new Chalk({ level: colourLevel(io) }),
          written: [...outputs, ...(contactsFile ? [contactsFile] : [])],
          ...(options.by ? { by: options.by } : {}),
        }),
      );
    }
  } catch (error) {
    await contacts?.discard();
    throw error instanceof PolicyFault ? faultProblem(error, policies) : error;
  } finally {
    bar.stop();
  }
}

/** A YAML file is a scenario; anything else is a recording, replayed in the default world. */
async function loadWorld(
  file: string,
  options: Options,
  map: string | undefined,
): Promise<LoadedScenario> {
  if (['.yaml', '.yml'].includes(extname(file).toLowerCase())) {
    for (const flag of ['from', 'map'] as const) {
      if (options[flag] === undefined) continue;
      refuse({
        code: 'needless-option',
        message: `--${flag} describes recorded conversations; a scenario names its own under demand.recorded.`,
        file,
      });
    }
    return loadScenario(file);
  }
  const defaultWorld = new URL('../../datasets/recorded-default.yaml', import.meta.url);
  return loadScenario(fileURLToPath(defaultWorld), {
    file,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(map === undefined ? {} : { map }),
  });
}

interface PolicyInput {
  readonly file: string;
  readonly loaded: LoadedPolicy;
  readonly input: InputFile;
}

/** All problems of all policy files at once. */
async function loadPolicies(
  files: readonly string[],
  scenario: LoadedScenario,
): Promise<PolicyInput[]> {
  const vocabulary = vocabularyOf(scenario);
  const policies: PolicyInput[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      const loaded = loadPolicy(file, await readWholeText(file), vocabulary);
      const twin = policies.find((other) => other.loaded.policy.name === loaded.policy.name);
      if (twin) {
        problems.push({
          code: 'duplicate-policy',
          severity: 'error',
          message: `Two policies are called "${loaded.policy.name}", so no table could tell them apart.`,
          file,
          found: `the same name in ${twin.file}`,
          expected: 'a name of its own',
        });
      }
      const input: InputFile = { role: 'policy', file, sha256: await digestOf(file) };
      policies.push({ file, loaded, input });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  return policies;
}

function withBaselineFirst(
  candidates: readonly Candidate[],
  baseline: string | undefined,
): Candidate[] {
  if (baseline === undefined) return [...candidates];
  const names = candidates.map(({ policy }) => policy.name);
  const first = candidates.find(({ policy }) => policy.name === baseline);
  if (!first) {
    const choice = nearest(baseline, names);
    refuse({
      code: 'unknown-policy',
      message: `No policy of this comparison is called "${baseline}".`,
      found: baseline,
      expected: `one of ${names.join(', ')}`,
      ...(choice === undefined ? {} : { nearest: choice }),
    });
  }
  return [first, ...candidates.filter((candidate) => candidate !== first)];
}

/** A condition that could not be computed, as a problem of its file. */
function faultProblem(fault: PolicyFault, policies: readonly PolicyInput[]): InputError {
  const { loaded } = policies.find(({ loaded: { policy } }) => policy.name === fault.policy)!;
  return new InputError([loaded.faultAt(fault.rule, `contact ${fault.issue}/${fault.visit}`)]);
}
