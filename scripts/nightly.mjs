/**
 * `npm run nightly`: do the intervals hold what they promise? A thousand experiments with a fixed
 * seed, on days with a known truth. Ends with 1 when a share is out of its bounds.
 *
 *   node scripts/nightly.mjs [--experiments n] [--seed n]
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  checkStatistics,
  differingReplications,
  loadPolicy,
  loadScenario,
  replicate,
  sameLuck,
  twinOf,
  vocabularyOf,
} from '../dist/workshop.js';

const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const [experiments, seed] = [Number(values.experiments), Number(values.seed)];
// The bounds are those of a thousand; fewer stray further and would only cry wolf.
if (!(experiments >= 1000) || !Number.isSafeInteger(seed)) {
  console.error('error: --experiments takes 1000 or more, --seed a whole number');
  process.exit(2);
}
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

const rows = [
  ...(await checkStatistics({
    seed,
    experiments,
    replications: 30,
    quantileDays: 60 * experiments,
    progress: (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} experiments`);
    },
  })),
  await shippedDay(),
];
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');

console.log(`${experiments} experiments of 30 days, seed ${seed}\n`);
console.log(line('check', 'figure', 'truth', 'share', 'allowed', ''));
for (const { check, figure, truth, share, least, most, passes } of rows) {
  const allowed = least === most ? percent(least) : `${percent(least)} to ${percent(most)}`;
  const verdict = passes ? 'ok' : 'OUT OF BOUNDS';
  console.log(line(check, figure, truth?.toPrecision(5) ?? '', percent(share), allowed, verdict));
}
if (!rows.every(({ passes }) => passes)) process.exitCode = 1;

/** The shipped weekday, AI and all: a policy against its own twin. */
async function shippedDay() {
  const scenario = await loadScenario(path('../datasets/retail-weekday.yaml'));
  const file = path('../policies/attentive.yaml');
  const { policy } = loadPolicy(file, await readFile(file, 'utf8'), vocabularyOf(scenario));
  const options = { seed, replications: 30 };
  const runs = await replicate(scenario.world, policy, options);
  const twin = await replicate(scenario.world, twinOf(policy), options);
  return sameLuck('shipped weekday, attentive', differingReplications(runs, twin) / 30);
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

function line(check, figure, truth, share, allowed, verdict) {
  return [
    check.padEnd(24),
    figure.padEnd(27),
    truth.padStart(9),
    share.padStart(8),
    allowed.padStart(17),
    ` ${verdict}`,
  ]
    .join(' ')
    .trimEnd();
}
