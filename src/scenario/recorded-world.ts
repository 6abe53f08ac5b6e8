import type { Conversation } from '../dataset/conversation.js';
import { compactDialogue, type Indices, turnsOf } from './compact-dialogue.js';
import { quantileOf } from './distribution.js';
import { erlangA } from './erlang.js';
import {
  type DialogueFit,
  fitDialogue,
  fitPeople,
  type PersonFit,
  solvableGiven,
} from './fit-dialogue.js';
import type { RecordedDialogue } from './recorded-dialogue.js';
import type { ScenarioFile } from './schema.js';
import { type Shift, staffingSteps } from './shifts.js';
import type { Recording, Team, World } from './world.js';

/** A world whose customers speak recorded words, and what had to be assumed to build it. */
export interface RecordedWorld {
  readonly world: World;
  readonly assumptions: readonly string[];
  /** Signals that no conversation of the file provides. */
  readonly absentSignals: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, 'number' | 'string' | 'bool'>;
}

/** Sized so that at most this share gives up, by Erlang A (assumption). */
const STAFFING_ABANDONMENT = 0.05;

/**
 * Puts recorded conversations into a scenario's world (model.md §2).
 *
 * What the file does not say comes from the scenario, or is fitted to the file where the dialogue
 * goes on unrecorded; `assumptions` lists all of it.
 */
export function recordWorld(
  base: World,
  scenario: ScenarioFile,
  conversations: readonly Conversation[],
): RecordedWorld {
  const indices: Indices = {
    intents: distinct(conversations, (c) => c.intent),
    segments: distinct(conversations, (c) => c.segment),
    languages: distinct(conversations, (c) => c.language),
    teams: base.teams.map((team) => team.name),
  };
  const cases = conversations.map((conversation) => ({
    // What the customer says to a person is no dialogue with the AI.
    turns: turnsOf(conversation.turns).slice(0, conversation.handover?.afterCustomerTurns),
    handedOver: conversation.handover !== undefined,
    answered: conversation.handover?.answered,
    resolved: conversation.resolved,
  }));
  const prior = base.intents[0]!;
  const fit = fitDialogue(cases, prior);
  const people = fitPeople(cases, fit, base.people.difficultySlope);
  const dialogues = conversations.map((conversation, i) =>
    compactDialogue(
      conversation,
      cases[i]!.turns,
      indices,
      base.frustration,
      solvableGiven(cases[i]!, fit),
    ),
  );
  const handoverRate = shareOf(conversations, (c) => c.handover !== undefined);
  const known = knownSignals(conversations);
  const teams = base.teams.map((team) => staff(team, base, scenario, indices, handoverRate));

  const world: World = {
    ...base,
    intents: indices.intents.map((name) => ({
      ...(base.intents.find((intent) => intent.name === name) ?? base.intents[0]!),
      name,
      share: shareOf(conversations, (c) => (c.intent ?? '') === name),
      mood: 0,
      aiSolvable: fit.solvable,
      aiSuccessPerTurn: fit.successPerReply,
      ...(people ? { personLogit: people.logit } : {}),
    })),
    segments: indices.segments.map((name) => ({
      name,
      share: shareOf(conversations, (c) => (c.segment ?? '') === name),
      askFactor: 1,
      patienceFactor: 1,
      aiSuccessFactor: 1,
    })),
    languages: indices.languages.map((name) => ({
      name,
      share: shareOf(conversations, (c) => (c.language ?? '') === name),
    })),
    // Modelled turns are counted as recorded ones are: a reply that nobody saw fail is neutral.
    ai: {
      ...base.ai,
      progress: 0,
      neutral: 1 - fit.failedPerReply,
      sensitivity: 1,
      specificity: 1,
    },
    customers: {
      ...base.customers,
      // Fitted rates are averages over all recorded turns: what raises them is in them already.
      ...(fit.known > 0
        ? { givesUp: 0, leaves: fit.leavesPerReply, atTolerance: { ask: 0, leave: 0 } }
        : {}),
      asks: {
        ...base.customers.asks,
        ...(known.asks ? { perTurn: fit.asksPerTurn, afterFailure: 1, whenNegative: 1 } : {}),
      },
    },
    teams,
    record: { dialogues, laterFactor: scenario.ai.later_factor, known },
  };
  const sizes = teams.filter((team) => scenario.teams[team.name]!.shifts === 'erlang-a');
  return {
    world,
    assumptions: assumed(
      conversations,
      scenario,
      fit,
      people,
      prior.aiSolvable,
      handoverRate,
      sizes,
    ),
    ...signalsIn(conversations, dialogues),
  };
}

/** A team in the recorded world: trained in everything, and sized where the scenario asks for it. */
function staff(
  team: Team,
  base: World,
  scenario: ScenarioFile,
  indices: Indices,
  handoverRate: number,
): Team {
  const sized = { ...team, proficiency: indices.intents.map(() => 1) };
  if (scenario.teams[team.name]!.shifts !== 'erlang-a') return sized;
  return { ...sized, steps: staffingSteps(erlangShifts(base, team, handoverRate), 1) };
}

function assumed(
  conversations: readonly Conversation[],
  scenario: ScenarioFile,
  fit: DialogueFit,
  people: PersonFit | undefined,
  prior: number,
  handoverRate: number,
  sized: readonly Team[],
): string[] {
  const arrivals = `conversations are sampled with replacement into ${scenario.demand.contacts_per_day} arrivals a day of the scenario’s hourly profile`;
  const basis =
    fit.known === 0
      ? 'no outcome of the AI is recorded, so both are the scenario’s, assumption'
      : `the AI solved ${fit.solved} of ${fit.known}; prior solvable share ${percent(prior)}, assumption`;
  const timed = conversations.some((c) => c.startedAt !== undefined);
  const assumptions = [
    timed
      ? `arrivals: ${arrivals}; the recorded times are not used`
      : `arrivals: the file has no times; ${arrivals}`,
    'turn durations: AI and customer reply times come from the scenario’s reply-time model',
    `intervals: they carry the luck of the simulated days and the error of having only ${conversations.length} conversations, not that of the fit`,
    `where the dialogue goes on unrecorded, it goes on like the record: ${percent(fit.solvable)} of issues are solvable, and then ${percent(fit.successPerReply)} of replies solve (${basis}); ${percent(fit.failedPerReply)} of replies visibly fail, after ${percent(fit.leavesPerReply)} the customer leaves unresolved, and ${percent(fit.asksPerTurn)} of customer turns ask for a person for the first time`,
    `after the recorded hand-over the AI’s success is multiplied by later_factor ${scenario.ai.later_factor} (assumption)`,
  ];
  if (handoverRate > 0) {
    const handled = conversations.filter((c) => c.handover?.handleSeconds !== undefined).length;
    assumptions.push(
      handled === 0
        ? 'handle times: not recorded; they come from the scenario'
        : `handle times: ${handled} are recorded, and used where the hand-over is at the recorded point; elsewhere they come from the scenario`,
      people
        ? `whether a person solves the issue: as often as in the ${people.known} answered hand-overs with a known outcome (${people.solved} solved); how much less where the issue is harder is the scenario’s (assumption)`
        : 'whether a person solves the issue: no outcome of a hand-over is recorded; the scenario’s person_resolves (assumption)',
      'the recorded hand-overs told the person what had been said: context summary (assumption)',
    );
  }
  if (conversations.every((c) => c.intent === undefined)) {
    assumptions.push('intents: not recorded; one kind of issue stands for all');
  }
  for (const [alias, name] of Object.entries(scenario.team_aliases)) {
    assumptions.push(`teams: ${alias} is another name for ${name}`);
  }
  for (const { name, steps } of sized) {
    const people = steps.map(({ staffed }) => staffed).filter((staffed) => staffed > 0);
    assumptions.push(
      `staffing of ${name}: ${Math.min(...people)} to ${Math.max(...people)} people by hour, sized by Erlang A for the recorded hand-over rate of ${percent(handoverRate)} and at most ${percent(STAFFING_ABANDONMENT)} abandonment`,
    );
  }
  return assumptions;
}

/** People by hour: the fewest whose Erlang A abandonment is within the target. */
function erlangShifts(base: World, team: Team, handoverRate: number): Shift[] {
  const { patience } = base.customers;
  // The exponential with the same median stands in for the scenario's patience.
  const median = quantileOf(patience, 0.5);
  const meanPatience = (median < Number.POSITIVE_INFINITY ? median : 3600) / Math.LN2;
  // People with several chats in hand are as many servers, each slowed down by the others.
  const { chatsPerAgent, slowDown } = team;
  const inSlot = team.meanOccupation * (1 + slowDown * (chatsPerAgent - 1));
  if (base.demand.kind !== 'random') throw new Error('staffing needs an arrival profile');
  return base.demand.intervals.map(({ from, to, perHour }) => {
    const rate = Math.max(1e-9, (perHour * handoverRate) / 3600);
    let agents = 1;
    while (
      erlangA(rate, inSlot, agents * chatsPerAgent, meanPatience).abandonment > STAFFING_ABANDONMENT
    ) {
      agents++;
    }
    return { from, to, agents };
  });
}

/** Which signals the file provides; what no conversation has is absent, never zero. */
export function signalsIn(
  conversations: readonly Conversation[],
  dialogues: readonly RecordedDialogue[],
): Pick<RecordedWorld, 'absentSignals' | 'columns'> {
  const absent = new Set<string>();
  const columns = new Map<string, 'number' | 'string' | 'bool'>();
  const turns = dialogues.flatMap((dialogue) => dialogue.turns);
  const require = (name: string, present: boolean) => {
    if (!present) absent.add(name);
  };
  require('intent', conversations.some((c) => c.intent !== undefined));
  require('segment', conversations.some((c) => c.segment !== undefined));
  require('channel', conversations.some((c) => c.channel !== undefined));
  require('language', conversations.some((c) => c.language !== undefined));
  require('confidence', turns.some((t) => t.reply && !Number.isNaN(t.reply.confidence)));
  require('margin', turns.some((t) => t.reply && !Number.isNaN(t.reply.margin)));
  const known = knownSignals(conversations);
  for (const name of ['sentiment', 'sentiment_slope', 'negative_turns']) {
    require(name, known.sentiment);
  }
  for (const name of ['asks', 'refusals']) require(name, known.asks);
  for (const name of ['failed_turns', 'repeats']) require(name, known.failures);
  for (const turn of turns) {
    for (const [name, value] of Object.entries(turn.signals ?? {})) {
      columns.set(
        name,
        typeof value === 'boolean' ? 'bool' : (typeof value as 'number' | 'string'),
      );
    }
  }
  return { absentSignals: absent, columns };
}

/** What the record, or its text, can tell at all; the rest is absent, not zero. */
function knownSignals(conversations: readonly Conversation[]): Recording['known'] {
  const turns = conversations.flatMap((c) => c.turns);
  return {
    asks: turns.some((turn) => turn.ask !== undefined),
    failures: turns.some(
      (turn) =>
        turn.failed !== undefined ||
        turn.confidence !== undefined ||
        turn.repeated !== undefined ||
        turn.rephrased !== undefined,
    ),
    sentiment: turns.some((turn) => turn.sentiment !== undefined),
  };
}

function distinct(
  conversations: readonly Conversation[],
  read: (c: Conversation) => string | undefined,
): string[] {
  return [...new Set(conversations.map((c) => read(c) ?? ''))].sort();
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
