import type { Conversation } from '../../dataset/conversation.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import type { Recording, Team, World } from '../world.js';
import { compactDialogue, type Indices } from './compact-dialogue.js';
import { aiSuccessIn, fitCaseOf, fitDialogue, fitPeople, solvableGiven } from './fit-dialogue.js';
import { kindsIn } from './kinds.js';
import { recordedAssumptions } from './recorded-assumptions.js';
import type { RecordedDays } from './recorded-days.js';
import type { RecordedDialogue } from './recorded-dialogue.js';
import { fromNames, handedTo, staffedByName } from './recorded-people.js';
import { shareOfTeam, sizedForDays, sizedForProfile } from './sized-staffing.js';
import { talkAsWritten } from './talk-as-written.js';

/** A world whose customers speak recorded words, and what had to be assumed to build it. */
export interface RecordedWorld {
  readonly world: World;
  readonly assumptions: readonly string[];
  /** Signals that no conversation of the file provides. */
  readonly absentSignals: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, 'number' | 'string' | 'bool'>;
}

/**
 * Puts recorded conversations into a scenario's world (model.md §2).
 *
 * What the file does not say comes from the scenario, or is fitted to the file where the dialogue
 * goes on unrecorded; `assumptions` lists all of it.
 *
 * @param conversations with `replayed` those that begin on its days, in its order
 * @param replayed when each of them begins; absent where they are sampled into the scenario's arrivals
 */
export function recordWorld(
  base: World,
  scenario: ScenarioFile,
  conversations: readonly Conversation[],
  replayed?: RecordedDays,
): RecordedWorld {
  const { indices, intents, languages, segments } = kindsIn(conversations, base);
  const cases = conversations.map(fitCaseOf);
  const intentOf = (name: string) =>
    base.intents.find((intent) => intent.name === name) ?? base.intents[0]!;
  const written = scenario.demand.recorded?.talk === 'as_written';
  const fit = written ? talkAsWritten(base) : fitDialogue(cases, intentOf);
  const people = written ? undefined : fitPeople(cases, fit, base.people.difficultySlope);
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
  const teams = base.teams.map((team) =>
    staff(team, base, scenario, indices, replayed, conversations),
  );

  const world: World = {
    ...base,
    ...(replayed
      ? {
          demand: {
            kind: 'scheduled',
            issues: replayed.starts.map(({ at }, dialogue) => ({ at, dialogue })),
          },
        }
      : {}),
    intents: intents.map(({ name, share }) => ({
      ...intentOf(name),
      name,
      share,
      mood: 0,
      aiSolvable: aiSuccessIn(fit, name).solvable.value,
      aiSuccessPerTurn: aiSuccessIn(fit, name).successPerReply.value,
      ...(people ? { personLogit: people.byIntent.get(name)!.logit } : {}),
    })),
    segments: segments.map((kind) => ({
      ...kind,
      askFactor: 1,
      patienceFactor: 1,
      aiSuccessFactor: 1,
    })),
    languages,
    // Modelled turns are counted as recorded ones are: a reply that nobody saw fail is neutral.
    ai: {
      ...base.ai,
      progress: 0,
      neutral: 1 - (fit.failedPerReply ?? 0),
      sensitivity: 1,
      specificity: 1,
    },
    customers: {
      ...base.customers,
      // Fitted rates are averages over all recorded turns: what raises them is in them already.
      ...(fit.leavesPerReply === undefined ? {} : { givesUp: 0, leaves: fit.leavesPerReply }),
      ...(fit.leavesPerReply === undefined || written ? {} : { atTolerance: { ask: 0, leave: 0 } }),
      asks: {
        ...base.customers.asks,
        ...(fit.asksPerTurn === undefined || written
          ? {}
          : { perTurn: fit.asksPerTurn, afterFailure: 1, whenNegative: 1 }),
      },
    },
    teams,
    record: { dialogues, laterFactor: scenario.ai.later_factor, known },
  };
  const sizes = teams.filter((team) => scenario.teams[team.name]!.shifts === 'erlang-a');
  return {
    world,
    assumptions: recordedAssumptions(
      conversations,
      scenario,
      fit,
      people,
      handoverRate,
      sizes,
      replayed,
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
  replayed: RecordedDays | undefined,
  conversations: readonly Conversation[],
): Team {
  const own = { ...team, proficiency: indices.intents.map(() => 1) };
  const { shifts } = scenario.teams[team.name]!;
  if (shifts === 'erlang-a') {
    const named = conversations.flatMap(({ handover }) => (handover ? [handover.team] : []));
    const rate =
      (named.length / conversations.length) * shareOfTeam(team.name, named, indices.teams);
    if (!replayed) return sizedForProfile(own, base, rate);
    const { calendar, chosen, starts } = replayed;
    const arrivals = starts.map(({ at }) => at);
    return sizedForDays(own, base.customers.patience, arrivals, chosen, calendar, rate);
  }
  const named = fromNames(shifts);
  if (!named || !replayed) return own;
  const calls = handedTo(team.name, replayed.queue.calls, indices.teams);
  return staffedByName(own, named, calls, indices.intents);
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
export function knownSignals(conversations: readonly Conversation[]): Recording['known'] {
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

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
