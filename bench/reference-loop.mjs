/**
 * The yardstick: M/M/n(+M) as bare as JavaScript allows. Typed arrays, one binary heap, sfc32, no
 * features, no configuration, nothing measured but the wait. Every figure of the bench is a ratio
 * to this loop in the same run, because machines differ and drift.
 */
export function referenceLoop({ contacts, load, servers, patience, seed }) {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 1];
  const uniform = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
  const exponential = (mean) => -Math.log(uniform()) * mean;
  for (let i = 0; i < 12; i++) uniform();

  const CAPACITY = 1 << 16;
  const times = new Float64Array(CAPACITY);
  const what = new Int32Array(CAPACITY);
  let size = 0;
  const push = (time, kind) => {
    let hole = size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (times[parent] <= time) break;
      times[hole] = times[parent];
      what[hole] = what[parent];
      hole = parent;
    }
    times[hole] = time;
    what[hole] = kind;
  };
  const pop = () => {
    const time = times[--size];
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
  };

  // Contacts in queue: a ring of arrival times and of states (0 waiting, 1 gone).
  const ring = new Float64Array(CAPACITY);
  const gone = new Uint8Array(CAPACITY);
  const MASK = CAPACITY - 1;
  let [head, tail, busy, arrived, abandoned, wait] = [0, 0, 0, 0, 0, 0];
  const ARRIVAL = 0;
  const DEPARTURE = 1;
  push(exponential(1 / load), ARRIVAL);
  while (size > 0) {
    const now = times[0];
    const kind = what[0];
    pop();
    if (kind === ARRIVAL) {
      if (++arrived < contacts) push(now + exponential(1 / load), ARRIVAL);
      if (busy < servers) {
        busy++;
        push(now + exponential(1), DEPARTURE);
      } else {
        const slot = tail++ & MASK;
        ring[slot] = now;
        gone[slot] = 0;
        if (patience) push(now + exponential(patience), 2 + slot);
      }
    } else if (kind === DEPARTURE) {
      while (head !== tail && gone[head & MASK]) head++;
      if (head === tail) busy--;
      else {
        const slot = head++ & MASK;
        gone[slot] = 2;
        wait += now - ring[slot];
        push(now + exponential(1), DEPARTURE);
      }
    } else if (gone[kind - 2] === 0) {
      gone[kind - 2] = 1;
      abandoned++;
      wait += now - ring[kind - 2];
    }
  }
  return { contacts: arrived, meanWait: wait / arrived, abandonment: abandoned / arrived };
}
