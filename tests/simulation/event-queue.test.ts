import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../src/simulation/event-queue.js';
import { Luck, Purpose } from '../../src/simulation/luck/luck.js';

interface Event {
  readonly time: number;
  readonly rank: number;
  readonly number: number;
  readonly payload: number;
}

/** The same future as a list that is sorted each time. */
class SortedList {
  private events: Event[] = [];

  push(event: Event): void {
    this.events.push(event);
  }

  pop(): Event | undefined {
    this.events.sort(inTurn);
    return this.events.shift();
  }

  waiting(): readonly Event[] {
    return this.events;
  }
}

function inTurn(a: Event, b: Event): number {
  return a.time - b.time || a.rank - b.rank || a.number - b.number;
}

/** 0, 1, 2, … below `below`; the same on every run. */
function dice(): (below: number) => number {
  const luck = new Luck(1, 0);
  let rolls = 0;
  return (below) => Math.floor(luck.uniform(Purpose.intent, rolls++) * below);
}

function popped(queue: EventQueue) {
  if (!queue.pop()) return undefined;
  const { number, payload, time } = queue;
  return { time, number, payload };
}

describe('the queue of events', () => {
  /** Seconds until an event: whole ones, so that many fall on one instant. */
  const delays = {
    'at once or soon': (roll: (below: number) => number) => roll(20),
    'within hours': (roll: (below: number) => number) => roll(20_000),
    'soon, some days off': (roll: (below: number) => number) =>
      roll(10) === 0 ? 86_400 * roll(20) : roll(100),
    'beyond all reckoning': (roll: (below: number) => number) => 10 ** roll(roll(2) ? 6 : 300),
    'far apart': (roll: (below: number) => number) => 100_000 * roll(50),
  };

  it.each(Object.entries(delays))('takes events out as a sorted list does: %s', (_, delay) => {
    const roll = dice();
    const queue = new EventQueue();
    for (const most of [5, 400, 3000]) {
      queue.reset();
      const list = new SortedList();
      let waiting = 0;
      const push = (payload: number) => {
        const time = queue.time + delay(roll);
        const rank = 1 + roll(7);
        list.push({ time, rank, payload, number: queue.push(time, rank, payload) });
        waiting++;
      };
      const pop = () => {
        const { rank, ...expected } = list.pop()!;
        expect(popped(queue)).toEqual(expected);
        // An arrival beside the heap is in its turn too: this one is next of all.
        if (roll(5) === 0) {
          queue.pushArrival(queue.time, 0, -7);
          expect(queue.isPast(queue.time, 0)).toBe(false);
          expect(popped(queue)).toMatchObject({ time: expected.time, payload: -7 });
        }
        waiting--;
      };
      while (waiting < most) push(waiting);
      for (let step = 0; step < 1000; step++) {
        if (waiting === 0 || roll(2) === 0) push(step);
        else pop();
      }
      while (waiting > 0) pop();
      expect(queue.pop()).toBe(false);
    }
  });

  it('takes deadlines out among the others, and none that was put off or called off', () => {
    const roll = dice();
    const queue = new EventQueue();
    for (const subjects of [500, 3]) {
      queue.reset();
      const list = new SortedList();
      const due = new Map<number, Event>();
      const set = () => {
        const payload = roll(subjects);
        const time = queue.time + roll(50);
        const rank = 1 + roll(7);
        const number = queue.setDeadline(payload, time, rank, payload);
        due.set(payload, { time, rank, payload, number });
      };
      const pop = () => {
        const [first] = [...due.values(), ...list.waiting()].sort(inTurn);
        if (first === undefined) return expect(queue.pop()).toBe(false);
        const { rank, ...expected } = first;
        expect(popped(queue)).toEqual(expected);
        if (due.get(first.payload) === first) due.delete(first.payload);
        else list.pop();
      };
      for (let step = 0; step < 3000; step++) {
        const what = roll(5);
        if (what < 2) set();
        else if (what === 2) {
          const subject = roll(subjects);
          queue.callOff(subject);
          due.delete(subject);
        } else if (what === 3) {
          const [time, rank] = [queue.time + roll(50), 1 + roll(7)];
          list.push({ time, rank, payload: -1, number: queue.push(time, rank, -1) });
        } else pop();
      }
      for (let rest = due.size - 1; rest > 0; rest--) pop(); // one at least is forgotten
    }
  });

  it('knows of a deadline whether an instant is past it', () => {
    const queue = new EventQueue();
    queue.reset();
    queue.push(5, 1, 0);
    queue.pop();
    queue.setDeadline(0, 5, 3, 0);
    expect([2, 3].map((rank) => queue.isPast(5, rank))).toEqual([true, false]);
  });

  it('lets an arrival go before what is far off, and after what is not', () => {
    const queue = new EventQueue();
    queue.reset();
    const times = Array.from({ length: 1000 }, (_, i) => i * 10);
    for (const time of times) queue.push(time, 3, 1);
    const found = [];
    for (let arrival = 5; arrival < 10_000; arrival += 10) {
      queue.pushArrival(arrival, 4, 2);
      while (queue.pop() && queue.payload === 1) found.push(queue.time);
      found.push(queue.time);
    }
    expect(found).toEqual(times.flatMap((time) => [time, time + 5]));
  });

  it('refuses what is past, and what never comes', () => {
    const queue = new EventQueue();
    queue.reset();
    queue.push(5, 1, 0);
    queue.pop();
    for (const time of [4.999, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => queue.push(time, 1, 0)).toThrow(RangeError);
      expect(() => queue.setDeadline(0, time, 1, 0)).toThrow(RangeError);
    }
  });
});
