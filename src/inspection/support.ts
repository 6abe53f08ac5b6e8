import type { Support } from './inspection.js';

/** How many records hold what, as far as it decides which metrics can be told. */
export interface Holdings {
  readonly conversations: number;
  readonly handedOver: number;
  readonly withDialogue: number;
  readonly withText: boolean;
  readonly withTurnTimes: boolean;
  readonly recordedAsks: boolean;
  readonly withStart: number;
  readonly withCustomer: number;
  readonly withOutcome: number;
  readonly withWait: number;
  readonly withAnswered: number;
  readonly withHandle: number;
  readonly answered: number;
  readonly withSegment: number;
  readonly confidence: boolean;
  readonly abandoned: number;
  readonly noContainment?: string;
}

/** Which metrics the record itself can tell, and why not the others. */
export function supports(h: Holdings): Support[] {
  const rows: Support[] = [];
  const say = (metric: string, holds: boolean, yes: string, no: string): void => {
    rows.push({ metric, from: holds ? 'record' : 'no', why: holds ? yes : no });
  };
  const contained = h.noContainment === undefined;
  say('containment.rate', contained, 'every contact is in the file', h.noContainment ?? '');
  say(
    'transfer.rate',
    contained,
    'hand-overs are recorded',
    h.handedOver * 2 > h.conversations
      ? `${h.noContainment ?? ''}, so the file holds hardly anything but hand-overs`
      : (h.noContainment ?? ''),
  );
  say(
    'resolution.ai',
    h.withOutcome > 0 && contained,
    `outcome known for ${count(h.withOutcome)} of ${count(h.conversations)}`,
    h.withOutcome === 0 ? 'no outcome is recorded' : (h.noContainment ?? ''),
  );
  const waits = h.withWait > 0 && h.withAnswered > 0;
  say(
    'wait.*, service_level',
    waits,
    `waits known for ${count(h.withWait)} of ${count(h.handedOver)} hand-overs`,
    h.handedOver === 0 ? 'nothing was handed over' : 'no waiting times are recorded',
  );
  say(
    'abandonment.rate',
    h.withAnswered > 0,
    `known whether answered for ${count(h.withAnswered)} of ${count(h.handedOver)} hand-overs`,
    h.handedOver === 0 ? 'nothing was handed over' : 'not recorded who was answered',
  );
  const asks: [string, string] = [
    'friction.asks, .refusals, .unreached',
    'friction.turns_to_person',
  ];
  for (const metric of asks) {
    if (h.recordedAsks) say(metric, true, 'asks for a person are recorded', '');
    else if (h.withText)
      rows.push({ metric, from: 'text', why: 'asks for a person are read out of the texts' });
    else
      say(metric, false, '', h.withDialogue > 0 ? 'no texts and no recorded asks' : 'no dialogue');
  }
  if (h.withTurnTimes && waits && h.withText && !h.recordedAsks)
    rows.push({
      metric: 'friction.seconds_to_person',
      from: 'text',
      why: 'turn times and waits are recorded, asks are read out of the texts',
    });
  else
    say(
      'friction.seconds_to_person',
      h.withTurnTimes && waits && h.recordedAsks,
      'turn times, waits and asks are recorded',
      h.withDialogue === 0
        ? 'no dialogue'
        : !h.withTurnTimes
          ? 'turns have no times'
          : waits
            ? 'no texts and no recorded asks'
            : 'no waiting times are recorded',
    );
  say(
    'time_to_resolution',
    h.withTurnTimes && h.withOutcome > 0,
    'turn times and outcomes are recorded',
    h.withDialogue === 0
      ? 'no dialogue'
      : h.withTurnTimes
        ? 'no outcome is recorded'
        : 'turns have no times',
  );
  say(
    'repeat.rate',
    h.withCustomer > 0 && h.withStart > 0,
    `customer and start known; customer for ${count(h.withCustomer)} of ${count(h.conversations)}, so a lower bound`,
    h.withCustomer === 0 ? 'customers are not identified' : 'no start times are recorded',
  );
  say(
    'by segment',
    h.withSegment > 0,
    `segment known for ${count(h.withSegment)} of ${count(h.conversations)}`,
    'no segment is recorded; slices by intent and language remain where those are',
  );
  return rows;
}

/** What a replay of this dataset has to take from a scenario, in sentences. */
export function replayNotes(h: Holdings): string[] {
  const notes: string[] = [];
  const partly = (have: number, of: number) => have > 0 && have < of;
  if (h.withDialogue === 0)
    notes.push(
      'No dialogue: contacts enter at the queue, so only rules on arrival, priority, team and waiting can apply.',
    );
  else if (!h.withTurnTimes)
    notes.push("No timestamps: durations in a replay come from the scenario's reply-time model.");
  if (h.withStart === 0)
    notes.push(
      'No start times: a replay samples conversations, with replacement, into the arrivals of the scenario.',
    );
  else if (partly(h.withStart, h.conversations))
    notes.push(
      `Start times for ${count(h.withStart)} of ${count(h.conversations)} conversations only.`,
    );
  notes.push(
    'Waits and abandonment in a replay are always modelled, because the queue is simulated; the record serves to check the model.',
  );
  if (h.handedOver > 0 && h.withHandle === 0)
    notes.push('No handle times: they come from the teams of the scenario.');
  else if (partly(h.withHandle, h.answered))
    notes.push(
      `Handle times for ${count(h.withHandle)} of ${count(h.answered)} answered hand-overs; the rest come from the teams of the scenario.`,
    );
  if (h.abandoned === 0)
    notes.push('Nobody is recorded as leaving a queue: patience comes from the scenario.');
  else
    notes.push(
      `${count(h.abandoned)} recorded abandonments: patience can be estimated from them, censored by those answered.`,
    );
  if (h.withOutcome === 0)
    notes.push('No outcomes: resolution in a replay is modelled throughout.');
  else if (partly(h.withOutcome, h.conversations))
    notes.push(
      `Outcomes for ${count(h.withOutcome)} of ${count(h.conversations)} conversations; the rest are modelled and bounded.`,
    );
  if (h.withDialogue > 0 && !h.confidence)
    notes.push(
      'No confidence of the AI: rules on `confidence` and `margin` will find it absent and not match.',
    );
  return notes;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
