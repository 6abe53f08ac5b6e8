import type { Conversation } from '../../dataset/conversation.js';
import type { World } from '../world.js';
import type { Indices } from './compact-dialogue.js';

/** Conversations of one intent, segment or language: its name, '' where it is not told, and its share. */
export interface Kind {
  readonly name: string;
  readonly share: number;
}

/** The kinds that conversations are of, by name; counted once, since there may be thousands. */
function kindsOf(
  conversations: readonly Conversation[],
  by: 'intent' | 'segment' | 'language',
): Kind[] {
  const counts = new Map<string, number>();
  for (const conversation of conversations) {
    const name = conversation[by] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts.keys()]
    .sort()
    .map((name) => ({ name, share: counts.get(name)! / conversations.length }));
}

/** The kinds that a record holds, and their names beside those of the scenario's teams. */
export function kindsIn(conversations: readonly Conversation[], { teams }: World) {
  const intents = kindsOf(conversations, 'intent');
  const segments = kindsOf(conversations, 'segment');
  const languages = kindsOf(conversations, 'language');
  const indices: Indices = {
    intents: namesOf(intents),
    segments: namesOf(segments),
    languages: namesOf(languages),
    teams: namesOf(teams),
  };
  return { intents, segments, languages, indices };
}

function namesOf(things: readonly { readonly name: string }[]): string[] {
  return things.map(({ name }) => name);
}
