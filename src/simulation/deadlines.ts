import { earlier } from './earlier.js';
import { widened } from './widened.js';

/** Of somebody who has no deadline. */
const NOWHERE = -1;

/**
 * Events of which most are called off before their time, at most one for each subject: an indexed binary
 * heap, from which any can be taken out.
 *
 * That costs more for an event that happens, and much less for one that does not: it does not stay among
 * the others until its time, which makes all of them dearer, only to be passed over.
 */
export class Deadlines {
  private times = new Float64Array(64);
  private orders = new Float64Array(64);
  private subjects = new Int32Array(64);
  /** By subject: its place in the heap, and its payload. */
  private places = new Int32Array(64).fill(NOWHERE);
  private payloads = new Int32Array(64);
  private size = 0;
  /** Of the first; infinite when there is none. */
  time = Number.POSITIVE_INFINITY;

  get order(): number {
    return this.orders[0]!;
  }

  get subject(): number {
    return this.subjects[0]!;
  }

  get payload(): number {
    return this.payloads[this.subject]!;
  }

  /** Sets the subject's deadline, in place of any other it had. */
  set(subject: number, time: number, order: number, payload: number): void {
    if (subject >= this.places.length) this.growTo(subject);
    this.payloads[subject] = payload;
    const known = this.places[subject]!;
    const place = known === NOWHERE ? this.size++ : known;
    if (this.size > this.times.length) this.grow();
    this.settle(place, time, order, subject);
    this.time = this.times[0]!;
  }

  /** Calls off the subject's deadline, if it has one. */
  remove(subject: number): void {
    const { places } = this;
    if (subject >= places.length) return;
    const place = places[subject]!;
    if (place === NOWHERE) return;
    places[subject] = NOWHERE;
    const last = --this.size;
    if (place < last) {
      this.settle(place, this.times[last]!, this.orders[last]!, this.subjects[last]!);
    }
    this.time = last > 0 ? this.times[0]! : Number.POSITIVE_INFINITY;
  }

  /** Puts one where it belongs, from an empty place upwards or downwards. */
  private settle(from: number, time: number, order: number, subject: number): void {
    const { orders, places, size, subjects, times } = this;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const its = times[parent]!;
      if (its < time || (its === time && orders[parent]! < order)) break;
      const other = subjects[parent]!;
      times[place] = its;
      orders[place] = orders[parent]!;
      subjects[place] = other;
      places[other] = place;
      place = parent;
    }
    if (place === from) {
      for (let child = (place << 1) | 1; child < size; child = (place << 1) | 1) {
        if (child < size - 1) child = earlier(times, orders, child);
        const its = times[child]!;
        if (time < its || (time === its && order < orders[child]!)) break;
        const other = subjects[child]!;
        times[place] = its;
        orders[place] = orders[child]!;
        subjects[place] = other;
        places[other] = place;
        place = child;
      }
    }
    times[place] = time;
    orders[place] = order;
    subjects[place] = subject;
    places[subject] = place;
  }

  /** Forgets everything. */
  reset(): void {
    this.places.fill(NOWHERE);
    this.size = 0;
    this.time = Number.POSITIVE_INFINITY;
  }

  private grow(): void {
    const wider = this.times.length * 2;
    this.times = widened(this.times, wider);
    this.orders = widened(this.orders, wider);
    this.subjects = widened(this.subjects, wider);
  }

  private growTo(subject: number): void {
    const known = this.places.length;
    this.places = widened(this.places, 2 * (subject + 1)).fill(NOWHERE, known);
    this.payloads = widened(this.payloads, 2 * (subject + 1));
  }
}
