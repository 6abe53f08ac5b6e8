import { readFileSync } from 'node:fs';
import { sampleRankCorrelation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { sentiment } from '../../../src/dataset/signals/sentiment.js';
import { sharedData } from '../../shared-data.js';

describe('sentiment', () => {
  it.each([
    ['this is terrible, worst service ever', -1],
    ['thank you so much, great help!', 1],
    ['not good at all', -1],
    ['where is my order', 0],
    ['I want to cancel and claim a refund', 0],
    ['😡😡', -1],
    ['太差劲了，气死我了', -1],
    ['谢谢，非常满意', 1],
    ['一点都不满意', -1],
    ['订单在哪里看', 0],
  ])('%s has the sign %d', (text, sign) => {
    expect(Math.sign(sentiment(text)!)).toBe(sign);
  });

  it('grows with degree words, capitals and exclamation marks, and stays within bounds', () => {
    const plain = sentiment('this is bad')!;
    expect(sentiment('this is very bad')!).toBeLessThan(plain);
    expect(sentiment('THIS IS BAD')!).toBeLessThan(plain);
    expect(sentiment('this is bad!!!')!).toBeLessThan(plain);
    expect(sentiment('terrible awful '.repeat(100))!).toBeGreaterThanOrEqual(-1);
  });

  it('is absent where nothing can be read', () => {
    expect(sentiment('')).toBeUndefined();
    expect(sentiment('12345 ...')).toBeUndefined();
    expect(sentiment('das ist schlecht', 'de')).toBeUndefined();
  });

  const USS = sharedData('uss/MWOZ_sessions_1-500.txt');
  it.skipIf(USS === undefined)('follows the raters of USS, weakly (needs ../shared/data)', () => {
    const ratings: number[] = [];
    const felt: number[] = [];
    for (const line of readFileSync(USS!, 'utf8').split('\n')) {
      const [role, text, , scores] = line.split('\t');
      if (role !== 'USER' || text === 'OVERALL') continue;
      const each = scores!.split(',').map(Number);
      ratings.push(each.reduce((a, b) => a + b, 0) / each.length);
      felt.push(sentiment(text!) ?? 0);
    }
    expect(ratings).toHaveLength(5760);
    expect(sampleRankCorrelation(ratings, felt)).toBeGreaterThan(0.2);
  });
});
