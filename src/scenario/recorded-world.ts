import type { Conversation } from '../dataset/conversation.js';
import { compactDialogue, type Indices } from './compact-dialogue.js';
import { shareBelow } from './distribution.js';
import { erlangA } from './erlang.js';
import type { RecordedDialogue } from './recorded-dialogue.js';
import type { ScenarioFile } from './schema.js';
import { staffingSteps } from './shifts.js';
import type { Intent, World } from './world.js';

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
 * What the file does not say comes from the scenario and is listed in `assumptions`: arrival times,
 * reply times, staffing, intents, the AI's success where the dialogue goes on unrecorded.
 */
export function recordWorld(
  base: World,
  scenario: ScenarioFile,
  conversations: readonly Conversation[],
): RecordedWorld {
  const assumptions: string[] = [];
  const indices: Indices = {
    intents: distinct(conversations, (c) => c.intent),
    segments: distinct(conversations, (c) => c.segment),
    languages: distinct(conversations, (c) => c.language),
    teams: base.teams.map((team) => team.name),
  };
  const prior = base.intents[0]!.aiSolvable;
  const fit = fitAiSuccess(conversations, prior);
  const intents = indices.intents.map((name): Intent => {
    const known = base.intents.find((intent) => intent.name === name) ?? base.intents[0]!;
    const own = {
      ...known,
      name,
      mood: 0,
      aiSolvable: fit.solvable,
      aiSuccessPerTurn: fit.perTurn,
    };
    return { ...own, share: shareOf(conversations, (c) => (c.intent ?? '') === name) };
  });
  const dialogues = conversations.map((conversation) =>
    compactDialogue(conversation, indices, base.frustration, fit),
  );

  const perDay = scenario.demand.contacts_per_day;
  const handovers = shareOf(conversations, (c) => c.handover !== undefined);
  assumptions.push(
    conversations.some((c) => c.startedAt !== undefined)
      ? `arrivals: conversations are sampled with replacement into ${perDay} arrivals a day of the scenario's hourly profile; the recorded times are not used yet`
      : `arrivals: the file has no times; conversations are sampled with replacement into ${perDay} arrivals a day of the scenario's hourly profile`,
    'turn durations: the file has no reply times that are used; they come from the scenario’s reply-time model',
    `modelled AI replies: a solvable issue is solved with ${percent(fit.perTurn)} a reply, and ${percent(fit.solvable)} of issues are solvable (fitted to the ${fit.solved} of ${fit.known} conversations the AI is known to have solved; prior solvable share ${percent(prior)}, assumption)`,
    `after the recorded hand-over the AI's success is multiplied by later_factor ${scenario.ai.later_factor} (assumption)`,
  );
  const withHuman = conversations.filter((c) => c.handover?.handleSeconds !== undefined).length;
  if (withHuman === 0 && handovers > 0) {
    assumptions.push(
      'human stage: neither handle times nor outcomes of people are recorded; both are modelled from the scenario',
    );
  }
  if (indices.intents.length === 1 && indices.intents[0] === '') {
    assumptions.push('intents: not recorded; one kind of issue stands for all');
  }

  const teams = base.teams.map((team) => {
    const shifts = scenario.teams[team.name]!.shifts;
    const sized = { ...team, skilled: intents.map(() => true) };
    if (shifts !== 'erlang-a') return sized;
    const meanPatience = base.customers.patience;
    const staffing = erlangStaffing(base, sized.meanOccupation, handovers, meanPatience);
    assumptions.push(
      `staffing of ${team.name}: ${Math.min(...staffing.map((s) => s.agents))} to ${Math.max(...staffing.map((s) => s.agents))} people by hour, sized by Erlang A for the recorded hand-over rate of ${percent(handovers)} and at most ${percent(STAFFING_ABANDONMENT)} abandonment`,
    );
    return { ...sized, steps: staffingSteps(staffing, 1) };
  });

  const { channel: _, ...rest } = base;
  const world: World = {
    ...rest,
    intents,
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
    teams,
    record: { dialogues, laterFactor: scenario.ai.later_factor },
  };
  return { world, assumptions, ...signalsIn(conversations, dialogues) };
}

/**
 * Success per reply of an issue that the AI can solve, so that the model would have solved as many
 * of the conversations as the AI did: Σ p·(1 − (1 − s)^nᵢ) = solved, by bisection. The solvable
 * share p cannot be told from s on one file; it is the scenario's, or what was solved if larger.
 */
export interface AiFit {
  readonly solvable: number;
  readonly perTurn: number;
  readonly solved: number;
  /** Conversations whose AI outcome is known or cut short by the hand-over. */
  readonly known: number;
}

export function fitAiSuccess(conversations: readonly Conversation[], prior: number): AiFit {
  const known = conversations.filter((c) => c.handover !== undefined || c.resolved !== undefined);
  const solved = known.filter((c) => c.handover === undefined && c.resolved === true).length;
  const replies = known.map((c) => c.turns.filter((turn) => turn.speaker === 'ai').length);
  const share = known.length === 0 ? 0 : solved / known.length;
  const solvable = Math.min(0.99, Math.max(prior, share * 1.05));
  const expected = (perTurn: number): number =>
    replies.reduce((sum, n) => sum + solvable * (1 - (1 - perTurn) ** n), 0);
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (expected(middle) < solved) low = middle;
    else high = middle;
  }
  return { solvable, perTurn: (low + high) / 2, solved, known: known.length };
}

/** People by hour: the fewest whose Erlang A abandonment is within the target. */
function erlangStaffing(
  base: World,
  meanOccupation: number,
  handoverRate: number,
  patience: World['customers']['patience'],
): { from: number; to: number; agents: number }[] {
  // The exponential with the same median stands in for the scenario's patience.
  let median = 3600;
  if (patience.kind !== 'never') {
    let [low, high] = [0, 1e6];
    for (let i = 0; i < 60; i++) {
      median = (low + high) / 2;
      if (shareBelow(patience, median) < 0.5) low = median;
      else high = median;
    }
  }
  const meanPatience = median / Math.LN2;
  if (base.demand.kind !== 'random') throw new Error('staffing needs an arrival profile');
  return base.demand.intervals.map(({ from, to, perHour }) => {
    const rate = Math.max(1e-9, (perHour * handoverRate) / 3600);
    let agents = 1;
    while (erlangA(rate, meanOccupation, agents, meanPatience).abandonment > STAFFING_ABANDONMENT) {
      agents++;
    }
    return { from, to, agents };
  });
}

/** Which signals the file provides; what no conversation has is absent, never zero. */
function signalsIn(
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
  require('language', conversations.some((c) => c.language !== undefined));
  absent.add('channel');
  require('confidence', turns.some((t) => t.reply && !Number.isNaN(t.reply.confidence)));
  require('margin', turns.some((t) => t.reply && !Number.isNaN(t.reply.margin)));
  require('sentiment', turns.some((t) => !Number.isNaN(t.sentiment)));
  require('sentiment_slope', turns.some((t) => !Number.isNaN(t.sentiment)));
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
