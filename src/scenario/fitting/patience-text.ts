import type { CensoredFit } from './censored-fits.js';
import { type SurvivalSteps, survivalAt } from './kaplan-meier.js';
import type { PatienceFit } from './patience-fit.js';
import { rounded } from './words.js';

/** At least this many must have given up for a patience of one's own. */
export const ENOUGH = 5;

export function patienceLines(own: PatienceFit, common: PatienceFit, indent: string): string[] {
  const fit = own.steps.gaveUp >= ENOUGH ? own : common;
  const note = fit === own ? '' : '; too few of its own, so everybody’s';
  return [...patienceNotes(fit, indent, note), `${indent}patience: ${kaplanMeierText(fit)}`];
}

export function patienceNotes(
  { families, steps }: PatienceFit,
  indent: string,
  note: string,
): string[] {
  const at = (seconds: number) => {
    const { high, low, share } = survivalAt(steps, seconds);
    return `S(${seconds}) ${rounded(share, 3)} [${rounded(low, 3)}, ${rounded(high, 3)}]`;
  };
  return [
    `${indent}# patience: Kaplan–Meier, ${steps.gaveUp} gave up of ${steps.waits}; ${at(60)}, ${at(180)}; Greenwood, log(−log)${note}`,
    ...families.map(
      (family, i) =>
        `${indent}# ${i === 0 ? 'likeliest family' : 'less likely'}: ${familyText(family)}`,
    ),
  ];
}

export function familyText({ aic, family, logLikelihood, parameters }: CensoredFit): string {
  const given = parameters
    .map(
      ({ high, low, name, value }) =>
        `${name} ${rounded(value, 3)} [${rounded(low, 3)}, ${rounded(high, 3)}]`,
    )
    .join(', ');
  return `${family}: ${given}; log-likelihood ${rounded(logLikelihood, 1)}, AIC ${rounded(aic, 1)}`;
}

/** Beyond the longest wait nothing is known: an exponential of the censored mean goes on (assumption). */
export function kaplanMeierText({ families, steps }: PatienceFit): string {
  if (steps.gaveUp === 0) return 'never # nobody gave up';
  const left = steps.survival.at(-1)!;
  const mean = families.find(({ family }) => family === 'exponential')?.parameters[0]?.value;
  const tail =
    left === 0
      ? ''
      : `, tail: ${mean === undefined ? 'never' : `{ exponential: { mean: ${rounded(mean, 1)}s } }`}`;
  const times = steps.times.map((seconds, i) => (seconds === 0 && i === 0 ? 0.5 : seconds));
  return `{ kaplan_meier: { times: [${times.map((t) => rounded(t, 1)).join(', ')}], survival: [${shares(steps)}]${tail} } }`;
}

function shares({ survival }: SurvivalSteps): string {
  return survival.map((share) => rounded(share, 5)).join(', ');
}
