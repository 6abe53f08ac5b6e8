import { RECORDED } from '../../../src/policy/policy.js';
import { wallTime } from '../../../src/scenario/calendar/clock.js';
import type { World } from '../../../src/scenario/world.js';
import { Luck } from '../../../src/simulation/luck/luck.js';
import { Simulation } from '../../../src/simulation/simulation.js';

/** What the bar is about, over one or more replications, or of the record. */
export interface Measured {
  readonly abandonment: number;
  readonly asa: number;
  readonly p90: number;
  readonly withoutWait: number;
  /** By hour of the day: offered and given up. */
  readonly hours: readonly { readonly offered: number; readonly gaveUp: number }[];
}

interface Outcome {
  readonly hour: number;
  readonly wait: number;
  readonly answered: boolean;
}

/** Means over replications of the built-in policy `recorded`. */
export function replayed(world: World, replications: number, seed = 1): Measured {
  const simulation = new Simulation(world, RECORDED);
  const runs: Measured[] = [];
  for (let replication = 0; replication < replications; replication++) {
    const outcomes: Outcome[] = [];
    simulation.run(new Luck(seed, replication), {
      contact: (record) => {
        if (Number.isNaN(record.queuedAt) || record.ending === 'open') return;
        outcomes.push({
          hour: Math.floor((wallTime(world.clock, record.queuedAt) % 86_400) / 3600),
          wait: record.waitSeconds,
          answered: !Number.isNaN(record.answeredAt),
        });
      },
    });
    runs.push(measured(outcomes));
  }
  const mean = (read: (run: Measured) => number) =>
    runs.reduce((sum, run) => sum + read(run), 0) / runs.length;
  return {
    abandonment: mean((run) => run.abandonment),
    asa: mean((run) => run.asa),
    p90: mean((run) => run.p90),
    withoutWait: mean((run) => run.withoutWait),
    hours: runs[0]!.hours.map((_, hour) => ({
      offered: mean((run) => run.hours[hour]!.offered),
      gaveUp: mean((run) => run.hours[hour]!.gaveUp),
    })),
  };
}

/** The record's own figures: p90 and the share without waiting are of those served. */
export function recordedOf(world: World): Measured {
  const { demand, record } = world;
  if (demand.kind !== 'scheduled') throw new Error('no recorded arrivals');
  return measured(
    demand.issues.map(({ at, dialogue }) => {
      const { answered, waitSeconds } = record!.dialogues[dialogue!]!;
      return {
        hour: Math.floor((wallTime(world.clock, at) % 86_400) / 3600),
        wait: waitSeconds!,
        answered: answered!,
      };
    }),
  );
}

function measured(outcomes: readonly Outcome[]): Measured {
  const waits = outcomes.filter((o) => o.answered).map((o) => o.wait);
  waits.sort((a, b) => a - b);
  const hours = Array.from({ length: 24 }, () => ({ offered: 0, gaveUp: 0 }));
  for (const { answered, hour } of outcomes) {
    hours[hour]!.offered++;
    if (!answered) hours[hour]!.gaveUp++;
  }
  return {
    abandonment: 1 - waits.length / outcomes.length,
    asa: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    p90: waits[Math.floor(0.9 * waits.length)]!,
    withoutWait: waits.filter((wait) => wait === 0).length / waits.length,
    hours,
  };
}

/** Mean distance of abandonment by hour, over hours with more than so many offered. */
export function hourly(record: Measured, replay: Measured, least = 500): number {
  const busy = record.hours.flatMap(({ gaveUp, offered }, hour) => {
    const own = replay.hours[hour]!;
    return offered > least ? [Math.abs(gaveUp / offered - own.gaveUp / own.offered)] : [];
  });
  return busy.reduce((sum, distance) => sum + distance, 0) / busy.length;
}
