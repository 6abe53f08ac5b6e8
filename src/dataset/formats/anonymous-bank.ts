import { nearestChoice } from '../../input/nearest.js';
import { refuse } from '../../input/problem.js';
import { ProblemList } from '../../input/problem-list.js';
import { excerpt } from '../../input/schema-words.js';
import { lineBatches } from '../../input/text-source.js';
import { daysIn, zoneOf } from '../../input/wall-clock.js';
import { duplicateId } from '../canonical/canonical.js';
import type { Conversation, Handover } from '../conversation.js';
import type { ReadNotes } from '../reading.js';

/** The bank is an Israeli one (Guedj and Mandelbaum, Technion); its clocks show local time. */
export const BANK_ZONE = 'Asia/Jerusalem';

export const BANK_COLUMNS = [
  'vru+line',
  'call_id',
  'customer_id',
  'priority',
  'type',
  'date',
  'vru_entry',
  'vru_exit',
  'vru_time',
  'q_start',
  'q_exit',
  'q_time',
  'outcome',
  'ser_start',
  'ser_exit',
  'ser_time',
  'server',
] as const;

export const BANK_LACKS: readonly string[] = [
  'dialogue: a call is its voice unit, queue and service',
  'calls that finished inside the voice unit, about two thirds of all',
  'outcomes: whether a served caller was helped',
  'who else was on duty: agents show only in the calls they took',
];

type Column = (typeof BANK_COLUMNS)[number];
type Row = Record<Column, string>;

const OUTCOMES = ['AGENT', 'HANG', 'PHANTOM'];
const NEVER = '0:00:00';

/**
 * Streams the "Anonymous Bank" call log (tab-separated, one call a row, 1999).
 *
 * A conversation starts when the voice unit answers; `selfServiceSeconds` later it reaches the
 * queue. That time is negative in a few rows whose clock was corrected during the call, and is kept
 * so: start plus it is the right moment of entry. PHANTOM rows are no calls. A caller who hung up
 * in the voice unit has no hand-over.
 *
 * Rows come ordered by voice line, not by time.
 *
 * @throws InputError after the last row, with all problems
 */
export async function* readAnonymousBank(
  file: string,
  notes?: ReadNotes,
): AsyncGenerator<Conversation> {
  const problems = new ProblemList(file);
  const seen = new Set<string>();
  let header = true;
  for await (const { first, lines } of lineBatches(file, notes)) {
    for (let i = 0; i < lines.length; i++) {
      const text = lines[i]!;
      const line = first + i;
      if (header) {
        checkHeader(file, text);
        header = false;
        continue;
      }
      if (text === '') continue;
      const row = split(text, line, problems);
      const call = row && readRow(row, line, problems, notes);
      if (!call) continue;
      if (seen.has(call.id)) {
        const { at: _, path: __, ...what } = duplicateId(call.id);
        problems.add({ ...what, line, expected: 'date, line and call_id unique together' });
      }
      seen.add(call.id);
      if (problems.count === 0) yield call;
    }
  }
  problems.throwIfAny();
}

function checkHeader(file: string, text: string): void {
  const cells = text.split('\t');
  const wrong = BANK_COLUMNS.findIndex((name, i) => cells[i] !== name);
  if (wrong >= 0 || cells.length !== BANK_COLUMNS.length)
    refuse({
      code: 'missing-column',
      message: 'The header is not that of the Anonymous Bank log',
      file,
      line: 1,
      found: excerpt(cells[wrong < 0 ? BANK_COLUMNS.length : wrong] ?? 'the end of the line'),
      expected: wrong < 0 ? 'nothing more' : BANK_COLUMNS[wrong]!,
    });
}

function split(text: string, line: number, problems: ProblemList): Row | undefined {
  const cells = text.split('\t');
  if (cells.length === BANK_COLUMNS.length)
    return Object.fromEntries(BANK_COLUMNS.map((name, i) => [name, cells[i]!])) as Row;
  problems.add({
    code: 'ragged-row',
    message: 'The row does not have as many cells as the header',
    line,
    found: `${cells.length} cells`,
    expected: `${BANK_COLUMNS.length} cells`,
  });
  return undefined;
}

function readRow(
  row: Row,
  line: number,
  problems: ProblemList,
  notes: ReadNotes | undefined,
): Conversation | undefined {
  const before = problems.count;
  const complain = (column: Column, expected: string, choices: readonly string[] = []): void => {
    const cell = BANK_COLUMNS.indexOf(column);
    problems.add({
      code: 'invalid-value',
      message: `Column \`${column}\` does not hold what it should`,
      line,
      column: 1 + BANK_COLUMNS.slice(0, cell).reduce((sum, name) => sum + row[name].length + 1, 0),
      found: excerpt(row[column]),
      expected,
      ...nearestChoice(row[column], choices),
    });
  };
  const whole = (column: Column, negative = false): number => {
    if (!(negative ? /^-?\d+$/ : /^\d+$/).test(row[column]))
      complain(column, negative ? 'whole seconds' : 'a whole number, at least 0');
    return Number(row[column]);
  };
  const priority = whole('priority');
  const voiceSeconds = whole('vru_time', true);
  const queueSeconds = whole('q_time');
  const serviceSeconds = whole('ser_time');
  const date = /^(\d\d)(\d\d)(\d\d)$/.exec(row.date)?.slice(1).map(Number);
  if (
    !date ||
    date[1]! < 1 ||
    date[1]! > 12 ||
    date[2]! < 1 ||
    date[2]! > daysIn(1900 + date[0]!, date[1]!)
  )
    complain('date', 'a date as YYMMDD');
  const clock = /^(\d\d?):([0-5]\d):([0-5]\d)$/.exec(row.vru_entry)?.slice(1).map(Number);
  if (!clock || clock[0]! > 23) complain('vru_entry', 'a time as H:MM:SS');
  for (const column of ['q_start', 'ser_start'] as const)
    if (!/^\d\d?:[0-5]\d:[0-5]\d$/.test(row[column])) complain(column, 'a time as H:MM:SS');
  if (!OUTCOMES.includes(row.outcome)) complain('outcome', OUTCOMES.join(', '), OUTCOMES);
  if (problems.count > before || !date || !clock) return undefined;

  if (row.outcome === 'PHANTOM') {
    notes?.skip('PHANTOM rows, which are no calls');
    return undefined;
  }
  // 0:00:00 is "never", not midnight.
  const queued = row.q_start !== NEVER;
  const answered = row.outcome === 'AGENT';
  if (voiceSeconds < 0) notes?.quirk('negative time in the voice unit (clock corrected), kept');
  if (answered && serviceSeconds === 0) notes?.quirk('served for 0 s: handle time taken as absent');
  if (!answered && serviceSeconds > 0) notes?.quirk('hung up, yet with a service time: ignored');
  const customer = row.customer_id;
  if (customer.includes('E+')) notes?.quirk('customer id in scientific notation: taken as absent');
  const hasAgent = row.server !== '' && row.server !== 'NO_SERVER';
  if (answered && !hasAgent) notes?.quirk('served by NO_SERVER: agent taken as absent');
  const handover: Handover | undefined =
    answered || queued
      ? {
          afterCustomerTurns: 0,
          waitSeconds: queueSeconds,
          answered,
          ...(answered && serviceSeconds > 0 ? { handleSeconds: serviceSeconds } : {}),
          ...(answered && hasAgent ? { agent: row.server } : {}),
        }
      : undefined;
  return {
    id: `${row.date}/${row['vru+line']}/${row.call_id}`,
    line,
    ...(customer !== '0' && customer !== '' && !customer.includes('E+') ? { customer } : {}),
    startedAt: zoneOf(BANK_ZONE).moment({
      year: 1900 + date[0]!,
      month: date[1]!,
      day: date[2]!,
      hour: clock[0]!,
      minute: clock[1]!,
      second: clock[2]!,
    }),
    ...(row.type === 'PE' ? { language: 'en' } : {}),
    intent: row.type,
    channel: 'voice',
    priority,
    turns: [],
    ...(handover ? { handover } : {}),
    ending: handover ? 'handed-over' : 'customer-left',
    selfServiceSeconds: voiceSeconds,
  };
}
