import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Option } from 'commander';
import { packageFile } from '../input/package-file.js';
import { InputError, refuse } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import type { Vocabulary } from '../policy/condition/vocabulary.js';
import type { DrillWishes } from '../scenario/drills/drill-words.js';
import { type LoadedScenario, loadScenario } from '../scenario/load.js';
import { wrongKind } from './file-kind.js';
import { choice } from './options.js';

/** The first argument of a command that simulates: a scenario, or a recording. */
export const WORLD_ARGUMENT = 'a scenario (YAML), or recorded conversations to replay';

/** The world around recorded conversations for which no scenario is named. */
export const DEFAULT_WORLD = fileURLToPath(packageFile('datasets/recorded-default.yaml'));

const DIMENSIONS = ['intent', 'segment', 'language', 'channel'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const CONVERSATIONS_OR_SCENARIO =
  'recorded conversations, or a scenario in a file that ends in .yaml; policies stand behind -p';

export interface WorldOptions {
  readonly drill?: DrillWishes;
  readonly from?: string;
  /** The mapping as the process finds it. */
  readonly map?: string;
}

/**
 * A YAML file is a scenario; anything else is a recording, replayed in the default world.
 *
 * @throws InputError for a file of another kind, and for every problem of the right one
 */
export async function loadWorld(
  file: string,
  { drill, from, map }: WorldOptions,
  onConversation: () => void,
): Promise<LoadedScenario> {
  const isYaml = ['.yaml', '.yml'].includes(extname(file).toLowerCase());
  if (isYaml || (from === undefined && map === undefined)) {
    const head = await readHead(file);
    const mixedUp = isYaml
      ? wrongKind(file, head, 'scenario')
      : wrongKind(file, head, 'conversations', CONVERSATIONS_OR_SCENARIO);
    if (mixedUp) throw new InputError([mixedUp]);
  }
  if (isYaml) {
    for (const [flag, value] of Object.entries({ from, map })) {
      if (value === undefined) continue;
      refuse({
        code: 'needless-option',
        message: `--${flag} describes recorded conversations; a scenario names its own under demand.recorded.`,
        file,
        expected: `the scenario without --${flag}`,
      });
    }
    return loadScenario(file, undefined, onConversation, drill);
  }
  const recording = {
    file,
    ...(from === undefined ? {} : { from }),
    ...(map === undefined ? {} : { map }),
  };
  return loadScenario(DEFAULT_WORLD, recording, onConversation, drill);
}

export function byOption(): Option {
  return choice('--by <dimension>', 'show the main metrics by group too', DIMENSIONS);
}

/** A dimension in which all contacts are alike makes no table. */
export function checkGroups(by: Dimension, { values }: Vocabulary): void {
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
