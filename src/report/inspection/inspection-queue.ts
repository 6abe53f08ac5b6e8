import type { HandleFigures, Inspection, QueueFigures } from '../../inspection/inspection.js';
import type { Distribution } from '../../inspection/number-column.js';
import { printable, type TextCell, textTable } from '../text-table.js';
import type { Paint } from './inspection.js';
import { figure, outOf, percent, TOP, whole } from './inspection-figures.js';

export function queue(i: Inspection, paint: Paint): string[] {
  const q = i.queue;
  if (!q) return [];
  const facts = textTable([
    ['offered', whole(q.offered)],
    ['answered at once', whole(q.answeredWithoutWait)],
    ['answered after waiting', whole(q.answeredAfterWait)],
    [
      'abandoned',
      `${outOf(q.abandonment)} offered; ${percent(q.abandonmentOfQueued)} of those who queued`,
    ],
    ['abandoned in under 5 s', outOf(q.shortAbandonment)],
    ['ASA', q.asaSeconds === undefined ? 'not recorded' : figure(q.asaSeconds)],
  ]);
  const rows: TextCell[][] = [
    [
      '',
      ...['count', 'mean', 'p50', 'p75', 'p90', 'p95', 'p99', 'max'].map((t) => ({ figure: t })),
    ],
  ];
  const row = (name: string, d: Distribution | undefined) => {
    if (d)
      rows.push([
        name,
        { figure: whole(d.count) },
        ...[d.mean, d.p50, d.p75, d.p90, d.p95, d.p99, d.max].map((v) => ({ figure: figure(v) })),
      ]);
  };
  row('wait, answered', q.waitAnsweredSeconds);
  row('wait, answered after waiting', q.waitAnsweredQueuedSeconds);
  row('wait, abandoned', q.waitAbandonedSeconds);
  row('handle time', i.handle?.all);
  row('handle time, 10 s or more', i.handle?.fromTenSeconds);
  return [
    ...facts,
    ...(rows.length > 1 ? ['', ...textTable(rows, { head: paint.dim })] : []),
    ...lognormal(i.handle),
  ];
}

function lognormal(handle: HandleFigures | undefined): string[] {
  const fit = handle?.fromTenSecondsLognormal ?? handle?.lognormal;
  return fit
    ? [
        `  handle time as lognormal: mu ${fit.mu.toFixed(3)}, sigma ${fit.sigma.toFixed(3)} (of logarithms${handle?.fromTenSecondsLognormal ? ', 10 s or more' : ''})`,
      ]
    : [];
}

export function serviceLevels(i: Inspection, paint: Paint): string[] {
  if (i.serviceLevels.length === 0) return [];
  const rows: TextCell[][] = [
    ['', { figure: 'A' }, { figure: 'B' }, { figure: 'C' }, { figure: 'D' }],
    ...i.serviceLevels.map((s): TextCell[] => [
      `${s.withinSeconds} s`,
      ...[s.a, s.b, s.c, s.d].map((share) => ({ figure: percent(share) })),
    ]),
  ];
  return [
    ...textTable(rows, { head: paint.dim }),
    '  A of offered · B of offered less those who left by then · C of answered · D answered or left, of offered',
  ];
}

function groupRow(name: string, contacts: number, q: QueueFigures): TextCell[] {
  return [
    name,
    { figure: whole(contacts) },
    { figure: whole(q.offered) },
    { figure: percent(q.abandonment) },
    { figure: percent(q.abandonmentOfQueued) },
    { figure: figure(q.asaSeconds) },
    { figure: figure(q.asaQueuedSeconds) },
    { figure: figure(q.handleSeconds?.mean) },
    { figure: figure(q.handleSeconds?.p50) },
  ];
}

const GROUP_HEAD = [
  'contacts',
  'offered',
  'aband.',
  'of queued',
  'ASA',
  'of queued',
  'handle mean',
  'p50',
].map((t) => ({ figure: t }));

export function byIntent(i: Inspection, paint: Paint): string[] {
  if (i.byIntent.length === 0) return [];
  const rows = i.byIntent.slice(0, TOP).map((g) => groupRow(printable(g.name), g.contacts, g));
  return textTable([['', ...GROUP_HEAD], ...rows], { head: paint.dim });
}

export function byPriority(i: Inspection, paint: Paint): string[] {
  if (i.byPriority.length < 2) return [];
  const rows = i.byPriority.map((g) => groupRow(String(g.priority), g.contacts, g));
  return textTable([['', ...GROUP_HEAD], ...rows], { head: paint.dim });
}

export function byHour(i: Inspection, paint: Paint): string[] {
  if (i.hours.length === 0) return [];
  const columns = ['contacts', 'offered', 'aband.', 'ASA', 'wait p90'].map((t) => ({ figure: t }));
  const rows = i.hours.map((h): TextCell[] => [
    `${String(h.hour).padStart(2, '0')}:00`,
    { figure: whole(h.contacts) },
    { figure: whole(h.offered) },
    { figure: percent(h.abandonment) },
    { figure: figure(h.asaSeconds) },
    { figure: figure(h.waitAnsweredP90Seconds) },
  ]);
  return textTable([['', ...columns], ...rows], { head: paint.dim });
}
