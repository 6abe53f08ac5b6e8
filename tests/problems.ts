import { InputError, type Problem } from '../src/input/problem.js';

/**
 * The problems for which some input is refused.
 *
 * @param suspicious what is still worth a warning where it is not; nothing by default
 */
export function problemsOf<T>(
  read: () => T,
  suspicious: (value: T) => readonly Problem[] = () => [],
): readonly Problem[] {
  try {
    return suspicious(read());
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
