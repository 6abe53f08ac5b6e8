import type { Problem } from '../input/problem.js';
import type { Expression } from './condition/expression.js';
import { signalsOf } from './condition/syntax-tree.js';
import type { Vocabulary } from './condition/vocabulary.js';
import type { Definitions } from './grammar/definitions.js';
import type { Placed, PolicyDocument } from './grammar/document.js';
import { MOST_OF_A_KIND, MOST_RULES } from './grammar/schema.js';
import { type Action, chainOf, RECORDED } from './policy.js';
import { reachOf } from './reach.js';

/** Signals that exist only where somebody waits, and only where a person is silent. */
const PLACES: Readonly<Record<string, { rules: 'waiting' | 'serving'; why: string }>> = {
  waited: { rules: 'waiting', why: 'Nobody waits in a queue when this rule is checked.' },
  expected_wait: { rules: 'waiting', why: 'Nobody waits in a queue when this rule is checked.' },
  agent_silent: {
    rules: 'serving',
    why: 'No person is with the customer when this rule is checked.',
  },
};

/** What is wrong with rules that each part of them is right about. */
export class RuleChecks {
  private readonly seen = new Set<string>();
  /** Rules that need what is never there. */
  private readonly dead = new Set<string>();
  /** The rule whose parts are being read. */
  private rule = '';

  constructor(
    private readonly document: PolicyDocument,
    private readonly vocabulary: Vocabulary,
    private readonly definitions: Definitions,
    /** What is wrong is added here. */
    private readonly problems: Problem[],
  ) {}

  name(): void {
    const { name, yaml } = this.document;
    if (name !== RECORDED.name) return;
    this.report(
      { yaml, path: ['name'] },
      {
        code: 'reserved-name',
        message: 'The name "recorded" belongs to the built-in policy that follows the record.',
      },
    );
  }

  begin(rule: Place, id: string): void {
    this.rule = id;
    if (this.seen.has(id)) {
      this.report(
        { ...rule, path: [...rule.path, 'id'] },
        {
          code: 'duplicate-id',
          message: `Two rules have the id "${id}".`,
          found: id,
        },
      );
    }
    this.seen.add(id);
  }

  /** Fragments together may bring more than a file may hold. */
  limits(): void {
    const { rules, waiting } = this.document;
    const beyond = rules[MOST_RULES];
    if (beyond !== undefined) {
      this.report(beyond, {
        code: 'out-of-range',
        message: 'The policy has too many rules.',
        found: `${rules.length} rules`,
        expected: `at most ${MOST_RULES}`,
      });
    }
    const first = waiting[MOST_OF_A_KIND];
    if (first === undefined) return;
    this.report(first, {
      code: 'out-of-range',
      message: 'The policy has too many waiting rules.',
      found: `${waiting.length} rules`,
      expected: `at most ${MOST_OF_A_KIND}`,
    });
  }

  /** Signals that another kind of rule could read. */
  refuseElsewhere(
    place: Placed<string>,
    { expanded }: Expression,
    here: 'rules' | 'waiting' | 'serving',
  ): void {
    const own = signalsOf(expanded);
    for (const name of this.definitions.signalsBehind(expanded)) {
      const home = PLACES[name];
      // Turns are counted while the AI talks, wherever the count is read.
      if (home === undefined || (home.rules === here && own.includes(name))) continue;
      const instead = name === 'waited' ? ', or elapsed, the time since arrival' : '';
      this.report(place, {
        code: 'not-here',
        message: home.why,
        found: name,
        expected: `a rule under ${home.rules}${instead}`,
      });
    }
  }

  /** Warns of signals that nothing provides. True if the condition can hold all the same. */
  noteAbsent(place: Placed<string>, { expanded }: Expression): boolean {
    const { absent } = this.vocabulary;
    const reachable = reachOf(expanded, absent).canHold;
    if (!reachable) this.dead.add(this.rule);
    for (const name of this.definitions.signalsBehind(expanded)) {
      if (!absent.has(name)) continue;
      this.report(place, {
        code: 'absent-signal',
        severity: 'warning',
        message: `This dataset never records ${name}, ${
          reachable
            ? 'which these rules read: that part of them never holds'
            : 'so these rules never match on record'
        }.`,
        about: this.rule,
        found: name,
      });
    }
    return reachable;
  }

  /** Nothing that the dataset records lets any rule match. */
  noneApplies(): void {
    if (this.vocabulary.withoutTurns) return this.noneAppliesToCalls();
    this.report(this.allRules(), {
      code: 'no-applicable-rule',
      message: 'No rule of this policy can ever match on this dataset.',
      found: `rules that need ${this.needs() || 'a condition that can hold'}`,
      expected: 'at least one rule on signals that the dataset records',
    });
  }

  /** Contacts of a call log enter at the queue: rules are checked there, or never. */
  private noneAppliesToCalls(): void {
    const { rules, serving, waiting } = this.document;
    const onArrival = rules.filter(({ value: { at } }) => at.includes('arrival'));
    const inQueue = [...waiting, ...serving];
    // These are checked, so what keeps them from firing is what they read.
    if (onArrival.length + inQueue.length > 0) {
      const needs = this.needs(new Set([...onArrival, ...inQueue].map(({ value: { id } }) => id)));
      const where = onArrival.length > 0 ? 'on arrival' : 'in the queue';
      return this.report(this.allRules(), {
        code: 'no-applicable-rule',
        message: 'No rule of this policy can ever match on this call log.',
        found: `rules ${where} that need ${needs || 'a condition that can hold'}`,
        expected: 'at least one rule on signals that the dataset records',
      });
    }
    const needs = this.needs();
    const onTurns = rules.length > 0 ? 'rules on turns with an AI' : 'no rule at all';
    this.report(this.allRules(), {
      code: 'no-applicable-rule',
      message:
        'No rule of this policy can ever fire on a call log: its contacts enter at the queue and say nothing to an AI.',
      found: `${onTurns}${needs === '' ? '' : `, which need ${needs}`}`,
      expected:
        'at least one rule with at: arrival, or one under waiting or serving, on signals that the dataset records',
      nearest: 'at: arrival',
    });
  }

  private allRules(): Place {
    return { yaml: this.document.yaml, path: ['rules'] };
  }

  /** The absent signals that rules read. @param ids of these rules; absent: of all */
  private needs(ids?: ReadonlySet<string>): string {
    const missing = this.problems.filter(
      ({ about, code }) => code === 'absent-signal' && (ids?.has(about ?? '') ?? true),
    );
    return [...new Set(missing.map(({ found }) => found!))].join(', ');
  }

  /** Warns of a rule on turns where there are none, unless its signals have said so. */
  noteNoTurns({ value: { id }, yaml, path }: Placed<{ readonly id: string }>): void {
    if (this.dead.has(id)) return;
    this.report(
      { yaml, path },
      {
        code: 'no-turns',
        severity: 'warning',
        message:
          'Contacts of a call log say nothing to an AI, so these rules never fire: they are checked at the turns of a dialogue.',
        about: id,
        found: 'at: turn',
        expected: 'at: arrival, or a rule under waiting',
      },
    );
  }

  private report(
    { yaml, path }: Place,
    what: Parameters<Placed<unknown>['yaml']['problem']>[1],
  ): void {
    this.problems.push(yaml.problem(path, what));
  }

  /** On arrival nothing has been said, so there is nothing to refuse and nobody to ask. */
  refuseWordsOnArrival(rule: Place, action: Action): void {
    for (const at of chainOf(action)) {
      const talks = at.kind === 'transfer' ? at.collect > 0 : at.kind !== 'stay';
      if (!talks) continue;
      const word = at.kind === 'transfer' ? 'collect' : at.kind;
      this.report(
        { ...rule, path: [...rule.path, 'then'] },
        {
          code: 'nothing-to-refuse',
          message:
            at.kind === 'refuse'
              ? 'Nobody has asked for a person on arrival, so there is nothing to refuse.'
              : 'On arrival the AI has not said a word yet, so it can neither ask nor offer anything.',
          found: `then: ${word === 'refuse' ? word : `{ ${word} }`} with at: arrival`,
          expected: 'at: turn',
        },
      );
      return;
    }
  }
}

type Place = Pick<Placed<unknown>, 'yaml' | 'path'>;

/** The problem of a rule whose condition could not be computed for a contact. */
export function faultAt(document: PolicyDocument, id: string, contact: string): Problem {
  const { conditions, rules, serving, waiting } = document;
  const rule = [...rules, ...waiting, ...serving].find(({ value }) => value.id === id);
  const named = conditions.get(id.slice('times.'.length));
  const { yaml, path } = rule ?? named!;
  return yaml.problem(rule ? [...path, 'when'] : path, {
    code: 'division-by-zero',
    message: rule
      ? `The condition of rule "${id}" divides by zero for ${contact}.`
      : `The condition behind ${id} divides by zero for ${contact}.`,
    found: rule ? (rule.value.when ?? 'its gate') : named!.value,
    expected: 'a guard before the division, for example turns > 0 && asks / turns > 0.5',
  });
}
