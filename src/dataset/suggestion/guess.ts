import type { Speaker } from '../conversation.js';
import {
  type CellKind,
  CONVERSATION_FIELDS,
  type Field,
  HANDOVER_FIELDS,
  TURN_FIELDS,
} from '../mapping.js';
import {
  type DateGuess,
  datesIn,
  fits,
  groups,
  isConstantWithin,
  isOfConversation,
  isUnique,
  longestText,
  namedLike,
  type SpeakerGuess,
  scoresIn,
  speakersIn,
} from './choose.js';
import type { Columns, Sample } from './sample.js';

/** Looked for in this order by their names; a column is taken once. */
const BY_NAME: readonly Field[] = [
  'customer',
  'language',
  'intent',
  'segment',
  'channel',
  'priority',
  'after_customer_turns',
  'team',
  'wait_seconds',
  'answered',
  'handle_seconds',
  'agent',
  'resolved',
  'self_service_seconds',
  'at',
  'confidence',
  'margin',
  'failed',
  'repeated',
  'rephrased',
  'offers_person',
  'sentiment',
  'label_handoff',
];

const WHOSE: Readonly<Partial<Record<Field, Speaker>>> = {
  confidence: 'ai',
  margin: 'ai',
  failed: 'ai',
  sentiment: 'customer',
};

const OF_HANDOVER = new Set<Field>(HANDOVER_FIELDS);

/** Which columns of a sample are which of our fields, as far as names and values tell. */
export class Guess {
  readonly columns = new Map<Field, string>();
  readonly signals = new Map<string, string>();
  speakers: readonly SpeakerGuess[] = [];
  dates: DateGuess | undefined;
  /** A column is taken once. */
  private readonly taken = new Set<string>();
  private readonly ofConversation: Columns;

  constructor(private readonly sample: Sample) {
    this.ofConversation = sample.turns?.conversation ?? sample.columns;
    this.take('id', idColumn(sample, this.ofConversation));
    const speaker = this.find('speaker', (values) => speakersIn(values) !== undefined);
    if (this.take('speaker', speaker)) this.speakers = speakersIn(sample.columns.get(speaker!)!)!;
    this.guessTimes();
    if (this.hasTurns)
      this.take('text', this.find('text', isText) ?? longestText(sample.columns, this.taken));
    for (const field of BY_NAME)
      if (isOfConversation(field) || this.hasTurns)
        this.take(
          field,
          this.find(field, (values) => this.isFit(field, values)),
        );
    if (!this.hasTurns) return;
    for (const name of scoresIn(sample.columns, this.taken, sample.delimiter))
      this.signals.set(this.signalName(name), name);
  }

  private get hasTurns(): boolean {
    return this.columns.has('speaker');
  }

  private columnsFor(field: Field): Columns {
    return field === 'id' || isOfConversation(field) ? this.ofConversation : this.sample.columns;
  }

  /** Conversation and turns have columns of their own in nested JSON, which may share names. */
  private key(field: Field, name: string): string {
    return this.columnsFor(field) === this.sample.columns ? name : `conversation ${name}`;
  }

  private take(field: Field, name: string | undefined): boolean {
    if (name === undefined) return false;
    this.columns.set(field, name);
    this.taken.add(this.key(field, name));
    return true;
  }

  private find(field: Field, test: (values: readonly unknown[]) => boolean): string | undefined {
    const columns = this.columnsFor(field);
    return namedLike(field, columns).find(
      (name) => !this.taken.has(this.key(field, name)) && test(columns.get(name)!),
    );
  }

  private guessTimes(): void {
    for (const field of this.hasTurns
      ? (['time', 'started_at'] as const)
      : (['started_at'] as const)) {
      const name = this.find(field, (values) => datesIn(values) !== undefined);
      if (!this.take(field, name)) continue;
      // A mapping has one format for all times, so the second is left alone.
      this.dates = datesIn(this.columnsFor(field).get(name!)!);
      return;
    }
  }

  private isFit(field: Field, values: readonly unknown[]): boolean {
    const mine = isOfConversation(field);
    const kind: CellKind = mine ? CONVERSATION_FIELDS[field] : TURN_FIELDS[field as 'at'];
    if (!fits(values, kind, this.sample.delimiter) || !inRange(field, values)) return false;
    if (!mine) return this.isSaidBy(WHOSE[field], values);
    // Beside a dialogue, what every conversation has is no sign of a hand-over in each of them.
    if (this.hasTurns && OF_HANDOVER.has(field) && values.every((v) => v !== undefined))
      return false;
    const ids = this.ofConversation.get(this.columns.get('id') ?? '') ?? [];
    return this.sample.turns !== undefined || isConstantWithin(values, ids);
  }

  /** Platforms put their own confidence beside the customer's words, where it is a signal to us. */
  private isSaidBy(whose: Speaker | undefined, values: readonly unknown[]): boolean {
    const speakers = this.sample.columns.get(this.columns.get('speaker')!)!;
    const who = new Map(this.speakers);
    const isTheirs = (i: number) => who.get(String(speakers[i])) === whose;
    return whose === undefined || values.some((v, i) => v !== undefined && isTheirs(i));
  }

  private signalName(column: string): string {
    const name = column
      .split('.')
      .at(-1)!
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const number = this.signals.size + 1;
    if (!/^[a-z]/.test(name)) return `score_${number}`;
    return this.signals.has(name) ? `${name}_${number}` : name;
  }
}

const isText = (values: readonly unknown[]) =>
  values.some((v) => typeof v === 'string' && !/^-?[\d.,]+$/.test(v));

/** Shares are shares, and sentiment is a level; scores on other scales become signals. */
function inRange(field: Field, values: readonly unknown[]): boolean {
  const numbers = () =>
    values.flatMap((v) => (v === undefined ? [] : [Number(String(v).replace(',', '.'))]));
  if (field === 'confidence' || field === 'margin') return numbers().every((n) => n >= 0 && n <= 1);
  if (field === 'sentiment') return numbers().every((n) => Math.abs(n) <= 1);
  if (field === 'wait_seconds' || field === 'handle_seconds' || field === 'at')
    return numbers().every((n) => n >= 0);
  return true;
}

function idColumn(sample: Sample, ofConversation: Columns): string | undefined {
  const named = namedLike('id', ofConversation);
  const values = (name: string) => ofConversation.get(name)!;
  if (sample.turns) return named.find((name) => isUnique(values(name)));
  return named.find((n) => groups(values(n))) ?? named.find((n) => isUnique(values(n)));
}
