import { HAND_OVER_NAMES } from '../../dataset/formats/hand-over-tools.js';
import type { Inspection, Named } from '../../inspection/inspection.js';
import type { Distribution } from '../../inspection/number-column.js';
import { printable, type TextCell, textTable } from '../text-table.js';
import { figure, outOf, percent, TOP, whole } from './inspection-figures.js';
import { byHour, byIntent, byPriority, queue, serviceLevels } from './inspection-queue.js';

/** The few styles a report uses; chalk's functions fit, and so do identities. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly yellow: (text: string) => string;
}

export const PLAIN: Paint = { bold: (t) => t, dim: (t) => t, yellow: (t) => t };

/** An inspection as a page of text: what the data holds, what happened in it, what it can tell. */
export function inspectionText(i: Inspection, paint: Paint = PLAIN): string {
  const sections: [string, string[]][] = [
    ['Holds', holds(i)],
    ['Lacks', lacks(i)],
    ['Contacts', contacts(i)],
    ['Queue, times in seconds', queue(i, paint)],
    ['Service level: share answered within', serviceLevels(i, paint)],
    ['By intent, times in seconds', byIntent(i, paint)],
    ['By priority, times in seconds', byPriority(i, paint)],
    [`By hour (${i.timeZone}), times in seconds`, byHour(i, paint)],
    ['Tools that the AI calls', tools(i)],
    ['Labels, by annotators; no policy sees them', labels(i)],
    [`Derived from text, not recorded${sampled(i)}`, derived(i)],
    ["The source's own scores", scores(i)],
    ['Metrics', metrics(i, paint)],
    ['In a replay', i.replay.map((note) => `  ${note}`)],
    ['Oddities, handled', oddities(i)],
  ];
  const lines = [...head(i, paint)];
  for (const [title, body] of sections)
    if (body.length > 0) lines.push('', paint.bold(title), ...body);
  return `${lines.join('\n')}\n`;
}

function head(i: Inspection, paint: Paint): string[] {
  const lines = [
    `${paint.bold(printable(i.file, 200))}  ${paint.dim(i.formatDescription)}`,
    `${whole(i.conversations)} conversation${i.conversations === 1 ? '' : 's'}${period(i)}`,
  ];
  if (i.encoding !== undefined) lines.push(`text in ${i.encoding}`);
  for (const { reason, count } of i.skipped) lines.push(`${whole(count)} left out: ${reason}`);
  return lines;
}

function period(i: Inspection): string {
  if (i.firstStart === undefined || i.lastStart === undefined) return ', no start times';
  const days = i.days;
  const span = days.length > 1 ? `${days[0]!.date} to ${days.at(-1)!.date}` : days[0]!.date;
  const order = i.inOrderOfTime === false ? ', not in order of time' : '';
  return `, ${span} (${i.timeZone})${order}`;
}

function holds(i: Inspection): string[] {
  const present = i.fields.filter((f) => f.count > 0);
  const rows = present.map((f): TextCell[] => [
    f.name,
    { figure: percent(f) },
    { figure: whole(f.count) },
    `of ${whole(f.of)}${f.level === 'turn' ? ' turns that could have it' : ''}`,
  ]);
  for (const s of i.signals.slice(0, TOP))
    rows.push([
      `turns.signals.${printable(s.name)}`,
      { figure: percent(s) },
      { figure: whole(s.count) },
      `of ${whole(s.of)} turns`,
    ]);
  const names = (
    [
      ['languages', i.languages],
      ['intents', i.intents],
      ['segments', i.segments],
      ['channels', i.channels],
    ] as const
  ).flatMap(([what, list]) => (isRecorded(list) ? [`  ${what}: ${top(list)}`] : []));
  return [...textTable(rows), ...names];
}

const isRecorded = (list: readonly Named[]) => list.some((n) => n.name !== '(not recorded)');

function top(list: readonly Named[]): string {
  const shown = list.slice(0, TOP).map((n) => `${printable(n.name)} ${percent(n)}`);
  return shown.join(', ') + (list.length > TOP ? `, and ${list.length - TOP} more` : '');
}

function lacks(i: Inspection): string[] {
  // Labels are no shortcoming of a record: nobody but a researcher writes them.
  const absent = i.fields.filter((f) => f.count === 0 && f.of > 0 && !f.name.includes('labels.'));
  return [
    ...(absent.length > 0 ? wrap(absent.map((f) => f.name).join(', ')) : []),
    ...(i.formatLacks.length > 0 ? ['  what no file of this format tells:'] : []),
    ...i.formatLacks.flatMap((what) => wrap(`- ${what}`)),
  ];
}

function contacts(i: Inspection): string[] {
  const rows: TextCell[][] = [];
  const turns = i.turns;
  if (turns) {
    const row = (name: string, d: Distribution | undefined) => {
      if (d && d.max > 0)
        rows.push([
          name,
          `mean ${figure(d.mean)}, median ${figure(d.p50)}, at most ${figure(d.max)}`,
        ]);
    };
    row('turns', turns.all);
    row('customer turns', turns.customer);
    row('AI turns', turns.ai);
    row('tool turns', turns.tool);
    row('human turns', turns.human);
  }
  rows.push(['handed over', `${whole(i.handedOver)} of ${whole(i.conversations)}`]);
  if (i.customerTurnsBeforeHandover) {
    const d = i.customerTurnsBeforeHandover;
    rows.push(['customer turns before that', `mean ${figure(d.mean)}, median ${figure(d.p50)}`]);
  }
  if (i.containment) rows.push(['containment', outOf(i.containment)]);
  else rows.push(['containment', `cannot be told: ${i.containmentAbsentBecause ?? ''}`]);
  if (i.empty !== undefined)
    rows.push(['nobody came', `${whole(i.empty)}: no word of the customer, no hand-over`]);
  if (i.resolution) {
    rows.push(['resolved by the AI', outOf(i.resolution.byAi)]);
    rows.push(['contained and resolved', `${outOf(i.resolution.goodContainment)} contained`]);
    if (i.resolution.byHuman.count > 0)
      rows.push(['resolved by a person', outOf(i.resolution.byHuman)]);
    if (i.resolution.unknown > 0) rows.push(['outcome unknown', whole(i.resolution.unknown)]);
  }
  if (isRecorded(i.endings)) rows.push(['endings', top(i.endings)]);
  if (i.selfServiceSeconds)
    rows.push([
      'voice unit',
      `mean ${figure(i.selfServiceSeconds.mean)} s, median ${figure(i.selfServiceSeconds.p50)} s; ${whole(i.selfServiceHangUps ?? 0)} hung up there`,
    ]);
  return textTable(rows);
}

function labels(i: Inspection): string[] {
  const l = i.labels;
  if (!l) return [];
  const rows: TextCell[][] = [['labelled conversations', whole(l.conversations)]];
  if (l.handoffTurns.of > 0)
    rows.push(
      ['turns at which a person should take over', outOf(l.handoffTurns)],
      ['… of these the customer’s', outOf(l.handoffTurnsOfCustomers)],
      ['conversations with such a turn', outOf(l.handoffConversations)],
    );
  const level = (name: string, d: Distribution | undefined) => {
    if (d) rows.push([name, `mean ${d.mean.toFixed(2)}, ${figure(d.min)} to ${figure(d.max)}`]);
  };
  level('turns before the first', l.turnsBeforeHandoff);
  level('sentiment of customer turns', l.sentiment);
  level('satisfaction, customer turns', l.satisfactionOfTurns);
  level('satisfaction, conversations', l.satisfaction);
  return textTable(rows);
}

/** Which calls were taken for hand-overs, so that one under another name is missed by nobody. */
function tools({ tools: used = [] }: Inspection): string[] {
  if (used.length === 0) return [];
  const rows = used
    .slice(0, TOP)
    .map((tool): TextCell[] => [
      { figure: whole(tool.calls) },
      printable(tool.name),
      tool.handsOver ? 'hands over to a person' : '',
    ]);
  const rest = used.length > TOP ? [`  and ${used.length - TOP} more`] : [];
  return [
    ...textTable(rows),
    ...rest,
    ...(used.some((tool) => tool.handsOver)
      ? wrap('if another of them hands over, name it under hand_over_tools in a mapping (--map)')
      : [
          ...wrap(`none of these names says that it hands over to a person: ${HAND_OVER_NAMES};`),
          ...wrap('name yours under hand_over_tools in a mapping (--map)'),
        ]),
  ];
}

function sampled(i: Inspection): string {
  const every = i.derived?.every ?? 1;
  return every > 1 ? ` (from one conversation in ${every}; --derive-all reads them all)` : '';
}

function derived(i: Inspection): string[] {
  const d = i.derived;
  if (!d) return [];
  return textTable([
    ['conversations asking for a person', outOf(d.asking)],
    ['… or taking up an offer', outOf(d.askingOrAccepting)],
    ['… of these handed over', outOf(d.askingOrAcceptingHandedOver)],
    ['handed over without asking', outOf(d.handedOverWithoutAsking)],
    ['conversations declining a person', outOf(d.refusing)],
    [
      'customer turns',
      `${whole(d.requests)} requests, ${whole(d.accepts)} accepting, ${whole(d.refusals)} refusing, ${whole(d.mentions)} mentions`,
    ],
    ['AI turns that repeat', outOf(d.repeatedAnswers)],
    ['customer turns that rephrase', outOf(d.rephrasedQuestions)],
    ...(d.meanSentiment === undefined
      ? []
      : [['mean sentiment of customer turns', d.meanSentiment.toFixed(2)]]),
  ]);
}

function scores(i: Inspection): string[] {
  return textTable(
    i.measures.map((m): TextCell[] => [
      m.group === undefined ? printable(m.name) : `${printable(m.name)}, ${printable(m.group)}`,
      `mean ${m.mean.toFixed(3)} of ${whole(m.count)}`,
    ]),
  );
}

function metrics(i: Inspection, paint: Paint): string[] {
  const word = { record: 'recorded', text: 'from text', no: 'not told' };
  return textTable(i.supports.map((s) => [s.metric, word[s.from], s.why])).map((line, n) =>
    i.supports[n]!.from === 'no' ? paint.yellow(line) : line,
  );
}

function oddities(i: Inspection): string[] {
  return textTable(
    i.quirks.map((q): TextCell[] => [{ figure: whole(q.count) }, printable(q.what, 200)]),
  );
}

function wrap(text: string, width = 92): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.length + word.length > width) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/**
 * An inspection as JSON, version 1: snake_case keys, times in seconds (moments since 1970 UTC),
 * absent keys for what is not known.
 */
export function inspectionJson(i: Inspection): string {
  return `${JSON.stringify({ warmline_inspection: 1, ...(snake(i) as object) }, null, 2)}\n`;
}

/** Names from the data stand in values, never in keys, so every key here is one of ours. */
function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      snake(inner),
    ]),
  );
}
