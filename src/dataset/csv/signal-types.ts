import { InputError } from '../../input/problem.js';
import { ProblemList } from '../../input/problem-list.js';
import { parsePath, valueAt } from '../json/json-path.js';
import { containerAt, jsonRecords } from '../json/json-records.js';
import { type Mapping, SIGNAL_TYPES, type SignalType } from '../mapping.js';
import { sampleCsv } from '../suggestion/sample.js';
import { signalTypeOf } from './cells.js';

/** Rows from whose cells the type of a column is told. */
const LOOKED_AT = 5000;

/** By signal, the type of its column. */
export type SignalTypes = ReadonlyMap<string, SignalType>;

/**
 * The types of signals: as the mapping says, else what most cells of the first 5,000 rows look like,
 * numbers before truth values before texts where as many are one as the other. A column without any
 * cell there has none yet. A column has one type, so that a single "n/a" turns no score into a text.
 */
export async function csvSignalTypes(
  file: string,
  mapping: Mapping,
  delimiter: string,
): Promise<SignalTypes> {
  const votes = new Votes(mapping, delimiter);
  if (votes.areNeeded) {
    const { columns } = await sampleCsv(file, delimiter);
    for (const [name, { column }] of mapping.signals)
      for (const value of columns.get(column) ?? []) votes.add(name, value);
  }
  return votes.types();
}

/** The same of JSON, by the paths of the mapping. */
export async function jsonSignalTypes(file: string, mapping: Mapping): Promise<SignalTypes> {
  const votes = new Votes(mapping, '');
  if (!votes.areNeeded) return votes.types();
  const signals = [...mapping.signals].map(
    ([name, { column }]) => [name, column, parsePath(column)] as const,
  );
  const turnsPath = mapping.turns === undefined ? undefined : parsePath(mapping.turns);
  let rows = 0;
  try {
    for await (const { value } of jsonRecords(
      file,
      new ProblemList(file),
      undefined,
      containerAt(mapping.records),
    )) {
      const list = turnsPath ? valueAt(value, mapping.turns!, turnsPath) : [value];
      for (const row of Array.isArray(list) ? (list as unknown[]) : [])
        for (const [name, text, path] of signals) votes.add(name, valueAt(row, text, path));
      if (++rows === LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error; // the reader will say it, with all the others
  }
  return votes.types();
}

class Votes {
  private readonly bySignal = new Map<string, Map<SignalType, number>>();

  constructor(
    private readonly mapping: Mapping,
    private readonly delimiter: string,
  ) {
    for (const [name, { type }] of mapping.signals)
      if (type === undefined) this.bySignal.set(name, new Map());
  }

  get areNeeded(): boolean {
    return this.bySignal.size > 0;
  }

  add(signal: string, raw: unknown): void {
    const votes = this.bySignal.get(signal);
    const type = votes && signalTypeOf(raw, this.delimiter);
    if (type !== undefined) votes!.set(type, (votes!.get(type) ?? 0) + 1);
  }

  types(): SignalTypes {
    const types = new Map<string, SignalType>();
    for (const [name, { type }] of this.mapping.signals) {
      const votes = this.bySignal.get(name) ?? new Map<SignalType, number>();
      const most = Math.max(0, ...votes.values());
      const told =
        type ?? (most === 0 ? undefined : SIGNAL_TYPES.find((t) => votes.get(t) === most));
      if (told !== undefined) types.set(name, told);
    }
    return types;
  }
}
