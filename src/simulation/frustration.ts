import type { FrustrationWeights } from '../scenario/world.js';
import type { Clock } from './clock.js';
import { type Contact, Stage } from './contact.js';

/**
 * The stated, parametric model of frustration (model.md §6): a level that events push up and down.
 *
 * It stays put between events, except in queue, where it rises linearly, twice as fast past a wait
 * that was announced; it never falls below 0. `frustrationArea` integrates it over minutes,
 * `frustrationPeak` keeps its maximum. It is latent: no policy can read it.
 */
export class Frustration {
  constructor(
    private readonly weights: FrustrationWeights,
    private readonly clock: Clock,
  ) {}

  /** A contact begins, in a mood from −1 to 1. */
  begin(contact: Contact, mood: number): void {
    contact.frustrationAt = this.clock.now;
    if (mood !== 0) this.push(contact, -mood);
  }

  customerTurn(contact: Contact, negative: boolean): void {
    this.advance(contact);
    contact.frustration *= this.weights.decay;
    if (negative) this.push(contact, this.weights.negative);
  }

  askNotHonoured(contact: Contact): void {
    this.advance(contact);
    this.push(contact, this.weights.refused);
  }

  aiReply(contact: Contact, failed: boolean, repeated: boolean, progress: boolean): void {
    this.advance(contact);
    const { weights } = this;
    // The AI let them wait for a word: an outage, or too many at once.
    const silence = this.clock.now - contact.spokeAt - weights.silenceAfter;
    this.push(
      contact,
      (failed ? weights.failed : 0) +
        (repeated ? weights.repeated : 0) -
        (progress ? weights.progress : 0) +
        (silence > 0 ? (weights.silencePerMinute * silence) / 60 : 0),
    );
  }

  /** They are told how long it will take. */
  announcement(contact: Contact): void {
    this.advance(contact);
    this.push(contact, -this.weights.announcement);
  }

  explainsAgain(contact: Contact): void {
    this.advance(contact);
    this.push(contact, this.weights.explainAgain);
  }

  /** One team passes them on to another. */
  bounced(contact: Contact): void {
    this.advance(contact);
    this.push(contact, this.weights.bounce);
  }

  personAnswers(contact: Contact): void {
    this.advance(contact);
    this.push(contact, -this.weights.personAnswers);
  }

  /** Brings level, integral and maximum up to the present. */
  advance(contact: Contact): void {
    if (contact.frustrationAt === this.clock.now) return;
    if (inQueue(contact)) this.waits(contact);
    else this.stays(contact);
    contact.frustrationAt = this.clock.now;
  }

  private waits(contact: Contact): void {
    const { now } = this.clock;
    const since = contact.frustrationAt;
    const told = contact.announcedUntil;
    const rate = this.weights.queuePerMinute;
    if (told >= now) return this.rise(contact, (now - since) / 60, rate);
    const calm = told <= since ? since : told;
    this.rise(contact, (calm - since) / 60, rate);
    this.rise(contact, (now - calm) / 60, 2 * rate);
  }

  private stays(contact: Contact): void {
    const { frustration, frustrationAt } = contact;
    if (frustration === 0) return;
    contact.frustrationArea += (frustration * (this.clock.now - frustrationAt)) / 60;
  }

  private rise(contact: Contact, minutes: number, perMinute: number): void {
    if (minutes === 0) return;
    const risen = perMinute * minutes;
    contact.frustrationArea += (contact.frustration + risen / 2) * minutes;
    this.push(contact, risen);
  }

  private push(contact: Contact, change: number): void {
    const level = contact.frustration + change;
    contact.frustration = level > 0 ? level : 0;
    if (level > contact.frustrationPeak) contact.frustrationPeak = level;
  }
}

/** In queue or hearing it ring, and nobody is talking to them. */
function inQueue({ stage, awaitsCall }: Contact): boolean {
  return (stage === Stage.waiting && !awaitsCall) || stage === Stage.ringing;
}
