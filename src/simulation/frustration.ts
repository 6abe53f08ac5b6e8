import type { FrustrationWeights } from '../scenario/world.js';
import type { Clock } from './clock.js';
import { type Contact, Stage } from './contact.js';
import type { FrustrationPart } from './trace.js';

/**
 * The stated, parametric model of frustration (model.md §6): a level that events push up and down.
 *
 * It stays put between events, except in queue, where it rises linearly, twice as fast past a wait
 * that was announced; it never falls below 0. `frustrationArea` integrates it over minutes,
 * `frustrationPeak` keeps its maximum. It is latent: no policy can read it.
 */
export class Frustration {
  /** Hears what moved the level of whom; nobody listens unless a run is traced. */
  listener: ((contact: Contact, part: FrustrationPart, change: number) => void) | undefined =
    undefined;

  constructor(
    private readonly weights: FrustrationWeights,
    private readonly clock: Clock,
  ) {}

  /** A contact begins, in a mood from −1 to 1. */
  begin(contact: Contact, mood: number): void {
    contact.frustrationAt = this.clock.now;
    if (mood !== 0) this.move(contact, -mood, 'mood');
  }

  customerTurn(contact: Contact, negative: boolean): void {
    this.advance(contact);
    const before = contact.frustration;
    contact.frustration = before * this.weights.decay;
    this.listener?.(contact, 'decay', contact.frustration - before);
    if (negative) this.move(contact, this.weights.negative, 'negative');
  }

  askNotHonoured(contact: Contact): void {
    this.advance(contact);
    this.move(contact, this.weights.refused, 'refused');
  }

  aiReply(contact: Contact, failed: boolean, repeated: boolean, progress: boolean): void {
    this.advance(contact);
    const { weights } = this;
    // The AI let them wait for a word: an outage, or too many at once.
    const past = this.clock.now - contact.spokeAt - weights.silenceAfter;
    const silence = past > 0 ? (weights.silencePerMinute * past) / 60 : 0;
    const failure = failed ? weights.failed : 0;
    const repetition = repeated ? weights.repeated : 0;
    const relief = progress ? weights.progress : 0;
    this.push(contact, failure + repetition - relief + silence);
    const { listener } = this;
    if (listener === undefined) return;
    listener(contact, 'failed', failure);
    listener(contact, 'repeated', repetition);
    listener(contact, 'progress', -relief);
    listener(contact, 'silence', silence);
  }

  /** They are told how long it will take. */
  announcement(contact: Contact): void {
    this.advance(contact);
    this.move(contact, -this.weights.announcement, 'announcement');
  }

  explainsAgain(contact: Contact): void {
    this.advance(contact);
    this.move(contact, this.weights.explainAgain, 'explain-again');
  }

  /** One team passes them on to another. */
  bounced(contact: Contact): void {
    this.advance(contact);
    this.move(contact, this.weights.bounce, 'bounce');
  }

  /** The AI asks something instead of answering. */
  askedBack(contact: Contact): void {
    this.advance(contact);
    this.move(contact, this.weights.askedBack, 'asked-back');
  }

  /** The promised call or reply is late, or will not come. */
  promiseBroken(contact: Contact): void {
    this.advance(contact);
    this.move(contact, this.weights.brokenPromise, 'broken-promise');
  }

  personAnswers(contact: Contact): void {
    this.advance(contact);
    this.move(contact, -this.weights.personAnswers, 'person-answers');
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
    if (told >= now) return this.rise(contact, (now - since) / 60, rate, 'queue');
    const calm = told <= since ? since : told;
    this.rise(contact, (calm - since) / 60, rate, 'queue');
    this.rise(contact, (now - calm) / 60, 2 * rate, 'past-announced');
  }

  private stays(contact: Contact): void {
    const { frustration, frustrationAt } = contact;
    if (frustration === 0) return;
    contact.frustrationArea += (frustration * (this.clock.now - frustrationAt)) / 60;
  }

  private rise(contact: Contact, minutes: number, perMinute: number, part: FrustrationPart): void {
    if (minutes === 0) return;
    const risen = perMinute * minutes;
    contact.frustrationArea += (contact.frustration + risen / 2) * minutes;
    this.move(contact, risen, part);
  }

  private move(contact: Contact, change: number, part: FrustrationPart): void {
    this.push(contact, change);
    this.listener?.(contact, part, change);
  }

  private push(contact: Contact, change: number): void {
    const level = contact.frustration + change;
    contact.frustration = level > 0 ? level : 0;
    if (level > contact.frustrationPeak) contact.frustrationPeak = level;
  }
}

/** In queue, hearing it ring, or before a silent person: nobody is talking to them. */
function inQueue({ stage, promised }: Contact): boolean {
  return (
    (stage === Stage.waiting && !promised) || stage === Stage.ringing || stage === Stage.silent
  );
}
