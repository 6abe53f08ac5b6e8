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
    const place = this.places[subject] ?? NOWHERE;
    if (place === NOWHERE) return;
    this.places[subject] = NOWHERE;
    const last = --this.size;
    if (place < last) {
      this.settle(place, this.times[last]!, this.orders[last]!, this.subjects[last]!);
    }
    this.time = last > 0 ? this.times[0]! : Number.POSITIVE_INFINITY;
  }

  /** Puts one where it belongs, from an empty place upwards or downwards. */
  private settle(from: number, time: number, order: number, subject: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.isBefore(parent, time, order)) break;
      this.move(parent, place);
      place = parent;
    }
    if (place === from) {
      for (let child = 2 * place + 1; child < this.size; child = 2 * place + 1) {
        const next = child + 1;
        if (next < this.size && this.isBefore(next, this.times[child]!, this.orders[child]!)) {
          child = next;
        }
        if (!this.isBefore(child, time, order)) break;
        this.move(child, place);
        place = child;
      }
    }
    this.times[place] = time;
    this.orders[place] = order;
    this.subjects[place] = subject;
    this.places[subject] = place;
  }

  private isBefore(place: number, time: number, order: number): boolean {
    const its = this.times[place]!;
    return its < time || (its === time && this.orders[place]! < order);
  }

  private move(from: number, to: number): void {
    const subject = this.subjects[from]!;
    this.times[to] = this.times[from]!;
    this.orders[to] = this.orders[from]!;
    this.subjects[to] = subject;
    this.places[subject] = to;
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
