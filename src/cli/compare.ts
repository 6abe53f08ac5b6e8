import { Command } from 'commander';
import type { Candidate } from '../experiment/replications.js';
import { nearestChoice } from '../input/nearest.js';
import { refuse } from '../input/problem.js';
import { comparisonMarkdown } from '../report/comparison/comparison-markdown.js';
import { comparisonText } from '../report/comparison/comparison-text.js';
import { evaluate } from './evaluation.js';
import { type EvaluationOptions, withEvaluationOptions } from './evaluation-options.js';
import type { Io } from './io.js';
import { WORLD_ARGUMENT } from './world.js';

interface Options extends EvaluationOptions {
  readonly policy: readonly string[];
  readonly baseline?: string;
  readonly sensitivity: boolean;
}

/** `warmline compare`: several policies in one world, on the same customers, staff and luck. */
export function compareCommand(io: Io): Command {
  const command = new Command('compare')
    .description('compare policies side by side: same customers, same staff, same luck')
    .argument('<scenario>', WORLD_ARGUMENT)
    .requiredOption('-p, --policy <file...>', 'policies to compare; the first is the baseline')
    .option('--baseline <name>', 'the policy that the others are compared with')
    .option('--no-sensitivity', 'leave out the runs that check whether the ranking survives');
  return withEvaluationOptions(command)
    .addHelpText(
      'after',
      `
The scenario stands first: -p takes every file that follows it.

Examples:
  warmline compare datasets/retail-weekday.yaml -p policies/*.yaml
  warmline compare chats.jsonl -p policies/on-request.yaml policies/attentive.yaml -o result.json`,
    )
    .action((scenario: string, options: Options) =>
      evaluate(
        {
          scenario,
          policies: options.policy,
          sensitivity: options.sensitivity,
          arrange: (candidates) => withBaselineFirst(candidates, options.baseline),
          text: comparisonText,
          markdown: comparisonMarkdown,
        },
        options,
        io,
      ),
    );
}

function withBaselineFirst(
  candidates: readonly Candidate[],
  baseline: string | undefined,
): readonly Candidate[] {
  if (baseline === undefined) return candidates;
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
