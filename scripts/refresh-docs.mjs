/**
 * Rewrites what the documentation takes from the code: tables and the output of commands.
 *
 *   node scripts/refresh-docs.mjs           rewrite README.md and docs/
 *   node scripts/refresh-docs.mjs --check   exit 1 if anything is stale, and write nothing
 *   … --tables                              leave out the output of commands, which takes seconds
 *
 * A generated block stands between `<!-- generated: NAME ARGUMENT -->` and `<!-- end generated -->`.
 * NAME is `signals`, `signals-short`, `metrics`, `ask-scores`, `file PATH`, or `console $ COMMAND`; there, a second
 * line `show: START | START` picks the paragraphs of the output that begin so and leaves an ellipsis
 * for the rest. Commands see the examples under `<!-- file: … -->`. Needs `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const { CATALOGUE, DESK_SIGNALS, SIGNALS, classifyAsk, teamMetrics } = await import(
  '../dist/workshop.js'
);

const FILE = /<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g;
const BLOCK = /(<!-- generated: ([\s\S]*?)-->\n)[\s\S]*?(<!-- end generated -->)/g;

const check = process.argv.includes('--check');
const tablesOnly = process.argv.includes('--tables');
const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));
const playground = openPlayground();
let stale = 0;
try {
  for (const page of pages) {
    const file = join(ROOT, page);
    const text = readFileSync(file, 'utf8');
    const fresh = text.replace(BLOCK, (whole, open, wanted, close) => {
      if (tablesOnly && wanted.startsWith('console')) return whole;
      return `${open}${block(wanted.trim())}\n${close}`;
    });
    if (fresh === text) continue;
    stale++;
    process.stdout.write(`${page}: ${check ? 'stale' : 'refreshed'}\n`);
    if (!check) writeFileSync(file, fresh);
  }
} finally {
  rmSync(playground, { recursive: true, force: true });
}
if (check && stale > 0) {
  process.stdout.write('Run "npm run build && node scripts/refresh-docs.mjs".\n');
  process.exitCode = 1;
}

function block(wanted) {
  const [first, ...rest] = wanted.split('\n');
  const [name, argument = ''] = first.split(/ (.*)/);
  switch (name) {
    case 'signals':
      return signalTable();
    case 'signals-short':
      return signalsByUnit();
    case 'metrics':
      return metricTable();
    case 'ask-scores':
      return askTable();
    case 'file':
      return fenced(argument.split('.').at(-1), readFileSync(join(ROOT, argument), 'utf8').trim());
    case 'console':
      return consoleBlock(argument.replace(/^\$ /, ''), rest.join(' '));
    default:
      throw new Error(`nothing is generated under the name "${name}"`);
  }
}

function allSignals() {
  const desks = Object.entries(DESK_SIGNALS);
  return [
    ...Object.entries(SIGNALS),
    ...desks.map(([key, signal]) => [`desk.<team>.${key}`, signal]),
  ];
}

function signalTable() {
  return table(
    ['signal', 'type', 'unit', 'meaning'],
    allSignals().map(([name, { type, unit = '', meaning }]) => [
      `\`${name}\``,
      type,
      unit,
      meaning,
    ]),
  );
}

function signalsByUnit() {
  const words = { string: 'text', bool: 'true or false' };
  const groups = new Map();
  for (const [name, { type, unit, meaning }] of allSignals()) {
    const group = unit ?? words[type];
    groups.set(group, [...(groups.get(group) ?? []), `\`${name}\` ${meaning}`]);
  }
  return table(
    ['in', 'signals'],
    [...groups].map(([unit, lines]) => [unit, lines.join('; ')]),
  );
}

function metricTable() {
  return table(
    ['id', 'name', 'definition', 'unit', 'better', 'fact', 'estimator'],
    [...CATALOGUE, ...teamMetrics('<team>', 0)].map((metric) => [
      `\`${metric.id}\``,
      metric.name,
      metric.definition,
      metric.unit,
      metric.better,
      metric.fact,
      metric.kind === 'wait-quantile' ? 'mean of days' : 'ratio of totals',
    ]),
  );
}

/** How well requests are told from everything else, on the messages that ship with the tests. */
function askTable() {
  const rows = parse(readFileSync(join(ROOT, 'tests/dataset/signals/asks-held-out.csv'), 'utf8'), {
    columns: true,
  });
  return table(
    ['language', 'messages', 'requests', 'precision', 'recall', 'F1'],
    ['en', 'zh'].map((language) => {
      const mine = rows.filter((row) => row.language === language);
      const asked = mine.filter((row) => row.label === 'request');
      const flagged = mine.filter((row) => classifyAsk(row.text) === 'request');
      const right = flagged.filter((row) => row.label === 'request').length;
      const f1 = (2 * right) / (asked.length + flagged.length);
      const scores = [right / flagged.length, right / asked.length, f1];
      return [language, `${mine.length}`, `${asked.length}`, ...scores.map((s) => s.toFixed(3))];
    }),
  );
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function consoleBlock(command, show) {
  const starts = show === '' ? [] : show.replace('show: ', '').split(' | ');
  const { stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: playground,
    env: { ...process.env, PATH: `${join(playground, '.bin')}:${process.env.PATH}`, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  const paragraphs = `${stderr}${stdout}`
    .replace(/[ \t]+$/gm, '')
    .trim()
    .split('\n\n');
  const missing = starts.filter((start) => !paragraphs.some((p) => p.startsWith(start)));
  if (missing.length > 0) throw new Error(`"${command}" prints nothing that starts ${missing[0]}`);
  const kept = paragraphs.map((p) =>
    starts.length === 0 || starts.some((start) => p.startsWith(start)) ? p : '…',
  );
  const shown = kept.filter((p, i) => p !== '…' || kept[i - 1] !== '…');
  return fenced('console', `$ ${command}\n${shown.join('\n\n')}`);
}

function fenced(language, text) {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A folder that looks like a checkout to the commands but keeps what they write. */
function openPlayground() {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-docs-'));
  for (const name of ['policies', 'datasets', 'docs', 'bin', 'package.json']) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  for (const page of pages) {
    const text = readFileSync(join(ROOT, page), 'utf8');
    for (const [, name, body] of text.matchAll(FILE)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), body);
    }
  }
  mkdirSync(join(folder, '.bin'));
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const tool = `exec node ${JSON.stringify(join(ROOT, 'bin', 'warmline.js'))} "$@"`;
  program(folder, 'warmline', tool);
  // Without npm's own two lines, and without its start-up time.
  program(folder, 'npm', `test "$1" = start && ${scripts.start}`);
  return folder;
}

function program(folder, name, line) {
  const file = join(folder, '.bin', name);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}
