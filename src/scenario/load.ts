import { dirname, isAbsolute, join } from 'node:path';
import type { Conversation } from '../dataset/conversation.js';
import { isEmpty } from '../dataset/empty.js';
import { openDataset } from '../dataset/formats.js';
import { ReadNotes } from '../dataset/reading.js';
import { annotate } from '../dataset/signals/annotate.js';
import { digestOf } from '../input/digest.js';
import { InputError, type Problem, refuse, throwIfAny } from '../input/problem.js';
import { readWholeText } from '../input/text-source.js';
import { readYaml, type YamlFile } from '../input/yaml-file.js';
import { compileWorld } from './compile.js';
import { withDrills } from './drills/drill-plan.js';
import type { DrillWishes } from './drills/drill-words.js';
import { callLogOf, isCallLog } from './fitting/call-log.js';
import { fittedText, type ReadRecord } from './fitting/fit-record.js';
import { callLogWorld } from './record/call-log-world.js';
import { type RecordLimits, refuseEmpty, withLimits } from './record/record-limits.js';
import { type RecordedWorld, recordWorld } from './record/recorded-world.js';
import { replayOf } from './record/replay-plan.js';
import { type ScenarioFile, scenarioSchema } from './schema/scenario-schema.js';
import type { StaffingTables } from './staffing/rosters.js';
import { readStaffing, type StaffingTable } from './staffing/staffing-csv.js';
import type { World } from './world.js';

/** A file that went into a result, with the digest that tells it from an edited copy. */
export interface InputFile {
  readonly role: 'scenario' | 'staffing' | 'dataset' | 'mapping' | 'policy' | 'fragment';
  readonly file: string;
  readonly sha256: string;
}

export interface LoadedScenario {
  readonly world: World;
  readonly inputs: readonly InputFile[];
  /** The recording that is replayed; absent in a synthetic world. */
  readonly recording?: RecordingOptions;
  readonly assumptions: readonly string[];
  /** What whoever uses the recording should be told before trusting a figure. */
  readonly warnings: readonly Problem[];
  readonly absentSignals: ReadonlySet<string>;
  readonly columns: RecordedWorld['columns'];
  /** Index of each team by every name that policies may use. */
  readonly teams: ReadonlyMap<string, number>;
  /** Where the file speaks of patience, for an error about it. */
  readonly patienceAt: Pick<Problem, 'file' | 'line' | 'column' | 'path'>;
}

export interface RecordingOptions {
  readonly file: string;
  readonly from?: string;
  readonly map?: string;
}

/**
 * Loads a scenario file and, where it or the caller names one, the recording replayed in it.
 *
 * @param recording a data file given on its own, for which `file` is then the default world
 * @param onConversation called after each conversation read; may throw to stop
 * @param drills on top of those that the file switches on
 * @throws InputError for any problem of either file
 */
export async function loadScenario(
  file: string,
  recording?: RecordingOptions,
  onConversation?: () => void,
  drills?: DrillWishes,
): Promise<LoadedScenario> {
  const named = readYaml(file, await readWholeText(file), scenarioSchema);
  const recorded = recording ?? ownRecording(named);
  const record = recorded && (await readRecord(recorded, onConversation));
  const fitted = recording && record && isCallLog(record.conversations);
  const yaml = fitted ? fittedScenario(recording, record) : named;
  const given = recording && !fitted ? withRecording(yaml, recording) : yaml;
  const staffing = await readStaffingFiles(yaml);
  const replay = record && replayOf(given, record);
  const base = compileWorld(given, staffing.tables, replay?.calendar);
  const scenario: InputFile = { role: 'scenario', file, sha256: await digestOf(file) };
  const common = { patienceAt: placeOfPatience(yaml), teams: teamNames(base, yaml.value) };
  if (!recorded || !replay) {
    return {
      ...common,
      world: withDrills(base, yaml, drills),
      inputs: [scenario, ...staffing.inputs],
      assumptions: [],
      warnings: [],
      absentSignals: new Set(),
      columns: new Map(),
    };
  }
  const { world, assumptions, absentSignals, columns } = withLimits(
    replay.kind === 'calls'
      ? callLogWorld(base, given.value, replay.conversations, replay.log)
      : recordWorld(base, given.value, replay.conversations, replay.days),
    record,
    Object.values(given.value.teams).some(({ shifts }) => shifts === 'erlang-a'),
  );
  const inputs: InputFile[] = [
    ...(fitted ? [] : [scenario]),
    ...staffing.inputs,
    { role: 'dataset', file: recorded.file, sha256: await digestOf(recorded.file) },
  ];
  if (recorded.map !== undefined) {
    inputs.push({ role: 'mapping', file: recorded.map, sha256: await digestOf(recorded.map) });
  }
  return {
    ...common,
    world: withDrills(world, yaml, drills),
    inputs,
    recording: recorded,
    assumptions,
    warnings: record.warnings,
    absentSignals,
    columns,
  };
}

/** The default world, as if its file named the recording. */
function withRecording(
  yaml: YamlFile<ScenarioFile>,
  recording: RecordingOptions,
): YamlFile<ScenarioFile> {
  const demand = { ...yaml.value.demand, recorded: recording };
  return { ...yaml, value: { ...yaml.value, demand } as ScenarioFile };
}

function ownRecording(yaml: YamlFile<ScenarioFile>): RecordingOptions | undefined {
  const recorded = yaml.value.demand.recorded;
  if (!recorded) return undefined;
  return {
    file: beside(yaml, recorded.file),
    ...(recorded.from === undefined ? {} : { from: recorded.from }),
    ...(recorded.map === undefined ? {} : { map: beside(yaml, recorded.map) }),
  };
}

/** A path in a scenario file is relative to it. */
function beside(yaml: YamlFile<ScenarioFile>, path: string): string {
  return isAbsolute(path) ? path : join(dirname(yaml.file), path);
}

/** The staffing files of all teams, with every problem of any of them. */
async function readStaffingFiles(
  yaml: YamlFile<ScenarioFile>,
): Promise<{ tables: StaffingTables; inputs: InputFile[] }> {
  const tables = new Map<string, StaffingTable>();
  const inputs: InputFile[] = [];
  const problems: Problem[] = [];
  for (const { shifts } of Object.values(yaml.value.teams)) {
    if (typeof shifts === 'string' || !('file' in shifts) || tables.has(shifts.file)) continue;
    const file = beside(yaml, shifts.file);
    try {
      tables.set(shifts.file, readStaffing(file, await readWholeText(file)));
      inputs.push({ role: 'staffing', file, sha256: await digestOf(file) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwIfAny(problems);
  return { tables, inputs };
}

/**
 * Reads a record and what its text tells.
 *
 * @throws InputError for every problem of the file, and where nothing of it can be replayed
 */
export async function readRecord(
  recording: RecordingOptions,
  onConversation?: () => void,
): Promise<ReadRecord & RecordLimits & { readonly warnings: readonly Problem[] }> {
  const { file, from, map } = recording;
  const dataset = await openDataset(file, {
    ...(from === undefined ? {} : { from }),
    ...(map === undefined ? {} : { map }),
  });
  const conversations: Conversation[] = [];
  const notes = new ReadNotes();
  let empty = 0;
  for await (const conversation of dataset.conversations(notes)) {
    if (isEmpty(conversation)) empty++;
    else conversations.push(annotate(conversation));
    onConversation?.();
  }
  if (empty > 0 && conversations.length === 0) refuseEmpty(file, empty);
  const { format, timeZone } = dataset;
  const noContainment = dataset.noContainment ?? leftOutBeforeQueue(conversations);
  if (isCallLog(conversations)) refuseUntold(file, conversations);
  return {
    conversations,
    empty,
    format,
    warnings: [...notes.warnings(file), ...partialWaits(file, conversations)],
    ...(noContainment === undefined ? {} : { noContainment }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** A call log is replayed by its queue alone, so whoever never came there is in no figure. */
function leftOutBeforeQueue(conversations: readonly Conversation[]): string | undefined {
  if (!isCallLog(conversations)) return undefined;
  const before = conversations.filter(({ handover }) => handover === undefined).length;
  return before === 0
    ? undefined
    : `${before} of ${conversations.length} contacts ended before the queue, and without a dialogue only the queue is replayed`;
}

/** Who waited an unknown time is not in the queue of a fit, nor of a call log's replay. */
function partialWaits(file: string, conversations: readonly Conversation[]): Problem[] {
  const handovers = conversations.flatMap(({ handover }) => handover ?? []);
  const told = handovers.filter(
    ({ answered, waitSeconds }) => answered !== undefined && waitSeconds !== undefined,
  ).length;
  if (told === 0 || told === handovers.length) return [];
  return [
    {
      code: 'partial-waits',
      severity: 'warning',
      message:
        'Some hand-overs lack the wait or how it ended: where these are unlike the others, abandonment and patience read off the file are not as they were.',
      file,
      found: `both for ${told} of ${handovers.length} hand-overs`,
    },
  ];
}

/** A call log is replayed by its queue: without moments and waits there is nothing to replay. */
function refuseUntold(file: string, conversations: readonly Conversation[]): void {
  if (callLogOf(conversations).calls.length > 0) return;
  refuse({
    code: 'nothing-to-replay',
    message: 'None of the contacts has a dialogue, and none a wait in a queue at a known time.',
    file,
    found: `${conversations.length} contacts without customer or AI turns`,
    expected:
      'conversations with turns, or contacts with a start, a wait and whether it was answered',
  });
}

/** A call log given on its own is its own world: the one that is fitted to it. */
function fittedScenario(recording: RecordingOptions, record: ReadRecord): YamlFile<ScenarioFile> {
  return readYaml(recording.file, fittedText('fitted', record, recording), scenarioSchema);
}

function teamNames(world: World, scenario: ScenarioFile): Map<string, number> {
  const names = new Map(world.teams.map(({ name }, index) => [name, index]));
  for (const [alias, name] of Object.entries(scenario.team_aliases)) {
    names.set(alias, names.get(name)!);
  }
  return names;
}

function placeOfPatience(yaml: YamlFile<ScenarioFile>): LoadedScenario['patienceAt'] {
  const path = ['customers', 'patience'];
  return { file: yaml.file, ...yaml.locateKey(path), path: path.join('.') };
}
