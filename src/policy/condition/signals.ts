import type { Sight } from './sight.js';

/**
 * Every signal a condition can name: its type, its unit and how to read it. The type checker, the
 * compiler, the "did you mean" of an error and the documentation all come from this one table.
 *
 * Numbers are CEL doubles, counts too, so that `failed_turns / turns > 0.5` means what it says
 * instead of dividing integers. The clock and a desk's `open` aside, any signal may be absent.
 */
export type Signal =
  | {
      readonly type: 'number';
      readonly unit: string;
      readonly meaning: string;
      readonly read: (s: Sight) => number;
    }
  | {
      readonly type: 'string';
      readonly meaning: string;
      readonly read: (s: Sight) => string | undefined;
    }
  | {
      readonly type: 'bool';
      readonly meaning: string;
      readonly read: (s: Sight) => boolean;
    };

export const SIGNALS: Readonly<Record<string, Signal>> = {
  asks: number('asks', 'unprompted requests for a person so far', (s) => s.asks()),
  refusals: number('asks', 'requests that were not honoured so far', (s) => s.refusals()),
  failed_turns: number('replies', 'failures that the AI noticed so far', (s) => s.failedTurns()),
  repeats: number('replies', 'AI replies that repeated an earlier one', (s) => s.repeats()),
  turns: number('turns', 'customer turns so far, this one included', (s) => s.turns()),
  negative_turns: number('turns', 'customer turns of negative sentiment so far', (s) =>
    s.negativeTurns(),
  ),
  confidence: number('0 to 1', 'the AI’s confidence in its latest reply', (s) => s.confidence()),
  margin: number('0 to 1', 'its lead over the second-best intent', (s) => s.margin()),
  sentiment: number('−1 to 1', 'sentiment of the latest customer turn', (s) => s.sentiment()),
  sentiment_slope: number('per turn', 'least-squares trend of the sentiment', (s) =>
    s.sentimentSlope(),
  ),
  elapsed: number('s', 'time since the contact arrived', (s) => s.elapsed()),
  idle: number('s', 'time between the latest AI reply and this turn', (s) => s.idle()),
  contact_number: number('contacts', '1 for a first contact, 2 for the first time back', (s) =>
    s.contactNumber(),
  ),
  accepted_offers: number('offers', 'offers that the customer accepted', (s) => s.acceptedOffers()),
  declined_offers: number('offers', 'offers that the customer declined', (s) => s.declinedOffers()),
  clarifications: number('questions', 'clarifying questions that the AI asked', (s) =>
    s.clarifications(),
  ),
  slots: number('slots', 'things that the customer gave when asked', (s) => s.slots()),
  handbacks: number('times', 'returns from people or their queue to the AI', (s) => s.handbacks()),
  pending: {
    type: 'bool',
    meaning: 'a transfer is pending while the AI goes on',
    read: (s) => s.pending(),
  },
  waited: number('s', 'time in queue so far; in waiting rules only', (s) => s.waited()),
  expected_wait: number('s', 'least expected wait over its teams; in waiting rules only', (s) =>
    s.expectedWait(),
  ),
  agent_silent: number('s', 'since the person last said a word; in serving rules only', (s) =>
    s.agentSilent(),
  ),
  'ai.available': {
    type: 'bool',
    meaning: 'the AI answers; false during an outage',
    read: (s) => s.aiAvailable(),
  },
  intent: string('what the contact is about', (s) => s.intent()),
  segment: string('customer segment', (s) => s.segment()),
  language: string('customer language', (s) => s.language()),
  channel: string('chat, voice, …', (s) => s.channel()),
  'clock.hour': number('0 to 23', 'hour of the day', (s) => s.hour()),
  'clock.minute': number('0 to 59', 'minute of the hour', (s) => s.minute()),
  'clock.weekday': number('1 to 7', 'ISO weekday, 1 is Monday', (s) => s.weekday()),
  'clock.date': string('such as "2026-12-25"; where the scenario has a date', (s) => s.date()),
};

/** Signals of every team, named `desk.<team>.<signal>`. */
export const DESK_SIGNALS: Readonly<
  Record<
    string,
    | {
        readonly type: 'bool';
        readonly meaning: string;
        readonly read: (s: Sight, team: number) => boolean;
      }
    | {
        readonly type: 'number';
        readonly unit: string;
        readonly meaning: string;
        readonly read: (s: Sight, team: number) => number;
      }
  >
> = {
  open: {
    type: 'bool',
    meaning: 'within its hours, or without hours: somebody is on duty',
    read: (s, team) => s.deskOpen(team),
  },
  staffed: desk('people', 'people on duty', (s, team) => s.deskStaffed(team)),
  free: desk('contacts', 'contacts it could take at once', (s, team) => s.deskFree(team)),
  queue: desk('contacts', 'contacts waiting', (s, team) => s.deskQueue(team)),
  oldest_wait: desk('s', 'wait of the one at the head of the queue', (s, team) =>
    s.deskOldestWait(team),
  ),
  estimated_wait: desk('s', 'expected wait of a contact that enters now', (s, team) =>
    s.deskEstimatedWait(team),
  ),
};

function number(unit: string, meaning: string, read: (s: Sight) => number): Signal {
  return { type: 'number', unit, meaning, read };
}

function string(meaning: string, read: (s: Sight) => string | undefined): Signal {
  return { type: 'string', meaning, read };
}

function desk(unit: string, meaning: string, read: (s: Sight, team: number) => number) {
  return { type: 'number' as const, unit, meaning, read };
}
