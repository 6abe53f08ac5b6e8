/** Seconds of one slot; a power of two, so that a time is in one slot exactly. */
const SLOT = 8;
/** Slots of the wheel, a power of two: it comes round every four and a half hours. */
const SLOTS = 2048;
/** Numbers of one event: its time, order and payload. */
const WIDTH = 3;
/** Numbers of a block, a power of two: where the block before it ends, then 21 events. */
const BLOCK = 64;

type Receive = (time: number, order: number, payload: number) => void;

/**
 * Events that are some seconds off or more, unsorted: a wheel of slots, each with a chain of blocks of
 * events. What is further off than one turn of the wheel stays in its slot for another.
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
  /** Everything before this slot is over. */
  private slot = 0;
  /** Seconds at which that slot begins: no event is before; infinite when there is none. */
  from = Number.POSITIVE_INFINITY;

  /** Takes an event, unless it is near. */
  take(time: number, order: number, payload: number, now: number): boolean {
    if (this.count === 0) {
      if (time < now + 2 * SLOT) return false;
      this.goTo(now + SLOT);
    }
    if (time < this.from) return false;
    this.count++;
    this.append((time / SLOT) & (SLOTS - 1), time, order, payload);
    return true;
  }

  private append(slot: number, time: number, order: number, payload: number): void {
    let end = this.ends[slot]!;
    if (end % BLOCK === 0) end = this.block(end);
    const { blocks } = this;
    blocks[end] = time;
    blocks[end + 1] = order;
    blocks[end + 2] = payload;
    this.ends[slot] = end + WIDTH;
  }

  /** Moves on by as many slots as it takes to hand over something; false when there is nothing. */
  advance(receive: Receive): boolean {
    const { count } = this;
    if (count === 0) return false;
    for (let turned = 0; turned < SLOTS && this.count === count; turned++) this.leave(receive);
    if (this.count === count) {
      this.goTo(this.earliest());
      this.leave(receive);
    }
    if (this.count === 0) this.from = Number.POSITIVE_INFINITY;
    return true;
  }

  /** Leaves the present slot: hands over what is in it for this turn. */
  private leave(receive: Receive): void {
    const slot = this.slot & (SLOTS - 1);
    const to = ++this.slot * SLOT;
    this.from = to;
    let end = this.ends[slot]!;
    this.ends[slot] = 0;
    while (end > 0) {
      const { blocks } = this;
      const block = startOf(end);
      for (let place = block + 1; place < end; place += WIDTH) {
        const time = blocks[place]!;
        const order = blocks[place + 1]!;
        const payload = blocks[place + 2]! | 0;
        if (time < to) {
          this.count--;
          receive(time, order, payload);
        } else {
          this.append(slot, time, order, payload);
        }
      }
      end = blocks[block]!;
      this.blocks[block] = this.free;
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

  private goTo(time: number): void {
    this.slot = Math.floor(time / SLOT);
    this.from = this.slot * SLOT;
  }

  private earliest(): number {
    const { blocks, ends } = this;
    let least = Number.POSITIVE_INFINITY;
    for (let end of ends) {
      while (end > 0) {
        const block = startOf(end);
        for (let place = block + 1; place < end; place += WIDTH) {
          least = Math.min(least, blocks[place]!);
        }
        end = blocks[block]!;
      }
    }
    return least;
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
    const { blocks } = this;
    this.blocks = new Float64Array(blocks.length * 2);
    this.blocks.set(blocks);
  }
}

/** Of the block that goes on, or is full, at `end`. */
function startOf(end: number): number {
  return (end - 1) & -BLOCK;
}
