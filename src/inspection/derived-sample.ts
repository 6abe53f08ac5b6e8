import type { Conversation } from '../dataset/conversation.js';
import { readTexts } from '../dataset/signals/annotate.js';
import { TextReader } from '../dataset/signals/text-readings.js';
import { DerivedTally } from './derived-tally.js';
import type { Derived } from './inspection.js';

/** Of a conversation's number, how often it can be halved; the first stays in every sample. */
const halvings = (number: number): number =>
  number === 0 ? 31 : Math.clz32(1) - Math.clz32(number & -number);

/**
 * What texts say, from all conversations as long as the work stays within a budget, else from every
 * second, fourth, eighth … of them. Reading costs several times what everything else does, and how
 * much of it a file needs shows only on the way: sentences that come again cost next to nothing.
 *
 * Conversations are counted apart by how often their number can be halved. Whenever those still in
 * the sample have cost more than the budget, the odd ones among them are dropped, which leaves every
 * second. So the work in all is at most the budget and half of it again for each halving, the sample
 * is spread evenly over the file, and the same file always gives the same one.
 */
export class DerivedSample {
  private readonly reader = new TextReader();
  /** All that was read; the figures, as long as nothing was dropped. */
  private readonly all = new DerivedTally();
  private readonly byHalvings: { readonly tally: DerivedTally; work: number }[] = Array.from(
    { length: 32 },
    () => ({ tally: new DerivedTally(), work: 0 }),
  );
  private work = 0;
  private dropped = 0;
  private count = 0;

  /** @param budget in characters of texts not read lately */
  constructor(private readonly budget: number) {}

  add(conversation: Conversation): void {
    if (conversation.turns.length === 0) return;
    const halved = halvings(this.count++);
    if (halved < this.dropped) return;
    const before = this.reader.work;
    const readings = readTexts(conversation, this.reader);
    if (!readings) return;
    const group = this.byHalvings[halved]!;
    group.tally.add(conversation, readings);
    this.all.add(conversation, readings);
    const work = this.reader.work - before;
    group.work += work;
    this.work += work;
    while (this.work > this.budget && this.dropped < this.byHalvings.length - 1)
      this.work -= this.byHalvings[this.dropped++]!.work;
  }

  /** Undefined when no customer said anything. */
  figures(): Derived | undefined {
    if (this.dropped === 0) return this.all.figures(1);
    const kept = new DerivedTally();
    for (const { tally } of this.byHalvings.slice(this.dropped)) kept.join(tally);
    return kept.figures(2 ** this.dropped);
  }
}
