import { Environment } from '@marcbachmann/cel-js';
import type { LoadedScenario } from '../../scenario/load.js';
import { DESK_SIGNALS, SIGNALS } from './signals.js';
import type { Columns } from './types.js';

/** The names that conditions may use in one world. */
export interface Vocabulary {
  /** Team names with their indices; two names may stand for one team. */
  readonly teams: ReadonlyMap<string, number>;
  readonly columns: Columns;
  /** Known values of string signals; a literal compared with one and not among them is suspect. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Signals that nothing in this world's dataset ever provides. */
  readonly absent: ReadonlySet<string>;
  /** A call log: contacts enter at the queue, and say nothing to an AI that a rule could come after. */
  readonly withoutTurns?: boolean;
}

/** What policies may say in a loaded scenario. */
export function vocabularyOf(scenario: LoadedScenario): Vocabulary {
  const { world } = scenario;
  const names = (things: readonly { readonly name: string }[]) =>
    things.map(({ name }) => name).filter((name) => name !== '');
  return {
    teams: scenario.teams,
    columns: scenario.columns,
    absent: scenario.absentSignals,
    withoutTurns: world.record?.dialogues.every(({ turns }) => turns.length === 0) ?? false,
    values: {
      intent: names(world.intents),
      segment: names(world.segments),
      language: names(world.languages),
      // A record knows channels of its own, which are not the scenario's.
      channel: world.record ? [] : names(world.channels),
    },
  };
}

const LIMITS = { maxAstNodes: 500, maxDepth: 40, maxListElements: 200, maxMapEntries: 0 };

/** Names that a policy defines for its own conditions. */
export interface OwnNames {
  readonly params: readonly string[];
  readonly hours: readonly string[];
  readonly conditions: readonly string[];
}

/** By namespace, the type of what it holds and which of a policy's own names it holds. */
const OWN = {
  params: { type: 'double', names: (own: OwnNames) => own.params },
  hours: { type: 'bool', names: (own: OwnNames) => own.hours },
  is: { type: 'bool', names: (own: OwnNames) => own.conditions },
  times: { type: 'double', names: (own: OwnNames) => own.conditions },
} as const;

/** A CEL environment that knows the names and types of a vocabulary and a policy, and nothing else. */
export function environmentFor(vocabulary: Vocabulary, own: OwnNames): Environment {
  const environment = new Environment({ limits: LIMITS });
  for (const operator of ['+', '-', '*', '/']) {
    for (const mixed of [`double ${operator} int`, `int ${operator} double`]) {
      // Never run (conditions are compiled, see condition.ts): this only tells the type checker.
      environment.registerOperator(`${mixed}: double`, () => 0);
    }
  }
  // An int literal is as good as a double one in `asks == 1` and in `asks in [1, 2]`.
  environment.registerOperator('double == int: bool', () => false);
  environment.registerOperator('double in list<int>: bool', () => false);
  for (const name of ['min', 'max']) {
    for (const types of ['double, double', 'double, int', 'int, double', 'int, int']) {
      environment.registerFunction(`${name}(${types}): double`, () => 0);
    }
  }
  for (const type of ['double', 'string', 'bool']) {
    environment.registerFunction(`known(${type}): bool`, () => false);
  }
  const groups = new Map<string, Record<string, unknown>>();
  const declare = (path: readonly string[], type: string): void => {
    const [root, ...rest] = path;
    if (rest.length === 0) {
      environment.registerVariable(root!, type);
      return;
    }
    let group = groups.get(root!) ?? groups.set(root!, {}).get(root!)!;
    for (const name of rest.slice(0, -1)) group = (group[name] ??= {}) as Record<string, unknown>;
    group[rest.at(-1)!] = type;
  };
  for (const [name, signal] of Object.entries(SIGNALS)) declare(name.split('.'), cel(signal.type));
  for (const team of vocabulary.teams.keys()) {
    for (const [name, signal] of Object.entries(DESK_SIGNALS)) {
      declare(['desk', team, name], cel(signal.type));
    }
  }
  for (const [name, type] of vocabulary.columns) declare(['signals', name], cel(type));
  for (const [root, { names, type }] of Object.entries(OWN)) {
    for (const name of names(own)) declare([root, name], type);
  }
  for (const [name, schema] of groups) environment.registerVariable({ name, schema } as never);
  return environment;
}

/** Every name a condition may use, dotted, for "did you mean". */
export function allNames(vocabulary: Vocabulary, own: OwnNames): string[] {
  return [
    ...Object.entries(OWN).flatMap(([root, { names }]) =>
      names(own).map((name) => `${root}.${name}`),
    ),
    ...Object.keys(SIGNALS),
    ...[...vocabulary.teams.keys()].flatMap((team) =>
      Object.keys(DESK_SIGNALS).map((name) => `desk.${team}.${name}`),
    ),
    ...[...vocabulary.columns.keys()].map((name) => `signals.${name}`),
  ];
}

function cel(type: 'number' | 'string' | 'bool'): string {
  return type === 'number' ? 'double' : type;
}
