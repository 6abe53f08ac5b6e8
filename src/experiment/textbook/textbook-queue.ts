import type { CompiledRule, Policy, Transfer } from '../../policy/policy.js';
import { FALSE, TRUE, transferTo } from '../../policy/policy.js';
import type { Distribution } from '../../scenario/distribution/distribution.js';
import type { PassingOn, Team, World } from '../../scenario/world.js';

/** A textbook queue: Poisson arrivals into teams of identical people. */
export interface TextbookQueue {
  /** Arrivals per second of each type; type i goes to team i, or every type to the only team. */
  readonly rates: readonly number[];
  readonly service: Distribution;
  /** By type, in place of the common one. */
  readonly services?: readonly Distribution[];
  /** People in each team. */
  readonly people: readonly number[];
  /** What every team does otherwise than one contact at a time, all of whom may wait. */
  readonly desk?: Partial<Team>;
  /** By type, seconds of waiting that its priority is worth. */
  readonly priorities?: readonly number[];
  readonly patience: Distribution;
  /** What comes before the teams; absent: nothing. */
  readonly ai?: AiBefore;
  /** Every team but the last is there only to pass contacts on to it. */
  readonly passesOn?: PassingOn;
  /** Seconds simulated in one replication. */
  readonly horizon: number;
}

/** One turn with the AI, which never helps: it replies, the customer replies, and is handed over. */
export interface AiBefore {
  readonly replyTime: Distribution;
  /** Replies that it works on at once. */
  readonly capacity: number;
  readonly customerReplyTime: Distribution;
}

/** The queue as a world without luck of outcome or repeat contacts. */
export function textbookWorld(queue: TextbookQueue): World {
  const total = queue.rates.reduce((sum, rate) => sum + rate, 0);
  const none = { mean: 0, sd: 0 };
  const never: World['customers']['returns']['unresolved'] = {
    probability: 0,
    after: { kind: 'constant', seconds: 0 },
  };
  return {
    name: 'textbook',
    mode: 'day',
    opensAt: 0,
    closesAt: queue.horizon,
    measuredFrom: 0,
    clock: { weekday: 1, offsets: [] },
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
      handleTime: queue.services?.[i] ?? queue.service,
      personLogit: 0,
      mood: 0,
    })),
    segments: [{ name: 'all', share: 1, askFactor: 1, patienceFactor: 1, aiSuccessFactor: 1 }],
    languages: [{ name: 'en', share: 1 }],
    channels: [{ name: '', share: 1, silent: 0 }],
    ai: {
      replyTime: queue.ai?.replyTime ?? { kind: 'constant', seconds: 1 },
      maxTurns: 2,
      progress: 0,
      neutral: 0,
      repeats: 0,
      sensitivity: 1,
      specificity: 1,
      confidence: { good: none, failed: none },
      margin: { good: none, failed: none },
      clarifiedFactor: 1,
      capacity: queue.ai?.capacity ?? Number.POSITIVE_INFINITY,
      outages: [],
    },
    teams: queue.people.map((staffed, i) => ({
      name: `team${i}`,
      proficiency: queue.rates.map(() => (queue.passesOn && i < queue.people.length - 1 ? 0 : 1)),
      steps: [{ at: 0, staffed }],
      handleFactor: 1,
      wrapUp: 0,
      chatsPerAgent: 1,
      slowDown: 0,
      queueLimit: Number.POSITIVE_INFINITY,
      noticeAfter: 0,
      meanOccupation: 1,
      ...queue.desk,
    })),
    people: {
      difficultySlope: 0,
      unskilledLogit: 0,
      unskilledHandleFactor: 1,
      handoffTax: { summary: 0, none: 0 },
      slotSaves: 0,
      passesOn: queue.passesOn ?? { probability: 0, after: 0 },
    },
    customers: {
      replyTime: queue.ai?.customerReplyTime ?? { kind: 'constant', seconds: 1 },
      asks: { perTurn: 0, afterFailure: 1, whenNegative: 1, again: 0 },
      tolerance: { kind: 'never' },
      atTolerance: { ask: 0, leave: 0 },
      givesUp: 0,
      leaves: 0,
      negativity: { first: 0, afterNegative: 0, afterNeutral: 0, afterFailureFactor: 1 },
      patience: queue.patience,
      patienceFrailty: 0,
      balking: { share: 0, perAnnouncedMinute: 0 },
      announcements: { bias: 1, patienceFactor: 1, pastFactor: 1 },
      accepts: { transfer: 0, callback: 0, ticket: 0 },
      gives: 0,
      callbacks: { answered: 1, dial: 0, attempts: 1, retryAfter: 0 },
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
      announcement: 0,
      bounce: 0,
      askedBack: 0,
      brokenPromise: 0,
      silencePerMinute: 0,
      silenceAfter: 0,
    },
    costs: { currency: '', perAiReply: 0, perAgentHour: 0 },
  };
}

/** Hands over at once, or after the turn with the AI, each type to its team at its priority. */
export function textbookPolicy({
  rates,
  people,
  priorities,
  ai,
  passesOn,
}: Pick<TextbookQueue, 'rates' | 'people' | 'priorities' | 'ai' | 'passesOn'>): Policy {
  const only = people.length === 1 || passesOn !== undefined;
  const others = rates.length > 1;
  const routes = rates.map((_, type): Transfer => {
    const transfer = transferTo([only ? 0 : type], 'none');
    return { ...transfer, route: type, priority: priorities?.[type] ?? 0 };
  });
  const rules = routes.map((action, type): CompiledRule => {
    const name = `type${type}`;
    return {
      id: `${name}-to-people`,
      at: [ai ? 'turn' : 'arrival'],
      when: `intent == "${name}"${ai ? ' && turns >= 2' : ''}`,
      action,
      atMost: Number.POSITIVE_INFINITY,
      condition: (sight) =>
        (!others || sight.intent() === name) && (!ai || sight.turns() >= 2) ? TRUE : FALSE,
    };
  });
  return {
    name: 'straight-through',
    rules,
    waiting: [],
    serving: [],
    routes,
    counted: [],
    readsQueues: false,
    followsRecord: false,
  };
}

/** Type i straight to team i, on arrival. */
export function straightThrough(teams: number): Policy {
  const each = Array.from({ length: teams }, () => 1);
  return textbookPolicy({ rates: each, people: each });
}
