/**
 * The yardstick: queues as bare as JavaScript allows. Typed arrays, one binary heap, sfc32, no
 * features, no configuration, nothing measured but waits and abandonment. Every figure of the bench
 * is a ratio to these loops in the same run, because machines differ and drift.
 *
 * Patience stays out of the heap: a contact whose deadline has passed is dropped when somebody is
 * free to look at it. Nothing here reads the live queue in between, so nobody can tell.
 */

/** M/M/n, or M/M/n+M with a mean patience above 0. The unit of time is the mean service. */
export function queueLoop({ contacts, load, servers, patience, seed }) {
  const luck = new Luck(seed);
  const heap = new Heap();
  const queue = new Ring();
  const between = 1 / load;
  let [busy, arrived, waited, abandoned, wait] = [0, 0, 0, 0, 0];
  const ARRIVAL = 0;
  const DEPARTURE = 1;
  heap.push(luck.exponential(between), ARRIVAL);
  while (heap.size > 0) {
    const now = heap.times[0];
    const kind = heap.what[0];
    heap.pop();
    if (kind === ARRIVAL) {
      if (++arrived < contacts) heap.push(now + luck.exponential(between), ARRIVAL);
      if (busy < servers) {
        busy++;
        heap.push(now + luck.exponential(1), DEPARTURE);
      } else {
        waited++;
        queue.add(now, patience > 0 ? luck.exponential(patience) : Number.POSITIVE_INFINITY);
      }
    } else {
      const gone = queue.dropGone(now);
      abandoned += gone.count;
      wait += gone.wait;
      if (queue.empty) busy--;
      else {
        wait += now - queue.take();
        heap.push(now + luck.exponential(1), DEPARTURE);
      }
    }
  }
  return {
    contacts: arrived,
    waited: waited / arrived,
    abandonment: abandoned / arrived,
    meanWait: wait / arrived,
  };
}

/** sfc32 (Doty-Humphrey). State in integer fields, which V8 keeps unboxed. */
export class Luck {
  constructor(seed) {
    this.a = seed | 0;
    this.b = 0x9e3779b9 | 0;
    this.c = 0x243f6a88 | 0;
    this.d = 1;
    for (let i = 0; i < 12; i++) this.uniform();
  }

  uniform() {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return ((t >>> 0) + 0.5) / 4294967296;
  }

  exponential(mean) {
    return -Math.log(this.uniform()) * mean;
  }
}

const CAPACITY = 1 << 16;
const MASK = CAPACITY - 1;

export class Heap {
  times = new Float64Array(CAPACITY);
  what = new Int32Array(CAPACITY);
  size = 0;

  push(time, kind) {
    const { times, what } = this;
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (times[parent] <= time) break;
      times[hole] = times[parent];
      what[hole] = what[parent];
      hole = parent;
    }
    times[hole] = time;
    what[hole] = kind;
  }

  pop() {
    const { times, what } = this;
    const size = --this.size;
    const time = times[size];
    const kind = what[size];
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) child++;
      if (times[child] >= time) break;
      times[hole] = times[child];
      what[hole] = what[child];
      hole = child;
    }
    times[hole] = time;
    what[hole] = kind;
  }
}

/** First in, first out: arrival times and patience of those who wait. */
export class Ring {
  arrivals = new Float64Array(CAPACITY);
  patience = new Float64Array(CAPACITY);
  head = 0;
  tail = 0;
  gone = { count: 0, wait: 0 };

  get empty() {
    return this.head === this.tail;
  }

  /** When the first in line arrived; infinite with nobody in line. */
  get oldest() {
    return this.head === this.tail ? Number.POSITIVE_INFINITY : this.arrivals[this.head & MASK];
  }

  add(now, patience) {
    const slot = this.tail++ & MASK;
    this.arrivals[slot] = now;
    this.patience[slot] = patience;
  }

  take() {
    return this.arrivals[this.head++ & MASK];
  }

  /** Those at the head who had left by now, and how long they had waited; the object is reused. */
  dropGone(now) {
    const { gone } = this;
    gone.count = 0;
    gone.wait = 0;
    while (this.head !== this.tail) {
      const slot = this.head & MASK;
      if (this.arrivals[slot] + this.patience[slot] >= now) break;
      gone.count++;
      gone.wait += this.patience[slot];
      this.head++;
    }
    return gone;
  }
}
