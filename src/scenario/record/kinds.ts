import type { Conversation } from '../../dataset/conversation.js';

/** Conversations of one intent, segment or language: its name, '' where it is not told, and its share. */
export interface Kind {
  readonly name: string;
  readonly share: number;
}

/** The kinds that conversations are of, by name; counted once, since there may be thousands. */
export function kindsOf(
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

export function namesOf(kinds: readonly Kind[]): string[] {
  return kinds.map(({ name }) => name);
}
