/** One break of everyone on a shift, in seconds since the midnight before the shift begins. */
export interface Break {
  readonly lasts: number;
  /** Between these every break begins and ends. */
  readonly from: number;
  readonly to: number;
}

/**
 * Who is away when: so many people from the start of their break until its end, in the break's own
 * seconds.
 *
 * The window is cut into k = ⌊window / lasts⌋ equal parts, as many as can follow one another. Part j
 * (from 0) takes round((j + 1)·n/k) − round(j·n/k) of the n people, halves rounded up; their break
 * starts where the part does. That is a rota in turns: never more than ⌈n/k⌉ are away at a time, and
 * with fewer people than turns the breaks lie evenly over the window (assumption: rotas are drawn up
 * to keep the desk staffed).
 */
export function staggered(
  agents: number,
  { lasts, from, to }: Break,
): { from: number; to: number; agents: number }[] {
  const turns = Math.floor((to - from) / lasts);
  const away = [];
  for (let turn = 0; turn < turns; turn++) {
    const people = Math.round(((turn + 1) * agents) / turns) - Math.round((turn * agents) / turns);
    const starts = from + (turn * (to - from)) / turns;
    if (people > 0) away.push({ from: starts, to: starts + lasts, agents: people });
  }
  return away;
}
