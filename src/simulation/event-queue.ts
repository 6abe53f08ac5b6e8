import { Deadlines } from './deadlines.js';
import { earlier } from './earlier.js';
import { FarEvents } from './far-events.js';
import { widened } from './widened.js';

/** Sequence numbers that events can have within one rank. */
const SEQUENCES = 2 ** 44;
/**
 * What of an order tells an event from a stale one of the same subject: the bits of the sequence number that a
 * small integer holds. The two would be taken for one another if exactly 2³¹ events had come between.
 */
const NUMBERS = 2 ** 31 - 1;
/** With fewer events than these the heap alone is as quick. */
const FEW = 256;

/**
 * The future: a binary heap in parallel typed arrays, ordered by time, then rank, then sequence.
 *
 * Rank and sequence are packed into one double, so a tie costs one comparison. Stale events are not
 * removed: whoever scheduled an event remembers its number, and an event whose number is no longer
 * the remembered one is skipped when popped. In a prototype true removal was slower: an
 * index heap cost 1.7 times as much on M/M/20. Only deadlines, which seldom come, stand in one, beside
 * this heap (`deadlines.ts`).
 *
 * Two things spare the heap most of its work. Taking the first event leaves a hole at the top, which
 * the next event scheduled fills from there, as most events lead to another. And the next arrival,
 * half of all events of a plain queue, stands beside the heap: there is only ever one.
 *
 * Where there are many events, the heap is kept to the near ones: most of what is further off waits
 * unsorted (`far-events.ts`), and no event is taken out before all that are earlier have been brought in.
 */
export class EventQueue {
  private times = new Float64Array(1024);
  private orders = new Float64Array(1024);
  private payloads = new Int32Array(1024);
  private sequence = 0;
  /** Places of the heap in use, the hole included. */
  private size = 0;
  /** Where the heap begins: at 1 with a hole in the first place. A number, as a test of one is quicker. */
  private top: 0 | 1 = 0;
  private arrivalTime = Number.POSITIVE_INFINITY;
  private arrivalOrder = Number.NaN;
  private arrivalPayload = 0;
  private readonly deadlines = new Deadlines();
  private readonly far = new FarEvents();
  private readonly receive = (time: number, order: number, payload: number): void =>
    this.insert(time, order, payload);

  /** The event that `pop` took out last: its time is the present. */
  time = Number.NEGATIVE_INFINITY;
  number = 0;
  payload = 0;

  /** Schedules an event; the returned number identifies it. Refuses the past, NaN and never, loudly. */
  push(time: number, rank: number, payload: number): number {
    if (!(time >= this.time && time < Number.POSITIVE_INFINITY)) this.refuse(time, rank);
    const order = rank * SEQUENCES + this.sequence++;
    if (this.size < FEW || !this.far.take(time, order, payload, this.time)) {
      this.insert(time, order, payload);
    }
    return order & NUMBERS;
  }

  /** Schedules the arrival to come; the one before has happened. */
  pushArrival(time: number, rank: number, payload: number): void {
    if (!(time >= this.time)) this.refuse(time, rank);
    this.arrivalTime = time;
    this.arrivalOrder = rank * SEQUENCES + this.sequence++;
    this.arrivalPayload = payload;
  }

  /** Schedules the subject's deadline, in place of any other it had; refuses what `push` does. */
  setDeadline(subject: number, time: number, rank: number, payload: number): number {
    if (!(time >= this.time && time < Number.POSITIVE_INFINITY)) this.refuse(time, rank);
    const order = rank * SEQUENCES + this.sequence++;
    this.deadlines.set(subject, time, order, payload);
    return order & NUMBERS;
  }

  /** The subject has no deadline any more. */
  callOff(subject: number): void {
    this.deadlines.remove(subject);
  }

  /** Whether everything at the present `time` up to and including `rank` has happened. */
  isPast(time: number, rank: number): boolean {
    const first = this.first();
    if (first < this.size) {
      const next = this.times[first]!;
      if (next < time || (next === time && this.orders[first]! < (rank + 1) * SEQUENCES))
        return false;
    }
    const { deadlines } = this;
    if (deadlines.time === time && deadlines.order < (rank + 1) * SEQUENCES) return false;
    return (
      this.arrivalTime > time ||
      (this.arrivalTime === time && this.arrivalOrder >= (rank + 1) * SEQUENCES)
    );
  }

  /** Takes the next event out into `time`, `number`, `payload`; false when there is none. */
  pop(): boolean {
    const { deadlines, orders, times } = this;
    const first = this.first();
    let time = this.arrivalTime;
    let arrives = true;
    if (first < this.size) {
      const its = times[first]!;
      if (its < time || (its === time && orders[first]! < this.arrivalOrder)) {
        time = its;
        arrives = false;
      }
    }
    // With nothing left at all this is so as well, and finds nothing, as what follows would.
    if (
      deadlines.time <= time &&
      this.expires(arrives ? this.arrivalOrder : orders[first]!, time)
    ) {
      return this.popDeadline();
    }
    if (!(time < this.far.from)) return this.bringNear();
    this.time = time;
    if (arrives) {
      this.number = this.arrivalOrder & NUMBERS;
      this.payload = this.arrivalPayload;
      this.arrivalTime = Number.POSITIVE_INFINITY;
    } else {
      this.number = orders[first]! & NUMBERS;
      this.payload = this.payloads[first]!;
      if (this.top === 1) this.fill();
      this.top = 1;
    }
    return true;
  }

  /** Whether a deadline comes before what would otherwise be next. */
  private expires(order: number, time: number): boolean {
    const { deadlines } = this;
    return deadlines.time < time || deadlines.order < order;
  }

  private popDeadline(): boolean {
    const { deadlines } = this;
    if (!(deadlines.time < this.far.from)) return this.bringNear();
    this.time = deadlines.time;
    this.number = deadlines.order & NUMBERS;
    this.payload = deadlines.payload;
    deadlines.remove(deadlines.subject);
    return true;
  }

  /** What is further off comes before what is next here. */
  private bringNear(): boolean {
    return this.far.advance(this.receive) && this.pop();
  }

  /** Place of the heap's first event; at or beyond `size` when there is none. */
  private first(): number {
    if (this.top === 0) return 0;
    return this.size > 2 ? earlier(this.times, this.orders, 1) : 1;
  }

  private insert(time: number, order: number, payload: number): void {
    if (this.top === 1) {
      this.top = 0;
      this.sift(time, order, payload);
    } else {
      if (this.size === this.times.length) this.grow();
      this.rise(this.size++, time, order, payload);
    }
  }

  /** Closes the hole with the last event, which most likely belongs at the bottom again. */
  private fill(): void {
    const { times, orders, payloads } = this;
    const last = --this.size;
    let hole = 0;
    for (let child = 1; child < last; child = (hole << 1) | 1) {
      if (child < last - 1) child = earlier(times, orders, child);
      times[hole] = times[child]!;
      orders[hole] = orders[child]!;
      payloads[hole] = payloads[child]!;
      hole = child;
    }
    if (last > 0) this.rise(hole, times[last]!, orders[last]!, payloads[last]!);
  }

  /** Finds an event's place from a hole upwards. */
  private rise(from: number, time: number, order: number, payload: number): void {
    const { times, orders, payloads } = this;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && orders[parent]! < order)) break;
      times[hole] = parentTime;
      orders[hole] = orders[parent]!;
      payloads[hole] = payloads[parent]!;
      hole = parent;
    }
    times[hole] = time;
    orders[hole] = order;
    payloads[hole] = payload;
  }

  /** Finds an event's place from the top downwards. */
  private sift(time: number, order: number, payload: number): void {
    const { times, orders, payloads, size } = this;
    let hole = 0;
    for (let child = 1; child < size; child = (hole << 1) | 1) {
      if (child < size - 1) child = earlier(times, orders, child);
      const childTime = times[child]!;
      if (time < childTime || (time === childTime && order < orders[child]!)) break;
      times[hole] = childTime;
      orders[hole] = orders[child]!;
      payloads[hole] = payloads[child]!;
      hole = child;
    }
    times[hole] = time;
    orders[hole] = order;
    payloads[hole] = payload;
  }

  /** Forgets everything: a new day begins, at 0 s. */
  reset(): void {
    this.size = 0;
    this.top = 0;
    this.arrivalTime = Number.POSITIVE_INFINITY;
    this.sequence = 0;
    this.time = 0;
    this.deadlines.reset();
    this.far.reset();
  }

  private refuse(time: number, rank: number): never {
    throw new RangeError(
      `event of rank ${rank} at ${time} s, which is not ahead of ${this.time} s`,
    );
  }

  private grow(): void {
    const wider = this.times.length * 2;
    this.times = widened(this.times, wider);
    this.orders = widened(this.orders, wider);
    this.payloads = widened(this.payloads, wider);
  }
}
