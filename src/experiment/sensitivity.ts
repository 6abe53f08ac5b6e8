import { type Distribution, scaled } from '../scenario/distribution/distribution.js';
import type { World } from '../scenario/world.js';

/** A world changed in one respect, to see whether a conclusion depends on it. */
export interface Variation {
  readonly id: string;
  readonly name: string;
  readonly factor: number;
  readonly world: World;
}

/**
 * The assumptions that move a comparison most, each a quarter down and up; in a replay also the AI's
 * success after the recorded hand-over, which nothing in the record can tell (model.md §2).
 */
export function variations(world: World): Variation[] {
  const quarter = [0.75, 1.25];
  const varied = [
    ...quarter.map((factor) => ({
      id: 'ai_success',
      name: 'AI success',
      factor,
      world: withAiSuccess(world, factor),
    })),
    ...quarter.map((factor) => ({
      id: 'ask_rate',
      name: 'ask rate',
      factor,
      world: withAskRate(world, factor),
    })),
    ...quarter.map((factor) => ({
      id: 'patience',
      name: 'patience',
      factor,
      world: withPatience(world, factor),
    })),
  ];
  if (!world.record) return varied;
  const { record } = world;
  return [
    ...varied,
    ...[0.5, 2].map((factor) => ({
      id: 'later_factor',
      name: 'AI success after the recorded hand-over',
      factor,
      world: {
        ...world,
        record: { ...record, laterFactor: Math.min(1, record.laterFactor * factor) },
      },
    })),
  ];
}

/** The share of issues that the AI can solve: what it solves moves with it in proportion. */
function withAiSuccess(world: World, factor: number): World {
  const intents = world.intents.map((intent) => ({
    ...intent,
    aiSolvable: Math.min(1, intent.aiSolvable * factor),
  }));
  const { record } = world;
  if (!record) return { ...world, intents };
  const dialogues = record.dialogues.map((dialogue) => {
    const [before, after] = [world.intents[dialogue.intent]!, intents[dialogue.intent]!];
    const solvable = underPrior(dialogue.solvable, before.aiSolvable, after.aiSolvable);
    return { ...dialogue, solvable };
  });
  return { ...world, intents, record: { ...record, dialogues } };
}

/** P(solvable) given the same record, had the prior share been another: by Bayes, on the odds. */
function underPrior(solvable: number, before: number, after: number): number {
  if (solvable === 0 || solvable === 1 || before === after) return solvable;
  const yes = (solvable / before) * after;
  const no = ((1 - solvable) / (1 - before)) * (1 - after);
  return yes / (yes + no);
}

/** Everything that makes customers ask: out of the blue, again, and when they have had enough. */
function withAskRate(world: World, factor: number): World {
  const { customers } = world;
  const { asks, atTolerance } = customers;
  return {
    ...world,
    customers: {
      ...customers,
      asks: {
        ...asks,
        perTurn: Math.min(1, asks.perTurn * factor),
        again: Math.min(1, asks.again * factor),
      },
      atTolerance: {
        ...atTolerance,
        ask: Math.min(1 - atTolerance.leave, atTolerance.ask * factor),
      },
    },
  };
}

/** Everybody's, whether common or of a segment or channel. */
function withPatience(world: World, factor: number): World {
  const { channels, customers, segments } = world;
  const own = <T extends { readonly patience?: Distribution }>(group: T): T =>
    group.patience ? { ...group, patience: scaled(group.patience, factor) } : group;
  return {
    ...world,
    segments: segments.map(own),
    channels: channels.map(own),
    customers: { ...customers, patience: scaled(customers.patience, factor) },
  };
}
