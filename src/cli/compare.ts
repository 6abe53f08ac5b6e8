import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chalk } from 'chalk';
import { Command } from 'commander';
import { compare } from '../experiment/compare.js';
import type { Comparison } from '../experiment/evaluation.js';
import type { Candidate } from '../experiment/replications.js';
import { nearestChoice } from '../input/nearest.js';
import { InputError, type Problem, refuse } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import { RECORDED } from '../policy/policy.js';
import { type Vocabulary, vocabularyOf } from '../policy/vocabulary.js';
import { comparisonCsv } from '../report/comparison-csv.js';
import { comparisonJson } from '../report/comparison-json.js';
import { comparisonMarkdown } from '../report/comparison-markdown.js';
import { comparisonText } from '../report/comparison-text.js';
import { contactsHeader, contactsRow } from '../report/contacts-csv.js';
import { problemsText } from '../report/problems.js';
import type { DrillWishes } from '../scenario/drill-words.js';
import { type InputFile, type LoadedScenario, loadScenario } from '../scenario/load.js';
import { PolicyFault } from '../simulation/policy-fault.js';
import { wrongKind } from './file-kind.js';
import { checkOutputs, DraftFile, fromHere } from './files.js';
import { colourLevel, type Io, stopIfInterrupted } from './io.js';
import { choice, drillOption, seedNumber, wholeNumber } from './options.js';
import { loadPolicies, type PolicyInput } from './policies.js';
import { ProgressBar } from './progress.js';
import { unheardAnnouncement } from './unheard-announcement.js';
import { toolVersion } from './version.js';

const DIMENSIONS = ['intent', 'segment', 'language', 'channel'] as const;
type Dimension = (typeof DIMENSIONS)[number];

/** More threads than this find little left to do, and each holds a copy of the world. */
const MOST_WORKERS = 8;

const CONVERSATIONS_OR_SCENARIO =
  'recorded conversations, or a scenario in a file that ends in .yaml; policies stand behind -p';

interface Options {
  readonly policy: readonly string[];
  readonly seed: number;
  readonly replications: number;
  readonly baseline?: string;
  readonly sensitivity: boolean;
  readonly by?: Dimension;
  readonly drill?: DrillWishes;
  readonly from?: string;
  readonly map?: string;
  readonly format: 'text' | 'json';
  readonly output?: readonly string[];
  readonly contacts?: string;
  readonly workers?: number;
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
    .option('--seed <n>', 'luck; the same seed gives the same bytes', seedNumber, 1)
    .option('--baseline <name>', 'the policy that the others are compared with')
    .option('--no-sensitivity', 'leave out the runs that check whether the ranking survives')
    .addOption(drillOption())
    .addOption(choice('--by <dimension>', 'show the main metrics by group too', DIMENSIONS))
    .option('--from <format>', 'format of recorded conversations, where detection needs help')
    .option('--map <file>', 'column mapping of recorded CSV (YAML)')
    .addOption(choice('--format <format>', 'how to print', ['text', 'json']).default('text'))
    .option(
      '-o, --output <file>',
      'also write the result; .json, .csv or .md (repeatable)',
      (file: string, files: readonly string[] = []) => [...files, file],
    )
    .option('--contacts <file>', 'write one CSV row per policy, replication and contact')
    .option(
      '--workers <n>',
      `threads to simulate in; the result is the same for any number (default: one a processor, at most ${MOST_WORKERS}, and none for a small comparison)`,
      wholeNumber(1, 64),
    )
    .addHelpText(
      'after',
      `
The scenario stands first: -p takes every file that follows it.

Examples:
  warmline compare datasets/retail-weekday.yaml -p policies/*.yaml
  warmline compare chats.jsonl -p policies/on-request.yaml policies/attentive.yaml -o result.json`,
    )
    .action(async (scenario: string, options: Options) => compareFiles(scenario, options, io));
}

async function compareFiles(scenarioFile: string, options: Options, io: Io): Promise<void> {
  const outputs = (options.output ?? []).map((file) => fromHere(io, file));
  const contactsFile = options.contacts === undefined ? [] : [fromHere(io, options.contacts)];
  const scenarioPath = fromHere(io, scenarioFile);
  const policyPaths = options.policy.map((file) => fromHere(io, file));
  const mapPath = options.map === undefined ? undefined : fromHere(io, options.map);
  const files = [
    ...outputs.map((file) => ({ file, extensions: Object.keys(WRITERS) })),
    ...contactsFile.map((file) => ({ file, extensions: ['.csv'] })),
  ];
  await checkOutputs(files, [scenarioPath, ...policyPaths, ...(mapPath ? [mapPath] : [])]);

  const scenario = await loadWorld(scenarioPath, options, mapPath, () => stopIfInterrupted(io));
  const policies = await loadPolicies(policyPaths, scenario);
  const inputs = [...scenario.inputs, ...policies.map(({ input }) => input)];
  await checkOutputs(
    files,
    inputs.map(({ file }) => file),
  ); // a scenario names further ones
  if (options.by !== undefined) checkGroups(options.by, vocabularyOf(scenario));
  const warnings = [
    ...policies.flatMap(({ loaded }) => loaded.warnings),
    ...unheardAnnouncement(
      scenario.world,
      policies.map(({ loaded }) => loaded.policy),
    ),
  ];
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

  const drafts = await DraftFile.openAll([...outputs, ...contactsFile]);
  const contacts = contactsFile.length > 0 ? drafts.at(-1) : undefined;
  const bar = new ProgressBar(io, 'simulating');
  try {
    contacts?.write(contactsHeader());
    const comparison = await compare(scenario.world, candidates, {
      seed: options.seed,
      replications: options.replications,
      sensitivity: options.sensitivity,
      assumptions: scenario.assumptions,
      patienceAt: scenario.patienceAt,
      workers:
        options.workers === undefined
          ? { most: Math.min(MOST_WORKERS, availableParallelism()) }
          : { most: options.workers, always: true },
      ...(io.signal ? { signal: io.signal } : {}),
      ...(contacts
        ? {
            observe: (policy, record, replication) =>
              contacts.write(contactsRow(scenario.world, policy, record, replication)),
          }
        : {}),
      progress: async (done, total) => {
        bar.at(done, total);
        await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C and the bar through
        stopIfInterrupted(io);
        await contacts?.flush();
      },
    });
    bar.stop();
    stopIfInterrupted(io);
    const result: Result = { comparison, inputs, warnings };
    outputs.forEach((file, i) => {
      drafts[i]!.write(WRITERS[extname(file).toLowerCase()]!(result));
    });
    await DraftFile.completeAll(drafts);
    if (options.format === 'json') {
      io.stdout.write(WRITERS['.json']!(result));
    } else {
      io.stdout.write(
        comparisonText(comparison, {
          chalk: new Chalk({ level: colourLevel(io) }),
          written: drafts.map(({ file }) => file),
          ...(options.by ? { by: options.by } : {}),
        }),
      );
    }
  } catch (error) {
    stopIfInterrupted(io); // whatever the interrupted work says of it
    throw error instanceof PolicyFault ? faultProblem(error, policies) : error;
  } finally {
    bar.stop();
    await DraftFile.discardAll(drafts); // whatever is not complete by now
  }
}

/** A YAML file is a scenario; anything else is a recording, replayed in the default world. */
async function loadWorld(
  file: string,
  options: Options,
  map: string | undefined,
  onConversation: () => void,
): Promise<LoadedScenario> {
  const isYaml = ['.yaml', '.yml'].includes(extname(file).toLowerCase());
  if (isYaml || (options.from === undefined && map === undefined)) {
    const head = await readHead(file);
    const mixedUp = isYaml
      ? wrongKind(file, head, 'scenario')
      : wrongKind(file, head, 'conversations', CONVERSATIONS_OR_SCENARIO);
    if (mixedUp) throw new InputError([mixedUp]);
  }
  if (isYaml) {
    for (const flag of ['from', 'map'] as const) {
      if (options[flag] === undefined) continue;
      refuse({
        code: 'needless-option',
        message: `--${flag} describes recorded conversations; a scenario names its own under demand.recorded.`,
        file,
        expected: `the scenario without --${flag}`,
      });
    }
    return loadScenario(file, undefined, onConversation, options.drill);
  }
  const defaultWorld = new URL('../../datasets/recorded-default.yaml', import.meta.url);
  const recording = {
    file,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(map === undefined ? {} : { map }),
  };
  return loadScenario(fileURLToPath(defaultWorld), recording, onConversation, options.drill);
}

/** A dimension in which all contacts are alike makes no table. */
function checkGroups(by: Dimension, { values }: Vocabulary): void {
  const groups = values[by] ?? [];
  if (groups.length > 1) return;
  const others = DIMENSIONS.filter((dimension) => (values[dimension] ?? []).length > 1);
  refuse({
    code: 'nothing-to-show',
    message: `--by ${by} has nothing to show: ${groups.length === 0 ? `no ${by} is known` : `all contacts have the same ${by}`}.`,
    found: groups[0] ?? `no ${by}`,
    expected:
      others.length === 0 ? 'no --by at all' : others.map((other) => `--by ${other}`).join(', or '),
  });
}

function withBaselineFirst(
  candidates: readonly Candidate[],
  baseline: string | undefined,
): Candidate[] {
  if (baseline === undefined) return [...candidates];
  const names = candidates.map(({ policy }) => policy.name);
  const first = candidates.find(({ policy }) => policy.name === baseline);
  if (!first) {
    refuse({
      code: 'unknown-policy',
      message: `--baseline: no policy of this comparison is called "${baseline}".`,
      found: baseline,
      expected: `one of ${names.join(', ')}`,
      ...nearestChoice(baseline, names),
    });
  }
  return [first, ...candidates.filter((candidate) => candidate !== first)];
}

/** A condition that could not be computed, as a problem of its file. */
function faultProblem(fault: PolicyFault, policies: readonly PolicyInput[]): InputError {
  const { loaded } = policies.find(({ loaded: { policy } }) => policy.name === fault.policy)!;
  return new InputError([loaded.faultAt(fault.rule, `contact ${fault.issue}/${fault.visit}`)]);
}
