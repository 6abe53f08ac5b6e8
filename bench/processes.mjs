/** Whole processes, as somebody at a terminal starts them. */
import { spawnSync } from 'node:child_process';
import { ATTENTIVE, path, QUEUES } from './models.mjs';

const CLI = path('../bin/warmline.js');
const USAGE = new URL('usage-on-exit.mjs', import.meta.url).href;

/** Runs Node as anybody would; `elapsed` is the wall clock's seconds. */
function run(args) {
  const start = process.hrtime.bigint();
  const child = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  if (child.status !== 0) throw new Error(lastWords(child));
  return { elapsed, stdout: child.stdout, output: child.output };
}

/** What a failed process said: the error's own line, where there is a stack around it. */
function lastWords({ status, stderr }) {
  return /^\w*Error: .*$/m.exec(stderr)?.[0] ?? (stderr.trim() || `ended with ${status}`);
}

/** As `run`, with the processor's `seconds` and the `peak` memory of the process in MiB. */
function measured(args) {
  const { elapsed, stdout, output } = run(['--import', USAGE, ...args]);
  return { ...JSON.parse(output[3]), elapsed, stdout };
}

/** One model, measured in a process of its own by `model-run.mjs`. */
export const modelRun = (job) =>
  JSON.parse(run([path('model-run.mjs'), JSON.stringify(job)]).stdout);

/** M3 from its files to its table: start, reading, a million contacts, report. */
export function wholeM3(runs) {
  const { scenario, policy, truths } = QUEUES.m3;
  const alone = knowsWorkers() ? ['--workers', '1'] : [];
  const args = ['compare', scenario, '-p', policy, '-r', '1', '--no-sensitivity', ...alone];
  const found = repeat(runs, () => measured([CLI, ...args, '--format', 'json']));
  const { policies } = JSON.parse(found[0].stdout);
  const abandonment = policies[0].metrics['abandonment.rate'].value;
  // One million contacts: the standard error is about 0.001.
  const right = Math.abs(abandonment - truths.abandonment) < 0.004;
  const answer = { name: 'abandonment', value: abandonment, truth: truths.abandonment, right };
  return {
    seconds: median(found.map((one) => one.seconds)),
    elapsed: median(found.map((one) => one.elapsed)),
    peak: Math.max(...found.map((one) => one.peak)),
    answers: [answer],
  };
}

/**
 * The same comparison with one worker thread and with two, by the wall clock; bytes for 8 too. Each
 * in two lengths: what the longer takes beyond the shorter is work alone, without start and compiling.
 */
export function workers(runs, replications) {
  if (!knowsWorkers()) return undefined;
  const compare = (count, replications) =>
    run([
      ...[CLI, 'compare', path('../datasets/retail-weekday.yaml'), '-p', ATTENTIVE],
      ...[path('../policies/on-request.yaml'), '-r', String(replications)],
      ...['--no-sensitivity', '--format', 'json', '--workers', String(count)],
    ]);
  const times = repeat(runs, () =>
    [1, 2].map((count) => [compare(count, replications), compare(count, 4 * replications)]),
  );
  const texts = [...times[0].map(([short]) => short.stdout), compare(8, replications).stdout];
  const same = texts.filter((text) => text === texts[0]).length;
  const beyond = ([short, long]) => long.elapsed - short.elapsed;
  return {
    throughput: median(times.map(([one, two]) => beyond(one) / beyond(two))),
    whole: median(times.map(([one, two]) => one[1].elapsed / two[1].elapsed)),
    answers: [{ name: 'same bytes for 1, 2, 8 workers', value: same, truth: 3, right: same === 3 }],
  };
}

const knowsWorkers = () => run([CLI, 'compare', '--help']).stdout.includes('--workers');

/** `warmline --version` against `node -e 0`, by the wall clock. */
export function version(runs) {
  const ratios = repeat(runs, () => {
    const bare = run(['-e', '0']).elapsed;
    return run([CLI, '--version']).elapsed / bare;
  });
  return median(ratios);
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const repeat = (times, work) => Array.from({ length: times }, work);
