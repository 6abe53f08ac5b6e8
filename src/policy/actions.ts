import { nearestChoice } from '../input/nearest.js';
import type { Problem } from '../input/problem.js';
import type { YamlFile } from '../input/yaml-file.js';
import { type Action, type Transfer, transferTo, type WaitingAction } from './policy.js';
import { MOST_OF_A_KIND, type PolicyFile } from './schema.js';
import type { Vocabulary } from './vocabulary.js';

type WrittenRule = PolicyFile['rules'][number];
type WrittenWaitingRule = PolicyFile['waiting'][number];

/** Turns what a file says into what the engine does, team names into indices. */
export class ActionBinder {
  private offers = 0;

  constructor(
    private readonly yaml: YamlFile<PolicyFile>,
    private readonly vocabulary: Vocabulary,
    /** What is wrong is added here. */
    private readonly problems: Problem[],
  ) {}

  /** What a rule does; undefined where the file is wrong about it. */
  action(index: number, written: WrittenRule['then']): Action | undefined {
    const path = ['rules', index, 'then'] as const;
    if (typeof written === 'string') return { kind: written };
    if ('transfer' in written) return this.transfer(path, 'transfer', written.transfer, written);
    if ('callback' in written) {
      const transfer = this.transfer(path, 'callback', written.callback, written);
      return transfer && { ...transfer, callback: true };
    }
    const transfer = this.transfer(path, 'to', written.to, written);
    if (written.offer === 'callback') this.refuseTermsOfWaiting(path, written);
    const bit = this.offers++;
    if (bit === MOST_OF_A_KIND) {
      this.problems.push(
        this.yaml.problem([...path, 'offer'], {
          code: 'out-of-range',
          message: 'Too many rules of this policy make offers.',
          expected: `at most ${MOST_OF_A_KIND}`,
        }),
      );
    }
    return (
      transfer && {
        kind: 'offer',
        bit,
        transfer: { ...transfer, callback: written.offer === 'callback' },
      }
    );
  }

  /** Who is called back neither waits on the line nor rings. */
  private refuseTermsOfWaiting(
    path: readonly (string | number)[],
    written: { announce?: unknown; accept_within?: unknown },
  ): void {
    for (const key of ['announce', 'accept_within'] as const) {
      if (written[key] === undefined) continue;
      this.problems.push(
        this.yaml.problem([...path, key], {
          code: 'not-here',
          message: 'Who is called back does not wait on the line.',
          found: `${key} with offer: callback`,
          expected: 'offer: transfer, or the offer without it',
        }),
      );
    }
  }

  waitingAction(index: number, written: WrittenWaitingRule['then']): WaitingAction {
    return {
      announce: written.announce !== undefined,
      priority: written.priority ?? 0,
      widen: this.teams(['waiting', index, 'then', 'widen'], written.widen ?? []),
      offersCallback: written.offer !== undefined,
      handback: written.handback === true,
    };
  }

  private transfer(
    path: readonly (string | number)[],
    key: string,
    names: readonly string[],
    terms: {
      context: Transfer['context'];
      priority: number;
      widen: readonly { after: number; to: readonly string[] }[];
      announce?: 'wait' | undefined;
      accept_within?: number | undefined;
    },
  ): Transfer | undefined {
    const teams = this.teams([...path, key], names);
    const widen = terms.widen.map(({ after, to }, step) => ({
      after,
      teams: this.teams(
        terms.widen.length === 1 ? [...path, 'widen', 'to'] : [...path, 'widen', step, 'to'],
        to,
      ),
    }));
    for (const [step, { after }] of terms.widen.entries()) {
      if (step === 0 || after > terms.widen[step - 1]!.after) continue;
      this.problems.push(
        this.yaml.problem([...path, 'widen', step, 'after'], {
          code: 'out-of-range',
          message: 'Steps of widening must come one after the other.',
          found: `${after} s after ${terms.widen[step - 1]!.after} s`,
          expected: 'ascending times',
        }),
      );
    }
    if (teams.length < names.length) return undefined;
    return {
      ...transferTo(teams, terms.context),
      priority: terms.priority,
      widen,
      announce: terms.announce !== undefined,
      ...(terms.accept_within === undefined ? {} : { acceptWithin: terms.accept_within }),
    };
  }

  /** Indices of the teams that exist; the others become problems. */
  private teams(path: readonly (string | number)[], names: readonly string[]): number[] {
    const known = [...this.vocabulary.teams.keys()];
    return names.flatMap((name, index) => {
      const team = this.vocabulary.teams.get(name);
      if (team !== undefined) return [team];
      this.problems.push(
        this.yaml.problem(names.length === 1 ? path : [...path, index], {
          code: 'unknown-team',
          message: `The scenario has no team "${name}".`,
          found: name,
          expected: `one of ${known.join(', ')}`,
          ...nearestChoice(name, known),
        }),
      );
      return [];
    });
  }
}
