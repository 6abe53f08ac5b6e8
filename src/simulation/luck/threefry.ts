/**
 * Threefry-2x32 with 20 rounds: a counter-based generator, that is, a keyed bijection on 64 bits
 * whose output is as good as random for any counters one cares to feed it.
 *
 * Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11; the
 * known-answer vectors of their Random123 distribution are in the tests. Chosen over Philox because
 * V8 has no fast 32×32→64 multiplication (model.md §4).
 *
 * The two words are left in `output`: returning an array or object per draw would cost more
 * than the generator itself, and a number returned is one allocated.
 */
export const output = {
  low: 0,
  high: 0,
  /**
   * The same 64 bits on the open interval (0, 1): 27 + 26 bits make an integer below 2^53, the half
   * keeps both 0 and 1 out.
   */
  uniform: Number.NaN,
};

/** The steps that uniforms are half a step off. */
export const UNIT = 2 ** -53;

/** Skein's key-schedule parity constant for 32-bit words. */
const PARITY = 0x1bd11bda;

/*
 * What comes in is cut to 32 bits, and a sum of three twice: V8 would otherwise add as floating point, which
 * doubled the cost.
 */
export function threefry2x32(
  keyLow: number,
  keyHigh: number,
  counterLow: number,
  counterHigh: number,
): void {
  const key0 = keyLow | 0;
  const key1 = keyHigh | 0;
  const key2 = PARITY ^ key0 ^ key1;
  let x = ((counterLow | 0) + key0) | 0;
  let y = ((counterHigh | 0) + key1) | 0;

  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + key1) | 0;
  y = (((y + key2) | 0) + 1) | 0;

  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + key2) | 0;
  y = (((y + key0) | 0) + 2) | 0;

  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + key0) | 0;
  y = (((y + key1) | 0) + 3) | 0;

  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + key1) | 0;
  y = (((y + key2) | 0) + 4) | 0;

  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + key2) | 0;
  y = (((y + key0) | 0) + 5) | 0;
  output.low = x;
  output.high = y;
  output.uniform = ((x >>> 5) * 67108864 + (y >>> 6) + 0.5) * UNIT;
}
