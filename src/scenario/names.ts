import { z } from 'zod';

/** Names of intents, segments, languages, channels and teams: they can stand in a condition. */
export const worldName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*$/,
    'a letter, then letters, digits or "_", for example order_late',
  );
