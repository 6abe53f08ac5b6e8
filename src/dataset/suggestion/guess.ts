import type { Speaker } from '../conversation.js';
import type { Field } from '../mapping.js';
import { BY_NAME, WHOSE } from './by-name.js';
import {
  areScattered,
  isConstantWithin,
  isOfConversation,
  longestText,
  scoresIn,
  signalName,
} from './choose.js';
import { idColumn } from './id-column.js';
import { namedLike } from './names.js';
import { OF_HANDOVER, objectionTo } from './objections.js';
import type { Columns, Sample } from './sample.js';
import { areSpeakers, probableSpeakersIn, type SpeakerGuess, speakersIn } from './speakers.js';
import { type DateGuess, datesIn, standsStill, startObjection, type TimesOf } from './times.js';

const TAKEN = 'another column is taken for it';

/** A column that looked like a field and is not it, with why. */
export interface Refusal {
  readonly field: Field;
  readonly why: string;
}

/** Which columns of a sample are which of our fields, as far as names and values tell. */
export class Guess {
  readonly columns = new Map<Field, string>();
  readonly signals = new Map<string, string>();
  /** By signal, how many cells of its column are no number; only where there are any. */
  readonly stray = new Map<string, number>();
  /** Fields that were found by their values, under names that say nothing. */
  readonly byValues = new Set<Field>();
  /** Rows of a conversation do not stand together. */
  isScattered = false;
  /** Fields whose very name a column has that is something else. */
  readonly untaken: readonly Field[];
  speakers: readonly SpeakerGuess[] = [];
  dates: DateGuess | undefined;
  /** By column (and whose it is), why it was not taken for what it is called. */
  private readonly refusals = new Map<string, Refusal>();
  /** A column is taken once. */
  private readonly taken = new Set<string>();
  private readonly ofConversation: Columns;

  constructor(private readonly sample: Sample) {
    this.ofConversation = sample.turns?.conversation ?? sample.columns;
    this.guessSpeaker();
    this.guessId();
    this.guessTimes();
    if (this.hasTurns) this.guessText();
    for (const field of BY_NAME)
      if (isOfConversation(field) || this.hasTurns)
        this.take(
          field,
          this.find(field, (values, name) => this.objection(field, values, name)),
        );
    if (this.hasTurns)
      for (const { name, stray } of scoresIn(sample.columns, this.taken, sample.delimiter)) {
        const signal = signalName(name, this.signals);
        this.signals.set(signal, name);
        if (stray > 0) this.stray.set(signal, stray);
        this.taken.add(this.key('text', name));
      }
    if (!this.hasTurns) this.refuseTurns();
    if (sample.turns)
      for (const name of namedLike('text', this.ofConversation))
        this.refuse(
          this.key('id', name),
          'text',
          'it stands beside the list of turns, and not in it',
        );
    this.untaken = [...BY_NAME, 'time' as const, 'started_at' as const].filter(
      (field) =>
        !this.columns.has(field) &&
        this.columnsFor(field).has(field) &&
        (isOfConversation(field) || this.hasTurns),
    );
  }

  get hasTurns(): boolean {
    return this.columns.has('speaker');
  }

  /** Columns that no field and no signal took, with their values, and why not if that is known. */
  leftOut(): {
    readonly name: string;
    readonly values: readonly unknown[];
    readonly refusal?: Refusal;
    readonly ofTurn: boolean;
  }[] {
    const of = (columns: Columns, field: Field) =>
      [...columns]
        .filter(([name]) => !this.taken.has(this.key(field, name)))
        .map(([name, values]) => {
          const refusal = this.refusals.get(this.key(field, name));
          const ofTurn = columns === this.sample.columns && this.sample.turns !== undefined;
          return { name, values, ofTurn, ...(refusal ? { refusal } : {}) };
        });
    return [
      ...(this.sample.turns ? of(this.ofConversation, 'id') : []),
      ...of(this.sample.columns, 'text'),
    ];
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

  /** The likeliest column by its name that nothing speaks against; what does is remembered. */
  private find(
    field: Field,
    objection: (values: readonly unknown[], name: string) => string | undefined,
  ): string | undefined {
    const columns = this.columnsFor(field);
    let found: string | undefined;
    for (const name of namedLike(field, columns)) {
      const key = this.key(field, name);
      if (this.taken.has(key)) continue;
      const why = found === undefined ? objection(columns.get(name)!, name) : undefined;
      if (why === undefined && found === undefined) found = name;
      else this.refuse(key, field, why);
    }
    return found;
  }

  /** The first reason counts, but that another column is taken is the weakest. */
  private refuse(key: string, field: Field, why: string | undefined): void {
    const known = this.refusals.get(key);
    if (known === undefined || (known.why === TAKEN && why !== undefined))
      this.refusals.set(key, { field, why: why ?? TAKEN });
  }

  /**
   * By its name and words; else whatever column holds the words of a customer and another; else by
   * its name, where some words are known.
   */
  private guessSpeaker(): void {
    const { columns } = this.sample;
    const called = (wordsIn: typeof speakersIn) =>
      this.find('speaker', (values) =>
        wordsIn(values) === undefined ? 'its values are no words for speakers' : undefined,
      );
    const named = called(speakersIn);
    const byValues = named ?? [...columns].find(([, values]) => areSpeakers(values))?.[0];
    const found = byValues ?? called(probableSpeakersIn);
    if (!this.take('speaker', found)) return;
    if (named === undefined && found === byValues) this.byValues.add('speaker');
    const values = columns.get(found!)!;
    this.speakers = (speakersIn(values) ?? probableSpeakersIn(values))!;
  }

  private guessId(): void {
    const free = new Map(
      [...this.ofConversation].filter(([name]) => !this.taken.has(this.key('id', name))),
    );
    const sort = this.sample.turns ? 'conversations' : this.hasTurns ? 'turns' : 'unknown';
    const found = idColumn(free, sort);
    if (found && !found.named) this.byValues.add('id');
    if (!this.take('id', found?.name)) return;
    const isOfRows = this.sample.turns === undefined;
    this.isScattered = isOfRows && areScattered(this.sample.columns.get(found!.name)!);
  }

  /** What would be a turn's, where nothing says who had it. */
  private refuseTurns(): void {
    for (const field of ['text' as const, ...BY_NAME])
      if (!isOfConversation(field))
        for (const name of namedLike(field, this.sample.columns))
          this.refuse(this.key(field, name), field, 'no column tells who speaks');
  }

  private guessText(): void {
    const named = this.find('text', (values) =>
      isText(values) ? undefined : 'its values are no texts',
    );
    const found = named ?? longestText(this.sample.columns, this.taken);
    if (named === undefined && found !== undefined) this.byValues.add('text');
    this.take('text', found);
  }

  /** What changes within a conversation is the time of a turn, what does not its start. */
  private guessTimes(): void {
    const isNested = this.sample.turns !== undefined;
    if (this.hasTurns)
      this.guessTime('time', (of) =>
        !isNested && standsStill(of) ? 'it is the same throughout each conversation' : undefined,
      );
    const time = this.columns.get('time');
    const times = time === undefined ? undefined : this.timesOf('time', time);
    this.guessTime('started_at', (of) => {
      if (times) return startObjection(of, times);
      const changes = this.hasTurns && !isNested && !isConstantWithin(of.values, of.ids);
      return changes ? 'it changes within a conversation' : undefined;
    });
    const start = this.columns.get('started_at');
    const starts = start === undefined ? undefined : this.timesOf('started_at', start);
    if (!times && !starts) return;
    this.dates = datesIn([...(times?.values ?? []), ...(starts?.values ?? [])]);
    this.refuseOtherTimes();
  }

  private guessTime(field: 'time' | 'started_at', objection: (of: TimesOf) => string | undefined) {
    const columns = this.columnsFor(field);
    const named = this.find(field, (values, name) =>
      datesIn(values) === undefined
        ? 'its values are no times that are understood here'
        : objection(this.timesOf(field, name)),
    );
    // Words of a calendar, under whatever name; plain numbers may be anything.
    const byValues = () =>
      [...columns].find(
        ([column, values]) =>
          !this.taken.has(this.key(field, column)) &&
          datesIn(values)?.format.startsWith('epoch') === false &&
          objection(this.timesOf(field, column)) === undefined,
      )?.[0];
    const isOnly = !this.columns.has('time');
    const name = named ?? (isOnly ? byValues() : undefined);
    if (this.take(field, name) && named === undefined) this.byValues.add(field);
  }

  /** The moments of a column, and whose row each is. */
  private timesOf(field: Field, name: string): TimesOf {
    const values = this.columnsFor(field).get(name)!;
    const { columns, turns } = this.sample;
    if (turns) return { values, ids: field === 'time' ? turns.owner : [...values.keys()] };
    return { values, ids: columns.get(this.columns.get('id') ?? '') ?? [...values.keys()] };
  }

  /** A mapping has one format for all times, and one start is enough. */
  private refuseOtherTimes(): void {
    for (const field of ['started_at', 'time'] as const)
      for (const [name, values] of this.columnsFor(field)) {
        const key = this.key(field, name);
        if (this.taken.has(key) || this.refusals.get(key)?.field === field) continue;
        const dates = datesIn(values);
        if (
          dates &&
          (!dates.format.startsWith('epoch') ||
            namedLike(field, new Map([[name, values]])).length > 0)
        )
          this.refusals.set(key, {
            field,
            why: 'one column of times is enough, and is taken already',
          });
      }
  }

  private objection(field: Field, values: readonly unknown[], name: string): string | undefined {
    const about = objectionTo(field, name, values, this.sample.delimiter);
    if (about !== undefined) return about;
    if (!isOfConversation(field))
      return this.isSaidBy(WHOSE[field], values)
        ? undefined
        : `it stands beside other turns than those of the ${WHOSE[field] === 'ai' ? 'AI' : 'customer'}`;
    // Beside a dialogue, what every conversation has is no sign of a hand-over in each of them.
    if (this.hasTurns && OF_HANDOVER.has(field) && values.every((v) => v !== undefined))
      return 'every row has one, handed over or not, and it would make each a hand-over';
    const ids = this.ofConversation.get(this.columns.get('id') ?? '') ?? [];
    return this.sample.turns !== undefined || isConstantWithin(values, ids)
      ? undefined
      : 'it changes within a conversation';
  }

  /** Platforms put their own confidence beside the customer's words, where it is a signal to us. */
  private isSaidBy(whose: Speaker | undefined, values: readonly unknown[]): boolean {
    const speakers = this.sample.columns.get(this.columns.get('speaker')!)!;
    const who = new Map(this.speakers.map(([word, speaker]) => [word, speaker]));
    const isTheirs = (i: number) => who.get(String(speakers[i])) === whose;
    return whose === undefined || values.some((v, i) => v !== undefined && isTheirs(i));
  }
}

const isText = (values: readonly unknown[]) =>
  values.some((v) => typeof v === 'string' && !/^-?[\d.,]+$/.test(v));
