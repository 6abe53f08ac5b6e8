import type { Conversation } from '../../dataset/conversation.js';
import type { Call, CallLog } from '../fitting/call-log.js';
import { prioritiesOf } from '../fitting/desk/priorities.js';
import type { Recording } from '../schema/recording-schema.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import type { Team, World } from '../world.js';
import { compactDialogue, type Indices } from './compact-dialogue.js';
import { kindsIn } from './kinds.js';
import { daysInWords, errorOfDays } from './recorded-assumptions.js';
import { chosenDays, recordedCalendar } from './recorded-days.js';
import { fromNames, handedTo, peopleByName, staffedByName } from './recorded-people.js';
import { type RecordedWorld, signalsIn } from './recorded-world.js';
import { shareOfTeam, sizedForDays, sizedInWords } from './sized-staffing.js';

/**
 * Puts a call log into a scenario's world, compiled on the log's own calendar (model.md §2, "Contacts without AI turns").
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
  log: CallLog,
): RecordedWorld {
  const recorded = scenario.demand.recorded!;
  const priorities = prioritiesOf(log.calls, recorded.priority_of);
  // A policy can go by the segment only, so a priority stands as one where the record has it.
  const called = log.calls.map((call): Conversation => {
    const conversation = conversations[call.index]!;
    const priority = priorities.get(call);
    return priority === undefined
      ? conversation
      : { ...conversation, segment: `priority-${priority}` };
  });
  const { indices, intents, languages, segments } = kindsIn(called, base);
  const unnamed = recorded.unnamed === undefined ? 0 : indices.teams.indexOf(recorded.unnamed);
  const dialogues = log.calls.map((call, i) => {
    const { agent, answered } = call;
    const priority = priorities.get(call);
    const dialogue = compactDialogue(called[i]!, [], indices, base.frustration, 0);
    return {
      ...dialogue,
      ...(answered && agent === undefined && unnamed >= 0 ? { team: unnamed } : {}),
      priority: recorded.priority_credit?.[String(priority)] ?? 0,
    };
  });
  const teams = base.teams.map((team) => staffed(team, base, scenario, log, indices));
  return {
    world: {
      ...base,
      resampled: recorded.arrivals === 'resampled',
      demand: {
        kind: 'scheduled',
        issues: log.calls.map(({ at }, dialogue) => ({ at, dialogue })),
      },
      intents: intents.map(({ name, share }) => ({
        ...(base.intents.find((intent) => intent.name === name) ?? base.intents[0]!),
        name,
        share,
        aiSolvable: 0,
      })),
      segments: segments.map((kind) => ({
        ...kind,
        askFactor: 1,
        patienceFactor: base.segments.find(({ name }) => name === kind.name)?.patienceFactor ?? 1,
        aiSuccessFactor: 1,
      })),
      languages,
      teams,
      record: {
        dialogues,
        laterFactor: scenario.ai.later_factor,
        known: { asks: false, failures: false, sentiment: false },
      },
    },
    assumptions: assumed(log, scenario, teams, priorities),
    ...signalsIn(called, dialogues),
  };
}

/** A team of named people, where the scenario takes them from the record; trained in everything. */
function staffed(
  team: Team,
  { customers }: World,
  scenario: ScenarioFile,
  log: CallLog,
  { intents, teams }: Indices,
): Team {
  const own = { ...team, proficiency: intents.map(() => 1) };
  const { shifts } = scenario.teams[team.name]!;
  const named = fromNames(shifts);
  if (named) return staffedByName(own, named, handedTo(team.name, log.calls, teams), intents);
  if (shifts !== 'erlang-a') return own;
  const recorded = scenario.demand.recorded!;
  return sizedForDays(
    own,
    customers.patience,
    log.calls.map(({ at }) => at),
    chosenDays(log, recorded),
    recordedCalendar(log),
    shareOfTeam(team.name, teamsOf(log, recorded), teams),
  );
}

/** By call, the team that it went to, where the record or the scenario says. */
function teamsOf({ calls }: CallLog, { unnamed }: Recording): (string | undefined)[] {
  return calls.map(({ agent, answered, team }) =>
    answered && agent === undefined && unnamed !== undefined ? unnamed : team,
  );
}

function assumed(
  log: CallLog,
  scenario: ScenarioFile,
  staffed: readonly Team[],
  priorities: ReadonlyMap<Call, number>,
): string[] {
  const recorded = scenario.demand.recorded!;
  const { arrivals, priority_credit, priority_of, unnamed } = recorded;
  const teams = Object.keys(scenario.teams);
  const handled = log.calls.filter(({ handle }) => handle !== undefined).length;
  const nameless = log.calls.filter((c) => c.answered && c.agent === undefined);
  const assumptions = [
    `arrivals: the ${log.calls.length} calls that reached the queue enter it when they did, on ${daysInWords(chosenDays(log, recorded), recorded)} from ${log.date} on`,
    `handle times: ${handled} are recorded and used; where nobody answered, or it took no time, they come from the scenario by intent`,
    'patience: who gave up does so after the recorded wait, if nobody answers before; who was answered would have waited longer, by the scenario’s distribution',
    ...Object.entries(scenario.teams).flatMap(([name, { shifts }]) => {
      const named = fromNames(shifts);
      if (shifts === 'erlang-a') {
        const team = staffed.find((own) => own.name === name)!;
        const share = shareOfTeam(name, teamsOf(log, recorded), teams);
        return [sizedInWords(team, 'the calls that reach the queue', share)];
      }
      return named ? [peopleByName(name, named, handedTo(name, log.calls, teams))] : [];
    }),
    `intervals: they carry ${errorOfDays(
      recordedCalendar(log).clock,
      log.calls.map(({ at }) => at),
      { spoke: false, drawn: arrivals === 'resampled' },
    )}`,
    'whether a person solves the issue: not recorded; the scenario’s person_resolves (assumption)',
  ];
  if (unnamed !== undefined && nameless.length > 0)
    assumptions.push(
      `${nameless.length} answered calls name nobody; ${nameless.filter(({ wait }) => wait === 0).length} of them had not waited: they go to ${unnamed}, which always answers at once`,
    );
  const byName = Object.values(scenario.teams).some(({ shifts }) => fromNames(shifts));
  if (unnamed === undefined && nameless.length > 0 && byName)
    assumptions.push(
      `${nameless.length} of ${log.calls.filter(({ answered }) => answered).length} answered calls name nobody: the people by name get their work too, and are too few for it where others did it`,
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
