import { nearestChoice } from '../input/nearest.js';
import { type Problem, throwIfAny } from '../input/problem.js';
import type { YamlFile } from '../input/yaml-file.js';
import { type Calendar, calendarOf, openingsOf } from './calendar/calendar.js';
import { arrivalIntervals, demandProblems } from './demand.js';
import { meanOf } from './distribution/distribution.js';
import type { ScenarioFile } from './schema/scenario-schema.js';
import type { NotReady } from './staffing/presence.js';
import { rosterOf, rosterProblems, type StaffingTables } from './staffing/rosters.js';
import { staffingSteps } from './staffing/shifts.js';
import type { Channel, Intent, Ring, World } from './world.js';

/**
 * The world that a scenario file describes, without any recording in it.
 *
 * @param staffing the staffing files that it names, read beforehand: compiling reads no file
 * @param replayed the days of a record that is replayed as it was, in place of the horizon's
 * @throws InputError with every contradiction between the file's parts
 */
export function compileWorld(
  yaml: YamlFile<ScenarioFile>,
  staffing: StaffingTables = new Map(),
  replayed?: Calendar,
): World {
  const scenario = yaml.value;
  const horizon = calendarOf(scenario.horizon);
  const calendar = replayed ?? horizon;
  throwIfAny(contradictions(yaml, horizon, calendar, staffing));
  const intents: Intent[] = Object.entries(scenario.intents).map(([name, intent]) => ({
    name,
    share: intent.share,
    aiSolvable: intent.ai_solvable,
    aiSuccessPerTurn: intent.ai_success_per_turn,
    handleTime: intent.handle_time,
    personLogit: Math.log(intent.person_resolves / (1 - intent.person_resolves)),
    mood: intent.mood,
    ...(intent.patience ? { patience: intent.patience } : {}),
  }));
  const { people, customers, ai, frustration, costs } = scenario;
  return {
    name: scenario.name,
    mode: calendar.mode,
    opensAt: calendar.opensAt,
    closesAt: calendar.closesAt,
    measuredFrom: calendar.measuredFrom,
    clock: calendar.clock,
    demand: {
      kind: 'random',
      intervals: arrivalIntervals(scenario, horizon),
      noise: scenario.demand.noise,
    },
    intents,
    segments: Object.entries(scenario.segments).map(([name, segment]) => ({
      name,
      share: segment.share,
      askFactor: segment.ask_factor,
      patienceFactor: segment.patience_factor,
      aiSuccessFactor: segment.ai_success_factor,
      ...(segment.patience ? { patience: segment.patience } : {}),
    })),
    languages: Object.entries(scenario.languages).map(([name, { share }]) => ({ name, share })),
    channels: channelsOf(scenario),
    ai: {
      replyTime: ai.reply_time,
      maxTurns: ai.max_turns,
      progress: ai.progress,
      neutral: 0,
      repeats: ai.repeats,
      sensitivity: ai.sensitivity,
      specificity: ai.specificity,
      confidence: ai.confidence,
      margin: ai.margin,
      clarifiedFactor: ai.clarified_factor,
      capacity: ai.capacity ?? Number.POSITIVE_INFINITY,
      outages: openingsOf(calendar, ai.outages),
    },
    teams: Object.entries(scenario.teams).map(([name, team]) => {
      const proficiency = intents.map((intent) => proficiencyIn(intent.name, team.skills));
      return {
        name,
        proficiency,
        steps: staffingSteps(rosterOf(team.shifts, calendar, staffing), team.availability),
        ...(team.hours ? { openings: openingsOf(calendar, team.hours) } : {}),
        handleFactor: team.handle_factor,
        wrapUp: team.wrap_up,
        chatsPerAgent: team.chats_per_agent,
        slowDown: team.slow_down,
        ...(team.ring ? { ring: ringOf(team.ring) } : {}),
        ...(team.not_ready ? { notReady: notReadyOf(team.not_ready) } : {}),
        ...(team.falls_silent ? { fallsSilent: team.falls_silent } : {}),
        queueLimit: team.queue_limit ?? Number.POSITIVE_INFINITY,
        noticeAfter: team.notice_after,
        meanOccupation:
          meanHandle(intents, proficiency) * team.handle_factor +
          people.handoff_tax.summary +
          team.wrap_up,
      };
    }),
    people: {
      difficultySlope: people.difficulty_slope,
      unskilledLogit: people.unskilled_logit,
      unskilledHandleFactor: people.unskilled_handle_factor,
      handoffTax: people.handoff_tax,
      slotSaves: people.slot_saves,
      passesOn: {
        probability: people.passes_on.probability,
        after: people.passes_on.after,
        ...(people.passes_on.warm === undefined ? {} : { warm: people.passes_on.warm }),
      },
    },
    customers: {
      replyTime: customers.reply_time,
      asks: {
        perTurn: customers.asks.per_turn,
        afterFailure: customers.asks.after_failure,
        whenNegative: customers.asks.when_negative,
        again: customers.asks.again,
      },
      tolerance: customers.tolerance,
      atTolerance: customers.at_tolerance,
      givesUp: customers.gives_up,
      leaves: 0,
      negativity: {
        first: customers.negativity.first,
        afterNegative: customers.negativity.after_negative,
        afterNeutral: customers.negativity.after_neutral,
        afterFailureFactor: customers.negativity.after_failure_factor,
      },
      patience: customers.patience,
      patienceFrailty: customers.patience_frailty,
      balking: {
        share: customers.balking.share,
        perAnnouncedMinute: customers.balking.per_announced_minute,
      },
      announcements: {
        bias: customers.announcements.bias,
        patienceFactor: customers.announcements.patience_factor,
        pastFactor: customers.announcements.past_factor,
      },
      accepts: customers.accepts,
      gives: customers.gives,
      callbacks: {
        answered: customers.callbacks.answered,
        dial: customers.callbacks.dial,
        attempts: customers.callbacks.attempts,
        retryAfter: customers.callbacks.retry_after,
      },
      returns: {
        unresolved: customers.returns.unresolved,
        abandoned: customers.returns.abandoned,
        // The record already holds its repeat contacts.
        maxVisits: customers.returns.max_visits ?? (scenario.demand.recorded ? 1 : 4),
      },
    },
    frustration: {
      decay: frustration.decay,
      failed: frustration.failed,
      repeated: frustration.repeated,
      refused: frustration.refused,
      negative: frustration.negative,
      queuePerMinute: frustration.queue_per_minute,
      explainAgain: frustration.explain_again,
      progress: frustration.progress,
      personAnswers: frustration.person_answers,
      announcement: frustration.announcement,
      bounce: frustration.bounce,
      askedBack: frustration.asked_back,
      brokenPromise: frustration.broken_promise,
      silencePerMinute: frustration.silence_per_minute,
      silenceAfter: frustration.silence_after,
    },
    costs: {
      currency: costs.currency,
      perAiReply: costs.per_ai_reply,
      perAgentHour: costs.per_agent_hour,
    },
  };
}

/** The channels; a single nameless one where the scenario names none. */
function channelsOf({ channel, channels }: ScenarioFile): Channel[] {
  if (!channels) return [{ name: channel ?? '', share: 1, silent: 0 }];
  return Object.entries(channels).map(([name, { share, patience, silent_abandonment }]) => ({
    name,
    share,
    silent: silent_abandonment,
    ...(patience ? { patience } : {}),
  }));
}

function proficiencyIn(intent: string, skills: ScenarioFile['teams'][string]['skills']): number {
  if (skills === 'all') return 1;
  if (Array.isArray(skills)) return skills.includes(intent) ? 1 : 0;
  return skills[intent] ?? 0;
}

function ringOf(ring: NonNullable<ScenarioFile['teams'][string]['ring']>): Ring {
  const { answered_after: answeredAfter, ...rest } = ring;
  return { answeredAfter, ...rest };
}

function notReadyOf(given: NonNullable<ScenarioFile['teams'][string]['not_ready']>): NotReady {
  const { back_per_second: perSecond, since, waiting } = given;
  return { since, waiting, perSecond };
}

/**
 * Mean handle time in seconds over the intents a team knows, by their shares and its proficiency; over
 * all intents where it knows none.
 */
function meanHandle(intents: readonly Intent[], proficiency: readonly number[]): number {
  if (proficiency.every((p) => p === 0))
    return meanHandle(
      intents,
      intents.map(() => 1),
    );
  let seconds = 0;
  let shares = 0;
  intents.forEach((intent, index) => {
    const share = intent.share * proficiency[index]!;
    seconds += share * meanOf(intent.handleTime);
    shares += share;
  });
  return seconds / shares;
}

/** What no schema can see: parts of the file that contradict each other. */
function contradictions(
  yaml: YamlFile<ScenarioFile>,
  horizon: Calendar,
  calendar: Calendar,
  staffing: StaffingTables,
): Problem[] {
  const scenario = yaml.value;
  const problems = [...demandProblems(yaml, horizon), ...rosterProblems(yaml, calendar, staffing)];
  for (const part of ['intents', 'segments', 'languages', 'channels'] as const) {
    if (!scenario[part]) continue;
    const shares = Object.values(scenario[part]).map(({ share }) => share);
    const sum = shares.reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) <= 0.001) continue;
    problems.push(
      yaml.problem([part], {
        code: 'shares-sum',
        message: `The shares of the ${part} do not sum to 1.`,
        found: String(Number(sum.toFixed(4))),
        expected: '1',
      }),
    );
  }
  if (Object.keys(scenario.teams).length === 0) {
    problems.push(
      yaml.problem(['teams'], {
        code: 'missing-key',
        message: 'A scenario needs at least one team of people.',
        expected: 'a team, for example general: { shifts: [ … ] }',
      }),
    );
  }
  const teams = Object.keys(scenario.teams);
  for (const [alias, name] of Object.entries(scenario.team_aliases)) {
    if (teams.includes(name) && !teams.includes(alias)) continue;
    problems.push(
      yaml.problem(['team_aliases', alias], {
        code: teams.includes(alias) ? 'duplicate-id' : 'unknown-team',
        message: teams.includes(alias)
          ? `"${alias}" is a team already and cannot be another name for one.`
          : `The scenario has no team "${name}".`,
        found: name,
        expected: `one of ${teams.join(', ')}`,
        ...nearestChoice(name, teams),
      }),
    );
  }
  const intents = Object.keys(scenario.intents);
  for (const [teamName, team] of Object.entries(scenario.teams)) {
    if (team.skills !== 'all') {
      const list = Array.isArray(team.skills);
      const skills = list ? (team.skills as string[]) : Object.keys(team.skills);
      skills.forEach((skill, index) => {
        if (intents.includes(skill)) return;
        problems.push(
          yaml.problem(['teams', teamName, 'skills', list ? index : skill], {
            code: 'unknown-intent',
            message: `The scenario has no intent "${skill}".`,
            found: skill,
            expected: `one of ${intents.join(', ')}`,
            ...nearestChoice(skill, intents),
          }),
        );
      });
    }
    const { shifts } = team;
    const fromRecord = shifts === 'erlang-a' || 'recorded' in shifts;
    if (fromRecord && !scenario.demand.recorded) {
      problems.push(
        yaml.problem(['teams', teamName, 'shifts'], {
          code: 'invalid-value',
          message:
            shifts === 'erlang-a'
              ? 'Only a recorded hand-over rate can size a team.'
              : 'Only a record names people.',
          found: `${shifts === 'erlang-a' ? shifts : 'recorded'} without demand.recorded`,
          expected: 'a list of shifts',
        }),
      );
    }
  }
  return problems;
}
