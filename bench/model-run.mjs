/**
 * One model in a process of its own, so that no other model's compiled code colours its time. Takes
 * a job as JSON in its first argument and prints what it measured as JSON. A run is `repeat` times
 * `days` replications of a day with `contacts`: small sizes are repeated, to have something to time.
 *
 * Timed runs alternate with runs of the bare loops; nothing is observed during them. The answers are
 * checked afterwards, in further runs with the same seeds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileThoroughly } from '../bin/compiler.js';
import { replicate } from '../dist/workshop.js';
import { checkQueue, checkWork } from './answers.mjs';
import { firstHours, load, QUEUES, weekdayOf } from './models.mjs';
import { groupsLoop } from './reference-groups.mjs';
import { queueLoop } from './reference-loop.mjs';

const MILLION = 1e6;
const job = JSON.parse(process.argv[2]);
const { model, runs, bareContacts, hours = 24, contacts, days = 1, repeat = 1, answers = 0 } = job;
const queue = QUEUES[model];
/** A million contacts are one call of the main loop: the compiler needs a few to settle. */
const warmups = queue ? 4 : 1;
const contactsOfRun = queue ? (MILLION * hours) / 24 : contacts * days * repeat;
// As for a comparison of as many contacts.
compileThoroughly(contactsOfRun * (warmups + runs + answers));

const m1 = (seed) =>
  queueLoop({ contacts: bareContacts, load: 18, servers: 20, patience: 0, seed });
const m3 = (seed) => groupsLoop({ contacts: bareContacts, seed });

const folder = mkdtempSync(join(tmpdir(), 'warmline-bench-'));
try {
  const { world, policy } = queue
    ? firstHours(await load(queue.scenario, queue.policy), hours)
    : await weekdayOf(contacts, folder);
  const run = async (seed, observe) => {
    const sum = { contacts: 0, events: 0 };
    for (let i = 0; i < repeat; i++) {
      const options = { seed: seed * 1000 + i, replications: days, ...(observe && { observe }) };
      const found = await replicate(world, policy, options);
      sum.contacts += found.contacts;
      sum.events += found.events;
    }
    return sum;
  };

  // Warm-up of the compiler: the bare loops, and the model once (a big one in small).
  m1(1);
  if (job.bareGroups) m3(1);
  if (contacts * days > 2 * MILLION) {
    const small = await weekdayOf(MILLION / 10, folder);
    await replicate(small.world, small.policy, { seed: 0, replications: 2 });
  } else {
    for (let i = 0; i < warmups; i++) await run(100 + i);
  }

  const timed = [];
  for (let seed = 1; seed <= runs; seed++) {
    const bare = perMillion(await cpu(() => m1(seed)), bareContacts);
    const bareGroups = job.bareGroups
      ? perMillion(await cpu(() => m3(seed)), bareContacts)
      : undefined;
    const { seconds, result } = await cpu(() => run(seed));
    timed.push({
      seconds: seconds * (MILLION / result.contacts),
      bare,
      bareGroups,
      contacts: result.contacts,
      events: result.events,
      eventsPerSecond: result.events / seconds,
    });
  }
  const peak = process.resourceUsage().maxRSS / 1024; // before anything is observed
  const check = queue ? checkQueue(queue, world) : checkWork();
  for (let seed = 1; seed <= answers; seed++) {
    check.run(await run(seed, check.observe), timed[seed - 1]);
  }
  process.stdout.write(JSON.stringify({ timed, peak, answers: check.found() }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function cpu(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

function perMillion({ seconds }, count) {
  return seconds * (MILLION / count);
}
