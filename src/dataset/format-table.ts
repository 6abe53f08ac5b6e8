import { extname } from 'node:path';
import { readCanonical } from './canonical/canonical.js';
import { readCsv } from './csv/csv.js';
import { detectDelimiter } from './csv/csv-header.js';
import { ABCD_LACKS, readAbcd } from './formats/abcd.js';
import {
  BANK_COLUMNS,
  BANK_LACKS,
  BANK_ZONE,
  readAnonymousBank,
} from './formats/anonymous-bank.js';
import {
  BARE_LIST,
  CHAT_COMPLETION_LACKS,
  chatCompletionReader,
} from './formats/chat-completion.js';
import { CROSSWOZ_LACKS, readCrossWoz } from './formats/crosswoz.js';
import { MHCH_LACKS, readMhch } from './formats/mhch.js';
import { TAU_BENCH_LACKS, tauBenchReader } from './formats/tau-bench.js';
import { readTauBenchDisplay, TAU_BENCH_DISPLAY_LACKS } from './formats/tau-bench-display.js';
import { readUss, USS_LACKS } from './formats/uss.js';
import { outlineOf } from './json/json-outline.js';
import { readMappedJson } from './json/mapped-json.js';
import { FIELDS, type Mapping } from './mapping.js';
import type { Reader } from './reading.js';

export interface Format {
  /** As `--from` takes it. */
  readonly name: string;
  readonly description: string;
  /** Whether a file that begins so is of this format. */
  detect(head: string, file: string): boolean;
  reader(mapping: Mapping): Reader;
  /**
   * Read by way of a mapping (`--map`), since the names in the file are its author's own; `tools`:
   * only the names of tools are.
   */
  readonly mapped?: 'optional' | 'needed' | 'tools';
  /** What no file of this format can say, in words. */
  readonly lacks?: readonly string[];
  /** IANA zone of the source's days and hours, where the format fixes one. */
  readonly timeZone?: string;
  /** Why a file of this format cannot tell containment, if it cannot. */
  readonly noContainment?: string;
}

const firstLine = (head: string) => head.split('\n', 1)[0]!;
export const isJson = (head: string) => /^\s*[[{]/.test(head);
export const hasKey = (text: string, keys: string) => new RegExp(`"(?:${keys})"\\s*:`).test(text);

/** Tried in this order: the narrow ones before the broad. */
export const FORMATS: readonly Format[] = [
  {
    name: 'anonymous-bank',
    description: 'call log of the Anonymous Bank (tab-separated, one call a row)',
    detect: (head) => head.startsWith(BANK_COLUMNS.slice(0, 3).join('\t')),
    reader: () => readAnonymousBank,
    lacks: BANK_LACKS,
    timeZone: BANK_ZONE,
    noContainment: 'calls that finished inside the voice unit are not in this log',
  },
  {
    name: 'tau-bench',
    description: 'τ-bench results (JSON array of {task_id, reward, info, traj, trial})',
    detect: (head) => /^\s*\[/.test(head) && hasKey(head, 'task_id') && hasKey(head, 'reward|traj'),
    reader: ({ handOverTools }) => tauBenchReader(handOverTools),
    mapped: 'tools',
    lacks: TAU_BENCH_LACKS,
  },
  {
    name: 'tau-bench-display',
    description: 'τ-bench few-shot examples (JSONL of {messages_display})',
    detect: (head) => isJson(head) && hasKey(firstLine(head), 'messages_display'),
    reader: () => readTauBenchDisplay,
    lacks: TAU_BENCH_DISPLAY_LACKS,
  },
  {
    name: 'mhch',
    description: 'MHCH or MHCH-SSA (JSONL of {id, roles, handoff}, labels an utterance)',
    detect: (head) =>
      isJson(head) && hasKey(firstLine(head), 'roles') && hasKey(firstLine(head), 'handoff'),
    reader: () => readMhch,
    lacks: MHCH_LACKS,
    noContainment: 'it is labelled where a person should take over, not recorded whether one did',
  },
  {
    name: 'crosswoz',
    description: 'CrossWOZ (JSON object of dialogues by task id, roles usr and sys)',
    detect: (head) =>
      /^\s*\{/.test(head) && (hasKey(head, 'sys-usr') || /"role"\s*:\s*"(usr|sys)"/.test(head)),
    reader: () => readCrossWoz,
    lacks: CROSSWOZ_LACKS,
    noContainment: 'both sides were played by people, and nobody could be called',
  },
  {
    name: 'abcd',
    description: 'ABCD (JSON of {convo_id, scenario, original}, also by split)',
    detect: (head) => isJson(head) && hasKey(head, 'convo_id') && hasKey(head, 'scenario|original'),
    reader: () => readAbcd,
    lacks: ABCD_LACKS,
    noContainment: 'customers write to a person from the start',
  },
  {
    name: 'chat-completion',
    description:
      'chat-completion messages ({messages: [{role, content, tool_calls}]}, JSON or JSONL)',
    // Messages that name no role are somebody's own.
    detect: (head) =>
      (isJson(head) && /"messages"\s*:\s*\[/.test(head) && hasKey(head, 'role')) ||
      BARE_LIST.test(head),
    reader: ({ handOverTools }) => chatCompletionReader(handOverTools),
    mapped: 'tools',
    lacks: CHAT_COMPLETION_LACKS,
  },
  {
    name: 'canonical',
    description: 'canonical JSONL (one conversation a line)',
    detect: (head) => {
      const line = firstLine(head);
      if (!/^\s*\{/.test(line)) return false;
      // An id alone is also what a stranger's record has; words belong into turns.
      const { keys } = outlineOf(line);
      return (
        keys.includes('turns') ||
        (keys.includes('id') &&
          !hasKey(line, 'text|content|body|message|messages|role|speaker|sender'))
      );
    },
    reader: () => readCanonical,
  },
  {
    name: 'uss',
    description:
      'USS sessions (tab-separated: USER or SYSTEM, text, act, ratings; blank lines between)',
    detect: (head) => /^\s*(USER|SYSTEM)\t[^\t\n]*\t[^\t\n]*\t[\d, ]*\r?(\n|$)/.test(head),
    reader: () => readUss,
    lacks: USS_LACKS,
    noContainment: 'nobody could be called in these sessions',
  },
  {
    name: 'csv',
    description: 'CSV (one turn a row; other column names with --map)',
    detect: (head, file) => {
      const line = firstLine(head);
      const cells = line.split(detectDelimiter(line)).map((c) => c.trim().replace(/^"|"$/g, ''));
      if (cells.length < 2 || isJson(head)) return false;
      return (
        ['.csv', '.tsv'].includes(extname(file).toLowerCase()) ||
        cells.filter((cell) => (FIELDS as readonly string[]).includes(cell)).length >= 2
      );
    },
    reader: (mapping) => (file, notes) => readCsv(file, mapping, notes),
    mapped: 'optional',
  },
  {
    name: 'json',
    description: 'JSON or JSONL of your own (with --map)',
    detect: () => false,
    reader: (mapping) => (file, notes) => readMappedJson(file, mapping, notes),
    mapped: 'needed',
  },
];

/** The format whose files begin so, if any is. */
export function detectFormat(head: string, file: string): Format | undefined {
  return FORMATS.find((format) => format.detect(head, file));
}
