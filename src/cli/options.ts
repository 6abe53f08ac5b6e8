import { InvalidArgumentError, Option } from 'commander';
import { nearest } from '../input/nearest.js';
import { DRILL_NAMES, type DrillWishes, readDrills } from '../scenario/drills/drill-words.js';

/** A seed: any whole number that a double holds exactly. */
export const seedNumber = wholeNumber(0, 2 ** 53 - 1);

/** Parses a whole number for commander, which words the refusal. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

/** An option that takes one of a few words, and suggests the nearest of them. */
export function choice(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words).argParser((text: string) => {
    if (words.includes(text)) return text;
    const guess = nearest(text, words);
    throw new InvalidArgumentError(
      `Expected one of ${words.join(', ')}.${guess === undefined ? '' : ` Did you mean ${guess}?`}`,
    );
  });
}

/** Drills on top of the scenario's, each with what it needs to be told; repeatable. */
export function drillOption(): Option {
  return new Option(
    '--drill <drill>',
    `what to put the scenario through: ${DRILL_NAMES.join(', ')}; with a value, such as demand-surge=2@10:00-12:00 (repeatable)`,
  ).argParser((text: string, before?: DrillWishes) => readDrills(text, before));
}

/** Files to write the result to as well; repeatable. */
export function outputOption(what: string): Option {
  return new Option('-o, --output <file>', `${what} (repeatable)`).argParser(
    (file: string, files: readonly string[] = []) => [...files, file],
  );
}
