import { widened } from './widened.js';

/** Seconds of one slot; a power of two, so that a time is in one slot exactly. */
const SLOT = 8;
/** Slots of the wheel, a power of two: eighteen hours. */
const SLOTS = 8192;
/** Seconds from which on slots could no longer be counted exactly, by a wide margin. */
const LATEST = 2 ** 40;
/** Numbers of one event: its time, order and payload. */
const WIDTH = 3;
/** Numbers of a block, a power of two: where the block before it ends, then 21 events. */
const BLOCK = 64;

type Receive = (time: number, order: number, payload: number) => void;

/**
 * Events that are some seconds to some hours off, unsorted: a wheel of slots, each with a chain of blocks
 * of events. All are within one turn of the wheel.
 *
 * Adding one costs the same however many there are, and those that are sorted already stay few. Events
 * stand in blocks since a chain of single ones is slower than the heap it spares: each link is another
 * place in memory.
 */
export class FarEvents {
  private blocks = new Float64Array(64 * BLOCK);
  /** By slot, where its latest block goes on; 0: it has none. A multiple of `BLOCK`: that block is full. */
  private readonly ends = new Int32Array(SLOTS);
  /** Ends of blocks to be used again, chained as those of a slot are; 0: there is none. */
  private free = 0;
  /** Where no block was ever. */
  private unused = 0;
  private count = 0;
  /** Seconds at which a slot begins, before which there is no event; infinite when there is none at all. */
  from = Number.POSITIVE_INFINITY;

  /** Takes an event, unless it is near, or further off than the wheel reaches. */
  take(time: number, order: number, payload: number, now: number): boolean {
    const from = this.count > 0 ? this.from : (Math.floor(now / SLOT) + 1) * SLOT;
    if (time < from || time >= from + SLOTS * SLOT || time > LATEST) return false;
    this.from = from;
    this.count++;
    const slot = (time / SLOT) & (SLOTS - 1);
    let end = this.ends[slot]!;
    if (end % BLOCK === 0) end = this.block(end);
    const { blocks } = this;
    blocks[end] = time;
    blocks[end + 1] = order;
    blocks[end + 2] = payload;
    this.ends[slot] = end + WIDTH;
    return true;
  }

  /** Moves on by as many slots as it takes to hand over something; false when there is nothing. */
  advance(receive: Receive): boolean {
    if (this.count === 0) return false;
    let slot = this.from / SLOT;
    while (this.ends[slot & (SLOTS - 1)] === 0) slot++;
    this.empty(slot & (SLOTS - 1), receive);
    this.from = this.count === 0 ? Number.POSITIVE_INFINITY : (slot + 1) * SLOT;
    return true;
  }

  private empty(slot: number, receive: Receive): void {
    const { blocks } = this;
    let end = this.ends[slot]!;
    this.ends[slot] = 0;
    while (end > 0) {
      const block = startOf(end);
      for (let place = block + 1; place < end; place += WIDTH) {
        receive(blocks[place]!, blocks[place + 1]!, blocks[place + 2]! | 0);
        this.count--;
      }
      end = blocks[block]!;
      blocks[block] = this.free;
      this.free = block + BLOCK;
    }
  }

  /** Forgets everything. */
  reset(): void {
    this.ends.fill(0);
    this.free = 0;
    this.unused = 0;
    this.count = 0;
    this.from = Number.POSITIVE_INFINITY;
  }

  /** A block to follow the one that ends at `before`; the place of its first event. */
  private block(before: number): number {
    let block: number;
    if (this.free > 0) {
      block = this.free - BLOCK;
      this.free = this.blocks[block]!;
    } else {
      if (this.unused === this.blocks.length) this.grow();
      block = this.unused;
      this.unused += BLOCK;
    }
    this.blocks[block] = before;
    return block + 1;
  }

  private grow(): void {
    this.blocks = widened(this.blocks, this.blocks.length * 2);
  }
}

/** Of the block that goes on, or is full, at `end`. */
function startOf(end: number): number {
  return (end - 1) & -BLOCK;
}
