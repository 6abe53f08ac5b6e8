import { extname } from 'node:path';
import { Chalk } from 'chalk';
import { Command } from 'commander';
import type { Life } from '../experiment/life/life.js';
import { partingOf } from '../experiment/life/life-parting.js';
import { PARTED, PARTED_MEANING, PICKS } from '../experiment/life/life-picks.js';
import { findContact } from '../experiment/life/life-search.js';
import { Lives } from '../experiment/life/lives.js';
import { InputError, refuse } from '../input/problem.js';
import { explanationJson } from '../report/life/explanation-json.js';
import { type Explained, lifeText } from '../report/life/life-text.js';
import { problemsText } from '../report/problems.js';
import type { LoadedScenario } from '../scenario/load.js';
import { PolicyFault } from '../simulation/policy-fault.js';
import {
  type Candidate,
  type ExplainOptions,
  loadInputs,
  withSpokenWords,
} from './explain-inputs.js';
import { DraftFile, fromHere } from './files.js';
import { colourLevel, type Io, stopIfInterrupted } from './io.js';
import { choice, drillOption, outputOption, seedNumber, wholeNumber } from './options.js';
import { setOption } from './settings.js';
import { toolVersion } from './version.js';
import { WORLD_ARGUMENT } from './world.js';

/** Off a terminal, whose width nobody knows. */
const PLAIN_WIDTH = 100;

/** `warmline explain`: one contact's life under one policy, or under two on the same luck. */
export function explainCommand(io: Io): Command {
  const day = wholeNumber(0, 99_999);
  return new Command('explain')
    .description('one contact’s life: what was seen, which rule decided and why, what it felt like')
    .argument('<scenario>', WORLD_ARGUMENT)
    .requiredOption(
      '-p, --policy <file...>',
      'the policy, or two to lay beside each other; in a replay also the word recorded',
    )
    .option(
      '--contact <which>',
      `an id as in run --contacts (17/0, or with its day 3:17/0), a recorded conversation’s id, or a word that picks one (default: worst; ${PARTED} with two policies)`,
    )
    .option(
      '-r, --replication <day...>',
      'numbers of the simulated days to look in, from 0 (default: 0)',
      (text: string, days: readonly number[] = []) => [...days, day(text)],
    )
    .option('--seed <n>', 'luck; the same seed gives the same bytes', seedNumber, 1)
    .addOption(drillOption())
    .addOption(setOption())
    .option('--from <format>', 'format of recorded conversations, where detection needs help')
    .option('--map <file>', 'mapping of columns (CSV) or JSON paths to fields (YAML)')
    .option('--include-text', 'show what recorded customers and their AI wrote')
    .option(
      '--width <columns>',
      `how wide the text may be (default: the terminal, else ${PLAIN_WIDTH})`,
      wholeNumber(60, 1000),
    )
    .addOption(choice('--format <format>', 'how to print', ['text', 'json']).default('text'))
    .addOption(outputOption('also write it; .json or .txt'))
    .addHelpText('after', helpText())
    .action((scenario: string, options: ExplainOptions) => explain(scenario, options, io));
}

function helpText(): string {
  const words = [
    ...Object.entries(PICKS).map(([word, { meaning }]) => [word, meaning] as const),
    [PARTED, PARTED_MEANING] as const,
  ];
  return `
Words that pick the contact …
${words.map(([word, meaning]) => `  ${word.padEnd(15)} ${meaning}`).join('\n')}

Examples:
  warmline explain datasets/retail-weekday.yaml -p policies/attentive.yaml --contact refused
  warmline explain datasets/retail-weekday.yaml -p policies/on-request.yaml policies/attentive.yaml --contact parted`;
}

async function explain(scenarioFile: string, options: ExplainOptions, io: Io): Promise<void> {
  const outputs = (options.output ?? []).map((file) => fromHere(io, file));
  const { inputs, policies, scenario } = await loadInputs(scenarioFile, outputs, options, io);
  const warnings = [
    ...scenario.warnings,
    ...policies.flatMap(({ input }) => input?.loaded.warnings ?? []),
  ];
  if (warnings.length > 0) io.stderr.write(problemsText(warnings));
  const found = lookUp(scenario, policies, options, io);
  const explained = options.includeText ? await withSpokenWords(found, scenario, io) : found;

  const { assumptions } = scenario;
  const json = () =>
    explanationJson(explained, {
      version: toolVersion(),
      inputs,
      assumptions,
      ...(options.set && { settings: options.set }),
    });
  const width = options.width ?? (io.stdout.isTTY ? (io.stdout.columns ?? 0) : 0);
  const text = (level: 0 | 1) =>
    lifeText(explained, { chalk: new Chalk({ level }), width: Math.max(60, width || PLAIN_WIDTH) });
  const drafts = await DraftFile.openAll(outputs);
  try {
    outputs.forEach((file, i) => {
      drafts[i]!.write(extname(file).toLowerCase() === '.json' ? json() : text(0));
    });
    await DraftFile.completeAll(drafts);
    io.stdout.write(options.format === 'json' ? json() : text(colourLevel(io)));
  } finally {
    await DraftFile.discardAll(drafts); // whatever is not complete by now
  }
}

function lookUp(
  { world }: LoadedScenario,
  policies: readonly Candidate[],
  options: ExplainOptions,
  io: Io,
): Explained {
  io.longWork?.();
  const lives = new Lives(world, options.seed);
  const explained = policies.map((policy) => policy.explained);
  const word = options.contact ?? (policies.length > 1 ? PARTED : 'worst');
  try {
    const contact = findContact(world, lives, {
      contact: word,
      policies: explained,
      ...(options.replication === undefined ? {} : { replications: options.replication }),
      onDay: () => stopIfInterrupted(io),
    });
    const found = explained.map((policy) => lives.life(policy, contact));
    if (found.every((life) => life === undefined)) refuseNobody(contact, options, world.mode);
    const [one, other] = found as [Life | undefined, Life | undefined];
    const parting = one && other && partingOf(one, other);
    return {
      scenario: world.name,
      seed: options.seed,
      drills: world.drills ?? [],
      clock: world.clock,
      contact,
      policies: explained.map(({ policy }) => policy.name),
      lives: found,
      ...(parting === undefined ? {} : { parting }),
    };
  } catch (error) {
    throw error instanceof PolicyFault ? faultProblem(error, policies) : error;
  }
}

function refuseNobody(
  { issue, replication, visit }: { issue: number; replication: number; visit: number },
  { contact }: ExplainOptions,
  mode: 'day' | 'continuous',
): never {
  return refuse({
    code: 'unknown-contact',
    message: `--contact: day ${replication} has no contact ${issue}/${visit}${mode === 'continuous' ? ', or it came before the warm-up was over' : ''}.`,
    found: contact!,
    expected: 'an id that run --contacts wrote for the same seed, or a word that picks one',
  });
}

/** A condition that could not be computed, as a problem of its file. */
function faultProblem(fault: PolicyFault, policies: readonly Candidate[]): InputError {
  const { input } = policies.find(({ explained }) => explained.policy.name === fault.policy)!;
  return new InputError([
    input!.loaded.faultAt(fault.rule, `contact ${fault.issue}/${fault.visit}`),
  ]);
}
