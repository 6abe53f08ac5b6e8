import { Command } from 'commander';
import { writeCanonical } from '../dataset/canonical.js';
import { generate } from '../experiment/generate.js';
import { refuse } from '../input/problem.js';
import { readWholeText } from '../input/text-source.js';
import { loadPolicy } from '../policy/load.js';
import { vocabularyOf } from '../policy/vocabulary.js';
import { loadScenario } from '../scenario/load.js';
import { checkOutputs, DraftFile, fromHere } from './files.js';
import { Interrupted, type Io } from './io.js';
import { wholeNumber } from './options.js';

interface Options {
  readonly policy: string;
  readonly output: string;
  readonly conversations: number;
  readonly seed: number;
}

/** `warmline generate`: synthetic conversations with known truth, as canonical JSONL. */
export function generateCommand(io: Io): Command {
  return new Command('generate')
    .description('write synthetic conversations with known truth, as a platform would log them')
    .argument('<scenario>', 'a scenario (YAML)')
    .requiredOption('-p, --policy <file>', 'the policy that the logged AI followed')
    .requiredOption('-o, --output <file>', 'where to write them (.jsonl)')
    .option('-n, --conversations <n>', 'how many', wholeNumber(1, 10_000_000), 200)
    .option(
      '--seed <n>',
      'luck; the same seed gives the same bytes',
      wholeNumber(0, 2 ** 53 - 1),
      1,
    )
    .addHelpText(
      'after',
      `
Example:
  warmline generate datasets/retail-weekday.yaml -p policies/on-request.yaml -n 200 -o chats.jsonl`,
    )
    .action(async (scenarioFile: string, options: Options) => {
      const output = fromHere(io, options.output);
      const scenarioPath = fromHere(io, scenarioFile);
      const policyPath = fromHere(io, options.policy);
      await checkOutputs([{ file: output, extensions: ['.jsonl'] }], [scenarioPath, policyPath]);
      const scenario = await loadScenario(scenarioPath);
      if (scenario.world.record) {
        refuse({
          code: 'nothing-to-generate',
          message: 'This scenario replays recorded conversations, so there is nothing to generate.',
          file: scenarioPath,
          expected: 'a scenario without demand.recorded',
        });
      }
      const text = await readWholeText(policyPath);
      const { policy } = loadPolicy(policyPath, text, vocabularyOf(scenario));
      const draft = await DraftFile.open(output);
      try {
        for (const conversation of generate(
          scenario.world,
          policy,
          options.seed,
          options.conversations,
        )) {
          draft.write(`${writeCanonical(conversation)}\n`);
          await draft.flush();
          if (io.signal?.aborted) throw new Interrupted();
        }
        await draft.complete();
      } catch (error) {
        await draft.discard();
        throw error;
      }
    });
}
