import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { openDataset } from '../../../src/dataset/formats.js';
import { annotate } from '../../../src/dataset/signals/annotate.js';
import { handOversOf } from '../../../src/experiment/score/hand-overs.js';
import { labelledDialogues } from '../../../src/experiment/score/utterances.js';
import { vocabularyOf } from '../../../src/policy/condition/vocabulary.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { loadScenario } from '../../../src/scenario/load.js';
import { recordsOf, withIssues } from '../../worlds.js';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const SAMPLE = at('datasets/retail-sample.jsonl');

/** The shipped sample as if people had labelled it, cut where it was handed over. */
async function labelled(): Promise<Conversation[]> {
  const conversations: Conversation[] = [];
  for await (const conversation of (await openDataset(SAMPLE)).conversations()) {
    const turns = conversation.turns.map((turn) => ({ ...turn, labels: { handoff: false } }));
    conversations.push(annotate({ ...conversation, turns }));
  }
  return conversations;
}

/**
 * The engine replays the same conversations by code of its own: wherever it hands over while still
 * on record, the score's live hand-over must be the same customer turn, and the reverse.
 */
describe('what a policy sees of a record', () => {
  const policies: readonly string[] = [
    'asks >= 1',
    'asks >= 2',
    'refusals >= 1',
    'failed_turns >= 1',
    'failed_turns >= 2',
    'repeats >= 1',
    'turns >= 4',
    'negative_turns >= 1',
    'sentiment < -0.3',
    'sentiment_slope < -0.05',
    'failed_turns / turns > 0.4',
  ];

  it.each(policies)('is what the simulation shows it: %s', async (when) => {
    const conversations = await labelled();
    const scenario = await loadScenario(at('datasets/recorded-default.yaml'), { file: SAMPLE });
    const { policy } = loadPolicy(
      'p.yaml',
      `name: mine\nrules:\n  - { id: only, when: '${when}', then: { transfer: general } }\n`,
      vocabularyOf(scenario),
    );
    const issues = conversations.map((_, dialogue) => ({ at: dialogue * 60, dialogue }));
    const simulated = new Map(
      recordsOf(withIssues(scenario.world, issues), policy)
        .filter(({ support }) => support !== 'diverged' && support !== 'later')
        .map((record) => [record.dialogue, record]),
    );
    expect(simulated.size).toBeGreaterThan(20);
    let handedOver = 0;
    for (const dialogue of labelledDialogues(conversations).dialogues) {
      const index = conversations.indexOf(dialogue.conversation);
      const record = simulated.get(index);
      if (!record) continue;
      const use = policy.rules.map(() => ({ fired: 0, absent: 0 }));
      const idle = { world: scenario.world, timeZone: 'UTC' };
      const { live } = handOversOf(policy, dialogue, idle, use);
      const turn =
        live === undefined
          ? undefined
          : dialogue.utterances.slice(0, live + 1).filter(({ speaker }) => speaker === 'customer')
              .length;
      const theirs = record.rule === 0 ? record.customerTurns : undefined;
      expect([dialogue.conversation.id, turn]).toEqual([dialogue.conversation.id, theirs]);
      if (turn !== undefined) handedOver++;
    }
    expect(handedOver).toBeGreaterThan(0);
  });
});
