import { withValues } from '../reasoning/facts.js';
import { not } from '../reasoning/formula.js';
import { NOTHING, oneText, type ValueSet } from '../reasoning/value-set.js';
import { during, type Situation } from './moments.js';
import { type Finding, finding } from './report.js';
import { before, type Subject, type TurnRule, type Way } from './subject.js';

/**
 * Transfers to teams that are not trained in what the rule is for, though another team is, and can be
 * open then. A rule that names intents is for each of them; one that leaves some out at most is for
 * whatever comes, and is only reported where its teams are trained in none of it.
 */
export function skillFindings(subject: Subject, situations: readonly Situation[]): Finding[] {
  return subject.rules.flatMap((rule) =>
    rule.ways
      .filter(({ depth }) => depth === 0)
      .flatMap((way) => untrained(subject, rule, way, situations)),
  );
}

function untrained(
  subject: Subject,
  rule: TurnRule,
  way: Way,
  situations: readonly Situation[],
): Finding[] {
  const { intents, teams } = subject.opening!;
  const takes = [...way.transfer.teams, ...way.transfer.widen.flatMap((step) => step.teams)];
  const canDo = (team: number, intent: number): boolean => teams[team]!.proficiency[intent]! > 0;
  const admitted = intents.filter(({ name }) => admits(subject, rule, oneText(name), situations));
  const beyond = admitted.filter(({ index }) => !takes.some((team) => canDo(team, index)));
  const lost = beyond.filter(({ index, name }) =>
    teams.some((_, team) => {
      const open = situations.filter(({ moment }) => moment.open[team]);
      return canDo(team, index) && admits(subject, rule, oneText(name), open);
    }),
  );
  if (lost.length === 0) return [];
  const unheardOf = { ...NOTHING, texts: { except: intents.map(({ name }) => name) } };
  const forAny = admits(subject, rule, unheardOf, situations);
  if (forAny && beyond.length < admitted.length) return [];
  const able = teams.filter((_, team) => lost.every(({ index }) => canDo(team, index)));
  const key = way.action.kind === 'offer' ? 'to' : way.transfer.way;
  return [
    finding(
      'untrained-team',
      { yaml: way.place.yaml, path: [...way.place.path, key] },
      {
        message: `The rule "${rule.id}" sends customers to people who are not trained in what they come with.`,
        found: `${takes.map((team) => teams[team]!.name).join(', ')} for ${lost.map(({ name }) => name).join(', ')}`,
        fix:
          able.length > 0
            ? `${able.map(({ name }) => name).join(' or ')}, first or by widening`
            : 'a rule for each of these intents',
        rule: rule.id,
      },
    ),
  ];
}

function admits(
  subject: Subject,
  rule: TurnRule,
  intent: ValueSet,
  situations: readonly Situation[],
): boolean {
  return rule.at.some((point) => {
    const facts = withValues(subject.facts(point), [['intent', intent]]);
    const earlier = before(subject, rule, point).map(({ holds }) => not(holds));
    return situations.some(
      (one) => !subject.reasoner.cannotHold(during(facts, one), rule.holds, ...earlier),
    );
  });
}
