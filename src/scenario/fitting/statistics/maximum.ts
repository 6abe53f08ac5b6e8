import { Z95 } from './fitted-number.js';
import { t95 } from './spread.js';

/** A logarithm of a likelihood of two parameters that have no bounds. */
export type LogLikelihood = (x: number, y: number) => number;

export interface Maximum {
  readonly at: readonly [number, number];
  /** Half of a nominal 95 % interval of each. */
  readonly halves: readonly [number, number];
  readonly value: number;
}

/**
 * Where a likelihood is largest: Newton's steps, halved until they climb. Intervals from its curvature;
 * where there are parts (the same of each day alone), those of the sandwich over them, if wider (Huber
 * 1967; White, Econometrica 1982).
 *
 * @param f the whole; `parts` add up to it
 */
export function maximumOf(
  f: LogLikelihood,
  start: readonly [number, number],
  parts: readonly LogLikelihood[],
): Maximum {
  let [x, y] = start;
  let value = f(x, y);
  for (let round = 0; round < 200; round++) {
    const { gx, gy, xx, xy, yy } = derivatives(f, x, y, value);
    const determinant = xx * yy - xy * xy;
    // Where the surface is not yet a dome, climb along the slope instead.
    const dome = xx < 0 && determinant > 0;
    const slope = Math.hypot(gx, gy) || 1;
    let dx = dome ? -(yy * gx - xy * gy) / determinant : (0.5 * gx) / slope;
    let dy = dome ? -(xx * gy - xy * gx) / determinant : (0.5 * gy) / slope;
    let next = f(x + dx, y + dy);
    for (let half = 0; half < 40 && !(next >= value); half++) {
      dx /= 2;
      dy /= 2;
      next = f(x + dx, y + dy);
    }
    if (!(next >= value)) break;
    const moved = Math.hypot(dx, dy);
    [x, y, value] = [x + dx, y + dy, next];
    if (moved < 1e-7) break;
  }
  return { at: [x, y], halves: halvesAt(f, x, y, value, parts), value };
}

function halvesAt(
  f: LogLikelihood,
  x: number,
  y: number,
  value: number,
  parts: readonly LogLikelihood[],
): [number, number] {
  const { xx, xy, yy } = derivatives(f, x, y, value);
  const determinant = xx * yy - xy * xy;
  const alone: [number, number] = [
    Z95 * Math.sqrt(-yy / determinant),
    Z95 * Math.sqrt(-xx / determinant),
  ];
  const count = parts.length;
  if (count < 2) return alone;
  let [ofX, ofY] = [0, 0];
  for (const part of parts) {
    const gx = (part(x + STEP, y) - part(x - STEP, y)) / (2 * STEP);
    const gy = (part(x, y + STEP) - part(x, y - STEP)) / (2 * STEP);
    ofX += ((yy * gx - xy * gy) / determinant) ** 2;
    ofY += ((xx * gy - xy * gx) / determinant) ** 2;
  }
  const factor = t95(count - 1) * Math.sqrt(count / (count - 1));
  return [Math.max(alone[0], factor * Math.sqrt(ofX)), Math.max(alone[1], factor * Math.sqrt(ofY))];
}

const STEP = 1e-3;

/** First and second derivatives by central differences. */
function derivatives(f: LogLikelihood, x: number, y: number, middle: number) {
  const h = STEP;
  const [right, left, up, down] = [f(x + h, y), f(x - h, y), f(x, y + h), f(x, y - h)];
  const corner = f(x + h, y + h) - f(x + h, y - h) - f(x - h, y + h) + f(x - h, y - h);
  return {
    gx: (right - left) / (2 * h),
    gy: (up - down) / (2 * h),
    xx: (right - 2 * middle + left) / (h * h),
    yy: (up - 2 * middle + down) / (h * h),
    xy: corner / (4 * h * h),
  };
}
