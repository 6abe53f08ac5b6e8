import type { Conversation, Speaker } from '../dataset/conversation.js';
import { type OpenDataset, ReadNotes } from '../dataset/reading.js';
import { DerivedTally } from './derived-tally.js';
import { FieldTally, NameTally } from './field-tally.js';
import { type Inspection, present, shareOf } from './inspection.js';
import { LabelTally } from './label-tally.js';
import { NumberColumn } from './number-column.js';
import { QueueTally } from './queue-tally.js';
import { StartTally } from './start-tally.js';
import { replayNotes, supports } from './support.js';

/** Service levels are reported within these, in seconds. */
const SERVICE_LEVEL_SECONDS: readonly number[] = [10, 20, 30, 60, 120, 180];

/** Groups beyond these are left out: a column of free text is no grouping. */
const MAX_GROUPS = 100;

export interface InspectOptions {
  /** IANA zone for days and hours; the dataset's own, else UTC, when left out. */
  readonly timeZone?: string;
  /** Reads asks, repeats and sentiment out of texts (`signals/annotate.ts`); else none are. */
  readonly annotate?: (conversation: Conversation) => Conversation;
  /**
   * Reads the texts of every so manyth conversation only, the first included; 1 when left out.
   * Deriving costs ten times what everything else does.
   */
  readonly annotateEvery?: number;
  /** Called now and then with the conversations and the bytes read so far. */
  readonly onProgress?: (conversations: number, bytes: number) => void;
}

/**
 * Reads a dataset once and says what it holds and lacks.
 *
 * Memory: a few numbers a conversation (8 bytes each) beside the reader's set of ids; no record is
 * kept.
 *
 * @throws InputError with all problems of the file
 */
export async function inspect(
  dataset: OpenDataset,
  options: InspectOptions = {},
): Promise<Inspection> {
  const timeZone = options.timeZone ?? dataset.timeZone ?? 'UTC';
  const tally = new Tally(timeZone, options.annotate, options.annotateEvery ?? 1);
  const notes = new ReadNotes();
  let told = 0;
  for await (const conversation of dataset.conversations(notes)) {
    tally.add(conversation);
    if (notes.bytesRead === told) continue;
    told = notes.bytesRead;
    options.onProgress?.(tally.conversations, told);
  }
  return tally.inspection(dataset, notes);
}

class Tally {
  conversations = 0;
  private readonly fields = new FieldTally();
  private readonly derived = new DerivedTally();
  private readonly labels = new LabelTally();
  private withTurns = 0;
  private readonly names = {
    languages: new NameTally(),
    intents: new NameTally(),
    segments: new NameTally(),
    channels: new NameTally(),
    endings: new NameTally(),
  };
  private readonly turns: Record<Exclude<Speaker, 'system'> | 'all', NumberColumn> = {
    all: new NumberColumn(),
    customer: new NumberColumn(),
    ai: new NumberColumn(),
    human: new NumberColumn(),
    tool: new NumberColumn(),
  };
  private readonly beforeHandover = new NumberColumn();
  private readonly selfService = new NumberColumn();
  private selfServiceHangUps = 0;
  private readonly queue = new QueueTally();
  private readonly byIntent = new Map<string, QueueTally>();
  private readonly byPriority = new Map<number, QueueTally>();
  private readonly starts: StartTally;
  private handedOver = 0;
  private readonly outcome = { ai: 0, human: 0, unresolved: 0, unknown: 0 };
  private readonly contained = { all: 0, known: 0, resolved: 0 };
  private aiDecided = 0;

  constructor(
    private readonly timeZone: string,
    private readonly annotate: InspectOptions['annotate'],
    private readonly annotateEvery: number,
  ) {
    this.starts = new StartTally(timeZone);
  }

  add(c: Conversation): void {
    this.conversations++;
    this.fields.add(c);
    this.names.languages.add(c.language ?? '(not recorded)');
    this.names.intents.add(c.intent ?? '(not recorded)');
    this.names.segments.add(c.segment ?? '(not recorded)');
    this.names.channels.add(c.channel ?? '(not recorded)');
    this.names.endings.add(c.ending ?? '(not recorded)');
    this.addTurns(c);
    this.addOutcome(c);
    if (c.handover) {
      this.handedOver++;
      if (c.turns.length > 0) this.beforeHandover.push(c.handover.afterCustomerTurns);
    }
    if (c.selfServiceSeconds !== undefined) {
      this.selfService.push(c.selfServiceSeconds);
      if (!c.handover && c.turns.length === 0) this.selfServiceHangUps++;
    }
    this.queue.add(c.handover);
    if (c.intent !== undefined) groupOf(this.byIntent, c.intent)?.add(c.handover);
    if (c.priority !== undefined) groupOf(this.byPriority, c.priority)?.add(c.handover);
    if (c.startedAt !== undefined) this.starts.add(c.startedAt, c.handover);
    this.labels.add(c);
    if (!this.annotate || c.turns.length === 0) return;
    if (this.withTurns++ % this.annotateEvery === 0) this.derived.add(this.annotate(c));
  }

  private addTurns(c: Conversation): void {
    if (c.turns.length === 0) return;
    const counts: Record<Speaker, number> = { customer: 0, ai: 0, human: 0, tool: 0, system: 0 };
    for (const turn of c.turns) counts[turn.speaker]++;
    this.turns.all.push(c.turns.length);
    this.turns.customer.push(counts.customer);
    this.turns.ai.push(counts.ai);
    this.turns.human.push(counts.human);
    this.turns.tool.push(counts.tool);
  }

  private addOutcome(c: Conversation): void {
    const byPerson = c.resolvedBy === 'human' || (c.handover !== undefined && !c.resolvedBy);
    if (c.resolved === undefined) this.outcome.unknown++;
    else if (!c.resolved) this.outcome.unresolved++;
    else if (byPerson) this.outcome.human++;
    else this.outcome.ai++;
    // Whatever came of a hand-over, the AI did not solve it alone; so that counts as decided.
    if (c.resolved !== undefined || c.handover) this.aiDecided++;
    if (c.handover) return;
    this.contained.all++;
    if (c.resolved !== undefined) this.contained.known++;
    if (c.resolved === true) this.contained.resolved++;
  }

  inspection(dataset: OpenDataset, notes: ReadNotes): Inspection {
    const n = this.conversations;
    const holdings = this.holdings(dataset);
    const resolutionKnown = this.outcome.unknown < n;
    const turns = Object.fromEntries(
      Object.entries(this.turns).map(([who, column]) => [who, column.distribution()]),
    );
    return {
      file: dataset.file,
      format: dataset.format,
      formatDescription: dataset.formatDescription,
      formatLacks: dataset.lacks,
      ...present('encoding', notes.encoding),
      timeZone: this.timeZone,
      conversations: n,
      skipped: notes.skipped,
      quirks: notes.quirks,
      measures: notes.measures.map((m) => ({ ...m, mean: m.sum / m.count })),
      ...this.starts.span(),
      fields: this.fields.fields(),
      signals: this.fields.signals(),
      languages: this.names.languages.named(n),
      intents: this.names.intents.named(n),
      segments: this.names.segments.named(n),
      channels: this.names.channels.named(n),
      endings: this.names.endings.named(n),
      ...(turns.all ? { turns: turns as unknown as NonNullable<Inspection['turns']> } : {}),
      handedOver: this.handedOver,
      ...present('customerTurnsBeforeHandover', this.beforeHandover.distribution()),
      ...(dataset.noContainment === undefined
        ? { containment: shareOf(this.contained.all, n) }
        : { containmentAbsentBecause: dataset.noContainment }),
      ...(resolutionKnown
        ? {
            resolution: {
              byAi: shareOf(this.outcome.ai, this.aiDecided),
              goodContainment: shareOf(this.contained.resolved, this.contained.known),
              byHuman: shareOf(this.outcome.human, n - this.outcome.unknown),
              unknown: this.outcome.unknown,
            },
          }
        : {}),
      ...present('queue', this.queue.figures()),
      serviceLevels: this.queue.hasWaits
        ? SERVICE_LEVEL_SECONDS.map((s) => this.queue.serviceLevel(s))
        : [],
      ...present('handle', this.queue.handle()),
      ...present('selfServiceSeconds', this.selfService.distribution()),
      ...(this.selfService.count > 0 ? { selfServiceHangUps: this.selfServiceHangUps } : {}),
      ...this.groups(),
      ...present('labels', this.labels.figures()),
      ...present('derived', this.derived.figures(this.annotateEvery)),
      supports: supports(holdings),
      replay: replayNotes(holdings),
    };
  }

  private groups(): Pick<Inspection, 'byIntent' | 'byPriority' | 'days' | 'hours'> {
    return {
      byIntent: [...this.byIntent]
        .sort((a, b) => b[1].contacts - a[1].contacts)
        .flatMap(([name, tally]) => {
          const figures = tally.figures();
          return figures
            ? [{ name, contacts: tally.contacts, ...figures, ...present('handle', tally.handle()) }]
            : [];
        }),
      byPriority: [...this.byPriority]
        .sort((a, b) => a[0] - b[0])
        .flatMap(([priority, tally]) => {
          const figures = tally.figures();
          return figures ? [{ priority, contacts: tally.contacts, ...figures }] : [];
        }),
      ...this.starts.groups(),
    };
  }

  private holdings(dataset: OpenDataset): Parameters<typeof supports>[0] {
    const counts = new Map(this.fields.fields().map((field) => [field.name, field.count]));
    const count = (name: string) => counts.get(name) ?? 0;
    return {
      conversations: this.conversations,
      handedOver: this.handedOver,
      withDialogue: this.turns.all.count,
      withText: count('turns.text') > 0,
      withTurnTimes: count('turns.at') > 0,
      recordedAsks: count('turns.ask') > 0,
      confidence: count('turns.confidence') > 0,
      withStart: count('started_at'),
      withCustomer: count('customer'),
      withOutcome: count('resolved'),
      withWait: count('handover.wait_seconds'),
      withAnswered: count('handover.answered'),
      withHandle: count('handover.handle_seconds'),
      withSegment: count('segment'),
      answered: this.queue.offered - this.queue.abandonedCount,
      abandoned: this.queue.abandonedCount,
      ...present('noContainment', dataset.noContainment),
    };
  }
}

function groupOf<K>(groups: Map<K, QueueTally>, key: K): QueueTally | undefined {
  let tally = groups.get(key);
  if (!tally && groups.size < MAX_GROUPS) {
    tally = new QueueTally();
    groups.set(key, tally);
  }
  return tally;
}
