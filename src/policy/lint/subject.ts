import type { Expression } from '../condition/expression.js';
import type { Placed } from '../grammar/document.js';
import type { WrittenRule } from '../grammar/schema.js';
import type { Place } from '../grammar/terms.js';
import type { LoadedPolicy } from '../load.js';
import {
  type Action,
  type DecisionPoint,
  type Offer,
  type ServingAction,
  type Transfer,
  type WaitingAction,
  waitingChainOf,
} from '../policy.js';
import { type Facts, withValues } from '../reasoning/facts.js';
import type { Formula } from '../reasoning/formula.js';
import { factsAt, type Point } from '../reasoning/points.js';
import { Reasoner } from '../reasoning/reasoner.js';
import { neverDone } from './deeds.js';
import type { Opening } from './opening.js';

/** A way to people somewhere in a rule's action, with the place where it is written. */
export interface Way {
  readonly action: Transfer | Offer;
  readonly transfer: Transfer;
  readonly place: Place;
  /** How many `else` it stands behind. */
  readonly depth: number;
}

/** A rule that is checked while the AI talks. */
export interface TurnRule {
  readonly id: string;
  readonly at: readonly DecisionPoint[];
  readonly placed: Placed<WrittenRule>;
  readonly expression?: Expression;
  readonly action: Action;
  /** When it matches. */
  readonly holds: Formula;
  /** However often it matches it decides, so that no later rule is looked at. */
  readonly decides: boolean;
  readonly ways: readonly Way[];
}

/** A rule for those who wait, or whose person is silent. */
export interface StayRule {
  readonly id: string;
  readonly point: 'waiting' | 'serving';
  readonly placed: Place;
  readonly expression?: Expression;
  readonly holds: Formula;
  readonly handsBack: boolean;
}

/** A policy made ready for the questions of lint. */
export interface Subject {
  readonly loaded: LoadedPolicy;
  readonly reasoner: Reasoner;
  readonly rules: readonly TurnRule[];
  readonly stays: readonly StayRule[];
  /** What holds at a point of a contact's life under this policy, in every world. */
  facts(point: Point): Facts;
  /** The world's opening hours and customers; absent where no scenario was given. */
  readonly opening?: Opening;
}

/** About half a minute of reasoning; fifty rules about the hour take less than a tenth of it. */
const ALLOWANCE = 100_000;

export function subjectOf(loaded: LoadedPolicy, opening?: Opening): Subject {
  const { document, policy, source } = loaded;
  const reasoner = new Reasoner(source.vocabulary, { left: ALLOWANCE });
  const names = {
    teams: [...source.vocabulary.teams.keys()],
    counted: [...document.conditions.keys()],
  };
  const undone = neverDone(policy);
  const facts = new Map<Point, Facts>();
  return {
    loaded,
    reasoner,
    rules: policy.rules.map((rule, index) => {
      const placed = document.rules[index]!;
      const place = { yaml: placed.yaml, path: [...placed.path, 'then'] };
      return {
        ...rule,
        placed,
        holds: reasoner.meaning(rule.expression?.expanded).holds,
        decides: rule.atMost === Number.POSITIVE_INFINITY,
        ways: waysOf(rule.action, place),
      };
    }),
    stays: (['waiting', 'serving'] as const).flatMap((point) =>
      policy[point].map((rule, index) => ({
        id: rule.id,
        point,
        placed: document[point][index]!,
        ...(rule.expression ? { expression: rule.expression } : {}),
        holds: reasoner.meaning(rule.expression?.expanded).holds,
        handsBack: handsBack(rule.action),
      })),
    ),
    facts: (point) => {
      const known = facts.get(point) ?? withValues(factsAt(point, names), undone);
      facts.set(point, known);
      return known;
    },
    ...(opening ? { opening } : {}),
  };
}

/** Itself, or what happens where its offer is declined. */
function handsBack(action: WaitingAction | ServingAction): boolean {
  return 'requeue' in action
    ? action.handback
    : waitingChainOf(action).some(({ handback }) => handback);
}

function waysOf(action: Action, place: Place, depth = 0): Way[] {
  if (action.kind !== 'transfer' && action.kind !== 'offer') return [];
  const transfer = action.kind === 'offer' ? action.transfer : action;
  const { otherwise } = action;
  const deeper = { yaml: place.yaml, path: [...place.path, 'else'] };
  return [
    { action, transfer, place, depth },
    ...(otherwise ? waysOf(otherwise, deeper, depth + 1) : []),
  ];
}

/** The rules before this one that leave nothing to it where they match. */
export function before(subject: Subject, rule: TurnRule, point: DecisionPoint): TurnRule[] {
  const index = subject.rules.indexOf(rule);
  return subject.rules.slice(0, index).filter(({ at, decides }) => decides && at.includes(point));
}
