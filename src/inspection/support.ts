import type { Holdings } from './holdings.js';
import type { Support } from './inspection.js';

/** Whether a record itself tells a metric, and why or why not. */
export type Telling = Pick<Support, 'from' | 'why'>;

/** Metrics of the catalogue that a record tells together, or together does not. */
interface Told {
  /** As `inspect` names them. */
  readonly label: string;
  readonly metrics: readonly string[];
  readonly telling: (held: Holdings) => Telling;
}

/**
 * The one place that says what a record can tell: `inspect` lists it, and a replay compares what it
 * simulates with nothing else. What is not here (frustration, cost, people's time) no record tells.
 */
const TOLD: readonly Told[] = [
  { label: 'containment.rate', metrics: ['containment.rate'], telling: containment },
  { label: 'transfer.rate', metrics: ['transfer.rate'], telling: transfer },
  {
    label: 'resolution.rate, .human',
    metrics: ['resolution.rate', 'resolution.human'],
    telling: (held) =>
      held.withOutcome > 0
        ? recorded(`outcome known for ${of(held.withOutcome, held.contacts)}`)
        : untold('no outcome is recorded'),
  },
  {
    label: 'resolution.ai',
    metrics: ['resolution.ai', 'containment.unresolved', 'resolution.vendor_gap'],
    telling: resolvedByAi,
  },
  {
    label: 'wait.*, service_level',
    metrics: [
      ...['wait.mean', 'wait.asa', 'wait.none', 'wait.p50', 'wait.p90', 'wait.p95', 'wait.p99'],
      ...['wait.max', 'service_level(20s)', 'service_level(180s)', 'abandonment.short'],
    ],
    telling: waits,
  },
  { label: 'abandonment.rate', metrics: ['abandonment.rate'], telling: abandonment },
  {
    label: 'friction.asking, .asks',
    metrics: ['friction.asking', 'friction.asks'],
    telling: asks,
  },
  {
    label: 'friction.refusals, .unreached',
    metrics: ['friction.refusals', 'friction.unreached'],
    telling: (held) => both(asks(held), handOvers(held)),
  },
  {
    label: 'friction.turns_to_person',
    metrics: ['friction.turns_to_person'],
    telling: (held) => both(asks(held), handOvers(held)),
  },
  {
    label: 'friction.seconds_to_person',
    metrics: ['friction.seconds_to_person'],
    telling: (held) => both(asks(held), turnTimes(held), waits(held)),
  },
  {
    label: 'time_to_resolution',
    metrics: ['time_to_resolution'],
    telling: (held) =>
      both(
        turnTimes(held),
        held.withOutcome > 0
          ? recorded('turn times and outcomes are recorded')
          : untold('no outcome is recorded'),
      ),
  },
  { label: 'repeat.rate', metrics: ['repeat.rate'], telling: repeats },
];

/** Whether a record tells a metric; undefined for one that no record does. */
export function tellingOf(metric: string, held: Holdings): Telling | undefined {
  return TOLD.find(({ metrics }) => metrics.includes(metric))?.telling(held);
}

/** Which metrics the record itself can tell, and why not the others. */
export function supports(held: Holdings): Support[] {
  const bySegment: Support = {
    metric: 'by segment',
    ...(held.withSegment > 0
      ? recorded(`segment known for ${of(held.withSegment, held.contacts)}`)
      : untold('no segment is recorded; slices by intent and language remain where those are')),
  };
  return [...TOLD.map(({ label, telling }) => ({ metric: label, ...telling(held) })), bySegment];
}

function recorded(why: string): Telling {
  return { from: 'record', why };
}

function untold(why: string): Telling {
  return { from: 'no', why };
}

/** What needs all of these: untold for the first that is not, from text if any is. */
function both(...parts: readonly Telling[]): Telling {
  return (
    parts.find(({ from }) => from === 'no') ??
    parts.find(({ from }) => from === 'text') ??
    parts.at(-1)!
  );
}

/** Whether it is known who was handed over, and everybody else is in the file too. */
function handOvers({ noContainment }: Holdings): Telling {
  return noContainment === undefined ? recorded('hand-overs are recorded') : untold(noContainment);
}

function containment(held: Holdings): Telling {
  const told = handOvers(held);
  if (told.from === 'no') return told;
  return recorded(
    held.empty === 0
      ? 'every contact is in the file'
      : `every contact is in the file; nobody came in ${count(held.empty)} conversations, which are none`,
  );
}

function transfer(held: Holdings): Telling {
  const told = handOvers(held);
  const hardlyAnythingElse = 2 * held.handedOver > held.contacts;
  if (told.from !== 'no' || !hardlyAnythingElse) return told;
  return untold(`${told.why}, so there is hardly anything but hand-overs`);
}

function resolvedByAi(held: Holdings): Telling {
  if (held.withOutcome === 0) return untold('no outcome is recorded');
  const told = handOvers(held);
  if (told.from === 'no') return told;
  const contained = held.contacts - held.handedOver;
  if (contained > 0 && held.containedWithOutcome === 0)
    return untold('no outcome is recorded where nobody was handed over');
  return recorded(`outcome known for ${of(held.withOutcome, held.contacts)}`);
}

function waits({ handedOver, withWait, withWaitEnd }: Holdings): Telling {
  if (handedOver === 0) return untold('nothing was handed over');
  if (withWait === 0) return untold('no waiting times are recorded');
  const known = `waits are known for ${of(withWait, handedOver)} hand-overs`;
  if (withWaitEnd === 0) return untold(`${known}, but of none of these whether anybody answered`);
  return recorded(
    withWaitEnd === withWait
      ? known
      : `${known}, and whether anybody answered for ${count(withWaitEnd)} of these`,
  );
}

function abandonment({ abandoned, handedOver, withAnswered, withWait }: Holdings): Telling {
  if (handedOver === 0) return untold('nothing was handed over');
  if (withAnswered === 0) return untold('not recorded who was answered');
  if (abandoned === 0 && withWait === 0)
    return untold('neither waits nor anybody who left a queue: only the answered are in the file');
  return recorded(`known whether answered for ${of(withAnswered, handedOver)} hand-overs`);
}

function asks(held: Holdings): Telling {
  const { asksFromText, contacts, withAi, withAsks, withUnreadTexts } = held;
  if (withAi === 0) return untold(noDialogue(contacts));
  if (withAsks === 0)
    return untold(
      withUnreadTexts > 0
        ? `texts are ${unreadLanguage(held)}; asks are read out of English and Chinese only`
        : 'no texts and no recorded asks',
    );
  const some = withAsks < withAi ? `, in ${of(withAsks, withAi)} dialogues` : '';
  return asksFromText > 0
    ? { from: 'text', why: `asks for a person are read out of the texts${some}` }
    : recorded(`asks for a person are recorded${some}`);
}

/** `in es`; of many languages the three most frequent. */
export function unreadLanguage({ unreadLanguages }: Holdings): string {
  // Names out of a file: control characters must not reach a terminal.
  const some = unreadLanguages
    .slice(0, 3)
    .map((name) => name.replace(/\p{C}/gu, '').slice(0, 40))
    .join(', ');
  if (some === '') return 'in another script';
  return `in ${some}${unreadLanguages.length > 3 ? ' and others' : ''}`;
}

function turnTimes({ contacts, withAi, withTurnTimes }: Holdings): Telling {
  if (withAi === 0) return untold(noDialogue(contacts));
  if (withTurnTimes === 0) return untold('turns have no times');
  const some = withTurnTimes < withAi ? ` in ${of(withTurnTimes, withAi)} dialogues` : '';
  return recorded(`turn times are recorded${some}`);
}

function noDialogue(contacts: number): string {
  return contacts === 0 ? 'no contacts' : 'no dialogue with an AI';
}

function repeats({ contacts, withCustomer, withStart }: Holdings): Telling {
  if (withCustomer === 0) return untold('customers are not identified');
  if (withStart === 0) return untold('no start times are recorded');
  return recorded(
    `customer and start known; customer for ${of(withCustomer, contacts)}, so a lower bound`,
  );
}

function of(some: number, all: number): string {
  return `${count(some)} of ${count(all)}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
