/**
 * A distribution by some of its quantiles, straight between them: the share `shares[i]` lies at or
 * below `seconds[i]`, both ascending, the shares from 0 to 1.
 */
export interface Line {
  readonly kind: 'line';
  readonly seconds: readonly number[];
  readonly shares: readonly number[];
}

export function lineQuantile({ seconds, shares }: Line, u: number): number {
  let i = 1;
  while (i < shares.length - 1 && shares[i]! < u) i++;
  return between(shares[i - 1]!, shares[i]!, seconds[i - 1]!, seconds[i]!, u);
}

export function lineShareBelow({ seconds, shares }: Line, x: number): number {
  const above = seconds.findIndex((value) => value > x);
  if (above === 0) return 0;
  if (above < 0) return 1;
  return between(seconds[above - 1]!, seconds[above]!, shares[above - 1]!, shares[above]!, x);
}

/** Mean and variance: those of a mixture of uniform distributions. */
export function lineMoments({ seconds, shares }: Line): { mean: number; variance: number } {
  let mean = 0;
  for (let i = 1; i < shares.length; i++)
    mean += ((shares[i]! - shares[i - 1]!) * (seconds[i - 1]! + seconds[i]!)) / 2;
  let variance = 0;
  for (let i = 1; i < shares.length; i++) {
    const [from, to] = [seconds[i - 1]! - mean, seconds[i]! - mean];
    variance += ((shares[i]! - shares[i - 1]!) * (from * from + from * to + to * to)) / 3;
  }
  return { mean, variance };
}

/** On the line from (x0, y0) to (x1, y1). */
function between(x0: number, x1: number, y0: number, y1: number, x: number): number {
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
