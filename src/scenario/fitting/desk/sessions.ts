import type { Call } from '../call-log.js';

/** One stretch of work of a named person, as far as their calls show it. */
export interface Session {
  readonly agent: string;
  /** Start of the first call and end of the last, elapsed seconds. */
  readonly from: number;
  readonly to: number;
  /** Day of the log on which it begins. */
  readonly day: number;
  /** By time. */
  readonly calls: readonly ServedCall[];
  /** Intents that the person takes on this day. */
  readonly intents: ReadonlySet<string>;
}

export interface ServedCall {
  readonly from: number;
  readonly to: number;
  readonly call: Call;
}

/** Whoever takes no call for longer than this was away (data README: sessions are split there). */
export const SPLIT_AFTER = 1800;

/**
 * An intent is taken to be none of a person's on a day on which they took none of it, though their
 * share of that day's calls would have brought this many: by Poisson that is chance in 5 % of cases.
 */
const EXPECTED_AT_LEAST = 3;

/** Who worked when, by the names on the answered calls. A call without a handle time lasts 0 s. */
export function sessionsOf(calls: readonly Call[], splitAfter = SPLIT_AFTER): Session[] {
  const byAgent = new Map<string, ServedCall[]>();
  for (const call of calls) {
    if (!call.answered || call.agent === undefined) continue;
    const from = call.at + call.wait;
    const served = { from, to: from + (call.handle ?? 0), call };
    const own = byAgent.get(call.agent);
    if (own) own.push(served);
    else byAgent.set(call.agent, [served]);
  }
  const skills = new Skills(calls);
  const sessions: Session[] = [];
  for (const [agent, served] of byAgent) {
    served.sort((a, b) => a.from - b.from || a.to - b.to);
    let begun = 0;
    let until = served[0]!.to;
    for (let i = 1; i <= served.length; i++) {
      const next = served[i];
      if (next && next.from - until <= splitAfter) {
        until = Math.max(until, next.to);
        continue;
      }
      const own = served.slice(begun, i);
      const { day } = own[0]!.call;
      sessions.push({
        agent,
        from: own[0]!.from,
        to: until,
        day,
        calls: own,
        intents: skills.of(agent, day),
      });
      begun = i;
      if (next) until = next.to;
    }
  }
  return sessions.sort((a, b) => a.from - b.from || (a.agent < b.agent ? -1 : 1));
}

/** Which intents each person takes, day by day. */
class Skills {
  /** By agent and day, calls taken of each intent. */
  private readonly taken = new Map<string, Map<string, number>>();
  /** By agent, intents taken on any day. */
  private readonly ever = new Map<string, Set<string>>();
  /** By day, answered calls of each intent. */
  private readonly offered = new Map<number, Map<string, number>>();

  constructor(calls: readonly Call[]) {
    for (const { agent, answered, day, intent } of calls) {
      if (!answered) continue;
      count(entry(this.offered, day, newCounts), intent);
      if (agent === undefined) continue;
      count(entry(this.taken, `${agent}\n${day}`, newCounts), intent);
      entry(this.ever, agent, () => new Set<string>()).add(intent);
    }
  }

  of(agent: string, day: number): ReadonlySet<string> {
    const taken = this.taken.get(`${agent}\n${day}`) ?? newCounts();
    const offered = this.offered.get(day) ?? newCounts();
    const all = sum(offered);
    const own = sum(taken);
    const intents = new Set(taken.keys());
    for (const intent of this.ever.get(agent)!) {
      const expected = (own * (offered.get(intent) ?? 0)) / all;
      if (expected < EXPECTED_AT_LEAST) intents.add(intent);
    }
    return intents;
  }
}

function newCounts(): Map<string, number> {
  return new Map();
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const value of counts.values()) total += value;
  return total;
}
