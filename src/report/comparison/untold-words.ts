/** A figure that the record cannot tell, by the name that the page uses, and why. */
export interface UntoldFigure {
  readonly name: string;
  readonly why: string;
}

/** `Not told by the record: a, b (no texts and no recorded asks); c (…).` Empty for none. */
export function untoldSentence(opening: string, figures: readonly UntoldFigure[]): string {
  if (figures.length === 0) return '';
  const byReason = new Map<string, string[]>();
  for (const { name, why } of figures) byReason.set(why, [...(byReason.get(why) ?? []), name]);
  const parts = [...byReason].map(([why, names]) => `${names.join(', ')} (${why})`);
  return `${opening}: ${parts.join('; ')}.`;
}
