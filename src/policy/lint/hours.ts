import { not } from '../reasoning/formula.js';
import { during, type Situation, timeOf } from './moments.js';
import { type Finding, finding } from './report.js';
import { before, type Subject, type TurnRule, type Way } from './subject.js';
import { ordinarily, surely, surelyNot } from './sureness.js';

/** Transfers to teams that are closed, by the scenario's shifts and opening hours. */
export function hourFindings(subject: Subject, situations: readonly Situation[]): Finding[] {
  return subject.rules.flatMap((rule) =>
    rule.ways
      .filter(({ transfer }) => transfer.way === 'transfer')
      .flatMap(
        (way) =>
          neverOpen(subject, rule, way, situations) ??
          deadEnd(subject, rule, way, situations) ??
          [],
      ),
  );
}

function isOpenIn({ moment }: Situation, { transfer }: Way): boolean {
  const teams = [...transfer.teams, ...transfer.widen.flatMap((step) => step.teams)];
  return teams.some((team) => moment.open[team]);
}

/** Proved: whenever the rule can be the first to match, all of its teams are closed. */
function neverOpen(
  subject: Subject,
  rule: TurnRule,
  way: Way,
  situations: readonly Situation[],
): Finding | undefined {
  if (way.depth > 0) return undefined;
  const canMatch = (situation: Situation): boolean =>
    rule.at.some(
      (point) =>
        !subject.reasoner.cannotHold(
          during(subject.facts(point), situation),
          rule.holds,
          ...before(subject, rule, point).map(({ holds }) => not(holds)),
        ),
    );
  const [open, closed] = [true, false].map((is) =>
    situations.filter((situation) => isOpenIn(situation, way) === is),
  ) as [Situation[], Situation[]];
  if (open.some(canMatch)) return undefined;
  const first = closed.find(canMatch);
  if (!first) return undefined;
  return finding('never-open', placeOf(way), {
    message: `Whenever the rule "${rule.id}" matches, ${teamsOf(subject, way)} is closed.`,
    found: `for instance ${timeOf(first.moment)}`,
    fix: 'a team that is open then, a callback or a ticket, or other hours in the condition',
    rule: rule.id,
  });
}

/** Shown: a time at which customers come, the rule matches, and nobody is there to take them. */
function deadEnd(
  subject: Subject,
  rule: TurnRule,
  way: Way,
  situations: readonly Situation[],
): Finding | undefined {
  if (way.action.otherwise) return undefined;
  const outer = rule.ways.slice(0, way.depth);
  // Behind an else: only where the way before it fails for the same reason.
  if (outer.some(({ transfer }) => transfer.way !== 'transfer')) return undefined;
  const situation = situations.find(
    (one) => ![...outer, way].some((each) => isOpenIn(one, each)) && matches(subject, rule, one),
  );
  if (!situation) return undefined;
  return finding('dead-end-out-of-hours', placeOf(way), {
    message: `The rule "${rule.id}" sends customers to ${teamsOf(subject, way)} when nobody is there, and does not say what happens then.`,
    found: `for instance ${timeOf(situation.moment)}`,
    fix: 'else: { ticket: TEAM, reply_within: 24h }, another else, or desk.TEAM.open in the condition',
    rule: rule.id,
  });
}

function matches(subject: Subject, rule: TurnRule, situation: Situation): boolean {
  const { vocabulary } = subject.loaded.source;
  return rule.at.some((point) => {
    const earlier = subject.rules
      .slice(0, subject.rules.indexOf(rule))
      .filter(({ at }) => at.includes(point));
    return (
      subject.reasoner.example(
        during(ordinarily(subject.facts(point), vocabulary), situation),
        surely(rule.holds),
        ...earlier.map(({ holds }) => surelyNot(holds)),
      ) !== undefined
    );
  });
}

function placeOf({ action, place, transfer }: Way) {
  return { yaml: place.yaml, path: [...place.path, action.kind === 'offer' ? 'to' : transfer.way] };
}

function teamsOf({ opening }: Subject, { transfer }: Way): string {
  return transfer.teams.map((team) => opening!.teams[team]!.name).join(' and ');
}
