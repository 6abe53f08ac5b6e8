/** What the bench runs, from which files, and what must come out. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPolicy, loadScenario, readWholeText, vocabularyOf } from '../dist/workshop.js';

export const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * The queues have a known answer. `unit` is their unit of time in seconds: the mean service of M1
 * and M2, and what the rates of M3 are per. M1 and M2 are Erlang C and Erlang A; M3, which has no
 * closed form, was found by long runs of an independent program, to the digits given.
 */
export const QUEUES = {
  m1: {
    label: 'M1  M/M/20, 90 % load',
    scenario: path('m1.yaml'),
    policy: path('straight-through.yaml'),
    unit: 1.5552,
    truths: { waited: 0.550769, meanWait: 0.275385 },
    goal: 3.5,
  },
  m2: {
    label: 'M2  M/M/20+M, 110 % load',
    scenario: path('m2.yaml'),
    policy: path('straight-through.yaml'),
    unit: 1.9008,
    truths: { abandonment: 0.122135, meanWait: 0.24427 },
    goal: 3.5,
  },
  m3: {
    label: 'M3  three types, three groups',
    scenario: path('m3.yaml'),
    policy: path('by-preference.yaml'),
    unit: 2.391552,
    truths: { abandonment: 0.0424, meanWait: 0.0848 },
    /** Half a unit of the last digit given. */
    rounding: 0.00005,
    goal: 4.5,
  },
};

const WEEKDAY = path('../datasets/retail-weekday.yaml');
export const ATTENTIVE = path('../policies/attentive.yaml');
/** Contacts in the shipped day under `attentive`, people coming back included. */
const WEEKDAY_CONTACTS = 1210;

export async function load(scenarioFile, policyFile) {
  const scenario = await loadScenario(scenarioFile);
  const text = await readWholeText(policyFile);
  const { policy } = loadPolicy(policyFile, text, vocabularyOf(scenario));
  return { world: scenario.world, policy };
}

/** A queue's day cut short, for a quick run; the file says 24 hours. */
export function firstHours({ world, policy }, hours) {
  if (hours >= 24) return { world, policy };
  const intervals = world.demand.intervals.slice(0, hours);
  return {
    world: { ...world, closesAt: hours * 3600, demand: { ...world.demand, intervals } },
    policy,
  };
}

/**
 * The shipped weekday with so many contacts in one day and as many more people, so that the load
 * stays the same. Written as a scenario file and read like any other.
 */
export async function weekdayOf(contacts, folder) {
  const factor = Math.max(1, Math.round(contacts / WEEKDAY_CONTACTS));
  const text = await readFile(WEEKDAY, 'utf8');
  const file = `${folder}/weekday-${factor}.yaml`;
  await writeFile(
    file,
    text.replace(
      /\b(contacts_per_day|agents): (\d+)/g,
      (_, key, count) => `${key}: ${Number(count) * factor}`,
    ),
  );
  return load(file, ATTENTIVE);
}
