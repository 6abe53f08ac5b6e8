import type { Command } from 'commander';
import type { SupportFloor } from '../experiment/evaluation.js';
import type { Settings } from '../policy/grammar/parameters.js';
import { choice, drillOption, outputOption, seedNumber, wholeNumber } from './options.js';
import { setOption } from './settings.js';
import { supportFloorOption } from './support-floor.js';
import { byOption, type Dimension, type WorldOptions } from './world.js';

/** More threads than this find little left to do, and each holds a copy of the world. */
export const MOST_WORKERS = 8;

/** What `compare` and `run` are both told. */
export interface EvaluationOptions extends WorldOptions {
  readonly seed: number;
  readonly replications: number;
  readonly by?: Dimension;
  readonly format: 'text' | 'json';
  readonly output?: readonly string[];
  readonly contacts?: string;
  readonly trace?: string;
  readonly workers?: number;
  readonly leastObserved: SupportFloor;
  readonly set?: Settings;
}

/** Adds the options that `compare` and `run` share. */
export function withEvaluationOptions(command: Command): Command {
  return command
    .option('-r, --replications <n>', 'independent days to simulate', wholeNumber(1, 100_000), 30)
    .option('--seed <n>', 'luck; the same seed gives the same bytes', seedNumber, 1)
    .addOption(drillOption())
    .addOption(setOption())
    .addOption(byOption())
    .addOption(supportFloorOption())
    .option('--from <format>', 'format of recorded conversations, where detection needs help')
    .option('--map <file>', 'mapping of columns (CSV) or JSON paths to fields (YAML)')
    .addOption(choice('--format <format>', 'how to print', ['text', 'json']).default('text'))
    .addOption(outputOption('also write the result; .json, .csv or .md'))
    .option('--contacts <file>', 'write one CSV row per policy, replication and contact')
    .option(
      '--trace <file>',
      'write every contact’s life and each decision in it, one JSON object a line (.jsonl)',
    )
    .option(
      '--workers <n>',
      `threads to simulate in; the result is the same for any number (default: one a processor, at most ${MOST_WORKERS}, and none for little work)`,
      wholeNumber(1, 64),
    );
}
