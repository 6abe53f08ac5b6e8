import type { Ask } from '../conversation.js';
import { askAfterOffer, askAlone } from './asks.js';
import { offersPerson } from './offers.js';
import { type Marks, marksOf } from './repeats.js';
import { feltIn } from './sentiment.js';
import { normalise } from './text.js';

/**
 * What one text says by itself, whoever reads it again: read when first wanted, then kept.
 *
 * Bots say the same sentences over and over, and many customers the same short ones, so the
 * readings of recent texts are remembered. Nothing else is: what a turn means beside its neighbours
 * (an answer to an offer, a repetition) is for the caller.
 */
export class TextReading {
  private marksAs: { readonly kind: 'repeat' | 'rephrase'; readonly marks: Marks } | undefined;
  private offers: boolean | undefined;
  private alone: Ask | undefined;
  private felt: { readonly value: number | undefined } | undefined;

  /** @param alike the reading of a text that says the same to all rules but those of repetition */
  constructor(
    private readonly text: string,
    private readonly alike?: TextReading,
  ) {}

  marks(kind: 'repeat' | 'rephrase'): Marks {
    if (this.marksAs?.kind !== kind)
      this.marksAs = { kind, marks: marksOf(normalise(this.text), kind) };
    return this.marksAs.marks;
  }

  offersPerson(): boolean {
    if (this.alike) return this.alike.offersPerson();
    this.offers ??= offersPerson(this.text);
    return this.offers;
  }

  ask(offeredBefore: boolean): Ask {
    const alone = this.askAlone();
    return offeredBefore ? askAfterOffer(normalise(this.text), alone) : alone;
  }

  private askAlone(): Ask {
    if (this.alike) return this.alike.askAlone();
    this.alone ??= askAlone(normalise(this.text));
    return this.alone;
  }

  /** As `sentiment` of a text in a language that is read here: undefined where there is nothing to read. */
  sentiment(): number | undefined {
    if (this.alike) return this.alike.sentiment();
    this.felt ??= { value: feltIn(this.text) };
    return this.felt.value;
  }
}

const LONG_NUMBER = /\d{3,}(?=\d\d)/g;

/**
 * Numbers of orders and accounts, with zeros in place of all digits but the last two: no rule tells
 * one long number from another (the nearest to it is 24小时), so sentences that differ in them only
 * are read once.
 */
function withoutNumbers(text: string): string {
  return text.replace(LONG_NUMBER, (digits) => '0'.repeat(digits.length));
}

/** Characters of text remembered in each of the two halves. */
const REMEMBERED = 500_000;
/** What remembering one text costs beside it (its marks, the map), in characters. */
const OVERHEAD = 100;
/** Longer texts hardly come back, and each would push out many short ones. */
const LONGEST_REMEMBERED = 1000;
/** What looking a remembered text up costs, in characters read. */
const LOOK_UP = 4;

/** Reads texts, and remembers those read lately. */
export class TextReader {
  private recent = new Map<string, TextReading>();
  private older = new Map<string, TextReading>();
  private length = 0;
  /** Characters read so far: remembered ones cost little, and count so. */
  work = 0;

  read(text: string): TextReading {
    this.work += LOOK_UP;
    const known = this.recent.get(text);
    if (known !== undefined) return known;
    let reading = this.older.get(text);
    if (reading === undefined) {
      const plainer = withoutNumbers(text);
      if (plainer !== text) return new TextReading(text, this.read(plainer));
      reading = new TextReading(text);
      this.work += text.length;
    }
    if (text.length > LONGEST_REMEMBERED) return reading;
    this.recent.set(text, reading);
    this.length += text.length + OVERHEAD;
    if (this.length > REMEMBERED) {
      this.older = this.recent;
      this.recent = new Map();
      this.length = 0;
    }
    return reading;
  }
}
