import type { Repeats } from '../demand/repeats.js';
import type { PatienceFit } from '../patience/patience-fit.js';
import { ENOUGH, familyText, kaplanMeierText, patienceNotes } from './patience-text.js';
import { interval, percent, rounded } from './words.js';

/** Everybody's patience, and by priority of those who waited. */
export function customerPatienceLines(
  patience: PatienceFit,
  priorities: readonly { readonly priority: number; readonly patience: PatienceFit }[],
): string[] {
  return [
    ...patienceNotes(patience, '  ', ''),
    ...priorities
      .filter(({ patience: { steps } }) => steps.gaveUp >= ENOUGH)
      .flatMap((one) => priorityLines(one.priority, one.patience)),
    `  patience: ${kaplanMeierText(patience)}`,
  ];
}

function priorityLines(priority: number, { families, steps }: PatienceFit): string[] {
  const likeliest = families[0];
  const exponential = families.find(({ family }) => family === 'exponential');
  return [
    `  # priority ${priority}, of those who waited: ${steps.gaveUp} gave up of n = ${steps.waits}${likeliest ? `; likeliest of ${families.length === 3 ? 'three' : families.length}:` : ''}`,
    ...(likeliest ? [`  #   ${familyText(likeliest)}`] : []),
    ...(exponential && exponential !== likeliest ? [`  #   ${familyText(exponential)}`] : []),
  ];
}

/** How often customers come back, after giving up and after being served. */
export function repeatLines(repeats: {
  readonly abandoned: Repeats;
  readonly served: Repeats;
}): string[] {
  return [
    '  returns:',
    '    # The record already holds those who come back, so none are added (max_visits 1). Identified',
    '    # customers who waited, from one entry into the queue to the next on these days: lower bounds.',
    '    # Intervals by customer or by day, the wider: shares by Wilson, medians by order statistics.',
    ...returnLines('abandoned', repeats.abandoned),
    ...returnLines('unresolved', repeats.served),
    '    max_visits: 1',
  ];
}

function returnLines(name: string, { after, n, within }: Repeats): string[] {
  const day = within.at(-1)?.share;
  if (!day || !after) return [`    # ${name}: nobody is recognised (n = ${n})`];
  const rest = within.map(({ seconds, share: s }) => `${percent(s)} within ${seconds / 60} min`);
  return [
    `    # ${name === 'abandoned' ? 'after giving up' : 'after being served'}: ${rest.join('; ')}`,
    `    ${name}: { probability: ${rounded(day.value, 4)}, after: { lognormal: { median: ${rounded(Math.max(1, after.median), 0)}s, sigma: ${rounded(Math.min(5, after.sigma), 2)} } } }`,
    `    #   probability${interval(day, 3)}; median${interval(after.medianWithin, 0)}, sigma${interval(after.sigmaWithin, 2)}, n = ${after.n} who did within a day`,
  ];
}
