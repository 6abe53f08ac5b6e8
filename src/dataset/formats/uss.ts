import { nearestChoice } from '../../input/nearest.js';
import { ProblemList } from '../../input/problem-list.js';
import { excerpt } from '../../input/schema-words.js';
import { lineBatches } from '../../input/text-source.js';
import type { Conversation, Turn } from '../conversation.js';
import type { ReadNotes } from '../reading.js';
import { spoken } from '../spoken.js';

const SPEAKERS = { USER: 'customer', SYSTEM: 'ai' } as const;

/** The text of the line whose ratings are of the whole session. */
const OVERALL = 'OVERALL';

interface Row {
  readonly turn?: Turn;
  readonly overall?: number;
}

/**
 * Streams sessions of USS, User Satisfaction Simulation (Sun et al., SIGIR 2021): tab-separated
 * lines of role, text, dialogue act and ratings, sessions divided by blank lines.
 *
 * - Ratings (1 to 5, several raters) are of customer turns, given after the fact by readers of the
 *   system's answer before it: labels, as the mean of the raters.
 * - The last line of a session, `OVERALL`, is no turn: it rates the whole.
 * - The dialogue act is left alone.
 *
 * @throws InputError after the last line, with all problems
 */
export async function* readUss(file: string, notes?: ReadNotes): AsyncGenerator<Conversation> {
  const problems = new ProblemList(file);
  let turns: Turn[] = [];
  let overall: number | undefined;
  let start = 0;
  let session = 0;
  const finish = (): Conversation => ({
    id: `session-${++session}`,
    line: start,
    channel: 'chat',
    turns,
    ...(overall === undefined ? {} : { labels: { satisfaction: overall } }),
  });
  for await (const { first, lines } of lineBatches(file, notes))
    for (let i = 0; i < lines.length; i++) {
      const text = lines[i]!;
      if (text.trim() !== '') {
        if (start === 0) start = first + i;
        const row = readRow(text, first + i, problems, notes);
        if (row?.turn) turns.push(row.turn);
        if (row?.overall !== undefined) overall = row.overall;
        continue;
      }
      if (start === 0) continue;
      const done = finish();
      [turns, overall, start] = [[], undefined, 0];
      if (problems.count === 0) yield done;
    }
  if (start > 0 && problems.count === 0) yield finish();
  problems.throwIfAny();
}

export const USS_LACKS: readonly string[] = [
  'times of any kind',
  'hand-overs and outcomes: nobody could be called',
  'what the customers felt: ratings were given afterwards by readers, and cluster at 3, so use ranks',
];

function readRow(
  text: string,
  line: number,
  problems: ProblemList,
  notes: ReadNotes | undefined,
): Row | undefined {
  const cells = text.split('\t');
  const [role = '', said = '', , given = ''] = cells;
  if (cells.length !== 4) {
    problems.add({
      code: 'ragged-row',
      message: 'The line does not have four cells',
      line,
      found: `${cells.length} cells`,
      expected: 'role, text, dialogue act and ratings, divided by tabs',
    });
    return undefined;
  }
  if (role !== 'USER' && role !== 'SYSTEM') {
    problems.add({
      code: 'invalid-value',
      message: 'The line does not begin with a role',
      line,
      column: 1,
      found: excerpt(role),
      expected: 'USER or SYSTEM',
      ...nearestChoice(role, ['USER', 'SYSTEM']),
    });
    return undefined;
  }
  const ratings = given.trim() === '' ? [] : given.split(',').map((part) => part.trim());
  if (!ratings.every((rating) => /^[1-5]$/.test(rating))) {
    problems.add({
      code: 'invalid-value',
      message: 'These are no ratings',
      line,
      column: text.length - given.length + 1,
      found: excerpt(given),
      expected: 'whole numbers from 1 to 5, divided by commas',
    });
    return undefined;
  }
  const mean = ratings.reduce((sum, rating) => sum + Number(rating), 0) / ratings.length;
  if (role === 'USER' && said.trim() === OVERALL) {
    if (ratings.length > 0) notes?.measure('satisfaction, 1 to 5', mean, 'whole sessions');
    return ratings.length > 0 ? { overall: mean } : {};
  }
  const turn = spoken(SPEAKERS[role], said);
  if (ratings.length === 0) return { turn };
  notes?.measure('satisfaction, 1 to 5', mean, 'customer turns');
  return { turn: { ...turn, labels: { satisfaction: mean } } };
}
