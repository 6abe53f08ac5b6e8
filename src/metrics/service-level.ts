/**
 * Service level at T, the acceptable waiting time: there is no standard, so the variant is always
 * named (docs/sources.md [2, 3]; A is warmline's default).
 *
 * | variant | numerator / denominator |
 * |---|---|
 * | A | answered within T / offered |
 * | B | answered within T / offered, less those who left within T |
 * | C | answered within T / answered |
 * | D | answered or left within T / offered |
 * | E | as D, counting only those who left at once (usually within 5 or 10 s) |
 */
export type ServiceLevelVariant = 'A' | 'B' | 'C' | 'D' | 'E';

/** Counts of contacts offered to a team; `left` are those who gave up before an answer. */
export interface ServiceCounts {
  readonly answered: number;
  readonly answeredInTime: number;
  readonly left: number;
  readonly leftInTime: number;
  readonly leftAtOnce: number;
}

/** A share as part and whole; a whole of 0 means that nothing was observed. */
export function serviceLevel(
  counts: ServiceCounts,
  variant: ServiceLevelVariant,
): { readonly part: number; readonly whole: number } {
  const { answered, answeredInTime, left, leftInTime, leftAtOnce } = counts;
  const offered = answered + left;
  switch (variant) {
    case 'A':
      return { part: answeredInTime, whole: offered };
    case 'B':
      return { part: answeredInTime, whole: offered - leftInTime };
    case 'C':
      return { part: answeredInTime, whole: answered };
    case 'D':
      return { part: answeredInTime + leftInTime, whole: offered };
    case 'E':
      return { part: answeredInTime + leftAtOnce, whole: offered };
  }
}
