import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Chalk } from 'chalk';
import { compare } from '../experiment/compare.js';
import type { Comparison } from '../experiment/evaluation.js';
import { type Candidate, expectedContacts } from '../experiment/replications.js';
import { InputError, type Problem } from '../input/problem.js';
import { vocabularyOf } from '../policy/condition/vocabulary.js';
import type { Settings } from '../policy/grammar/parameters.js';
import { RECORDED } from '../policy/policy.js';
import { comparisonCsv } from '../report/comparison/comparison-csv.js';
import { comparisonJson } from '../report/comparison/comparison-json.js';
import type { TextOptions } from '../report/comparison/comparison-text.js';
import { contactsHeader, contactsRow } from '../report/contacts-csv.js';
import { problemsText } from '../report/problems.js';
import type { InputFile, LoadedScenario } from '../scenario/load.js';
import { PolicyFault } from '../simulation/policy-fault.js';
import { type EvaluationOptions, MOST_WORKERS } from './evaluation-options.js';
import { checkOutputs, DraftFile, fromHere } from './files.js';
import { colourLevel, type Io, stopIfInterrupted } from './io.js';
import { inputsOf, loadPolicies, type PolicyInput } from './policies.js';
import { ProgressBar } from './progress.js';
import { TraceWriter } from './trace-writer.js';
import { unheardAnnouncement } from './unheard-announcement.js';
import { toolVersion } from './version.js';
import { checkGroups, loadWorld } from './world.js';

/** What is simulated, and how a person reads it. */
export interface Evaluation {
  readonly scenario: string;
  readonly policies: readonly string[];
  /** Whether to check that the ranking survives other assumptions. */
  readonly sensitivity: boolean;
  /** Puts the baseline first. */
  readonly arrange?: (candidates: readonly Candidate[]) => readonly Candidate[];
  readonly text: (comparison: Comparison, options: TextOptions) => string;
  readonly markdown: (comparison: Comparison, options: Pick<TextOptions, 'by'>) => string;
}

interface Result {
  readonly comparison: Comparison;
  readonly inputs: readonly InputFile[];
  readonly warnings: readonly Problem[];
  readonly settings?: Settings;
}

type Writers = Readonly<Record<string, (result: Result) => string>>;

/**
 * Loads a world and policies, simulates them, and writes what was asked for: on stdout, and all or
 * none of the files.
 *
 * @throws InputError for every problem of the files, the outputs or a condition at run time
 */
export async function evaluate(
  evaluation: Evaluation,
  options: EvaluationOptions,
  io: Io,
): Promise<void> {
  const { by } = options;
  const writers = writersOf(evaluation, by === undefined ? {} : { by });
  const outputs = (options.output ?? []).map((file) => fromHere(io, file));
  const contactsFile = options.contacts === undefined ? [] : [fromHere(io, options.contacts)];
  const traceFile = options.trace === undefined ? [] : [fromHere(io, options.trace)];
  const files = [
    ...outputs.map((file) => ({ file, extensions: Object.keys(writers) })),
    ...contactsFile.map((file) => ({ file, extensions: ['.csv'] })),
    ...traceFile.map((file) => ({ file, extensions: ['.jsonl'] })),
  ];
  const { scenario, policies, inputs } = await loadInputs(evaluation, options, files, io);
  if (by !== undefined) checkGroups(by, vocabularyOf(scenario));
  const warnings = [
    ...scenario.warnings,
    ...policies.flatMap(({ loaded }) => loaded.warnings),
    ...unheardAnnouncement(
      scenario.world,
      policies.map(({ loaded }) => loaded.policy),
    ),
  ];
  if (warnings.length > 0) io.stderr.write(problemsText(warnings));
  const candidates = [
    ...(scenario.world.record
      ? [{ policy: RECORDED, description: 'Hands over exactly where the record did.' }]
      : []),
    ...policies.map(({ loaded }) => loaded),
  ];
  const arranged = evaluation.arrange?.(candidates) ?? candidates;

  const drafts = await DraftFile.openAll([...outputs, ...contactsFile, ...traceFile]);
  const contacts = contactsFile.length > 0 ? drafts[outputs.length] : undefined;
  const trace = traceFile.length > 0 ? drafts.at(-1) : undefined;
  try {
    const { sensitivity } = evaluation;
    const comparison = await simulate(
      scenario,
      arranged,
      { ...options, sensitivity },
      { contacts, trace },
      io,
    );
    const { set: settings } = options;
    const result = { comparison, inputs, warnings, ...(settings && { settings }) };
    outputs.forEach((file, i) => {
      drafts[i]!.write(writers[extname(file).toLowerCase()]!(result));
    });
    await DraftFile.completeAll(drafts);
    io.stdout.write(
      options.format === 'json'
        ? writers['.json']!(result)
        : evaluation.text(comparison, {
            chalk: new Chalk({ level: colourLevel(io) }),
            written: drafts.map(({ file }) => file),
            ...(by === undefined ? {} : { by }),
          }),
    );
  } catch (error) {
    stopIfInterrupted(io); // whatever the interrupted work says of it
    throw error instanceof PolicyFault ? faultProblem(error, policies) : error;
  } finally {
    await DraftFile.discardAll(drafts); // whatever is not complete by now
  }
}

/** Where a result goes by its extension. */
function writersOf({ markdown }: Evaluation, options: Pick<TextOptions, 'by'>): Writers {
  return {
    '.json': ({ comparison, ...provenance }) =>
      comparisonJson(comparison, { version: toolVersion(), ...provenance }),
    '.csv': ({ comparison }) => comparisonCsv(comparison),
    '.md': ({ comparison }) => markdown(comparison, options),
  };
}

/** Everything that goes in, once it is sure that nothing that comes out overwrites it. */
async function loadInputs(
  evaluation: Evaluation,
  { drill, from, map, set }: EvaluationOptions,
  outputs: Parameters<typeof checkOutputs>[0],
  io: Io,
): Promise<{ scenario: LoadedScenario; policies: PolicyInput[]; inputs: InputFile[] }> {
  const scenarioPath = fromHere(io, evaluation.scenario);
  const policyPaths = evaluation.policies.map((file) => fromHere(io, file));
  const mapPath = map === undefined ? undefined : fromHere(io, map);
  await checkOutputs(outputs, [scenarioPath, ...policyPaths, ...(mapPath ? [mapPath] : [])]);
  const world = {
    ...(drill === undefined ? {} : { drill }),
    ...(from === undefined ? {} : { from }),
    ...(mapPath === undefined ? {} : { map: mapPath }),
  };
  const scenario = await loadWorld(scenarioPath, world, () => stopIfInterrupted(io));
  const policies = await loadPolicies(policyPaths, scenario, io, set);
  const inputs = [...scenario.inputs, ...inputsOf(policies)];
  await checkOutputs(
    outputs,
    inputs.map(({ file }) => file),
  ); // a scenario names further ones
  return { scenario, policies, inputs };
}

async function simulate(
  scenario: LoadedScenario,
  candidates: readonly Candidate[],
  options: EvaluationOptions & { readonly sensitivity: boolean },
  { contacts, trace }: Readonly<Record<'contacts' | 'trace', DraftFile | undefined>>,
  io: Io,
): Promise<Comparison> {
  const { world } = scenario;
  io.longWork?.(expectedContacts(world.demand) * options.replications * candidates.length);
  const bar = await ProgressBar.for(io, 'simulating');
  contacts?.write(contactsHeader());
  const tracing = trace && new TraceWriter(world, candidates, trace);
  try {
    const comparison = await compare(world, candidates, {
      seed: options.seed,
      replications: options.replications,
      sensitivity: options.sensitivity,
      floor: options.leastObserved,
      assumptions: scenario.assumptions,
      patienceAt: scenario.patienceAt,
      workers:
        options.workers === undefined
          ? { most: Math.min(MOST_WORKERS, availableParallelism()) }
          : { most: options.workers, always: true },
      ...(io.signal ? { signal: io.signal } : {}),
      ...(contacts || tracing
        ? {
            observe: (policy, record, replication) => {
              contacts?.stream(contactsRow(world, policy, record, replication));
              tracing?.write(policy, record, replication);
            },
          }
        : {}),
      ...(tracing ? { trace: (policy) => tracing.listenerOf(policy) } : {}),
      progress: async (done, total) => {
        bar.at(done, total);
        await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C and the bar through
        stopIfInterrupted(io);
        await contacts?.flush();
      },
    });
    stopIfInterrupted(io);
    return comparison;
  } finally {
    bar.stop();
  }
}

/** A condition that could not be computed, as a problem of its file. */
function faultProblem(fault: PolicyFault, policies: readonly PolicyInput[]): InputError {
  const { loaded } = policies.find(({ loaded: { policy } }) => policy.name === fault.policy)!;
  return new InputError([loaded.faultAt(fault.rule, `contact ${fault.issue}/${fault.visit}`)]);
}
