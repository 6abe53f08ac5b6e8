import { InvalidArgumentError, Option } from 'commander';
import type { SupportFloor } from '../experiment/evaluation.js';
import { SUPPORT_FLOOR } from '../experiment/replay/support-floor.js';

const WHOLE = /^\d+$/;

/** What a figure of a replay has to have on record at the least: `10%/20`, or `none`. */
export function supportFloorOption(): Option {
  const { conversations, share } = SUPPORT_FLOOR;
  return new Option(
    '--least-observed <floor>',
    'in a replay, refuse figures about outcomes and what was said with less on record: share of the facts, and conversations; or none',
  )
    .argParser(readFloor)
    .default(SUPPORT_FLOOR, `${100 * share}%/${conversations}`);
}

/** @throws InvalidArgumentError for anything but `SHARE%/CONVERSATIONS` and `none` */
export function readFloor(text: string): SupportFloor {
  if (text === 'none') return { share: 0, conversations: 0 };
  const [percent, conversations, ...more] = text.split('/');
  const share = Number(percent?.match(/^(\d+(?:\.\d+)?)%$/)?.[1] ?? Number.NaN) / 100;
  if (share >= 0 && share <= 1 && WHOLE.test(conversations ?? '') && more.length === 0) {
    return { share, conversations: Number(conversations) };
  }
  throw new InvalidArgumentError(
    'Expected a share and a number of conversations, such as 10%/20, or none.',
  );
}
