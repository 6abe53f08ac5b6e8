import type { Problem } from '../../input/problem.js';
import type { Place } from '../grammar/terms.js';
import { type Facts, withValues } from '../reasoning/facts.js';
import { type Formula, not } from '../reasoning/formula.js';
import type { Point } from '../reasoning/points.js';
import { type Finding, finding } from './report.js';
import { before, type StayRule, type Subject, type TurnRule } from './subject.js';

/** Rules that never fire: on their own account, or because of those before them. */
export function firingFindings(subject: Subject, told: readonly Problem[]): Finding[] {
  return [
    ...subject.rules.flatMap((rule) => turnRule(subject, rule, told) ?? []),
    ...subject.stays.flatMap((rule) => stayRule(subject, rule, told) ?? []),
  ];
}

function whenOf({ placed }: TurnRule | StayRule): Place {
  return { yaml: placed.yaml, path: [...placed.path, 'when'] };
}

/** Something in the very condition is wrong, and has been said. */
function isTold(place: Place, told: readonly Problem[]): boolean {
  const { file } = place.yaml;
  const { path } = place.yaml.problem(place.path, { code: '', message: '' });
  return told.some((other) => other.file === file && other.path === path);
}

const WHY: Readonly<Record<Point, string>> = {
  arrival: 'no arrival is like that: nothing has been said yet, so all counts are 0',
  turn: 'no customer turn is like that under this policy',
  waiting: 'nobody waits like that',
  serving: 'no person is silent like that',
};

/** In the given world, where there is one: customers of other kinds do not come. */
function factsHere({ facts, opening }: Subject, point: Point): Facts {
  return withValues(facts(point), opening?.kinds ?? []);
}

function turnRule(subject: Subject, rule: TurnRule, told: readonly Problem[]): Finding | undefined {
  const { reasoner } = subject;
  const never = (...formulas: Formula[]): boolean =>
    rule.at.every((point) => reasoner.cannotHold(subject.facts(point), ...formulas));
  if (never(rule.holds)) {
    if (isTold(whenOf(rule), told)) return undefined;
    return neverFires(rule, rule.at.map((point) => WHY[point]).join('; '));
  }
  if (rule.at.every((point) => reasoner.cannotHold(factsHere(subject, point), rule.holds))) {
    return isTold(whenOf(rule), told)
      ? undefined
      : neverFires(rule, 'nobody who comes in this scenario is like that');
  }
  const hides = (others: (point: Point & TurnRule['at'][number]) => readonly TurnRule[]): boolean =>
    rule.at.every((point) =>
      reasoner.cannotHold(
        factsHere(subject, point),
        rule.holds,
        ...others(point).map(({ holds }) => not(holds)),
      ),
    );
  if (!hides((point) => before(subject, rule, point))) return undefined;
  const earlier = [...new Set(rule.at.flatMap((point) => before(subject, rule, point)))];
  const one = earlier.find((other) => hides((p) => (other.at.includes(p) ? [other] : [])));
  if (one && one.holds.kind === 'constant') {
    return finding('after-unconditional', idOf(rule), {
      message: `The rule "${rule.id}" is never looked at: "${one.id}" before it decides every time.`,
      fix: `"${rule.id}" before "${one.id}", or a condition for "${one.id}"`,
      rule: rule.id,
    });
  }
  const names = (one ? [one] : needed(earlier, hides)).map(({ id }) => `"${id}"`);
  return finding('shadowed', idOf(rule), {
    message: `Whenever the rule "${rule.id}" matches, ${names.join(' or ')} before it has matched already.`,
    fix: `"${rule.id}" before ${names[0]}, or a condition that leaves something to it`,
    found: rule.placed.value.when ?? 'no condition',
    rule: rule.id,
  });
}

/** As few of the earlier rules as hide this one together, dropped one by one. */
function needed(
  earlier: readonly TurnRule[],
  hides: (others: (point: TurnRule['at'][number]) => readonly TurnRule[]) => boolean,
): TurnRule[] {
  let kept = [...earlier];
  for (const rule of earlier) {
    const without = kept.filter((other) => other !== rule);
    if (hides((point) => without.filter(({ at }) => at.includes(point)))) kept = without;
  }
  return kept;
}

function stayRule(subject: Subject, rule: StayRule, told: readonly Problem[]): Finding | undefined {
  const { reasoner } = subject;
  const facts = subject.facts(rule.point);
  if (reasoner.cannotHold(facts, rule.holds)) {
    return isTold(whenOf(rule), told) ? undefined : neverFires(rule, WHY[rule.point]);
  }
  // Every waiting rule that holds fires; of the serving rules only the first.
  if (rule.point === 'waiting') return undefined;
  const earlier = subject.stays
    .slice(0, subject.stays.indexOf(rule))
    .filter(({ point }) => point === 'serving')
    .find(({ holds }) => reasoner.cannotHold(facts, rule.holds, not(holds)));
  return (
    earlier &&
    finding('shadowed', idOf(rule), {
      message: `Whenever the rule "${rule.id}" matches, "${earlier.id}" before it has matched already.`,
      fix: `"${rule.id}" before "${earlier.id}", or a condition that leaves something to it`,
      rule: rule.id,
    })
  );
}

function neverFires(rule: TurnRule | StayRule, why: string): Finding {
  return finding('never-fires', whenOf(rule), {
    message: `The rule "${rule.id}" can never fire: ${why}.`,
    fix: 'a condition that can be true here, or another `at`',
    rule: rule.id,
  });
}

function idOf({ placed }: TurnRule | StayRule): Place {
  return { yaml: placed.yaml, path: [...placed.path, 'id'] };
}
