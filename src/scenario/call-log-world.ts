import type { Conversation } from '../dataset/conversation.js';
import { refuse } from '../input/problem.js';
import { DAY } from '../input/quantities.js';
import { clockChanges } from './clock.js';
import { compactDialogue, type Indices } from './compact-dialogue.js';
import { type Call, type CallLog, callLogOf } from './fitting/call-log.js';
import { prioritiesOf } from './fitting/priorities.js';
import { type Session, SPLIT_AFTER, sessionsOf } from './fitting/sessions.js';
import { type Stint, stintSteps } from './presence.js';
import { type RecordedWorld, signalsIn } from './recorded-world.js';
import type { ScenarioFile } from './schema.js';
import { weekdayOf } from './weekdays.js';
import type { Team, World } from './world.js';

/**
 * Puts a call log into a scenario's world (model.md §2, "Contacts without AI turns").
 *
 * Calls enter at the queue at their recorded moments, on the log's own calendar; their intent, the
 * credit of their priority and the work on them are as recorded. Patience is as recorded where the
 * caller gave up, and longer than the recorded wait where they were answered. Who is there to answer
 * follows from the names on the answered calls, where the scenario says so.
 */
export function callLogWorld(
  base: World,
  scenario: ScenarioFile,
  conversations: readonly Conversation[],
  timeZone: string | undefined,
): RecordedWorld {
  const recorded = scenario.demand.recorded!;
  const log = callLogOf(conversations, timeZone, recorded);
  if (log.calls.length === 0)
    refuse({
      code: 'nothing-to-replay',
      message: 'No contact reached the queue on the chosen days.',
      file: recorded.file,
      found: `no calls on ${recorded.days} dates`,
      expected: 'days on which somebody called',
    });
  const priorities = prioritiesOf(log.calls, recorded.priority_of);
  const indices: Indices = {
    intents: distinct(log.calls, ({ intent }) => intent),
    segments: distinct(log.calls, (call) => segmentOf(priorities.get(call))),
    languages: distinct(log.calls, ({ index }) => conversations[index]!.language ?? ''),
    teams: base.teams.map(({ name }) => name),
  };
  const unnamed = recorded.unnamed === undefined ? 0 : indices.teams.indexOf(recorded.unnamed);
  const dialogues = log.calls.map((call) => {
    const { agent, answered, index } = call;
    const priority = priorities.get(call);
    const segment = segmentOf(priority);
    const named = { ...conversations[index]!, segment };
    const dialogue = compactDialogue(named, [], indices, base.frustration, 0);
    return {
      ...dialogue,
      ...(answered && agent === undefined && unnamed >= 0 ? { team: unnamed } : {}),
      priority: recorded.priority_credit?.[String(priority)] ?? 0,
    };
  });
  const calendar = calendarOf(log);
  return {
    world: {
      ...base,
      ...calendar,
      resampled: recorded.arrivals === 'resampled',
      demand: {
        kind: 'scheduled',
        issues: log.calls.map(({ at }, dialogue) => ({ at, dialogue })),
      },
      intents: indices.intents.map((name) => ({
        ...(base.intents.find((intent) => intent.name === name) ?? base.intents[0]!),
        name,
        share: shareOf(log.calls, ({ intent }) => intent === name),
        aiSolvable: 0,
      })),
      segments: indices.segments.map((name) => ({
        name,
        share: shareOf(log.calls, (call) => segmentOf(priorities.get(call)) === name),
        askFactor: 1,
        patienceFactor: base.segments.find((s) => s.name === name)?.patienceFactor ?? 1,
        aiSuccessFactor: 1,
      })),
      languages: indices.languages.map((name) => ({
        name,
        share: shareOf(log.calls, ({ index }) => (conversations[index]!.language ?? '') === name),
      })),
      teams: base.teams.map((team) =>
        staffed(team, scenario, log, indices, calendar.closesAt, base.mode === 'continuous'),
      ),
      record: {
        dialogues,
        laterFactor: scenario.ai.later_factor,
        known: { asks: false, failures: false, sentiment: false },
      },
    },
    assumptions: assumed(log, scenario, priorities),
    ...signalsIn(
      log.calls.map(({ index }) => conversations[index]!),
      dialogues,
    ),
  };
}

/** The log's own days, round the clock; nothing is warm-up, since it begins at night and empty. */
function calendarOf({ date, days, timeZone }: CallLog) {
  const offsets = clockChanges(timeZone, date, days);
  const last = offsets.filter(({ at }) => at < days * DAY).at(-1)?.seconds ?? 0;
  return {
    mode: 'continuous' as const,
    opensAt: 0,
    closesAt: days * DAY - last,
    measuredFrom: 0,
    clock: { weekday: weekdayOf(date), date, offsets },
  };
}

/** A team of named people, where the scenario takes them from the record; trained in everything. */
function staffed(
  team: Team,
  scenario: ScenarioFile,
  log: CallLog,
  { intents }: Indices,
  closesAt: number,
  ownDays: boolean,
): Team {
  const { shifts } = scenario.teams[team.name]!;
  const own = { ...team, proficiency: intents.map(() => 1) };
  if (typeof shifts === 'string' || !('recorded' in shifts)) {
    // A team of the scenario's own hours keeps them: a single day's, day after day.
    return ownDays ? own : { ...own, steps: repeated(team.steps, closesAt) };
  }
  const { ready_after, ready_before, split_after } = shifts.recorded;
  const stints = sessionsOf(log.calls, split_after)
    .map((session) => stintOf(session, intents, ready_before, ready_after))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return { ...own, stints, steps: stintSteps(stints) };
}

/** Somebody whose first call had waited was not there before; else they had been ready for a while. */
function stintOf(
  { calls, from, intents: taken, to }: Session,
  intents: readonly string[],
  readyBefore: number,
  readyAfter: number,
): Stint {
  const waited = calls[0]!.call.wait > 0;
  return {
    from: Math.max(0, from - (waited ? 0 : readyBefore)),
    to: to + readyAfter,
    takes: intents.map((intent) => taken.has(intent)),
  };
}

/** A day's steps on every day; the last of them still hold when the next day begins. */
function repeated(steps: Team['steps'], closesAt: number): Team['steps'] {
  const day = steps.filter(({ at }) => at < DAY);
  const all: { at: number; staffed: number }[] = [];
  for (let midnight = 0; midnight < closesAt; midnight += DAY) {
    for (const { at, staffed } of day) {
      if (staffed !== (all.at(-1)?.staffed ?? 0)) all.push({ at: midnight + at, staffed });
    }
  }
  return all;
}

/** What a policy can go by: a caller's priority stands as their segment. */
function segmentOf(priority: number | undefined): string {
  return priority === undefined ? '' : `priority-${priority}`;
}

function assumed(
  log: CallLog,
  scenario: ScenarioFile,
  priorities: ReadonlyMap<Call, number>,
): string[] {
  const { arrivals, priority_credit, priority_of, unnamed } = scenario.demand.recorded!;
  const handled = log.calls.filter(({ handle }) => handle !== undefined).length;
  const named = new Set(log.calls.flatMap(({ agent }) => agent ?? [])).size;
  const nameless = log.calls.filter((c) => c.answered && c.agent === undefined);
  const assumptions = [
    `arrivals: the ${log.calls.length} calls that reached the queue enter it when they did, on ${log.days} days from ${log.date} on`,
    `handle times: ${handled} are recorded and used; where nobody answered, or it took no time, they come from the scenario by intent`,
    'patience: who gave up does so after the recorded wait, if nobody answers before; who was answered would have waited longer, by the scenario’s distribution',
    `staffing: ${named} people by name, each from the first call to the last with gaps over ${SPLIT_AFTER / 60} min left out, and with the intents they took that day`,
    arrivals === 'resampled'
      ? 'intervals: in each replication every day is drawn again, with its calls and its people, from the days of its weekday, so that they carry the error of having only these days'
      : 'intervals: they carry the luck of work and patience that were not recorded, not that of the days themselves; demand.recorded.arrivals: resampled draws days again',
    'whether a person solves the issue: not recorded; the scenario’s person_resolves (assumption)',
  ];
  if (unnamed !== undefined && nameless.length > 0)
    assumptions.push(
      `${nameless.length} answered calls name nobody; ${nameless.filter(({ wait }) => wait === 0).length} of them had not waited: they go to ${unnamed}, which always answers at once`,
    );
  if (priorities.size > 0)
    assumptions.push(
      priority_credit === undefined
        ? 'priorities: recorded, and worth nothing here, since the scenario gives no priority_credit'
        : `priorities: the recorded policy credits ${Object.entries(priority_credit)
            .map(([priority, seconds]) => `priority ${priority} with ${seconds} s`)
            .join(', ')} of waiting`,
    );
  if (priority_of === 'waited')
    assumptions.push(
      'priorities of those who did not wait are not recorded; they get one in the shares of those who waited, by intent',
    );
  return assumptions;
}

function distinct<T>(items: readonly T[], read: (item: T) => string): string[] {
  return [...new Set(items.map(read))].sort();
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
