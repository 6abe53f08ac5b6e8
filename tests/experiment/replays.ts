import type { RecordedDialogue } from '../../src/scenario/record/recorded-dialogue.js';
import type { World } from '../../src/scenario/world.js';
import { placid, recorded, said, withRecord } from '../simulation/runs.js';
import { worldFrom } from '../worlds.js';

/** Twelve hours in which 400 conversations arrive at random, sampled from these, and no other luck. */
export function sampling(dialogues: readonly RecordedDialogue[], agents = 30): World {
  const world = worldFrom(`
name: sampled
horizon: { opens: "08:00", closes: "20:00" }
demand: { contacts_per_day: 400, by_hour: [${Array(12).fill(1).join(', ')}], noise: 0 }
intents:
  any: { share: 1, ai_solvable: 0.5, ai_success_per_turn: 0.5, handle_time: { constant: 300s } }
ai: { reply_time: { constant: 20s } }
teams: { general: { shifts: [{ from: "08:00", to: "20:00", agents: ${agents} }], availability: 1 } }
customers:
  reply_time: { constant: 30s }
  patience: { exponential: { mean: 5m } }
  returns: { max_visits: 1 }
`);
  return withRecord(placid(world), dialogues);
}

/** Solved by the AI or not, in two turns. */
export function contained(id: string, resolved: boolean | undefined): RecordedDialogue {
  return recorded([said(), said()], {
    id,
    solvable: resolved ? 1 : 0,
    ...(resolved === undefined ? {} : { resolved }),
    ...(resolved ? { resolvedBy: 'ai' as const } : {}),
  });
}

/** Handed over at the first ask, in the second turn. */
export function handedOver(id: string, resolved: boolean, handleSeconds = 300): RecordedDialogue {
  return recorded([said(), said({ ask: 'request' })], {
    id,
    handoverAfter: 2,
    handleSeconds,
    resolved,
    resolvedBy: 'human',
  });
}
