import type { Entry, Life, LifeEnd, Moment } from '../../experiment/life/life.js';
import { contactId } from '../../experiment/life/life.js';
import { decidersOf, type Explanation, type Reading } from '../../policy/condition/explanation.js';
import type { SignalValue } from '../../policy/condition/signal-reading.js';

/**
 * Lives as JSON (docs/explain.md): what a line of a trace holds, and what `explain --format json`
 * holds of each policy. An absent signal is null, a wait without end the word "infinite".
 */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface LifeJsonOptions {
  /** All parts of each condition, and not only those that decided. */
  readonly trees: boolean;
}

export function lifeJson(life: Life, options: LifeJsonOptions): Json {
  const { channel, conversation, intent, language, segment } = life;
  const named = Object.entries({ intent, segment, language, channel }).filter(
    ([, name]) => name !== '',
  );
  return {
    policy: life.policy,
    replication: life.replication,
    contact: contactId(life),
    ...(conversation === undefined ? {} : { conversation }),
    ...Object.fromEntries(named),
    arrived_at: life.arrivedAt,
    moments: life.moments.map((moment) => momentJson(moment, options)),
    end: endJson(life.end),
  };
}

/** One line of a trace. */
export function traceLine(life: Life): string {
  return `${JSON.stringify(lifeJson(life, { trees: false }))}\n`;
}

function momentJson({ at, entries, frustration }: Moment, options: LifeJsonOptions): Json {
  return {
    at,
    entries: entries.map((entry) => entryJson(entry, options)),
    ...(frustration === undefined
      ? {}
      : {
          frustration: {
            from: frustration.from,
            to: frustration.to,
            parts: [...frustration.parts],
          },
        }),
  };
}

function entryJson(entry: Entry, options: LifeJsonOptions): Json {
  switch (entry.kind) {
    case 'turn':
    case 'reply': {
      const { observed, ...facts } = entry;
      return { ...facts, origin: observed ? 'observed' : 'modelled' };
    }
    case 'event':
      return { ...entry };
    case 'decision':
      return {
        kind: 'decision',
        point: entry.point,
        saw: Object.fromEntries([...entry.saw].map(([name, value]) => [name, valueJson(value)])),
        rules: entry.rules.map(({ found, id, why }) => ({
          id,
          found,
          ...(why === undefined ? {} : whyJson(why, options)),
        })),
        ...(entry.weighed.length === 0
          ? {}
          : {
              weighed: entry.weighed.map(({ deed, found, gate }) => ({
                ...deed,
                found,
                ...(gate === undefined ? {} : { gate: whyJson(gate, options) }),
              })),
            }),
        rule: entry.rule ?? null,
        ...(entry.does === undefined ? {} : { action: { ...entry.does }, instead: entry.instead }),
      };
  }
}

const TRUTHS = ['false', 'true', 'absent', 'fault'] as const;

function whyJson(why: Explanation, { trees }: LifeJsonOptions): { readonly [key: string]: Json } {
  return {
    because: decidersOf(why).map((part) => partJson(part)),
    ...(trees ? { condition: treeJson(why) } : {}),
  };
}

function partJson({ readings, sides, text, truth }: Explanation): { readonly [key: string]: Json } {
  return { part: text, is: TRUTHS[truth], values: valuesJson([...readings, ...sides]) };
}

function treeJson(why: Explanation): Json {
  if (why.parts.length === 0) return partJson(why);
  return { part: why.text, is: TRUTHS[why.truth], parts: why.parts.map(treeJson) };
}

function valuesJson(readings: readonly Reading[]): Json {
  return Object.fromEntries(
    readings.map(({ fault, name, value }) => [name, fault ? 'division by zero' : valueJson(value)]),
  );
}

function valueJson(value: SignalValue): Json {
  return value === undefined ? null : value === Number.POSITIVE_INFINITY ? 'infinite' : value;
}

function endJson({ provenance, ...end }: LifeEnd): Json {
  const { decision, humanStage, outcome, support, turnsModelled, turnsObserved, wait } = provenance;
  return {
    at: end.at,
    ending: end.ending,
    resolved: end.resolved ?? null,
    ai_could_solve: end.aiSolvable,
    team: end.team ?? null,
    wait_seconds: end.waitSeconds ?? null,
    answered_at: end.answeredAt ?? null,
    handle_seconds: end.handleSeconds ?? null,
    asks: end.asks,
    refusals: end.refusals,
    frustration_peak: end.frustrationPeak,
    frustration_area: end.frustrationArea,
    boiled_over: end.boiledOver,
    returns_at: end.returnsAt ?? null,
    provenance: {
      support,
      turns_observed: turnsObserved,
      turns_modelled: turnsModelled,
      decision,
      wait: wait ?? null,
      human_stage: humanStage ?? null,
      outcome,
    },
  };
}
