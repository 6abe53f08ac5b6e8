import type { Conversation, Speaker } from '../dataset/conversation.js';
import { isEmpty } from '../dataset/empty.js';
import { type OpenDataset, ReadNotes } from '../dataset/reading.js';
import { DerivedSample } from './derived-sample.js';
import { FieldTally, NameTally } from './field-tally.js';
import { HoldingsTally } from './holdings.js';
import { type Inspection, present, shareOf } from './inspection.js';
import { LabelTally } from './label-tally.js';
import { NumberColumn } from './number-column.js';
import { QueueTally } from './queue-tally.js';
import { replayNotes } from './replay-notes.js';
import { StartTally } from './start-tally.js';
import { supports } from './support.js';

/** Service levels are reported within these, in seconds. */
const SERVICE_LEVEL_SECONDS: readonly number[] = [10, 20, 30, 60, 120, 180];

/**
 * Some 4 s of reading (measured: 60 to 90 ns a character of sentences not met before), and at most
 * three times that in a file of a million conversations, where the sample is halved four times.
 */
export const DERIVED_CHARACTERS = 50_000_000;

/** Groups beyond these are left out: a column of free text is no grouping. */
const MAX_GROUPS = 100;

export interface InspectOptions {
  /** IANA zone for days and hours; the dataset's own, else UTC, when left out. */
  readonly timeZone?: string;
  /** Reads asks, repeats and sentiment out of texts (`signals/annotate.ts`); else none are. */
  readonly derive?: boolean;
  /**
   * Characters of texts read for that, those of sentences met lately left out; beyond it only every
   * second, fourth … conversation is read. `DERIVED_CHARACTERS` when left out.
   */
  readonly deriveBudget?: number;
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
  const tally = new Tally(timeZone, options);
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
  private readonly held = new HoldingsTally();
  private readonly derived: DerivedSample | undefined;
  private readonly labels = new LabelTally();
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
    { derive = false, deriveBudget = DERIVED_CHARACTERS }: InspectOptions,
  ) {
    this.starts = new StartTally(timeZone);
    if (derive) this.derived = new DerivedSample(deriveBudget);
  }

  add(c: Conversation): void {
    this.conversations++;
    this.fields.add(c);
    this.held.add(c);
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
    this.derived?.add(c);
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
    if (c.handover || isEmpty(c)) return;
    this.contained.all++;
    if (c.resolved !== undefined) this.contained.known++;
    if (c.resolved === true) this.contained.resolved++;
  }

  inspection(dataset: OpenDataset, notes: ReadNotes): Inspection {
    const n = this.conversations;
    const held = this.held.holdings(dataset.noContainment);
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
      ...(notes.tools.length > 0 ? { tools: notes.tools } : {}),
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
      ...(held.noContainment === undefined
        ? { containment: shareOf(this.contained.all, held.contacts) }
        : { containmentAbsentBecause: held.noContainment }),
      ...(held.empty > 0 ? { empty: held.empty } : {}),
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
      ...present('derived', this.derived?.figures()),
      supports: supports(held),
      replay: replayNotes(held),
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
}

function groupOf<K>(groups: Map<K, QueueTally>, key: K): QueueTally | undefined {
  let tally = groups.get(key);
  if (!tally && groups.size < MAX_GROUPS) {
    tally = new QueueTally();
    groups.set(key, tally);
  }
  return tally;
}
