import type { FrustrationWeights } from '../scenario/world.js';
import type { Contacts } from './contacts.js';

/**
 * The stated, parametric model of frustration (model.md §6): a level that events push up and down.
 *
 * It stays put between events, except in queue, where it rises linearly; it never falls below 0.
 * `area` integrates it over minutes, `peak` keeps its maximum, and a contact boils over when it
 * reaches its customer's tolerance. It is latent: no policy can read it.
 */
export class Frustration {
  constructor(
    private readonly contacts: Contacts,
    private readonly weights: FrustrationWeights,
  ) {}

  /** A contact begins, in a mood from −1 to 1. */
  begin(slot: number, mood: number, now: number): void {
    this.contacts.frustration[slot] = 0;
    this.contacts.frustrationPeak[slot] = 0;
    this.contacts.frustrationAt[slot] = now;
    this.push(slot, -mood);
  }

  customerTurn(slot: number, negative: boolean, now: number): void {
    this.advance(slot, now);
    const { frustration } = this.contacts;
    frustration[slot] = frustration[slot]! * this.weights.decay;
    this.push(slot, negative ? this.weights.negative : 0);
  }

  askNotHonoured(slot: number, now: number): void {
    this.advance(slot, now);
    this.push(slot, this.weights.refused);
  }

  aiReply(slot: number, failed: boolean, repeated: boolean, progress: boolean, now: number): void {
    this.advance(slot, now);
    const { weights } = this;
    this.push(
      slot,
      (failed ? weights.failed : 0) +
        (repeated ? weights.repeated : 0) -
        (progress ? weights.progress : 0),
    );
  }

  /** Leaves the queue, answered or not: the wait has worn on them. */
  waited(slot: number, now: number): void {
    const { frustration, frustrationAt, frustrationArea } = this.contacts;
    const minutes = (now - frustrationAt[slot]!) / 60;
    const risen = this.weights.queuePerMinute * minutes;
    frustrationArea[slot] = frustrationArea[slot]! + (frustration[slot]! + risen / 2) * minutes;
    frustrationAt[slot] = now;
    this.push(slot, risen);
  }

  explainsAgain(slot: number, now: number): void {
    this.advance(slot, now);
    this.push(slot, this.weights.explainAgain);
  }

  personAnswers(slot: number, now: number): void {
    this.advance(slot, now);
    this.push(slot, -this.weights.personAnswers);
  }

  /** Brings the integral up to `now`; the level is constant outside the queue. */
  advance(slot: number, now: number): void {
    const { frustration, frustrationAt, frustrationArea } = this.contacts;
    frustrationArea[slot] =
      frustrationArea[slot]! + (frustration[slot]! * (now - frustrationAt[slot]!)) / 60;
    frustrationAt[slot] = now;
  }

  private push(slot: number, change: number): void {
    const { frustration, frustrationPeak, tolerance, boiledOver } = this.contacts;
    const level = Math.max(0, frustration[slot]! + change);
    frustration[slot] = level;
    if (level > frustrationPeak[slot]!) frustrationPeak[slot] = level;
    if (level >= tolerance[slot]!) boiledOver[slot] = 1;
  }
}
