import type { CreditFit } from '../desk/credit-fit.js';
import { percent, said } from './words.js';

/** Seconds of waiting that the source's documentation credits a priority with. */
export type PriorityCredit = Readonly<Record<string, number>>;

/** What priorities are worth: read off the order of service; else as the source documents it. */
export function creditLines(
  credit: CreditFit | undefined,
  documented: PriorityCredit | undefined,
): string[] {
  const known = Object.entries(documented ?? {});
  if (!credit) {
    if (known.length === 0) return [];
    const given = known.map(([priority, seconds]) => `${JSON.stringify(priority)}: ${seconds}s`);
    return [
      `    priority_credit: { ${given.join(', ')} } # as the source documents it; not fitted`,
    ];
  }
  const { agreement, credits } = credit;
  const says = known.map(([priority, seconds]) => `${seconds} s for ${priority}`).join(', ');
  return [
    '    # Read off the order of service: pairs of different priority who waited together for the same',
    `    # person; in this order: ${percent(agreement)}.${says ? ` The source documents ${says}.` : ''}`,
    ...[...credits].map(
      ([priority, seconds]) =>
        `    # priority ${priority}: ${seconds.value === 0 ? `0, the least, from which the others count; n = ${seconds.n}` : said(seconds, 0)}`,
    ),
    `    priority_credit: { ${[...credits].map(([priority, { value }]) => `"${priority}": ${value}s`).join(', ')} }`,
  ];
}
