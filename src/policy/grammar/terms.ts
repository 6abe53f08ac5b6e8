import { nearestChoice } from '../../input/nearest.js';
import type { Problem } from '../../input/problem.js';
import { duration } from '../../input/quantities.js';
import type { YamlFile, YamlPath } from '../../input/yaml-file.js';
import type { Vocabulary } from '../condition/vocabulary.js';
import type { WrittenSeconds } from './action-schema.js';

export interface Place {
  readonly yaml: YamlFile<unknown>;
  readonly path: YamlPath;
}

/** The small things that actions say: seconds, or the parameter that holds them, and teams. */
export class TermBinder {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly params: ReadonlyMap<string, number>,
    /** What is wrong is added here. */
    readonly problems: Problem[],
  ) {}

  ring(at: Place, written: WrittenSeconds): number {
    const seconds = this.seconds(at, 'accept_within', written);
    if (seconds < 1) {
      this.problems.push(
        at.yaml.problem([...at.path, 'accept_within'], {
          code: 'out-of-range',
          message: 'Nobody answers within no time at all.',
          found: `${seconds} s`,
          expected: 'at least 1 s',
        }),
      );
    }
    return seconds;
  }

  announcement(at: Place, written: 'wait' | WrittenSeconds): 'wait' | number {
    return written === 'wait' ? written : this.seconds(at, 'announce', written);
  }

  seconds({ yaml, path }: Place, key: string, written: WrittenSeconds): number {
    if (typeof written === 'number') return written;
    const name = written.slice('params.'.length);
    const value = this.params.get(name);
    if (value !== undefined && duration.safeParse(value).success) return value;
    if (value !== undefined) {
      this.problems.push(
        yaml.problem([...path, key], {
          code: 'out-of-range',
          message: `The parameter "${name}" is no duration.`,
          found: `${name}: ${value}`,
          expected: 'seconds from 0 to a year',
        }),
      );
      return 0;
    }
    const known = [...this.params.keys()];
    this.problems.push(
      yaml.problem([...path, key], {
        code: 'unknown-parameter',
        message: `The policy has no parameter "${name}".`,
        found: written,
        expected: known.length > 0 ? `one of ${known.join(', ')}` : 'params to be defined',
        ...nearestChoice(name, known),
      }),
    );
    return 0;
  }

  /** Indices of the teams that exist; the others become problems. */
  teams({ yaml, path }: Place, key: string, names: readonly string[]): number[] {
    const known = [...this.vocabulary.teams.keys()];
    return names.flatMap((name, index) => {
      const team = this.vocabulary.teams.get(name);
      if (team !== undefined) return [team];
      this.problems.push(
        yaml.problem(names.length === 1 ? [...path, key] : [...path, key, index], {
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
