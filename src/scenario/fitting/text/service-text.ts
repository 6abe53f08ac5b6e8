import { type ServiceTimes, SHORT_CALL } from '../desk/service-times.js';
import { interval, percent, rounded, said } from './words.js';

/** Times of work: the empirical distribution, with the lognormal beside it, ready to be put in its place. */
export function serviceLines(service: ServiceTimes, indent: string): string[] {
  const { intervals, lognormal, mean, quantiles, short } = service;
  const curve = quantiles.map(([p, seconds]) => `${p}: ${rounded(seconds, 1)}s`).join(', ');
  const quantile = (share: number): string => {
    const at = quantiles.findIndex(([p]) => p === share);
    return `${rounded(quantiles[at]![1], 1)}${interval(intervals[at]!, 0)}`;
  };
  const inner = intervals.slice(1, -1).map((one) => interval(one, 0));
  const within = inner.some((one) => one !== '')
    ? `within${inner.map((one) => one || ' [–, –]').join('')}`
    : 'too few for intervals';
  return [
    `${indent}# mean ${said(mean, 1)}; median ${quantile(0.5)}, p90 ${quantile(0.9)} s`,
    `${indent}# ${percent(short)} under ${SHORT_CALL} s (artefacts where agents hang up to rest; kept here, left out of the lognormal)`,
    ...(lognormal ? lognormalLines(lognormal, indent) : []),
    `${indent}handle_time: { empirical: { quantiles: { ${curve} } } }`,
    `${indent}# ${quantiles[1]![0]} to ${quantiles.at(-2)![0]} ${within}: order statistics${mean.by ? `, by ${mean.by}` : ''}, n = ${service.n}`,
  ];
}

function lognormalLines(
  { mu, sigma }: NonNullable<ServiceTimes['lognormal']>,
  indent: string,
): string[] {
  const median = { low: exponential(mu.low), high: exponential(mu.high) };
  return [
    `${indent}# or { lognormal: { median: ${rounded(Math.exp(mu.value), 1)}s, sigma: ${rounded(sigma.value, 3)} } }: median${interval(median, 1)}, mu ${rounded(mu.value, 3)}${interval(mu, 3)}, sigma${interval(sigma, 3)},`,
    `${indent}#   n = ${mu.n}; ${mu.method}`,
  ];
}

function exponential(logarithm: number | undefined): number | undefined {
  return logarithm === undefined ? undefined : Math.exp(logarithm);
}
