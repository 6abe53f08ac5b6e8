/** One line of a shift table, in seconds since midnight. */
export interface Shift {
  readonly from: number;
  readonly to: number;
  readonly agents: number;
}

/**
 * The number of people who take contacts, as steps in time: overlapping shifts add up, and of those
 * rostered only the available share counts, rounded, at least one.
 */
export function staffingSteps(
  shifts: readonly Shift[],
  availability: number,
): { at: number; staffed: number }[] {
  const times = [...new Set(shifts.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const steps: { at: number; staffed: number }[] = [];
  for (const at of times) {
    const rostered = shifts
      .filter(({ from, to }) => from <= at && at < to)
      .reduce((sum, { agents }) => sum + agents, 0);
    const staffed = rostered === 0 ? 0 : Math.max(1, Math.round(rostered * availability));
    if (staffed !== (steps.at(-1)?.staffed ?? 0)) steps.push({ at, staffed });
  }
  return steps;
}
