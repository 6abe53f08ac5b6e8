import { dirname, isAbsolute, join } from 'node:path';
import { InputError, type Problem, throwIfAny } from '../../input/problem.js';
import { type Position, readYaml, type YamlFile, type YamlPath } from '../../input/yaml-file.js';
import type { Parameter, WrittenHours } from './definition-schema.js';
import {
  type FragmentFile,
  fragmentSchema,
  type PolicyFile,
  policySchema,
  type WrittenRule,
  type WrittenServingRule,
  type WrittenWaitingRule,
} from './schema.js';

/** Something written, and where. */
export interface Placed<T> {
  readonly value: T;
  readonly yaml: YamlFile<unknown>;
  readonly path: YamlPath;
}

/** A policy as written, all of its fragments in their places. */
export interface PolicyDocument {
  readonly name: string;
  /** Where the policy says its name. */
  readonly nameAt: Position;
  readonly yaml: YamlFile<unknown>;
  readonly description: string;
  /** Codes of lint findings that are meant to be, anywhere in the policy. */
  readonly allow: readonly string[];
  readonly params: ReadonlyMap<string, Placed<Parameter>>;
  readonly hours: ReadonlyMap<string, Placed<WrittenHours>>;
  readonly conditions: ReadonlyMap<string, Placed<string>>;
  readonly rules: readonly Placed<WrittenRule>[];
  readonly waiting: readonly Placed<WrittenWaitingRule>[];
  readonly serving: readonly Placed<WrittenServingRule>[];
}

/** Texts of fragments by their path, as `fragmentPath` gives it. */
export type Fragments = ReadonlyMap<string, string>;

/** Nobody nests fragments deeper than this on purpose. */
export const DEEPEST = 10;
const MOST_FRAGMENTS = 50;
/** Parameters, hours or conditions that one policy could need, by far. */
const MOST_NAMES = 300;

/** The path of a fragment that a file includes, by which its text is known. */
export function fragmentPath(file: string, include: string): string {
  return isAbsolute(include) ? include : join(dirname(file), include);
}

/** What a policy or fragment includes, in order; nothing where the file cannot be read. */
export function includesOf(
  file: string,
  text: string,
  kind: 'policy' | 'fragment',
): Placed<string>[] {
  try {
    const yaml = readYaml<PolicyFile | FragmentFile>(
      file,
      text,
      kind === 'policy' ? policySchema : fragmentSchema,
    );
    return yaml.value.rules.flatMap((rule, index) =>
      'include' in rule
        ? [{ value: rule.include, yaml, path: ['rules', index, 'include'] as const }]
        : [],
    );
  } catch (error) {
    // Whoever loads the policy is told what is wrong with it.
    if (error instanceof InputError) return [];
    throw error;
  }
}

/**
 * Reads a policy and puts its fragments where it includes them.
 *
 * @throws InputError with every problem of every file
 */
export function readDocument(file: string, text: string, fragments: Fragments): PolicyDocument {
  return new DocumentReader(fragments).read(file, text);
}

class DocumentReader {
  private readonly problems: Problem[] = [];
  private readonly params = new Map<string, Placed<Parameter>>();
  private readonly hours = new Map<string, Placed<WrittenHours>>();
  private readonly conditions = new Map<string, Placed<string>>();
  private readonly rules: Placed<WrittenRule>[] = [];
  private readonly waiting: Placed<WrittenWaitingRule>[] = [];
  private readonly serving: Placed<WrittenServingRule>[] = [];
  private readonly allow: string[] = [];
  private readonly included = new Set<string>();

  constructor(private readonly fragments: Fragments) {}

  read(file: string, text: string): PolicyDocument {
    const yaml = readYaml(file, text, policySchema);
    this.gather(yaml, [file]);
    for (const section of ['params', 'hours', 'conditions'] as const) this.limit(section);
    throwIfAny(this.problems);
    const { name, description } = yaml.value;
    const { allow, conditions, hours, params, rules, serving, waiting } = this;
    return {
      name,
      nameAt: yaml.locate(['name']),
      yaml,
      description: description?.trim() ?? '',
      allow,
      params,
      hours,
      conditions,
      rules,
      waiting,
      serving,
    };
  }

  private gather(yaml: YamlFile<PolicyFile | FragmentFile>, within: readonly string[]): void {
    const { value } = yaml;
    this.allow.push(...value.allow);
    this.define(yaml, 'params', value.params, this.params);
    this.define(yaml, 'hours', value.hours, this.hours);
    this.define(yaml, 'conditions', value.conditions, this.conditions);
    value.rules.forEach((rule, index) => {
      if ('include' in rule) this.include(yaml, index, rule.include, within);
      else this.rules.push({ value: rule, yaml, path: ['rules', index] });
    });
    value.waiting.forEach((rule, index) => {
      this.waiting.push({ value: rule, yaml, path: ['waiting', index] });
    });
    value.serving.forEach((rule, index) => {
      this.serving.push({ value: rule, yaml, path: ['serving', index] });
    });
  }

  private define<T>(
    yaml: YamlFile<unknown>,
    section: 'params' | 'hours' | 'conditions',
    written: Readonly<Record<string, T>>,
    into: Map<string, Placed<T>>,
  ): void {
    for (const [name, value] of Object.entries(written)) {
      const other = into.get(name);
      if (other === undefined) {
        into.set(name, { value, yaml, path: [section, name] });
        continue;
      }
      this.problems.push(
        yaml.problem([section, name], {
          code: 'duplicate-name',
          message: `"${name}" is defined twice among the ${section}.`,
          found: `also in ${other.yaml.file}`,
          expected: 'a name of its own for each',
        }),
      );
    }
  }

  private limit(section: 'params' | 'hours' | 'conditions'): void {
    const names = [...this[section].values()];
    const first = names[MOST_NAMES];
    if (first === undefined) return;
    this.problems.push(
      first.yaml.problem(first.path, {
        code: 'out-of-range',
        message: `The policy has too many ${section}.`,
        found: `${names.length} names`,
        expected: `at most ${MOST_NAMES}`,
      }),
    );
  }

  private include(
    yaml: YamlFile<unknown>,
    index: number,
    include: string,
    within: readonly string[],
  ): void {
    const path = fragmentPath(yaml.file, include);
    const refuse = (code: string, message: string, expected: string): void => {
      this.problems.push(
        yaml.problem(['rules', index, 'include'], { code, message, found: include, expected }),
      );
    };
    if (within.includes(path)) {
      return refuse('include-cycle', 'The fragment includes itself.', 'a fragment that ends');
    }
    if (this.included.has(path)) {
      return refuse('included-twice', 'The fragment is included twice.', 'one place for it');
    }
    if (within.length > DEEPEST || this.included.size >= MOST_FRAGMENTS) {
      const most = `at most ${DEEPEST} fragments deep, ${MOST_FRAGMENTS} in all`;
      return refuse('include-limit', 'The policy includes too many fragments.', most);
    }
    this.included.add(path);
    const text = this.fragments.get(path);
    if (text === undefined) {
      return refuse('missing-file', 'There is no such fragment.', 'a file beside this one');
    }
    try {
      this.gather(readYaml(path, text, fragmentSchema), [...within, path]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.push(...error.problems);
    }
  }
}
