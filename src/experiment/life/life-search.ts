import { nearestChoice } from '../../input/nearest.js';
import { refuse } from '../../input/problem.js';
import type { World } from '../../scenario/world.js';
import { mostParted, PARTED, PARTED_MEANING, PICKS, picked } from './life-picks.js';
import type { ExplainedPolicy } from './life-rules.js';
import type { ContactPlace, ContactSketch, Lives } from './lives.js';

/** The contact that was meant, and how it was found. */
export interface FoundContact extends ContactPlace {
  /** Present where a word picked it. */
  readonly picked?: { readonly by: string; readonly meaning: string; readonly among: number };
}

export interface SearchOptions {
  /** What stands behind `--contact`. */
  readonly contact: string;
  /** Replications to look in; absent: the first, or for a conversation until it is found. */
  readonly replications?: readonly number[];
  /** The first is the one that picks. */
  readonly policies: readonly ExplainedPolicy[];
  /** Called after each simulated day; may throw to stop. */
  readonly onDay?: () => void;
}

/** Days in which a recorded conversation is looked for. */
const MOST_DAYS = 30;

/** An id as `run --contacts` writes it, alone or with its replication; the visit may be left out. */
const PLACE = /^(?:(\d+):)?(\d+)(?:\/(\d+))?$/;

/**
 * Finds the contact that a person means: a recorded conversation's id, a word that picks one, or an
 * id such as `17/0` or `3:17/0`.
 *
 * @throws InputError where there is no such contact
 */
export function findContact(world: World, lives: Lives, options: SearchOptions): FoundContact {
  const { contact, replications } = options;
  const dialogue = world.record?.dialogues.findIndex(({ id }) => id === contact) ?? -1;
  if (dialogue >= 0) return conversation(lives, dialogue, options);
  if (contact === PARTED || Object.hasOwn(PICKS, contact)) return pick(lives, options);
  const place = PLACE.exec(contact);
  if (place === null) return unknown(world, contact);
  const [, replication, issue, visit] = place;
  return {
    replication: replication === undefined ? (replications?.[0] ?? 0) : Number(replication),
    issue: Number(issue),
    visit: Number(visit ?? 0),
  };
}

function conversation(lives: Lives, dialogue: number, options: SearchOptions): FoundContact {
  const { contact, onDay, policies, replications } = options;
  const days = replications ?? Array.from({ length: MOST_DAYS }, (_, day) => day);
  for (const replication of days) {
    const found = lives
      .sketches(policies[0]!, replication)
      .find(({ record }) => record.dialogue === dialogue && record.visit === 0);
    onDay?.();
    if (found) return { replication, issue: found.issue, visit: found.visit };
  }
  return refuse({
    code: 'unknown-contact',
    message: `--contact: the conversation "${contact}" is replayed on none of these days; a day draws its conversations from the record, with replacement.`,
    found: replications ? `days ${days.join(', ')}` : `${MOST_DAYS} days`,
    expected: 'other days behind -r, or another --seed',
  });
}

function pick(lives: Lives, options: SearchOptions): FoundContact {
  const { contact: word, onDay, policies, replications = [0] } = options;
  const all = (policy: ExplainedPolicy): ContactSketch[] =>
    replications.flatMap((replication) => {
      const sketches = lives.sketches(policy, replication);
      onDay?.();
      return sketches;
    });
  const [one, other] = policies;
  if (word === PARTED && other === undefined) {
    refuse({
      code: 'too-few-policies',
      message:
        '--contact parted looks for the contact whose lives differ most between two policies.',
      expected: 'two files behind -p',
    });
  }
  const found =
    word === PARTED ? mostParted(all(one!), all(other!)) : picked(PICKS[word]!, all(one!));
  if (found === undefined) {
    return refuse({
      code: 'unknown-contact',
      message: `--contact ${word}: there is no such contact under "${one!.policy.name}".`,
      found: `nobody in ${replications.length === 1 ? `day ${replications[0]}` : `days ${replications.join(', ')}`}`,
      expected: 'more days behind -r, or another contact',
    });
  }
  const { issue, replication, visit } = found.contact;
  const meaning = word === PARTED ? PARTED_MEANING : PICKS[word]!.meaning;
  return { replication, issue, visit, picked: { by: word, meaning, among: found.of } };
}

function unknown(world: World, contact: string): never {
  const words = [...Object.keys(PICKS), PARTED];
  const ids = world.record?.dialogues.map(({ id }) => id) ?? [];
  return refuse({
    code: 'unknown-contact',
    message: '--contact: this is neither a contact’s id nor a word that picks one.',
    found: contact,
    expected: `ISSUE/VISIT such as 17/0, REPLICATION:ISSUE/VISIT${ids.length > 0 ? ', the id of a recorded conversation' : ''}, or one of ${words.join(', ')}`,
    ...nearestChoice(contact, [...words, ...ids]),
  });
}
