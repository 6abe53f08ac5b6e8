import { signalsOf } from '../condition/syntax-tree.js';
import { typeOfSignal } from '../condition/types.js';
import { type Facts, withValues } from '../reasoning/facts.js';
import { or } from '../reasoning/formula.js';
import { numbers, type ValueSet } from '../reasoning/value-set.js';
import { describeState } from './describe-values.js';
import { during, type Situation } from './moments.js';
import { everybodyIsHandedOverOnArrival, leads } from './people.js';
import { type Finding, finding } from './report.js';
import type { Subject, TurnRule } from './subject.js';
import { onlyOfTheCustomer, ordinarily, possibly, surelyNot } from './sureness.js';

/** Asks that are looked at one by one; who asks a fifth time has asked four times in vain. */
const MOST_ASKS = 4;

/**
 * Somebody asks for a person and no rule does anything, so that the AI talks on as if nothing had been
 * said. `refuse` and `clarify` are answers, if not good ones; a bare `stay` is none.
 *
 * An ask counts as heard wherever a rule might match, and whoever a rule may have handed over at an
 * earlier ask is not asked about again.
 */
export function ignoredAskFindings(subject: Subject, situations: readonly Situation[]): Finding[] {
  if (!subject.rules.some(leads) || everybodyIsHandedOverOnArrival(subject)) return [];
  const silent = new Map<string, number[]>();
  for (let asks = 1; asks <= MOST_ASKS; asks++) {
    const facts = stateAfter(subject, asks);
    const state = ignoredState(subject, facts, situations);
    if (state !== undefined) silent.set(state, [...(silent.get(state) ?? []), asks]);
    if (!someStay(subject, facts)) break;
  }
  return [...silent].map(([state, asks]) => report(subject, state, asks));
}

function stateAfter(subject: Subject, asks: number): Facts {
  return withValues(ordinarily(subject.facts('turn'), subject.loaded.source.vocabulary), [
    ['asks', numbers(asks, asks)],
    ['pending', numbers(0, 0)],
    ['handbacks', numbers(0, 0)],
    // Nobody was offered anything and said no: such an ask would be a change of mind.
    ['declined_offers', numbers(0, 0)],
  ]);
}

function answers(rule: TurnRule): boolean {
  return rule.action.kind !== 'stay' || rule.action.say !== undefined;
}

const atTurn = ({ at }: TurnRule): boolean => at.includes('turn');

/** Whether anybody can still be with the AI after a rule that leads to people was checked. */
function someStay({ reasoner, rules }: Subject, facts: Facts): boolean {
  const gone = rules.filter((rule) => atTurn(rule) && leads(rule));
  return reasoner.example(facts, ...gone.map(({ holds }) => surelyNot(holds))) !== undefined;
}

/** What is the case where nothing happens, in the words of a condition; undefined: nothing found. */
function ignoredState(
  subject: Subject,
  facts: Facts,
  situations: readonly Situation[],
): string | undefined {
  const { reasoner, rules } = subject;
  const heard = rules.filter((rule) => atTurn(rule) && answers(rule));
  const goneOnArrival = rules
    .filter((rule) => rule.at.includes('arrival') && leads(rule))
    .map(({ holds }) => surelyNot(onlyOfTheCustomer(holds)));
  const quiet = [...heard.map(({ holds }) => surelyNot(holds)), ...goneOnArrival];
  const times = situations.length > 0 ? situations : [undefined];
  for (const situation of times) {
    const now = situation ? during(facts, situation) : facts;
    const box = reasoner.example(now, ...quiet);
    if (!box) continue;
    const values = new Map<string, ValueSet>([...(situation?.values ?? []), ...box]);
    values.delete('asks');
    const least = leastOf(values, (kept) =>
      reasoner.cannotHold(
        withValues(facts, kept),
        or(...heard.map(({ holds }) => possibly(holds))),
      ),
    );
    const { vocabulary } = subject.loaded.source;
    return (
      least &&
      describeState(
        least,
        (signal) => typeOfSignal(signal.split('.'), vocabulary.columns) === 'bool',
      )
    );
  }
  return undefined;
}

/** The values without which it would not follow, dropped one by one. */
function leastOf(
  values: ReadonlyMap<string, ValueSet>,
  follows: (kept: ReadonlyMap<string, ValueSet>) => boolean,
): ReadonlyMap<string, ValueSet> | undefined {
  const kept = new Map(values);
  if (!follows(kept)) return undefined;
  for (const [signal, set] of values) {
    kept.delete(signal);
    if (!follows(kept)) kept.set(signal, set);
  }
  return kept;
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

function report(subject: Subject, state: string, asks: readonly number[]): Finding {
  const { document } = subject.loaded;
  const aboutAsks = subject.rules.find(
    ({ expression }) => expression && signalsOf(expression.expanded).includes('asks'),
  );
  const place = aboutAsks
    ? { yaml: aboutAsks.placed.yaml, path: [...aboutAsks.placed.path, 'when'] }
    : { yaml: document.yaml, path: ['rules'] };
  const which =
    asks.length === MOST_ASKS
      ? 'the ask'
      : `the ${asks.map((ask) => ORDINALS[ask - 1]).join(' and the ')} ask`;
  return finding('ask-ignored', place, {
    message: `Somebody asks for a person and no rule does anything about ${which}.`,
    found: state === '' ? 'whatever else is so' : `where ${state}`,
    fix: 'a rule for every ask: a way to people, or at least refuse with words',
    ...(aboutAsks ? { rule: aboutAsks.id } : {}),
  });
}
