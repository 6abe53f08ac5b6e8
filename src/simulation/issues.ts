import { quantileOf, shareBelow } from '../scenario/distribution.js';
import type { RecordedDialogue } from '../scenario/recorded-dialogue.js';
import type { ScheduledIssue, World } from '../scenario/world.js';
import type { Floor } from './floor.js';
import { type Luck, Purpose } from './luck.js';

/** What is known beforehand of an issue at a given time; nothing of one that arrives at random. */
export function scheduledIssue(world: World, issue: number): ScheduledIssue | undefined {
  return world.demand.kind === 'scheduled' ? world.demand.issues[issue] : undefined;
}

/**
 * Gives a new contact its issue: customer, problem, and the luck that stays with it through every
 * repeat contact.
 */
export function drawIssue(floor: Floor, slot: number, issue: number): void {
  const known = scheduledIssue(floor.world, issue);
  floor.contacts.issue[slot] = issue;
  if (floor.world.record) drawRecorded(floor, slot, issue, known?.dialogue);
  else drawSynthetic(floor, slot, issue, known?.intent);
}

function drawSynthetic(floor: Floor, slot: number, issue: number, known?: number): void {
  const { contacts, luck, world } = floor;
  const intent = known ?? pick(world.intents, luck, Purpose.intent, issue);
  const u = luck.uniform(Purpose.difficulty, issue);
  contacts.intent[slot] = intent;
  contacts.segment[slot] = pick(world.segments, luck, Purpose.segment, issue);
  contacts.language[slot] = pick(world.languages, luck, Purpose.language, issue);
  contacts.difficulty[slot] = u;
  contacts.aiSolvable[slot] = u < world.intents[intent]!.aiSolvable ? 1 : 0;
  const tolerance = luck.uniform(Purpose.tolerance, issue);
  contacts.tolerance[slot] = quantileOf(world.customers.tolerance, tolerance);
}

/** Samples a conversation, and the issue's luck given what its record shows (model.md §2). */
function drawRecorded(floor: Floor, slot: number, issue: number, known?: number): void {
  const { contacts, luck, world } = floor;
  const { dialogues } = world.record!;
  const index = known ?? Math.floor(luck.uniform(Purpose.conversation, issue) * dialogues.length);
  const dialogue = dialogues[index]!;
  contacts.dialogue[slot] = index;
  contacts.onRecord[slot] = 1;
  contacts.intent[slot] = dialogue.intent;
  contacts.segment[slot] = dialogue.segment;
  contacts.language[slot] = dialogue.language;
  drawDifficulty(floor, slot, dialogue, luck.uniform(Purpose.difficulty, issue));

  // They stayed through what the record shows, so their tolerance is drawn from above it.
  const { tolerance } = world.customers;
  const below = shareBelow(tolerance, dialogue.toleranceAbove);
  const u = below + (1 - below) * luck.uniform(Purpose.tolerance, issue);
  contacts.tolerance[slot] = Math.max(
    quantileOf(tolerance, Math.min(u, 1 - 1e-12)),
    dialogue.toleranceAbove,
  );
}

/** Difficulty is a quantile: below the intent's solvable share the AI can solve the issue. */
function drawDifficulty(floor: Floor, slot: number, dialogue: RecordedDialogue, u: number): void {
  const { contacts, world } = floor;
  const share = world.intents[dialogue.intent]!.aiSolvable;
  const given = dialogue.solvable;
  const solvable = u < given;
  contacts.aiSolvable[slot] = solvable ? 1 : 0;
  const difficulty = solvable
    ? (u / given) * share
    : share + ((u - given) / (1 - given)) * (1 - share);
  // A share of 0 or 1 would put it at an end, where the normal score is infinite.
  contacts.difficulty[slot] = Math.min(1 - 1e-12, Math.max(1e-12, difficulty));
}

/** Index drawn by shares that sum to 1. */
function pick(
  choices: readonly { readonly share: number }[],
  luck: Luck,
  purpose: Purpose,
  issue: number,
): number {
  const last = choices.length - 1;
  if (last === 0) return 0;
  let u = luck.uniform(purpose, issue);
  for (let index = 0; index < last; index++) {
    u -= choices[index]!.share;
    if (u < 0) return index;
  }
  return last;
}
