/** A stretch of simulated time, in elapsed seconds since the first midnight. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The same time in the fewest spans: ascending, those that touch made one. */
export function joined(spans: readonly Span[]): Span[] {
  const joint: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joint.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joint.push({ ...span });
  }
  return joint;
}
