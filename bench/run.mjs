/**
 * `npm run bench`: the real engine, from scenario and policy files, metrics collected, against the
 * bare reference loop in the same run. Checks answers together with times, so that speed never
 * comes from doing less.
 *
 *   M1  M/M/20 at utilisation 0.9
 *   M2  M/M/20+M at offered load 22, mean patience of two services
 *   W   the shipped weekday with `attentive`, AI turns and all
 */
import { fileURLToPath } from 'node:url';
import { replicate } from '../dist/experiment/replicate.js';
import { readWholeText } from '../dist/input/text-source.js';
import { ratioEstimate } from '../dist/metrics/estimate.js';
import { read } from '../dist/metrics/tally.js';
import { loadPolicy } from '../dist/policy/load.js';
import { vocabularyOf } from '../dist/policy/vocabulary.js';
import { loadScenario } from '../dist/scenario/load.js';
import { referenceLoop } from './reference-loop.mjs';

const MILLION = 1e6;
const SERVICE = 1000;
const path = (file) => fileURLToPath(new URL(file, import.meta.url));

const cpu = async (work) => {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
};
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function load(scenarioFile, policyFile) {
  const scenario = await loadScenario(path(scenarioFile));
  const text = await readWholeText(path(policyFile));
  return { scenario, policy: loadPolicy(policyFile, text, vocabularyOf(scenario)).policy };
}

/** One long stationary day of about a million contacts. */
async function queue(name, offered, metric, truth) {
  const { scenario, policy } = await load(`${name}.yaml`, 'straight-through.yaml');
  const horizon = (MILLION / offered) * SERVICE;
  const world = {
    ...scenario.world,
    closesAt: horizon,
    demand: {
      kind: 'random',
      intervals: [{ from: 0, to: horizon, perHour: (offered / SERVICE) * 3600 }],
      noise: 0,
    },
    teams: [{ ...scenario.world.teams[0], steps: [{ at: 0, staffed: 20 }] }],
  };
  return {
    label: `${name.toUpperCase()} ${metric}`,
    truth,
    run: (seed) => replicate(world, policy, { seed, replications: 1 }),
    value: (runs) => {
      const days = runs.tallies.get('all');
      const over = (a, b) =>
        ratioEstimate(
          days.map((d) => read(d, a)),
          days.map((d) => read(d, b)),
        ).value;
      return metric === 'mean wait'
        ? over('waitOffered', 'offered') / SERVICE
        : over('abandoned', 'offered');
    },
  };
}

async function weekday() {
  const { scenario, policy } = await load(
    '../datasets/retail-weekday.yaml',
    '../policies/attentive.yaml',
  );
  return {
    label: 'W  resolved',
    run: (seed) => replicate(scenario.world, policy, { seed, replications: 745 }),
    value: (runs) => {
      const days = runs.tallies.get('all');
      return ratioEstimate(
        days.map((d) => read(d, 'resolved')),
        days.map((d) => read(d, 'outcomes')),
      ).value;
    },
  };
}

const models = [
  await queue('m1', 18, 'mean wait', 0.275385),
  await queue('m2', 22, 'abandonment', 0.122135),
  await weekday(),
];
const RUNS = 4;
console.log('model              CPU s/M contacts   × bare loop   events/s      answer (truth)');
for (const { label, truth, run, value } of models) {
  const [ours, bare, answers, events] = [[], [], [], []];
  for (let seed = 0; seed <= RUNS; seed++) {
    const yardstick = await cpu(() =>
      referenceLoop({ contacts: MILLION, load: 18, servers: 20, patience: 0, seed: seed + 1 }),
    );
    const { seconds, result } = await cpu(() => run(seed));
    if (seed === 0) continue; // warm-up of the compiler
    ours.push((seconds * MILLION) / result.contacts);
    bare.push(yardstick.seconds);
    answers.push(value(result));
    events.push(result.events / seconds);
  }
  const answer = answers.reduce((sum, x) => sum + x, 0) / answers.length;
  console.log(
    label.padEnd(19),
    median(ours).toFixed(3).padStart(10),
    median(ours.map((s, i) => s / bare[i]))
      .toFixed(1)
      .padStart(16),
    `${(median(events) / MILLION).toFixed(2)} M`.padStart(12),
    `     ${answer.toFixed(4)}${truth === undefined ? '' : ` (${truth})`}`,
  );
  if (truth !== undefined && Math.abs(answer / truth - 1) > 0.06) {
    console.error(`${label}: ${answer} is not ${truth}`);
    process.exitCode = 1;
  }
}
const peak = process.resourceUsage().maxRSS / 1024;
console.log(`peak memory ${peak.toFixed(0)} MiB`);
