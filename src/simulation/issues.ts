import { quantileOf, shareBelow } from '../scenario/distribution/distribution.js';
import type { RecordedDialogue } from '../scenario/record/recorded-dialogue.js';
import type { ScheduledIssue, World } from '../scenario/world.js';
import type { Contact } from './contact.js';
import type { Floor } from './floor.js';
import { type Luck, Purpose, SMALLEST_UNIFORM } from './luck/luck.js';

/**
 * Gives a contact its issue: customer, problem, and the luck that stays with it through every
 * repeat contact (the `visit`-th, from 0). Luck that few contacts ever need is drawn when it is first needed; being keyed,
 * it comes out the same.
 */
export function drawIssue(floor: Floor, contact: Contact, issue: number, visit: number): void {
  const known = floor.scheduled?.[issue];
  contact.issue = issue;
  contact.visit = visit;
  if (floor.world.record) drawRecorded(floor, contact, known?.dialogue);
  else drawSynthetic(floor, contact, known);
}

function drawSynthetic(floor: Floor, contact: Contact, known: ScheduledIssue | undefined): void {
  const { luck, mix, world } = floor;
  const { issue } = contact;
  contact.intent = pick(mix.intents, luck, Purpose.intent, issue);
  contact.segment = pick(mix.segments, luck, Purpose.segment, issue);
  contact.language = pick(mix.languages, luck, Purpose.language, issue);
  contact.channel = pick(mix.channels, luck, Purpose.channel, issue);
  if (known !== undefined) asKnown(contact, known);
  const share = world.intents[contact.intent]!.aiSolvable;
  contact.aiSolvable = share > 0 && (share >= 1 || difficultyOf(floor, contact) < share);
}

/** What a list of arrivals says of a contact goes before what would be drawn. */
function asKnown(contact: Contact, { intent, segment }: ScheduledIssue): void {
  contact.intent = intent ?? contact.intent;
  contact.segment = segment ?? contact.segment;
}

/** Samples a conversation, and the issue's luck given what its record shows (model.md §2). */
function drawRecorded(floor: Floor, contact: Contact, known: number | undefined): void {
  const { luck, world } = floor;
  const { dialogues } = world.record!;
  contact.dialogue =
    known ?? Math.floor(luck.uniform(Purpose.conversation, contact.issue) * dialogues.length);
  const dialogue = dialogues[contact.dialogue]!;
  // The record holds one visit; what they would say on another was never recorded.
  contact.onRecord = contact.visit === 0;
  contact.later = false;
  contact.intent = dialogue.intent;
  contact.segment = dialogue.segment;
  contact.language = dialogue.language;
  contact.channel = channelNamed(world, dialogue.channel);
  contact.aiSolvable = luck.uniform(Purpose.difficulty, contact.issue) < dialogue.solvable;
}

/** The scenario's channel of that name, else its first. */
function channelNamed({ channels }: World, name: string | undefined): number {
  if (channels.length === 1) return 0;
  return Math.max(
    0,
    channels.findIndex((channel) => channel.name === name),
  );
}

/** Quantile of the issue's difficulty: below the intent's solvable share the AI can solve it. */
export function difficultyOf(floor: Floor, contact: Contact): number {
  if (Number.isNaN(contact.difficulty)) {
    const u = floor.luck.uniform(Purpose.difficulty, contact.issue);
    const dialogue = dialogueOf(floor, contact);
    contact.difficulty = dialogue ? difficultyGiven(floor.world, dialogue, u) : u;
  }
  return contact.difficulty;
}

function difficultyGiven(world: World, dialogue: RecordedDialogue, u: number): number {
  const share = world.intents[dialogue.intent]!.aiSolvable;
  const given = dialogue.solvable;
  const difficulty =
    u < given ? (u / given) * share : share + ((u - given) / (1 - given)) * (1 - share);
  // A share of 0 or 1 would put it at an end, where the normal score is infinite.
  return Math.min(1 - 1e-12, Math.max(1e-12, difficulty));
}

/** Frustration at which this customer has had enough. */
export function toleranceOf(floor: Floor, contact: Contact): number {
  if (Number.isNaN(contact.tolerance)) {
    const { tolerance } = floor.world.customers;
    const u = floor.luck.uniform(Purpose.tolerance, contact.issue);
    const dialogue = dialogueOf(floor, contact);
    contact.tolerance = quantileOf(tolerance, u);
    if (dialogue) {
      // They stayed through what the record shows, so their tolerance is drawn from above it.
      const below = shareBelow(tolerance, dialogue.toleranceAbove);
      const above = quantileOf(tolerance, Math.min(below + (1 - below) * u, 1 - 1e-12));
      contact.tolerance = Math.max(above, dialogue.toleranceAbove);
    }
  }
  return contact.tolerance;
}

/** Below this level nobody has had enough, so that most contacts need no draw of their tolerance. */
export function leastTolerance(world: World): number {
  return quantileOf(world.customers.tolerance, SMALLEST_UNIFORM);
}

function dialogueOf(floor: Floor, contact: Contact): RecordedDialogue | undefined {
  return contact.dialogue < 0 ? undefined : floor.world.record!.dialogues[contact.dialogue];
}

/** The shares of the world's kinds of contact, in columns: its objects have too many shapes for a quick look. */
export interface Mix {
  readonly intents: Float64Array;
  readonly segments: Float64Array;
  readonly languages: Float64Array;
  readonly channels: Float64Array;
}

export function mixOf({ channels, intents, languages, segments }: World): Mix {
  const shares = (of: readonly { readonly share: number }[]) =>
    Float64Array.from(of, ({ share }) => share);
  return {
    intents: shares(intents),
    segments: shares(segments),
    languages: shares(languages),
    channels: shares(channels),
  };
}

/** Index drawn by shares that sum to 1. */
function pick(shares: Float64Array, luck: Luck, purpose: Purpose, issue: number): number {
  return shares.length === 1 ? 0 : pickOf(shares, luck, purpose, issue);
}

function pickOf(shares: Float64Array, luck: Luck, purpose: Purpose, issue: number): number {
  const last = shares.length - 1;
  let u = luck.uniform(purpose, issue);
  for (let index = 0; index < last; index++) {
    u -= shares[index]!;
    if (u < 0) return index;
  }
  return last;
}
