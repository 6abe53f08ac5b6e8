import { z } from 'zod';

/** Names of teams: conditions say `desk.<team>.free`. */
export const teamName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*$/,
    'a letter, then letters, digits or "_", for example second_level',
  );

/** Names of intents, segments, languages and channels: texts that conditions compare with. */
export const kindName = z
  .string()
  .regex(
    /^[^\p{C}\s](?:[^\p{C}]{0,98}[^\p{C}\s])?$/u,
    'up to 100 characters on one line, for example order_late or 退款',
  );
