import type { Handover } from '../../../dataset/conversation.js';

/** Seconds of a person's work; undefined where not recorded, or recorded as none: some systems write 0. */
export function recordedWork(handover: Handover | undefined): number | undefined {
  const seconds = handover?.handleSeconds;
  return seconds === undefined || seconds <= 0 ? undefined : seconds;
}
