/**
 * `npm run bench`: the real engine, from scenario and policy files, metrics collected, beside bare
 * loops in the same run. How to read the table: README.md in this folder.
 *
 *   node bench/run.mjs [m1 m2 m3 w days growth agents process workers version] [--quick]
 *
 * Ends with 1 when an answer is wrong or work was left out, never for a time: machines are noisy.
 */
import { QUEUES } from './models.mjs';
import { median, modelRun, version, wholeM3, workers } from './processes.mjs';
import { Table } from './table.mjs';

/** Seconds per million contacts are goals at a bare M1 of 0.10 s: as ratios they hold anywhere. */
const BARE = 0.1;
const quick = process.argv.includes('--quick');
const RUNS = quick ? 2 : 5;
const BARE_CONTACTS = quick ? 200_000 : 1_000_000;
const MILLION = 1e6;
const table = new Table();

/** By the word that selects them; without words, all. */
const SECTIONS = {
  ...Object.fromEntries(Object.keys(QUEUES).map((model) => [model, () => queue(model)])),
  w: () => weekday('W   weekday, attentive', quick ? 2e4 : MILLION, 1, { goal: 40 }),
  days: () => {
    // The shipped day as it is, again and again: memory must not follow the contacts.
    const sizes = quick ? [10, 100] : [10, 100, 1000, 8500];
    grow(sizes, 1.2, (n) => weekday(`W   ${n} shipped days`, 1210, n));
  },
  growth: () => {
    const sizes = quick ? [1e4, 1e5] : [1e4, 1e5, 1e6, 1e7];
    grow(sizes, 1.2, (n) => weekday(`W   ${n.toLocaleString('en')} in one day`, n, 1));
  },
  agents: () => {
    const sizes = quick ? [1, 10] : [1, 10, 100, 1000];
    grow(sizes, 3, (n) => weekday(`W   about ${12 * n} people`, 1210 * n, quick ? 1 : 1000 / n));
  },
  process: wholeProcess,
  workers: twoWorkers,
  version: versionTime,
};
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = [
  ...words.filter((word) => !Object.hasOwn(SECTIONS, word)),
  ...process.argv.slice(2).filter((word) => word.startsWith('--') && word !== '--quick'),
];
if (unknown.length > 0) {
  console.error(
    `bench: ${unknown.join(', ')}? It takes ${Object.keys(SECTIONS).join(', ')}, --quick.`,
  );
  process.exit(2);
}
for (const word of words.length > 0 ? words : Object.keys(SECTIONS)) {
  try {
    SECTIONS[word]();
  } catch (error) {
    table.failed(word, error);
  }
}
table.end();

function queue(model) {
  const { label, goal } = QUEUES[model];
  const measured = modelRun({
    model,
    runs: RUNS,
    hours: quick ? 4 : 24,
    bareContacts: BARE_CONTACTS,
    bareGroups: model === 'm3',
    answers: RUNS,
  });
  row(label, measured, { goal });
}

/** One model, one row; `days` replications of a day with `contacts`. Returns seconds per million. */
function weekday(label, contacts, days, { goal } = {}) {
  const total = contacts * days;
  const runs = total > 2 * MILLION ? 1 : quick ? 2 : 3;
  const repeat = Math.max(1, Math.round((quick ? 2e4 : 2e5) / total));
  const job = { model: 'w', runs, contacts, days, repeat, bareContacts: BARE_CONTACTS };
  return row(label, modelRun({ ...job, answers: total > 2 * MILLION ? 0 : 1 }), { goal });
}

function row(label, { timed, peak, answers }, { goal } = {}) {
  const seconds = median(timed.map((one) => one.seconds));
  const ratio = median(timed.map((one) => one.seconds / one.bare));
  const groups = timed[0].bareGroups && median(timed.map((one) => one.seconds / one.bareGroups));
  table.row({
    label,
    seconds,
    events: median(timed.map((one) => one.eventsPerSecond)),
    peak,
    ratio,
    groups,
    ...(goal ? { goal: `≤ ${goal} ×`, met: ratio <= goal } : {}),
    answers,
  });
  table.bare('M1', median(timed.map((one) => one.bare)));
  if (groups) table.bare('M3', median(timed.map((one) => one.bareGroups)));
  return { ratio, peak };
}

/** The same work at several sizes: the largest against the smallest, in bare loops. */
function grow(sizes, goal, one) {
  const found = sizes.map(one);
  const [first, last] = [found[0], found.at(-1)];
  const growth = last.ratio / first.ratio;
  table.row({
    label: `    time per contact, ${sizes.at(-1) / sizes[0]} ×`,
    text: `${growth.toFixed(2)} × the time, ${(last.peak / first.peak).toFixed(2)} × the memory`,
    goal: `≤ ${goal} × the time`,
    met: growth <= goal,
  });
}

function wholeProcess() {
  const { timed } = modelRun({
    ...{ model: 'w', contacts: 1210, days: 1, runs: RUNS, bareContacts: BARE_CONTACTS },
  });
  const bare = median(timed.map((one) => one.bare));
  const { seconds, elapsed, peak, answers } = wholeM3(quick ? 1 : RUNS);
  const ratio = seconds / bare;
  table.row({
    label: `M3  whole process (${elapsed.toFixed(2)} s by the clock)`,
    seconds,
    peak,
    ratio,
    goal: `≤ ${1 / BARE} ×, ≤ 130 MiB`,
    met: ratio <= 1 / BARE && peak <= 130,
    answers,
  });
}

function twoWorkers() {
  const found = workers(quick ? 1 : RUNS, quick ? 20 : 400);
  if (!found) return table.row({ label: 'two workers', text: 'skipped: compare has no --workers' });
  table.row({
    label: 'two workers',
    text: `${found.throughput.toFixed(2)} × the throughput of one; whole runs ${found.whole.toFixed(2)} ×`,
    goal: '≥ 1.8 × the throughput',
    met: found.throughput >= 1.8,
    answers: found.answers,
  });
}

function versionTime() {
  const ratio = version(quick ? 5 : 21);
  const text = `${ratio.toFixed(2)} × node -e 0`;
  table.row({ label: 'warmline --version', text, goal: '≤ 2 ×', met: ratio <= 2 });
}
