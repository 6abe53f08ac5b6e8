import type { World } from '../../scenario/world.js';
import type { ContactRecord } from '../../simulation/record.js';
import type {
  ContactKey,
  Trace,
  TracedDecision,
  TracedEvent,
  TracedFeeling,
  TracedLook,
  TracedRecordedReply,
  TracedReply,
  TracedTurn,
  TracedWeighing,
} from '../../simulation/trace.js';
import type { Check, DecisionEntry, Entry, Feeling, Life, Moment, Weighing } from './life.js';
import { Deeds } from './life-deeds.js';
import { endOf } from './life-end.js';
import { type ExplainedPolicy, RuleReasons, type Saw } from './life-rules.js';

/** Below this a difference is a rounding error. */
const NOTHING = 1e-9;

export interface RecorderOptions {
  readonly saw: Saw;
  /** Whose lives are wanted; absent: everybody's. */
  readonly wanted?: (contact: ContactKey) => boolean;
}

/**
 * Listens to one replication and writes lives down. Only contacts in flight are held: each life is
 * handed out, and forgotten, when its record comes.
 */
export class LifeRecorder implements Trace {
  private readonly lives = new Map<string, Draft>();
  private readonly reasons: RuleReasons;
  private readonly deeds: Deeds;

  constructor(
    private readonly world: World,
    private readonly explained: ExplainedPolicy,
    private readonly options: RecorderOptions,
  ) {
    this.reasons = new RuleReasons(world, explained, options.saw);
    this.deeds = new Deeds(world);
  }

  /** The life of a contact whose record has come; undefined: it was not wanted. */
  finish(record: ContactRecord, replication: number): Life | undefined {
    const draft = this.lives.get(key(record));
    if (draft === undefined) return undefined;
    this.lives.delete(key(record));
    const { channels, intents, languages, record: recording, segments } = this.world;
    const conversation = recording?.dialogues[record.dialogue]?.id;
    return {
      policy: this.explained.policy.name,
      replication,
      issue: record.issue,
      visit: record.visit,
      ...(conversation === undefined ? {} : { conversation }),
      intent: intents[record.intent]!.name,
      segment: segments[record.segment]!.name,
      language: languages[record.language]!.name,
      channel: recording?.dialogues[record.dialogue]?.channel ?? channels[record.channel]!.name,
      arrivedAt: record.arrivedAt,
      moments: draft.moments(),
      end: endOf(record, this.world),
    };
  }

  // ── what is heard ────────────────────────────────────────────────────────

  happens(contact: ContactRecord, { at, kind, seconds, team }: TracedEvent): void {
    if (kind === 'arrives') {
      const { wanted } = this.options;
      if (wanted === undefined || wanted(contact)) this.lives.set(key(contact), new Draft());
    }
    const draft = this.lives.get(key(contact));
    draft?.add(at, {
      kind: 'event',
      event: kind,
      ...(team === undefined ? {} : { team: this.world.teams[team]!.name }),
      ...(seconds === undefined ? {} : { seconds }),
    });
    // Before the warm-up is over no record comes of it.
    if (kind === 'ends' && contact.arrivedAt < this.world.measuredFrom) {
      this.lives.delete(key(contact));
    }
  }

  customerTurn(contact: ContactKey, { ask, at, negative, observed }: TracedTurn): void {
    const draft = this.lives.get(key(contact));
    draft?.add(at, { kind: 'turn', turn: ++draft.turns, ask, negative, observed });
  }

  aiReply(contact: ContactKey, { at, noticed, outcome, repeated }: TracedReply): void {
    const draft = this.lives.get(key(contact));
    const reply = draft && ++draft.replies;
    draft?.add(at, { kind: 'reply', reply: reply!, outcome, repeated, noticed, observed: false });
  }

  recordedReply(
    contact: ContactKey,
    { at, failed, offersPerson, repeated }: TracedRecordedReply,
  ): void {
    const draft = this.lives.get(key(contact));
    draft?.add(at, {
      kind: 'reply',
      reply: ++draft.replies,
      outcome: offersPerson ? 'offers-person' : failed ? 'failed' : 'recorded',
      repeated,
      noticed: failed,
      observed: true,
    });
  }

  deciding(contact: ContactRecord, { at, point, rule, sight }: TracedLook): void {
    const draft = this.lives.get(key(contact));
    if (draft === undefined) return;
    draft.open(at, {
      kind: 'decision',
      point,
      saw: this.reasons.saw(sight),
      rules: this.reasons.checks(point, rule, sight, contact.fired),
      weighed: [],
      instead: false,
    });
  }

  weighing(contact: ContactRecord, { action, at, found, sight }: TracedWeighing): void {
    const draft = this.lives.get(key(contact));
    draft?.decision(at, 'turn').weighed.push({
      deed: this.deeds.ofAction(action, this.languageOf(contact)),
      found,
      ...this.reasons.gate(action, sight),
    });
  }

  decided(contact: ContactRecord, { action, at, instead, point, rule }: TracedDecision): void {
    const draft = this.lives.get(key(contact));
    if (draft === undefined) return;
    const decision = draft.decision(at, point);
    draft.close();
    if (action === undefined) return;
    const { rules, serving, waiting } = this.explained.policy;
    const among = point === 'waiting' ? waiting : point === 'serving' ? serving : rules;
    const language = this.languageOf(contact);
    decision.rule = among[rule]!.id;
    decision.does =
      'kind' in action
        ? this.deeds.ofAction(action, language)
        : this.deeds.ofStay(action, language);
    decision.instead ||= instead;
  }

  feels(contact: ContactRecord, { at, change, level, part }: TracedFeeling): void {
    this.lives.get(key(contact))?.feel(at, part, change, level);
  }

  private languageOf({ language }: ContactRecord): string {
    return this.world.languages[language]!.name;
  }
}

function key({ issue, visit }: ContactKey): string {
  return `${issue}/${visit}`;
}

type OpenDecision = {
  -readonly [K in keyof DecisionEntry]: K extends 'weighed'
    ? Weighing[]
    : K extends 'rules'
      ? Check[]
      : DecisionEntry[K];
};
interface OpenMoment {
  readonly at: number;
  readonly entries: Entry[];
  feeling?: { readonly from: number; to: number; readonly parts: Feeling['parts'][number][] };
}

/** A life in the making. */
class Draft {
  turns = 0;
  replies = 0;
  private level = 0;
  private readonly instants: OpenMoment[] = [];
  /** Rules have been looked at, and what comes of it is not yet told. */
  private pending: OpenDecision | undefined;

  add(at: number, entry: Entry): void {
    this.moment(at).entries.push(entry);
  }

  open(at: number, decision: OpenDecision): void {
    this.add(at, decision);
    this.pending = decision;
  }

  /** The decision being made; a new one where no rule had to be looked at for it. */
  decision(at: number, point: DecisionEntry['point']): OpenDecision {
    if (this.pending === undefined) {
      const declined = this.moment(at).entries.some(
        (entry) => entry.kind === 'event' && entry.event === 'declines-offer',
      );
      this.open(at, {
        kind: 'decision',
        point,
        saw: new Map(),
        rules: [],
        weighed: [],
        instead: declined,
      });
    }
    return this.pending!;
  }

  close(): void {
    this.pending = undefined;
  }

  feel(at: number, part: Feeling['parts'][number]['part'], change: number, level: number): void {
    const moment = this.moment(at);
    moment.feeling ??= { from: this.level, to: this.level, parts: [] };
    moment.feeling.parts.push({ part, change });
    moment.feeling.to = level;
    this.level = level;
  }

  moments(): Moment[] {
    return this.instants.map(({ at, entries, feeling }) => ({
      at,
      entries,
      ...(feeling === undefined ? {} : { frustration: withFloor(feeling) }),
    }));
  }

  private moment(at: number): OpenMoment {
    const latest = this.instants.at(-1);
    if (latest?.at === at) return latest;
    const moment: OpenMoment = { at, entries: [] };
    this.instants.push(moment);
    // A waiting rule that did not hold: nothing more comes of that look.
    this.pending = undefined;
    return moment;
  }
}

/** Parts that would have taken the level below 0 were not felt in full. */
function withFloor({ from, parts, to }: Feeling): Feeling {
  const unfelt = to - from - parts.reduce((sum, { change }) => sum + change, 0);
  return {
    from,
    to,
    parts: Math.abs(unfelt) < NOTHING ? parts : [...parts, { part: 'floor', change: unfelt }],
  };
}
