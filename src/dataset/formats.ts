import { extname } from 'node:path';
import { nearestChoice } from '../input/nearest.js';
import { refuse } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import { BANK_COLUMNS, BANK_ZONE, readAnonymousBank } from './anonymous-bank.js';
import { readCanonical } from './canonical.js';
import { readCsv } from './csv.js';
import { detectDelimiter } from './csv-header.js';
import { DEFAULT_MAPPING, FIELDS, loadMapping, type Mapping } from './mapping.js';
import { type OpenDataset, type Reader, ReadNotes } from './reading.js';
import { readTauBench } from './tau-bench.js';

export interface Format {
  /** As `--from` takes it. */
  readonly name: string;
  readonly description: string;
  /** Whether a file that begins so is of this format. */
  detect(head: string, file: string): boolean;
  reader(mapping: Mapping): Reader;
  /** IANA zone of the source's days and hours, where the format fixes one. */
  readonly timeZone?: string;
  /** Why a file of this format cannot tell containment, if it cannot. */
  readonly noContainment?: string;
}

/** Tried in this order: the narrow ones before the broad. */
export const FORMATS: readonly Format[] = [
  {
    name: 'anonymous-bank',
    description: 'call log of the Anonymous Bank (tab-separated, one call a row)',
    detect: (head) => head.startsWith(BANK_COLUMNS.slice(0, 3).join('\t')),
    reader: () => readAnonymousBank,
    timeZone: BANK_ZONE,
    noContainment: 'calls that finished inside the voice unit are not in this log',
  },
  {
    name: 'tau-bench',
    description: 'τ-bench results (JSON array of {task_id, reward, info, traj, trial})',
    detect: (head) => /^\s*\[/.test(head) && /"(task_id|traj)"\s*:/.test(head),
    reader: () => readTauBench,
  },
  {
    name: 'canonical',
    description: 'canonical JSONL (one conversation a line)',
    detect: (head) => /^\s*\{/.test(head) && /"(turns|id)"\s*:/.test(head.split('\n', 1)[0]!),
    reader: () => readCanonical,
  },
  {
    name: 'csv',
    description: 'CSV (one turn a row; other column names with --map)',
    detect: (head, file) => {
      const line = head.split('\n', 1)[0]!;
      const cells = line.split(detectDelimiter(line)).map((c) => c.trim().replace(/^"|"$/g, ''));
      if (cells.length < 2 || /^\s*[[{]/.test(head)) return false;
      return (
        ['.csv', '.tsv'].includes(extname(file).toLowerCase()) ||
        cells.filter((cell) => (FIELDS as readonly string[]).includes(cell)).length >= 2
      );
    },
    reader: (mapping) => (file, notes) => readCsv(file, mapping, notes),
  },
];

export interface OpenOptions {
  /** Name of a format; found out from the file's beginning when left out. */
  readonly from?: string;
  /** A mapping file for CSV. */
  readonly map?: string;
}

/**
 * Opens a dataset: finds its format, reads the mapping, and hands over a way to read it.
 *
 * @throws InputError for an unknown or unrecognised format, an unreadable file or a bad mapping
 */
export async function openDataset(file: string, options: OpenOptions = {}): Promise<OpenDataset> {
  const head = await readHead(file);
  const format = options.from === undefined ? detect(head, file, options) : byName(options.from);
  if (options.map !== undefined && format.name !== 'csv')
    refuse({
      code: 'needless-mapping',
      message: `A mapping serves CSV files only; this file is ${format.description}`,
      file,
    });
  const mapping = options.map === undefined ? DEFAULT_MAPPING : await loadMapping(options.map);
  const timeZone = format.timeZone ?? mapping.time.timeZone;
  const read = format.reader(mapping);
  return {
    file,
    format: format.name,
    formatDescription: format.description,
    ...(timeZone !== undefined ? { timeZone } : {}),
    ...(format.noContainment !== undefined ? { noContainment: format.noContainment } : {}),
    conversations: (notes = new ReadNotes()) => read(file, notes),
  };
}

function detect(head: string, file: string, options: OpenOptions): Format {
  if (options.map !== undefined) return byName('csv');
  const found = FORMATS.find((format) => format.detect(head, file));
  return (
    found ??
    refuse({
      code: 'unknown-format',
      message: 'The beginning of the file is like no format known here',
      file,
      expected: known(),
    })
  );
}

function byName(name: string): Format {
  const found = FORMATS.find((format) => format.name === name);
  if (found) return found;
  return refuse({
    code: 'unknown-format',
    message: '--from names no format that is known here',
    found: name,
    expected: `one of ${FORMATS.map((format) => format.name).join(', ')}`,
    ...nearestChoice(
      name,
      FORMATS.map((format) => format.name),
    ),
  });
}

function known(): string {
  return FORMATS.map((format) => `${format.name}: ${format.description}`).join('; ');
}
