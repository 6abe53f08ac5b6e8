import { Command } from 'commander';
import { writeCanonical } from '../dataset/canonical/canonical.js';
import { generate } from '../experiment/generate.js';
import { InputError, refuse } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import { drillsLine } from '../report/comparison/comparison-tables.js';
import type { DrillWishes } from '../scenario/drills/drill-words.js';
import { loadScenario } from '../scenario/load.js';
import { PolicyFault } from '../simulation/policy-fault.js';
import { wrongKind } from './file-kind.js';
import { checkOutputs, DraftFile, fromHere } from './files.js';
import { type Io, stopIfInterrupted } from './io.js';
import { drillOption, seedNumber, wholeNumber } from './options.js';
import { loadPolicies } from './policies.js';
import { ProgressBar } from './progress.js';

/** Conversations between two looks at the clock, the disk and Ctrl-C. */
const BATCH = 256;

interface Options {
  readonly policy: string;
  readonly output: string;
  readonly conversations: number;
  readonly seed: number;
  readonly drill?: DrillWishes;
}

/** `warmline generate`: synthetic conversations with known truth, as canonical JSONL. */
export function generateCommand(io: Io): Command {
  return new Command('generate')
    .description('write synthetic conversations with known truth, as a platform would log them')
    .argument('<scenario>', 'a scenario (YAML)')
    .requiredOption('-p, --policy <file>', 'the policy that the logged AI followed')
    .requiredOption('-o, --output <file>', 'where to write them (.jsonl)')
    .option('-n, --conversations <n>', 'how many', wholeNumber(1, 10_000_000), 200)
    .option('--seed <n>', 'luck; the same seed gives the same bytes', seedNumber, 1)
    .addOption(drillOption())
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
      const mixedUp = wrongKind(scenarioPath, await readHead(scenarioPath), 'scenario');
      if (mixedUp) throw new InputError([mixedUp]);
      const scenario = await loadScenario(scenarioPath, undefined, undefined, options.drill);
      if (scenario.world.record) {
        refuse({
          code: 'nothing-to-generate',
          message: 'This scenario replays recorded conversations, so there is nothing to generate.',
          file: scenarioPath,
          expected: 'a scenario without demand.recorded',
        });
      }
      const [loaded] = await loadPolicies([policyPath], scenario, io);
      const { policy } = loaded!.loaded;
      io.longWork?.();
      const bar = await ProgressBar.for(io, 'generating');
      const draft = await DraftFile.open(output);
      let done = 0;
      try {
        for (const conversation of generate(
          scenario.world,
          policy,
          options.seed,
          options.conversations,
        )) {
          draft.write(`${writeCanonical(conversation)}\n`);
          if (++done % BATCH > 0) continue;
          bar.at(done, options.conversations);
          await draft.flush();
          await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C and the bar through
          stopIfInterrupted(io);
        }
        await draft.complete();
        if (scenario.world.drills) io.stderr.write(`${drillsLine(scenario.world.drills)}\n`);
      } catch (error) {
        if (!(error instanceof PolicyFault)) throw error;
        const contact = `conversation ${done + 1}`;
        throw new InputError([loaded!.loaded.faultAt(error.rule, contact)]);
      } finally {
        bar.stop();
        await draft.discard(); // nothing, if it is complete
      }
    });
}
