import { stringify } from 'yaml';
import { InputError, refuse } from '../../input/problem.js';
import { readHead } from '../../input/text-source.js';
import { readYaml } from '../../input/yaml-file.js';
import { datasetOf, detectFormat, FORMATS, type Format } from '../formats.js';
import { DEFAULT_MAPPING, FIELDS, type Field, MappingSchema, toMapping } from '../mapping.js';
import { Guess } from './guess.js';
import { leftOutLines } from './left-out.js';
import { type Sample, sampleOf } from './sample.js';

/** Conversations read with a proposed mapping before it is printed. */
const TRIED = 1000;

/**
 * A mapping for somebody else's CSV or JSON, as text that can be saved and given to `--map`, found
 * from names and values in the beginning of the file. It is tried on the file, and says what the
 * trial found.
 *
 * @throws InputError for a file of a known format, or of none
 */
export async function suggestMapping(file: string): Promise<string> {
  const known = detectFormat(await readHead(file), file);
  const columns = known?.mapped === 'optional' || known?.mapped === 'needed';
  if (known && !columns && (await isReadable(file, known)))
    refuse({
      code: 'needless-mapping',
      message: `This file needs no mapping: it is ${known.description}`,
      file,
      // A mapping of columns would not see which calls of tools hand over.
      ...(known.mapped === 'tools'
        ? {
            expected:
              'no mapping, or one of `hand_over_tools` alone, where tools of yours hand over',
          }
        : {}),
    });
  const sample = await sampleOf(file);
  if (sample.rows === 0)
    refuse({
      code: 'nothing-recorded',
      message: 'The file has no rows from which a mapping could be proposed',
      file,
      found: 'a header at most',
      expected: 'CSV with a header and rows, or JSON objects, in a list or one a line',
    });
  const text = write(sample, new Guess(sample));
  return `${await tried(file, text, sample)}${text}`;
}

/**
 * What only resembles a format (`turns` with keys of one's own, messages with roles of one's own)
 * does need a mapping; a file of the format that is broken further down does not.
 */
async function isReadable(file: string, format: Format): Promise<boolean> {
  let count = 0;
  try {
    for await (const _ of datasetOf(file, format, DEFAULT_MAPPING).conversations())
      if (++count === TRIED) break;
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return count > 0 && !error.problems.some(({ path }) => path?.endsWith('role'));
  }
}

const quoted = (text: string) => stringify(text, { lineWidth: 0 }).trimEnd();

/** As the documentation lists them. */
const order = (field: Field) => FIELDS.indexOf(field);

const SCATTERED =
  ' # rows of a conversation must stand together, and do not: sort the file by this column';
const BY_VALUES = ' # a guess from its values: its name is not known here';

function write(sample: Sample, guess: Guess): string {
  const { byValues, columns, dates, signals, speakers, stray, untaken } = guess;
  const lines: string[] = [];
  if (sample.records !== undefined)
    lines.push(`records: ${quoted(sample.records)} # the list of records in the document`);
  if (sample.turns)
    lines.push(`turns: ${quoted(sample.turns.path)} # the list of turns of a record`);
  lines.push('columns: # our field: yours');
  for (const [field, name] of [...columns].sort(([a], [b]) => order(a) - order(b)))
    lines.push(
      `  ${field}: ${quoted(name)}${byValues.has(field) ? BY_VALUES : ''}${field === 'id' && guess.isScattered ? SCATTERED : ''}`,
    );
  for (const field of untaken)
    lines.push(`  ${field}: null # not read: the column of that name holds something else`);
  if (columns.size === 0 && untaken.length === 0)
    lines[lines.length - 1] = 'columns: {} # nothing was recognised';
  if (signals.size > 0) {
    lines.push('signals: # usable in conditions as signals.<name>; drop what no router could know');
    for (const [name, column] of signals) {
      const cells = stray.get(name);
      const note =
        cells === undefined
          ? ''
          : ` # ${cells} cell${cells === 1 ? ' is no number' : 's are no numbers'}`;
      lines.push(`  ${name}: ${quoted(column)}${note}`);
    }
  }
  if (dates) {
    const note = dates.ambiguous ? ' # day-first or month-first: both fit, so look' : '';
    lines.push(`date_format: ${dates.format}${note}`);
    if (dates.needsZone)
      lines.push('time_zone: UTC # a guess: times carry no offset, so say yours');
  }
  const unsaid = speakers.filter(([word, speaker]) => word.toLowerCase() !== speaker);
  if (unsaid.length > 0) {
    lines.push('speakers: # your word: customer, ai, human, tool or system');
    for (const [word, speaker, doubt] of unsaid)
      lines.push(
        `  ${quoted(word)}: ${speaker}${doubt === undefined ? '' : ` # a guess: ${doubt}`}`,
      );
  }
  return `${[...lines, ...leftOutLines(guess)].join('\n')}\n`;
}

/** Comments to stand above the mapping: what it was found from, and whether it works. */
async function tried(file: string, text: string, sample: Sample): Promise<string> {
  const lines = [`Proposed from the names and values of ${sample.rows} rows; read it before use.`];
  const mapping = toMapping(readYaml('mapping.yaml', text, MappingSchema).value);
  const name = sample.delimiter === '' ? 'json' : 'csv';
  const dataset = datasetOf(file, FORMATS.find((format) => format.name === name)!, mapping);
  try {
    let count = 0;
    for await (const _ of dataset.conversations()) if (++count === TRIED) break;
    lines.push(
      `Tried: ${count === TRIED ? `the first ${count}` : `all ${count}`} conversations can be read.`,
    );
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    lines.push('Tried, and it does not work yet:');
    for (const { message, line, expected } of error.problems.slice(0, 5))
      lines.push(
        `- ${line === undefined ? '' : `line ${line}: `}${message}${expected === undefined ? '' : `; expected: ${expected}`}`,
      );
  }
  return lines.map((line) => `# ${line.replace(/\s+/g, ' ')}\n`).join('');
}
