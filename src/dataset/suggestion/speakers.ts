import type { Speaker } from '../conversation.js';
import { speakerOf } from './speaker-words.js';

/** A speaker's word, who that probably is, and why that is only a guess where it is one. */
export type SpeakerGuess = readonly [word: string, speaker: Speaker, doubt?: string];

/** More different words are names of persons. */
const MOST_WORDS = 12;
const PARTIES = ['customer', 'ai', 'human'] as const;
const UNKNOWN = 'not a word known here';

/** How often each word stands there; undefined where they are none of a few. */
function counted(values: readonly unknown[]): Map<string, number> | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value === undefined) continue;
    const word = String(value);
    counts.set(word, (counts.get(word) ?? 0) + 1);
    if (counts.size > MOST_WORDS) return undefined;
  }
  return counts.size === 0 ? undefined : counts;
}

/** Who the words of a column are, where one of them is a word for a customer. */
export function speakersIn(values: readonly unknown[]): SpeakerGuess[] | undefined {
  const counts = counted(values);
  const known = new Set([...(counts?.keys() ?? [])].map(speakerOf));
  return counts && known.has('customer') ? settled(counts) : undefined;
}

/**
 * The same of a column that is called like a speaker's, where at least one word is for an AI or a
 * person: whoever speaks most under a word that nobody knows is then the customer.
 */
export function probableSpeakersIn(values: readonly unknown[]): SpeakerGuess[] | undefined {
  const counts = counted(values);
  const who = [...(counts?.keys() ?? [])].map(speakerOf);
  const known = who.includes('ai') || who.includes('human');
  return counts && known && who.includes(undefined) ? settled(counts) : undefined;
}

/** Whether the words are a customer's and another's, and mostly words for speakers. */
export function areSpeakers(values: readonly unknown[]): boolean {
  const who = [...(counted(values)?.keys() ?? [])].map(speakerOf);
  const known = who.filter((speaker) => speaker !== undefined);
  return (
    known.includes('customer') &&
    (known.includes('ai') || known.includes('human')) &&
    known.length * 2 >= who.length
  );
}

/** A word that nobody knows is the party that is missing, where only one is. */
function settled(counts: ReadonlyMap<string, number>): SpeakerGuess[] {
  const known = new Map([...counts.keys()].map((word) => [word, speakerOf(word)] as const));
  const of = (speaker: Speaker | undefined) =>
    [...known].filter(([, who]) => who === speaker).map(([word]) => word);
  const times = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + counts.get(word)!, 0);
  const unknown = of(undefined).sort((a, b) => counts.get(b)! - counts.get(a)!);
  const missing = PARTIES.filter((speaker) => of(speaker).length === 0);
  const guessed = new Map<string, Speaker>();
  if (unknown.length > 0 && missing[0] === 'customer') guessed.set(unknown[0]!, 'customer');
  else if (unknown.length === 1 && missing.length === 1) guessed.set(unknown[0]!, missing[0]!);
  // A "system" that speaks half as often as the customer, beside no other AI, is what answers.
  const systems = of('system');
  const answers =
    missing.includes('ai') &&
    ![...guessed.values()].includes('ai') &&
    systems.length === 1 &&
    times(systems) * 2 >= times(of('customer'));
  return [...known].map(([word, speaker]): SpeakerGuess => {
    if (speaker === undefined) return [word, guessed.get(word) ?? 'system', UNKNOWN];
    return answers && speaker === 'system'
      ? [word, 'ai', 'it speaks as often as an AI would, and no other word is one']
      : [word, speaker];
  });
}
