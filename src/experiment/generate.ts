import type { Conversation, Turn } from '../dataset/conversation.js';
import { DAY } from '../input/quantities.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';
import { Luck } from '../simulation/luck/luck.js';
import type { ContactRecord } from '../simulation/record.js';
import { Simulation } from '../simulation/simulation.js';
import type { ContactKey, TracedEvent, TracedReply, TracedTurn } from '../simulation/trace.js';
import { WORDS, type Words } from './generated-words.js';

/** Midnight of Monday 2 March 2026 (UTC): generated days lie in the weeks from here on. */
const EPOCH_MONDAY = Date.UTC(2026, 2, 2) / 1000;

/**
 * Synthetic conversations with known truth: what a platform would have logged had this world run
 * under this policy. Replayed in the same world they must come out as they went in.
 *
 * @param count conversations to yield, in order of arrival, days after days as needed
 */
export function* generate(
  world: World,
  policy: Policy,
  seed: number,
  count: number,
): Generator<Conversation> {
  const simulation = new Simulation(world, policy);
  let left = count;
  // Each replication begins on the same weekday, after the weeks of the one before.
  const weeks = Math.ceil(world.closesAt / (7 * DAY));
  for (let day = 0; left > 0; day++) {
    const said = new Map<string, (TracedTurn | TracedReply)[]>();
    const answeredBy = new Map<string, string>();
    const ended: { record: ContactRecord; conversation: Conversation }[] = [];
    const listen = (contact: ContactKey, what: TracedTurn | TracedReply) => {
      const key = keyOf(contact);
      said.set(key, [...(said.get(key) ?? []), what]);
    };
    const happens = (contact: ContactKey, { agent, kind, team }: TracedEvent) => {
      if (kind !== 'answered') return;
      answeredBy.set(keyOf(contact), `${world.teams[team!]!.name}-${agent! + 1}`);
    };
    const midnight = EPOCH_MONDAY + (world.clock.weekday - 1 + 7 * weeks * day) * DAY;
    simulation.run(
      new Luck(seed, day),
      {
        contact: (record) => {
          const told = {
            turns: said.get(keyOf(record)) ?? [],
            agent: answeredBy.get(keyOf(record)),
          };
          const conversation = write(world, record, told, day, midnight);
          ended.push({ record: { ...record }, conversation });
        },
      },
      { customerTurn: listen, aiReply: listen, happens },
    );
    ended.sort((a, b) => a.record.arrivedAt - b.record.arrivedAt);
    for (const { conversation } of ended.slice(0, left)) yield conversation;
    left -= ended.length;
  }
}

function keyOf({ issue, visit }: ContactKey): string {
  return `${issue}/${visit}`;
}

/** What was heard of a contact while it lasted: its turns, and who answered, the last of them if several did. */
interface Told {
  readonly turns: readonly (TracedTurn | TracedReply)[];
  readonly agent: string | undefined;
}

function write(
  world: World,
  record: ContactRecord,
  { agent, turns }: Told,
  day: number,
  midnight: number,
): Conversation {
  const language = world.languages[record.language]!.name;
  const intent = world.intents[record.intent]!.name;
  const channel = world.channels[record.channel]!.name;
  const answered = !Number.isNaN(record.answeredAt);
  const handedOver = record.team >= 0;
  const writer = new Writer(WORDS[language] ?? WORDS.en!, intent, record.issue + 1000 * day);
  return {
    id: `d${day}-${record.issue}-${record.visit}`,
    customer: `d${day}-customer-${record.issue}`,
    startedAt: midnight + Math.round(record.arrivedAt),
    language,
    intent,
    segment: world.segments[record.segment]!.name,
    ...(channel === '' ? {} : { channel }),
    turns: turns.map((what): Turn => {
      const atSeconds = Math.round((what.at - record.arrivedAt) * 10) / 10;
      return 'outcome' in what
        ? { speaker: 'ai', text: writer.reply(what), atSeconds, failed: what.noticed }
        : { speaker: 'customer', text: writer.turn(what), atSeconds };
    }),
    ...(handedOver
      ? {
          handover: {
            afterCustomerTurns: record.customerTurns,
            team: world.teams[record.team]!.name,
            waitSeconds: Math.round(record.waitSeconds),
            answered,
            ...(answered ? { handleSeconds: Math.round(record.handleSeconds) } : {}),
            ...(agent === undefined ? {} : { agent }),
          },
        }
      : {}),
    ending: handedOver ? 'handed-over' : 'customer-left',
    ...(record.resolved === undefined ? {} : { resolved: record.resolved }),
    ...(record.resolved ? { resolvedBy: answered ? 'human' : 'ai' } : {}),
  };
}

/** Finds words for what happened; the same contact always finds the same ones. */
class Writer {
  private turns = 0;
  private replies = 0;
  private latest = '';

  constructor(
    private readonly words: Words,
    private readonly intent: string,
    private readonly variety: number,
  ) {}

  turn({ ask, negative }: TracedTurn): string {
    const { accepts, asks, declines, more, negative: negatives, opening } = this.words;
    this.turns++;
    if (ask === 'request') return this.pick(asks, this.turns);
    if (ask === 'accept') return this.pick(accepts, this.turns);
    if (ask === 'refuse') return this.pick(declines, this.turns);
    if (negative && this.turns > 1) return this.pick(negatives, this.turns);
    if (this.turns > 1) return this.pick(more, this.turns);
    return this.pick(opening[this.intent] ?? opening.other!, 0);
  }

  reply({ outcome, repeated }: TracedReply): string {
    this.replies++;
    if (repeated && this.latest) return this.latest;
    const { asksBack, failed, offersCallback, offersPerson, offersTicket, progress, solved } =
      this.words;
    const choices = {
      solved,
      failed,
      progress,
      neutral: progress,
      'offers-person': offersPerson,
      'offers-callback': offersCallback,
      'offers-ticket': offersTicket,
      'asks-back': asksBack,
    };
    const text = this.pick(choices[outcome], this.replies);
    if (outcome === 'failed') this.latest = text;
    return text;
  }

  private pick(choices: readonly string[], step: number): string {
    const text = choices[(this.variety + step) % choices.length]!;
    return text.replace('{n}', String(100000 + ((this.variety * 7919) % 900000)));
  }
}
