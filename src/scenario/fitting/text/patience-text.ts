import type { CensoredFit } from '../patience/censored-fits.js';
import {
  quantileInterval,
  quantileOfSteps,
  type SurvivalSteps,
  survivalAt,
} from '../patience/kaplan-meier.js';
import type { PatienceFit } from '../patience/patience-fit.js';
import { writtenCurve } from '../patience/written-curve.js';
import { interval, rounded } from './words.js';

/** At least this many must have given up for a patience of one's own. */
export const ENOUGH = 5;

export function patienceLines(own: PatienceFit, common: PatienceFit, indent: string): string[] {
  const fit = own.steps.gaveUp >= ENOUGH ? own : common;
  const note = fit === own ? '' : '; too few of its own, so everybody’s';
  return [...patienceNotes(fit, indent, note), `${indent}patience: ${kaplanMeierText(fit)}`];
}

/** Shares still waiting are told at these seconds, as far as anybody waited. */
const TOLD_AT = [10, 30, 60, 120, 180, 300, 600];

export function patienceNotes(
  { families, steps }: PatienceFit,
  indent: string,
  note: string,
): string[] {
  const shares = TOLD_AT.filter((seconds) => seconds <= steps.longest).map((seconds) => {
    const at = survivalAt(steps, seconds);
    return `S(${seconds}) ${rounded(at.share, 3)}${interval(at, 3)}`;
  });
  const days = steps.groups > 1 ? ` or by day (${steps.groups}), the wider` : '';
  const { moved, times } = writtenCurve(steps);
  return [
    `${indent}# patience: Kaplan–Meier, ${steps.gaveUp} gave up of n = ${steps.waits}${note}; log(−log) intervals, Greenwood${days}:`,
    ...(shares.length === 0 ? [] : [`${indent}#   ${shares.join(', ')}`]),
    `${indent}#   ${quartiles(steps)} (Brookmeyer–Crowley)${beyond(steps)}`,
    ...(moved === 0
      ? []
      : [
          `${indent}#   ${times.length} of ${steps.times.length} points are written, which moves no share by more than ${rounded(moved, 4)}`,
        ]),
    ...families.map(
      (family, i) =>
        `${indent}# ${i === 0 ? 'likeliest family' : 'less likely'}: ${familyText(family)}`,
    ),
    ...leftOut(families).map((line) => `${indent}# ${line}`),
  ];
}

function leftOut(families: readonly CensoredFit[]): string[] {
  const missing = ['exponential', 'weibull', 'lognormal'].filter(
    (name) => !families.some(({ family }) => family === name),
  );
  if (families.length === 0 || missing.length === 0) return [];
  return [
    `left out: ${missing.join(', ')}, of which the record bounds no parameters (as where all give up at one wait)`,
  ];
}

function quartiles(steps: SurvivalSteps): string {
  const told = [0.25, 0.5, 0.75].map((p) => {
    const at = quantileOfSteps(steps, p);
    const within = quantileInterval(steps, p);
    return `${at === undefined ? '–' : rounded(at, 1)}${interval(within, 1)}`;
  });
  return `a quarter have given up by ${told[0]}, half by ${told[1]}, three quarters by ${told[2]} s`;
}

function beyond({ longest, survival }: SurvivalSteps): string {
  return (survival.at(-1) ?? 0) > 0
    ? `; beyond ${rounded(longest, 0)} s nothing is known: tail, assumption`
    : '';
}

/** A family as a scenario takes it, and behind it what it rests on. */
export function familyText(fit: CensoredFit): string {
  const { aic, atOnce, logLikelihood, n, parameters } = fit;
  const given = parameters
    .map((one) => `${one.name} ${rounded(one.value, 3)}${interval(one, 3)}`)
    .join(', ');
  const known = `log-likelihood ${rounded(logLikelihood, 1)}, AIC ${rounded(aic, 1)}, n = ${n} waits above 0 s`;
  const others =
    atOnce && atOnce.count > 0
      ? `, ${atOnce.count} who gave up at 0 s counted (log-likelihood ${rounded(atOnce.logLikelihood, 1)}); without them, to compare, mean ${rounded(atOnce.meanWithout, 3)}: `
      : '; ';
  return `${familyOf(fit)}: ${given}${others}${known}`;
}

function familyOf({ family, parameters }: CensoredFit): string {
  const [first, second] = parameters.map(({ value }) => value);
  const seconds = (value: number) => `${Math.max(0.1, rounded(value, 1))}s`;
  switch (family) {
    case 'exponential':
      return `{ exponential: { mean: ${seconds(first!)} } }`;
    case 'weibull':
      return `{ weibull: { shape: ${rounded(first!, 3)}, scale: ${seconds(second!)} } }`;
    case 'lognormal':
      return `{ lognormal: { median: ${seconds(Math.exp(first!))}, sigma: ${rounded(second!, 3)} } }`;
  }
}

/** Beyond the longest wait nothing is known: an exponential of the censored mean goes on (assumption). */
export function kaplanMeierText({ families, steps }: PatienceFit): string {
  if (steps.gaveUp === 0) return 'never # nobody gave up';
  const left = steps.survival.at(-1)!;
  const mean = families.find(({ family }) => family === 'exponential')?.parameters[0]?.value;
  const tail =
    left === 0
      ? ''
      : `, tail: ${mean === undefined ? 'never' : `{ exponential: { mean: ${Math.max(0.1, rounded(mean, 1))}s } }`}`;
  const { survival, times } = writtenCurve(steps);
  const list = (values: readonly number[], digits: number) =>
    values.map((value) => rounded(value, digits)).join(', ');
  return `{ kaplan_meier: { times: [${list(times, 2)}], survival: [${list(survival, 5)}]${tail} } }`;
}
