import { readFileSync } from 'node:fs';
import { sentiment } from '../../../../src/dataset/signals/sentiment.js';

/** A customer turn that people rated, or a session as a whole. */
export interface Rated {
  /** 0-based number of the session. */
  readonly session: number;
  readonly text: string;
  /** Mean of the raters, 1 to 5. */
  readonly rating: number;
}

/** The published file: tab-separated, sessions divided by blank lines, `OVERALL` rates the whole. */
export function readUss(file: string): { turns: Rated[]; overall: Rated[] } {
  const turns: Rated[] = [];
  const overall: Rated[] = [];
  readFileSync(file, 'utf8')
    .trim()
    .split(/\n\s*\n/)
    .forEach((block, session) => {
      for (const line of block.split('\n')) {
        const [role, text, , ratings] = line.split('\t');
        if (role !== 'USER') continue;
        const each = ratings!.split(',').map(Number);
        const rating = each.reduce((a, b) => a + b, 0) / each.length;
        (text === 'OVERALL' ? overall : turns).push({ session, text: text!, rating });
      }
    });
  return { turns, overall };
}

/** Turns in which something can be read, with what was. */
export function felt(turns: readonly Rated[]): (Rated & { readonly sentiment: number })[] {
  return turns.flatMap((turn) => {
    const read = sentiment(turn.text);
    return read === undefined ? [] : [{ ...turn, sentiment: read }];
  });
}
