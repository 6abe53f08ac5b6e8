import type { ChalkInstance } from 'chalk';
import type { DecisionEntry, Life, LifeEnd } from '../../experiment/life/life.js';
import { contactId } from '../../experiment/life/life.js';
import type { Parting } from '../../experiment/life/life-parting.js';
import type { FoundContact } from '../../experiment/life/life-search.js';
import { type Clock, wallTime } from '../../scenario/calendar/clock.js';
import { wrap } from '../table.js';
import { printable } from '../text-table.js';
import { interleaved, type Layout, MARGIN, sideBySide, single } from './life-columns.js';
import { blocksOf } from './life-lines.js';
import { decisionWords, level, span } from './life-words.js';

/** One contact under one policy or two, and where it was found. */
export interface Explained {
  readonly scenario: string;
  readonly seed: number;
  readonly drills: readonly string[];
  readonly clock: Clock;
  readonly contact: FoundContact;
  readonly policies: readonly string[];
  /** By policy; absent where the contact never happened under it. */
  readonly lives: readonly (Life | undefined)[];
  readonly parting?: Parting;
}

export interface LifeTextOptions {
  readonly chalk: ChalkInstance;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Two lives stand side by side where each has room for this many columns. */
const ENOUGH = 56;
const MARKS = ['A', 'B'] as const;

/** A contact's life, or two of them, as a timeline for a terminal. */
export function lifeText(explained: Explained, { chalk, width }: LifeTextOptions): string {
  const { clock, lives } = explained;
  const first = lives.find((life) => life !== undefined)!;
  const layout: Layout = {
    chalk,
    width,
    time: (at) => timeOf(clock, at),
    elapsed: (at) => span(at - first.arrivedAt),
  };
  const [one, other] = lives.map((life) => life && blocksOf(life));
  const blocks = [head(explained, first, width, chalk)];
  if (lives.length === 1) {
    blocks.push(single(one!, layout));
  } else if (one && other) {
    const at = explained.parting?.at;
    const draw = width - MARGIN >= 2 * ENOUGH ? sideBySide : interleaved;
    blocks.push(draw([one, other], at, layout));
  } else {
    blocks.push(single((one ?? other)!, layout));
  }
  blocks.push(
    ...lives.map((life, i) => {
      const mark = lives.length > 1 ? `${MARKS[i]} ` : '';
      return life === undefined
        ? wrap(`${mark}Never happened under ${printable(explained.policies[i]!)}.`, width, '', '  ')
        : ending(life, mark, explained, width);
    }),
  );
  if (lives.length > 1) blocks.push(partingWords(explained, width));
  blocks.push(chalk.dim(LEGEND.map((text) => wrap(text, width, '', '  ')).join('\n')));
  return `${blocks.join('\n\n')}\n`;
}

const LEGEND = [
  'sees: what is new since the decision before; what was never shown is 0, false or absent. yes, no, absent: whether a rule held, for the part of its condition that decided; spent: it held, and has decided as often as it may. →: what was done. floor: what was not felt, since frustration never falls below 0.',
];

function head(explained: Explained, life: Life, width: number, chalk: ChalkInstance): string {
  const { contact, drills, lives, policies, scenario, seed } = explained;
  const place = `day ${contact.replication}, contact ${contactId(contact)}`;
  const who = [life.intent, life.segment, life.language, life.channel].filter(
    (name) => name !== '',
  );
  const names = policies.map((name, i) =>
    lives.length > 1 ? `${MARKS[i]} = ${printable(name)}` : printable(name),
  );
  const lines = [
    `${chalk.bold(printable(scenario))}  ${names.join(', ')}, seed ${seed}, ${place}`,
    ...(drills.length > 0 ? [`Drill: ${drills.join(', ')}`] : []),
    ...(contact.picked
      ? [
          `The contact ${contact.picked.meaning} (${contact.picked.by}, one of ${contact.picked.among}).`,
        ]
      : []),
    `${who.map((name) => printable(name)).join(', ')}${life.conversation === undefined ? '' : `; recorded conversation ${printable(life.conversation)}`}`,
  ];
  return lines
    .filter((text) => text !== '')
    .map((text) => wrap(text, width, '', '  '))
    .join('\n');
}

const ENDINGS: Readonly<Record<LifeEnd['ending'], string>> = {
  'ai-resolved': 'the AI solved it',
  'left-ai': 'over with the AI',
  served: 'served by a person',
  abandoned: 'gave up in the queue',
  unserved: 'nobody came any more',
  balked: 'did not join the queue',
  blocked: 'found the queue full',
  'callback-failed': 'could not be reached',
  dropped: 'gave up after a first answer',
  open: 'still open at the end',
};

function ending(life: Life, mark: string, { clock, lives }: Explained, width: number): string {
  const { end } = life;
  const times = (count: number) =>
    count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
  const solved =
    end.resolved === undefined ? 'unknown whether solved' : end.resolved ? 'solved' : 'not solved';
  const how = `${ENDINGS[end.ending]}${end.ending === 'ai-resolved' ? '' : `; ${solved}`}`;
  const sentences = [
    `${span(end.at - life.arrivedAt)}: ${how}.`,
    ...(end.waitSeconds === undefined
      ? []
      : [
          `In the queue of ${printable(end.team!)} for ${span(end.waitSeconds)}${end.handleSeconds === undefined ? '' : `, with people for ${span(end.handleSeconds)}`}.`,
        ]),
    ...(end.asks > 0
      ? [
          `Asked for a person ${times(end.asks)}${end.refusals > 0 ? `, talked past ${times(end.refusals)}` : ''}.`,
        ]
      : []),
    `Frustration peaked at ${level(end.frustrationPeak)}${end.boiledOver ? ', past what this customer bears' : ''}.`,
    ...(end.returnsAt === undefined
      ? []
      : [
          `Comes back at ${timeOf(clock, end.returnsAt)}: contact ${life.issue}/${life.visit + 1}.`,
        ]),
    provenanceWords(life),
  ];
  return wrap(`${mark}${sentences.join(' ')}`, width, '', lives.length > 1 ? '  ' : '');
}

function provenanceWords({ conversation, end, visit }: Life): string {
  if (conversation === undefined) return 'All of this is modelled.';
  const { decision, humanStage, outcome, turnsModelled, turnsObserved, wait } = end.provenance;
  const turns = turnsObserved + turnsModelled;
  const facts: (readonly [string, string | undefined])[] = [
    [`${turnsObserved} of ${turns} turns`, turnsObserved > 0 ? 'observed' : undefined],
    [`${turnsModelled} of ${turns} turns`, turnsModelled > 0 ? 'modelled' : undefined],
    ['the hand-over point', decision],
    ['the wait', wait],
    ['the time with people', humanStage],
    ['the outcome', outcome === 'unknown' ? undefined : outcome],
  ];
  const of = (origin: string) =>
    facts.filter(([, found]) => found === origin).map(([name]) => name);
  const told = [
    ['Observed', of('observed')],
    ['Modelled', of('modelled')],
  ].flatMap(([word, names]) =>
    (names as string[]).length > 0 ? [`${word as string}: ${(names as string[]).join(', ')}.`] : [],
  );
  return [...told, ...(visit > 0 ? ['The record holds no second visit.'] : [])].join(' ');
}

function partingWords({ clock, lives, parting, policies }: Explained, width: number): string {
  if (lives.includes(undefined)) return 'With one life only there is nothing to part.';
  if (parting === undefined) return 'Nothing that happens to this contact differs.';
  const [a, b] = parting.decisions;
  const done = (decision: DecisionEntry | undefined) => JSON.stringify(decision?.does ?? null);
  const words = (index: 0 | 1) => {
    const decision = parting.decisions[index];
    if (decision !== undefined) return decisionWords(decision);
    return policies[index] === 'recorded' ? 'does as the record did' : 'no rule was looked at';
  };
  const why =
    done(a) === done(b)
      ? ' No decision about this contact made the difference, but what became of others.'
      : ` A: ${words(0)}. B: ${words(1)}.`;
  return wrap(
    `They part at ${timeOf(clock, parting.at)}, ${span(parting.at - lives[0]!.arrivedAt)} after arrival.${why}`,
    width,
    '',
    '  ',
  );
}

/** The wall clock, with the number of the day after the first. */
function timeOf(clock: Clock, at: number): string {
  const wall = Math.floor(wallTime(clock, at) + 1e-6);
  const day = Math.floor(wall / 86_400);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(Math.floor(wall / 3600) % 24)}:${two(Math.floor(wall / 60) % 60)}:${two(wall % 60)}`;
  return day === 0 ? time : `d${day} ${time}`;
}
