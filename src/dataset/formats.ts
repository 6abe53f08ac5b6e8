import { nearestChoice } from '../input/nearest.js';
import { InputError, type Problem, refuse } from '../input/problem.js';
import { readHead } from '../input/text-source.js';
import type { Conversation } from './conversation.js';
import { detectFormat, FORMATS, type Format, hasKey, isJson } from './format-table.js';
import { DEFAULT_MAPPING, loadMapping, type Mapping } from './mapping.js';
import { type OpenDataset, ReadNotes } from './reading.js';
import { withShownHandover } from './shown-handover.js';

export { detectFormat, FORMATS, type Format } from './format-table.js';

export interface OpenOptions {
  /** Name of a format; found out from the file's beginning when left out. */
  readonly from?: string;
  /** A mapping file for CSV, JSON and JSONL. */
  readonly map?: string;
}

/**
 * Opens a dataset: finds its format, reads the mapping, and hands over a way to read it.
 *
 * @throws InputError for an unknown or unrecognised format, an unreadable file or a bad mapping
 */
export async function openDataset(file: string, options: OpenOptions = {}): Promise<OpenDataset> {
  const head = await readHead(file);
  refuseHollow(head, file);
  const wished = options.from === undefined ? undefined : byName(options.from);
  if (options.map !== undefined && wished && wished.mapped === undefined)
    noMappingFor(file, wished);
  const mapping = options.map === undefined ? DEFAULT_MAPPING : await loadMapping(options.map);
  // A mapping of columns is only ever meant for a file of one's own, whatever it resembles.
  const own = options.map !== undefined && !mapping.onlyTools;
  const format = wished ?? (own ? byName(isJson(head) ? 'json' : 'csv') : detect(head, file));
  if (options.map !== undefined) checkMapping(file, format, mapping);
  if (options.map === undefined && format.mapped === 'needed')
    refuse({
      code: 'missing-mapping',
      message: 'JSON of your own is read by a mapping, and none is given',
      file,
      expected: '--map mapping.yaml; `warmline inspect FILE --suggest-mapping` proposes one',
    });
  const dataset = datasetOf(file, format, mapping);
  const looksLike = wished && detectFormat(head, file);
  return looksLike && looksLike !== wished ? doubting(dataset, looksLike) : dataset;
}

/** When a file cannot be read as it was said to be, says first what it looks like. */
function doubting(dataset: OpenDataset, { description, name }: Format): OpenDataset {
  return {
    ...dataset,
    async *conversations(notes) {
      try {
        yield* dataset.conversations(notes);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const doubt: Problem = {
          code: 'wrong-format',
          severity: 'error',
          message: `The file cannot be read as ${dataset.format}, which --from (or \`from\`) says it is`,
          file: dataset.file,
          found: `what begins like ${description}`,
          expected: 'the format that the file has, or no format, which is then found out',
          nearest: name,
        };
        throw new InputError([doubt, ...error.problems]);
      }
    },
  };
}

/** A file in a format that is known, read by a mapping that is. */
export function datasetOf(file: string, format: Format, mapping: Mapping): OpenDataset {
  const timeZone = format.timeZone ?? mapping.time.timeZone;
  const read = format.reader(mapping);
  return {
    file,
    format: format.name,
    formatDescription: format.description,
    lacks: format.lacks ?? [],
    ...(timeZone !== undefined ? { timeZone } : {}),
    ...(format.noContainment !== undefined ? { noContainment: format.noContainment } : {}),
    conversations: (notes = new ReadNotes()) =>
      asShown(read(file, notes), () => refuseNone(file, notes)),
  };
}

/**
 * What a reader hands over, each with the hand-over that it shows, so that no format need look for
 * it; refused where there is none.
 */
function asShown(
  items: AsyncIterable<Conversation>,
  refuseNone: () => never,
): AsyncIterable<Conversation> {
  return {
    [Symbol.asyncIterator]() {
      const all = items[Symbol.asyncIterator]();
      let any = false;
      return {
        next: async () => {
          const next = await all.next();
          if (!any && next.done) refuseNone();
          any = true;
          return next.done ? next : { done: false, value: withShownHandover(next.value) };
        },
        return: async (value?: unknown) => (await all.return?.(value)) ?? { done: true, value },
      };
    },
  };
}

function refuseNone(file: string, notes: ReadNotes): never {
  const skipped = notes.skipped.map(({ count, reason }) => `${count} left out: ${reason}`);
  return refuse({
    code: 'nothing-recorded',
    message: 'The file holds no conversation',
    file,
    found: skipped.length > 0 ? skipped.join('; ') : 'a header at most',
    expected: 'at least one',
  });
}

function checkMapping(file: string, format: Format, mapping: Mapping): void {
  const ofTools = mapping.handOverTools.length > 0;
  if (ofTools ? format.mapped === 'tools' && mapping.onlyTools : readsColumns(format)) return;
  if (ofTools)
    refuse({
      code: 'needless-mapping',
      message: `\`hand_over_tools\` serves files that name the tools called, without columns beside it; this file is ${format.description}`,
      file,
    });
  noMappingFor(file, format);
}

function noMappingFor(file: string, format: Format): never {
  return refuse({
    code: 'needless-mapping',
    message: `A mapping serves CSV, JSON and JSONL of your own; this file is ${format.description}`,
    file,
    ...(format.mapped === 'tools'
      ? { expected: 'no mapping, or one of `hand_over_tools` alone' }
      : {}),
  });
}

const readsColumns = ({ mapped }: Format) => mapped === 'optional' || mapped === 'needed';

function detect(head: string, file: string): Format {
  return (
    detectFormat(head, file) ??
    refuse({
      code: 'unknown-format',
      message: 'The beginning of the file is like no format known here',
      file,
      ...likeness(head),
    })
  );
}

/** What the beginning of an unknown file shows all the same, and what to do about it. */
function likeness(head: string): { found?: string; expected: string; nearest?: string } {
  if (isJson(head) && hasKey(head, 'turns'))
    return {
      found: 'canonical conversations in a list, or spread over lines',
      expected: 'each on a line of its own: `jq -c \'if type == "array" then .[] else . end\'`',
      nearest: 'canonical',
    };
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head))
    return { found: 'a web page or XML', expected: 'the data itself, as JSON, JSONL or CSV' };
  return {
    expected: `one of ${names()}; or a CSV or JSON file of your own with a mapping, which --suggest-mapping proposes`,
  };
}

/** Nothing but white space, or an empty list or object. */
function refuseHollow(head: string, file: string): void {
  if (!/^\s*(?:\[\s*\]|\{\s*\})?\s*$/.test(head)) return;
  refuse({
    code: 'empty-file',
    message: head.trim() === '' ? 'The file holds no content' : 'The file holds an empty list',
    file,
    expected: 'at least one conversation',
  });
}

function byName(name: string): Format {
  const found = FORMATS.find((format) => format.name === name);
  if (found) return found;
  return refuse({
    code: 'unknown-format',
    message: '--from names no format that is known here',
    found: name,
    expected: `one of ${names()}`,
    ...nearestChoice(
      name,
      FORMATS.map((format) => format.name),
    ),
  });
}

function names(): string {
  return FORMATS.map((format) => format.name).join(', ');
}
