import { withValues } from '../reasoning/facts.js';
import { numbers } from '../reasoning/value-set.js';
import { type Finding, finding } from './report.js';
import type { StayRule, Subject, TurnRule } from './subject.js';
import { aboutTheCustomer, ordinarily, surely, surelyNot } from './sureness.js';

/** More returns to the AI than any rule that counts them would let pass. */
const MANY_TIMES = 1000;

/**
 * Contacts that are handed back to the AI only for its rules to hand them over again, at the very next
 * turn: what made them match (an ask, a failed reply) is still true.
 */
export function loopFindings(subject: Subject): Finding[] {
  return subject.stays.filter(({ handsBack }) => handsBack).flatMap((rule) => loop(subject, rule));
}

function loop(subject: Subject, handback: StayRule): Finding[] {
  const again = subject.rules.filter((rule) => handsOverAgain(subject, handback, rule));
  if (again.length === 0) return [];
  const { yaml, path } = handback.placed;
  const names = again.map(({ id }) => `"${id}"`).join(', ');
  return [
    finding(
      'handback-loop',
      { yaml, path: [...path, 'then', 'handback'] },
      {
        message: `The rule "${handback.id}" gives the contact back to the AI, and at the next turn it is handed over again.`,
        found: `${again.length === 1 ? 'the rule' : 'the rules'} ${names} would match as before`,
        fix: `!pending, or a limit such as handbacks < 2, in the condition of ${names}`,
        rule: handback.id,
      },
    ),
  ];
}

function handsOverAgain(subject: Subject, handback: StayRule, rule: TurnRule): boolean {
  const [first] = rule.ways;
  if (!first || first.action.kind === 'offer' || !rule.decides || !rule.at.includes('turn')) {
    return false;
  }
  const facts = withValues(ordinarily(subject.facts('turn'), subject.loaded.source.vocabulary), [
    ['pending', numbers(1, 1)],
    ['handbacks', numbers(MANY_TIMES, MANY_TIMES)],
    ['turns', numbers(2, Number.POSITIVE_INFINITY)],
    ['ai.available', numbers(1, 1)],
  ]);
  const earlier = subject.rules
    .slice(0, subject.rules.indexOf(rule))
    .filter(({ at }) => at.includes('turn'));
  const example = subject.reasoner.example(
    facts,
    surely(rule.holds),
    aboutTheCustomer(handback.holds),
    ...earlier.map(({ holds }) => surelyNot(holds)),
  );
  return example !== undefined;
}
