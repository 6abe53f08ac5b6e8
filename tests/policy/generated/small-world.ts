import type { Vocabulary } from '../../../src/policy/condition/vocabulary.js';
import type { World } from '../../../src/scenario/world.js';
import { worldFrom } from '../../worlds.js';

/** A short morning in which much happens to few: outages, full queues, closed and forgetful teams. */
export const WORLD: World = worldFrom(`
name: small
channels: { chat: { share: 0.7 }, voice: { share: 0.3 } }
horizon: { opens: "08:00", closes: "10:00" }
demand: { contacts_per_day: 14, by_hour: [1, 1], noise: 0 }
intents:
  easy: { share: 0.5, ai_solvable: 0.5, ai_success_per_turn: 0.3, handle_time: { constant: 6m } }
  hard: { share: 0.5, ai_solvable: 0.1, ai_success_per_turn: 0.1, handle_time: { constant: 9m }, mood: -0.5 }
segments: { old: { share: 0.4, ask_factor: 3 }, young: { share: 0.6 } }
languages: { en: { share: 0.5 }, zh: { share: 0.5 } }
ai: { reply_time: { constant: 10s }, outages: [{ from: "08:30", to: "08:40" }] }
teams:
  general:
    shifts: [{ from: "08:00", to: "09:40", agents: 1 }]
    chats_per_agent: 2
    falls_silent: { share: 0.5, after: 30s, lasts: 10m }
    ring: { missed: 0.2, timeout: 20s, away: 60s }
  senior:
    shifts: [{ from: "08:20", to: "09:30", agents: 1 }]
    queue_limit: 2
    falls_silent: { share: 0.3, after: 30s, lasts: 5m }
customers:
  asks: { per_turn: 0.3, after_failure: 2 }
  patience: { constant: 12m }
  accepts: { transfer: 0.5, callback: 0.5, ticket: 0.5 }
  gives: 0.7
  returns: { unresolved: { probability: 0.5, after: { constant: 5m } }, max_visits: 2 }
`);

export const VOCABULARY: Vocabulary = {
  teams: new Map(WORLD.teams.map(({ name }, index) => [name, index])),
  columns: new Map(),
  values: {
    intent: WORLD.intents.map(({ name }) => name),
    segment: WORLD.segments.map(({ name }) => name),
    language: [],
    channel: ['chat', 'voice'],
  },
  absent: new Set(),
};
