import { Command } from 'commander';
import { refuse } from '../input/problem.js';
import { runMarkdown } from '../report/run/run-markdown.js';
import { runText } from '../report/run/run-text.js';
import { evaluate } from './evaluation.js';
import { type EvaluationOptions, withEvaluationOptions } from './evaluation-options.js';
import type { Io } from './io.js';
import { WORLD_ARGUMENT } from './world.js';

interface Options extends EvaluationOptions {
  readonly policy: readonly string[];
}

/** `warmline run`: one policy in one world, and everything that can be told about it. */
export function runCommand(io: Io): Command {
  const command = new Command('run')
    .description('simulate one policy and print its whole summary')
    .argument('<scenario>', WORLD_ARGUMENT)
    .allowExcessArguments() // a second policy deserves more than a count
    .requiredOption(
      '-p, --policy <file>',
      'the policy to simulate',
      (file: string, files: readonly string[] = []) => [...files, file],
    );
  return withEvaluationOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  warmline run datasets/retail-weekday.yaml -p policies/attentive.yaml
  warmline run datasets/retail-weekday.yaml -p policies/attentive.yaml --by segment -o result.md
  warmline run chats.jsonl -p policies/on-request.yaml`,
    )
    .action((scenario: string, options: Options, { args }: Command) => {
      const policies = [...options.policy, ...args.slice(1)];
      if (policies.length > 1) refuseSeveral(policies);
      return evaluate(
        { scenario, policies, sensitivity: false, text: runText, markdown: runMarkdown },
        options,
        io,
      );
    });
}

function refuseSeveral(policies: readonly string[]): never {
  return refuse({
    code: 'too-many-policies',
    message: 'run simulates one policy; warmline compare takes several.',
    found: policies.join(', '),
    expected: 'one file behind -p',
  });
}
