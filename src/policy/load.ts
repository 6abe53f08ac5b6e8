import { type Problem, throwIfAny } from '../input/problem.js';
import { type Position, readYaml, type YamlFile } from '../input/yaml-file.js';
import { ActionBinder } from './actions.js';
import { type CheckedCondition, checkCondition } from './check-condition.js';
import { crossingsOf } from './crossings.js';
import {
  type CompiledRule,
  type CompiledWaitingRule,
  type DecisionPoint,
  type Policy,
  RECORDED,
  TRUE,
} from './policy.js';
import { reachOf, signalsOf } from './reach.js';
import { type PolicyFile, policySchema } from './schema.js';
import { environmentFor, type Vocabulary } from './vocabulary.js';

/** What a policy was made from, and can be made from again in another thread. */
export interface PolicySource {
  readonly file: string;
  readonly text: string;
  readonly vocabulary: Vocabulary;
}

export interface LoadedPolicy {
  readonly policy: Policy;
  readonly source: PolicySource;
  readonly description: string;
  /** Suspicious but not wrong: a value that no contact has, a signal that is never there. */
  readonly warnings: readonly Problem[];
  /** Where the policy says its name. */
  readonly nameAt: Position;
  /** The problem of a rule whose condition could not be computed for a contact. */
  faultAt(rule: string, contact: string): Problem;
}

/**
 * A policy file bound to a world.
 *
 * @throws InputError with every problem of the file: YAML, schema, unknown teams, and conditions
 *   with their position inside the text
 */
export function loadPolicy(file: string, text: string, vocabulary: Vocabulary): LoadedPolicy {
  const yaml = readYaml(file, text, policySchema);
  return { ...new PolicyLoader(yaml, vocabulary).load(), source: { file, text, vocabulary } };
}

/** Signals that say how busy a desk is: what they decide depends on a modelled queue. */
const BUSYNESS = /^desk\..*\.(free|queue|oldest_wait|estimated_wait)$/;

class PolicyLoader {
  private readonly problems: Problem[] = [];
  private readonly environment;
  private readonly actions: ActionBinder;
  private readonly seen = new Set<string>();
  private reachable = 0;
  private readsQueues = false;

  constructor(
    private readonly yaml: YamlFile<PolicyFile>,
    private readonly vocabulary: Vocabulary,
  ) {
    this.environment = environmentFor(vocabulary);
    this.actions = new ActionBinder(yaml, vocabulary, this.problems);
  }

  load(): Omit<LoadedPolicy, 'source'> {
    const { yaml } = this;
    const { description, name } = yaml.value;
    if (name === RECORDED.name) {
      this.report(['name'], {
        code: 'reserved-name',
        message: 'The name "recorded" belongs to the built-in policy that follows the record.',
      });
    }
    const rules = yaml.value.rules.flatMap((rule, index) => this.rule(rule, index) ?? []);
    if (rules.length > 0 && rules.length === yaml.value.rules.length && this.reachable === 0) {
      this.noneApplies();
    }
    const waiting = yaml.value.waiting.flatMap(
      (rule, index) => this.waitingRule(rule, index) ?? [],
    );
    throwIfAny(this.problems);
    return {
      policy: { name, rules, waiting, readsQueues: this.readsQueues, followsRecord: false },
      description: description?.trim() ?? '',
      warnings: this.problems,
      nameAt: yaml.locate(['name']),
      faultAt: (id, contact) => this.fault(id, contact),
    };
  }

  private rule(rule: PolicyFile['rules'][number], index: number): CompiledRule | undefined {
    const path = ['rules', index] as const;
    const at = ([] as DecisionPoint[]).concat(rule.at);
    this.noteId(path, rule.id);
    const checked = this.condition('rules', index, rule.when ?? 'true');
    const asksFirst =
      rule.then === 'refuse' || (typeof rule.then === 'object' && 'offer' in rule.then);
    if (asksFirst && at.includes('arrival')) {
      this.report([...path, 'then'], {
        code: 'nothing-to-refuse',
        message:
          rule.then === 'refuse'
            ? 'Nobody has asked for a person on arrival, so there is nothing to refuse.'
            : 'On arrival the AI has not said a word yet, so it cannot offer anything.',
        found: `then: ${rule.then === 'refuse' ? 'refuse' : '{ offer }'} with at: arrival`,
        expected: 'at: turn',
      });
    }
    const action = this.actions.action(index, rule.then);
    if (!checked.tree || !action) return undefined;
    const signals = signalsOf(checked.tree);
    if (signals.includes('waited')) {
      this.report([...path, 'when'], {
        code: 'not-here',
        message: 'Nobody waits in a queue yet when this rule is checked.',
        found: 'waited',
        expected: 'a rule under waiting, or elapsed, the time since arrival',
      });
    }
    this.readsQueues ||= signals.some((name) => BUSYNESS.test(name));
    const reachable = reachOf(checked.tree, this.vocabulary.absent).canHold;
    if (reachable) this.reachable++;
    this.noteAbsent([...path, 'when'], rule.id, signals, reachable);
    return {
      id: rule.id,
      at,
      when: rule.when ?? 'true',
      action,
      condition: rule.when === undefined ? () => TRUE : checked.condition!,
    };
  }

  private waitingRule(
    rule: PolicyFile['waiting'][number],
    index: number,
  ): CompiledWaitingRule | undefined {
    const path = ['waiting', index] as const;
    this.noteId(path, rule.id);
    const checked = this.condition('waiting', index, rule.when);
    const action = this.actions.waitingAction(index, rule.then);
    if (!checked.tree) return undefined;
    const reachable = reachOf(checked.tree, this.vocabulary.absent).canHold;
    this.noteAbsent([...path, 'when'], rule.id, signalsOf(checked.tree), reachable);
    const { at: crossings, polls } = crossingsOf(checked.tree);
    return {
      id: rule.id,
      when: rule.when,
      action,
      condition: checked.condition!,
      crossings,
      polls,
    };
  }

  private condition(section: 'rules' | 'waiting', index: number, when: string): CheckedCondition {
    const { environment, vocabulary, yaml } = this;
    const checked = checkCondition(yaml, section, index, when, environment, vocabulary);
    this.problems.push(...checked.problems);
    return checked;
  }

  private noteId(path: readonly (string | number)[], id: string): void {
    if (this.seen.has(id)) {
      this.report([...path, 'id'], {
        code: 'duplicate-id',
        message: `Two rules have the id "${id}".`,
        found: id,
      });
    }
    this.seen.add(id);
  }

  private noteAbsent(
    path: readonly (string | number)[],
    rule: string,
    signals: readonly string[],
    reachable: boolean,
  ): void {
    for (const name of signals.filter((signal) => this.vocabulary.absent.has(signal))) {
      this.report(path, {
        code: 'absent-signal',
        severity: 'warning',
        message: `This dataset never records ${name}, ${
          reachable
            ? 'which these rules read: that part of them never holds'
            : 'so these rules can never match'
        }.`,
        about: rule,
        found: name,
      });
    }
  }

  private noneApplies(): void {
    const missing = this.problems.filter((p) => p.code === 'absent-signal').map((p) => p.found!);
    this.report(['rules'], {
      code: 'no-applicable-rule',
      message: 'No rule of this policy can ever match on this dataset.',
      found: `rules that need ${[...new Set(missing)].join(', ') || 'a condition that can hold'}`,
      expected: 'at least one rule on signals that the dataset records',
    });
  }

  private fault(id: string, contact: string): Problem {
    const { rules, waiting } = this.yaml.value;
    const section = rules.some((rule) => rule.id === id) ? 'rules' : 'waiting';
    const index = this.yaml.value[section].findIndex((rule) => rule.id === id);
    return this.yaml.problem([section, index, 'when'], {
      code: 'division-by-zero',
      message: `The condition of rule "${id}" divides by zero for ${contact}.`,
      found: (section === 'rules' ? rules : waiting)[index]!.when!,
      expected: 'a guard before the division, for example turns > 0 && asks / turns > 0.5',
    });
  }

  private report(
    path: readonly (string | number)[],
    what: Parameters<YamlFile<PolicyFile>['problem']>[1],
  ): void {
    this.problems.push(this.yaml.problem(path, what));
  }
}
