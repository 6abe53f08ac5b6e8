import { nearestChoice } from '../input/nearest.js';
import { type Problem, throwIfAny } from '../input/problem.js';
import type { YamlFile } from '../input/yaml-file.js';
import { meanOf } from './distribution.js';
import { type ScenarioFile, scenarioSchema } from './schema.js';
import { staffingSteps } from './shifts.js';
import type { Intent, RandomDemand, World } from './world.js';

export { scenarioSchema };

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * The world that a scenario file describes, without any recording in it.
 *
 * @throws InputError with every contradiction between the file's parts
 */
export function compileWorld(yaml: YamlFile<ScenarioFile>): World {
  const scenario = yaml.value;
  throwIfAny(contradictions(yaml));
  const { opens, closes, weekday } = scenario.horizon;
  const intents: Intent[] = Object.entries(scenario.intents).map(([name, intent]) => ({
    name,
    share: intent.share,
    aiSolvable: intent.ai_solvable,
    aiSuccessPerTurn: intent.ai_success_per_turn,
    handleTime: intent.handle_time,
    personLogit: Math.log(intent.person_resolves / (1 - intent.person_resolves)),
    mood: intent.mood,
  }));
  const { people, customers, ai, frustration, costs } = scenario;
  return {
    name: scenario.name,
    opensAt: opens,
    closesAt: closes,
    weekday: WEEKDAYS.indexOf(weekday) + 1,
    demand: { kind: 'random', intervals: arrivalIntervals(scenario), noise: scenario.demand.noise },
    intents,
    segments: Object.entries(scenario.segments).map(([name, segment]) => ({
      name,
      share: segment.share,
      askFactor: segment.ask_factor,
      patienceFactor: segment.patience_factor,
      aiSuccessFactor: segment.ai_success_factor,
    })),
    languages: Object.entries(scenario.languages).map(([name, { share }]) => ({ name, share })),
    ...(scenario.channel === undefined ? {} : { channel: scenario.channel }),
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
    },
    teams: Object.entries(scenario.teams).map(([name, team]) => {
      const skilled = intents.map((i) => team.skills === 'all' || team.skills.includes(i.name));
      return {
        name,
        skilled,
        steps: team.shifts === 'erlang-a' ? [] : staffingSteps(team.shifts, team.availability),
        handleFactor: team.handle_factor,
        wrapUp: team.wrap_up,
        meanOccupation:
          meanHandle(intents, skilled) * team.handle_factor +
          people.handoff_tax.summary +
          team.wrap_up,
      };
    }),
    people: {
      difficultySlope: people.difficulty_slope,
      unskilledLogit: people.unskilled_logit,
      unskilledHandleFactor: people.unskilled_handle_factor,
      handoffTax: people.handoff_tax,
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
      returns: {
        unresolved: customers.returns.unresolved,
        abandoned: customers.returns.abandoned,
        maxVisits: customers.returns.max_visits,
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
    },
    costs: {
      currency: costs.currency,
      perAiReply: costs.per_ai_reply,
      perAgentHour: costs.per_agent_hour,
    },
  };
}

function arrivalIntervals(scenario: ScenarioFile): RandomDemand['intervals'] {
  const { contacts_per_day, by_hour } = scenario.demand;
  const total = by_hour.reduce((sum, weight) => sum + weight, 0);
  return by_hour.map((weight, hour) => {
    const from = scenario.horizon.opens + hour * 3600;
    const to = Math.min(from + 3600, scenario.horizon.closes);
    return { from, to, perHour: ((contacts_per_day * weight) / total) * (3600 / (to - from)) };
  });
}

/** Mean handle time in seconds over the intents a team is trained in, by their shares. */
function meanHandle(intents: readonly Intent[], skilled: readonly boolean[]): number {
  let seconds = 0;
  let shares = 0;
  intents.forEach((intent, index) => {
    if (!skilled[index]) return;
    seconds += intent.share * meanOf(intent.handleTime);
    shares += intent.share;
  });
  return seconds / shares;
}

/** What no schema can see: parts of the file that contradict each other. */
function contradictions(yaml: YamlFile<ScenarioFile>): Problem[] {
  const scenario = yaml.value;
  const problems: Problem[] = [];
  const { opens, closes } = scenario.horizon;
  const hours = Math.ceil((closes - opens) / 3600);
  if (scenario.demand.by_hour.length !== hours) {
    problems.push(
      yaml.problem(['demand', 'by_hour'], {
        code: 'wrong-length',
        message: 'Arrivals need one number for each hour of the horizon.',
        found: `${scenario.demand.by_hour.length} numbers`,
        expected: `${hours}, one for each hour from opening to closing`,
      }),
    );
  }
  if (scenario.demand.by_hour.every((weight) => weight === 0)) {
    problems.push(
      yaml.problem(['demand', 'by_hour'], {
        code: 'out-of-range',
        message: 'Nobody ever arrives.',
        expected: 'at least one hour with arrivals',
      }),
    );
  }
  for (const part of ['intents', 'segments', 'languages'] as const) {
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
      team.skills.forEach((skill, index) => {
        if (intents.includes(skill)) return;
        problems.push(
          yaml.problem(['teams', teamName, 'skills', index], {
            code: 'unknown-intent',
            message: `The scenario has no intent "${skill}".`,
            found: skill,
            expected: `one of ${intents.join(', ')}`,
            ...nearestChoice(skill, intents),
          }),
        );
      });
    }
    if (team.shifts === 'erlang-a' && !scenario.demand.recorded) {
      problems.push(
        yaml.problem(['teams', teamName, 'shifts'], {
          code: 'invalid-value',
          message: 'Only a recorded hand-over rate can size a team.',
          found: 'erlang-a without demand.recorded',
          expected: 'a list of shifts',
        }),
      );
    }
  }
  return problems;
}
