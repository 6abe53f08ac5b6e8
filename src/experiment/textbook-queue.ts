import type { Policy } from '../policy/policy.js';
import { TRUE } from '../policy/policy.js';
import type { Distribution } from '../scenario/distribution.js';
import type { World } from '../scenario/world.js';

/** A textbook queue: Poisson arrivals straight into teams of identical people. */
export interface TextbookQueue {
  /** Arrivals per second of each type; type i goes to team i. */
  readonly rates: readonly number[];
  readonly service: Distribution;
  /** People in each team. */
  readonly people: readonly number[];
  readonly patience: Distribution;
  /** Seconds simulated in one replication. */
  readonly horizon: number;
}

/** The queue as a world without dialogue, luck of outcome, wrap-up or repeat contacts. */
export function textbookWorld(queue: TextbookQueue): World {
  const total = queue.rates.reduce((sum, rate) => sum + rate, 0);
  const none = { mean: 0, sd: 0 };
  const never: World['customers']['returns']['unresolved'] = {
    probability: 0,
    after: { kind: 'constant', seconds: 0 },
  };
  return {
    name: 'textbook',
    opensAt: 0,
    closesAt: queue.horizon,
    weekday: 1,
    demand: {
      kind: 'random',
      intervals: [{ from: 0, to: queue.horizon, perHour: total * 3600 }],
      noise: 0,
    },
    intents: queue.rates.map((rate, i) => ({
      name: `type${i}`,
      share: rate / total,
      aiSolvable: 0,
      aiSuccessPerTurn: 0,
      handleTime: queue.service,
      personLogit: 0,
      mood: 0,
    })),
    segments: [{ name: 'all', share: 1, askFactor: 1, patienceFactor: 1, aiSuccessFactor: 1 }],
    languages: [{ name: 'en', share: 1 }],
    ai: {
      replyTime: { kind: 'constant', seconds: 1 },
      maxTurns: 1,
      progress: 0,
      neutral: 0,
      repeats: 0,
      sensitivity: 1,
      specificity: 1,
      confidence: { good: none, failed: none },
      margin: { good: none, failed: none },
    },
    teams: queue.people.map((staffed, i) => ({
      name: `team${i}`,
      skilled: queue.rates.map(() => true),
      steps: [{ at: 0, staffed }],
      handleFactor: 1,
      wrapUp: 0,
      meanOccupation: 1,
    })),
    people: {
      difficultySlope: 0,
      unskilledLogit: 0,
      unskilledHandleFactor: 1,
      handoffTax: { summary: 0, none: 0 },
    },
    customers: {
      replyTime: { kind: 'constant', seconds: 1 },
      asks: { perTurn: 0, afterFailure: 1, whenNegative: 1, again: 0 },
      tolerance: { kind: 'never' },
      atTolerance: { ask: 0, leave: 0 },
      givesUp: 0,
      leaves: 0,
      negativity: { first: 0, afterNegative: 0, afterNeutral: 0, afterFailureFactor: 1 },
      patience: queue.patience,
      patienceFrailty: 0,
      returns: { unresolved: never, abandoned: never, maxVisits: 1 },
    },
    frustration: {
      decay: 1,
      failed: 0,
      repeated: 0,
      refused: 0,
      negative: 0,
      queuePerMinute: 0,
      explainAgain: 0,
      progress: 0,
      personAnswers: 0,
    },
    costs: { currency: '', perAiReply: 0, perAgentHour: 0 },
  };
}

/** Type i straight to team i, on arrival. */
export function straightThrough(teams: number): Policy {
  return {
    name: 'straight-through',
    rules: Array.from({ length: teams }, (_, team) => ({
      id: `to-team${team}`,
      at: ['arrival'],
      when: `intent == "type${team}"`,
      action: { kind: 'transfer', team, context: 'none' },
      condition:
        teams === 1 ? () => TRUE : (sight) => (sight.intent() === `type${team}` ? TRUE : 0),
    })),
    readsQueues: false,
    followsRecord: false,
  };
}
