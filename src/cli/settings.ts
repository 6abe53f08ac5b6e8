import { InvalidArgumentError, Option } from 'commander';
import { nearestChoice } from '../input/nearest.js';
import type { Problem } from '../input/problem.js';
import { WORD } from '../policy/grammar/action-schema.js';
import { quantity } from '../policy/grammar/definition-schema.js';
import type { Settings } from '../policy/grammar/parameters.js';

/** Values for parameters of policies, in place of the policies' own; repeatable. */
export function setOption(): Option {
  return new Option(
    '--set <name=value>',
    'set a parameter in every policy that has it, such as max_failures=3 or longest=5m (repeatable)',
  ).argParser(readSetting);
}

function readSetting(text: string, before: Settings = {}): Settings {
  const [, name = '', written = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const value = quantity(written.trim());
  if (!WORD.test(name) || value === undefined) {
    throw new InvalidArgumentError(
      'Expected NAME=VALUE with a number or a duration, such as max_failures=3 or longest=5m.',
    );
  }
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`"${name}" is set twice.`);
  return { ...before, [name]: value };
}

/** A setting that changes nothing is a slip. */
export function unknownSettings(settings: Settings, known: readonly string[]): Problem[] {
  const names = [...new Set(known)];
  return Object.keys(settings)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      code: 'unknown-parameter',
      severity: 'error',
      message: `--set: no policy has a parameter "${name}".`,
      found: name,
      expected: names.length > 0 ? `one of ${names.join(', ')}` : 'a policy with params',
      ...nearestChoice(name, names),
    }));
}
