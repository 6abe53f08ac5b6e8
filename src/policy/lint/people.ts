import { walk } from '../condition/syntax-tree.js';
import type { Facts } from '../reasoning/facts.js';
import { withValues } from '../reasoning/facts.js';
import { type Formula, not } from '../reasoning/formula.js';
import { numbers, oneText, type ValueSet } from '../reasoning/value-set.js';
import { expressionsOf } from './expressions.js';
import { type Finding, finding } from './report.js';
import { before, type Subject, type TurnRule } from './subject.js';

const AT_LEAST_ONE_ASK = [['asks', numbers(1, Number.POSITIVE_INFINITY)]] as const;
const DIMENSIONS = ['intent', 'segment', 'language', 'channel'] as const;

/** States from which no rule leads to people, even for those who ask: proved, whatever else is so. */
export function wayFindings(subject: Subject): Finding[] {
  const { document } = subject.loaded;
  const everybody = [{ yaml: document.yaml, path: ['rules'] }] as const;
  if (!subject.rules.some(leads)) {
    return [
      finding('no-way-to-a-person', everybody[0], {
        message: 'No rule leads to a person at all.',
        fix: 'a rule such as { id: asked, when: asks >= 1, then: { transfer: TEAM } }',
      }),
    ];
  }
  const asked = withValues(subject.facts('turn'), AT_LEAST_ONE_ASK);
  if (everybodyIsHandedOverOnArrival(subject)) return [];
  if (!canLead(subject, 'turn', asked)) {
    return [
      finding('no-way-to-a-person', everybody[0], {
        message:
          'Customers who ask for a person never get to one: no rule that matches then leads there.',
        fix: 'a rule such as { id: asked, when: asks >= 1, then: { transfer: TEAM } }',
      }),
    ];
  }
  return DIMENSIONS.flatMap((dimension) => withoutWay(subject, dimension));
}

export function leads({ ways }: TurnRule): boolean {
  return ways.length > 0;
}

export function everybodyIsHandedOverOnArrival({ rules, reasoner, facts }: Subject): boolean {
  const hold = rules
    .filter((rule) => leads(rule) && rule.at.includes('arrival'))
    .map(({ holds }) => not(holds));
  return hold.length > 0 && reasoner.cannotHold(facts('arrival'), ...hold);
}

/** Whether some rule that leads to people may be the first to match. */
function canLead(subject: Subject, point: 'arrival' | 'turn', facts: Facts): boolean {
  return subject.rules.some((rule) => {
    if (!leads(rule) || !rule.at.includes(point)) return false;
    const earlier = before(subject, rule, point).filter((other) => !leads(other));
    return !subject.reasoner.cannotHold(
      facts,
      rule.holds,
      ...earlier.map(({ holds }) => not(holds)),
    );
  });
}

function withoutWay(subject: Subject, dimension: (typeof DIMENSIONS)[number]): Finding[] {
  const stuck = valuesOf(subject, dimension).filter((text) => {
    const only = [[dimension, oneText(text)]] as const;
    return (
      !canLead(subject, 'arrival', withValues(subject.facts('arrival'), only)) &&
      !canLead(subject, 'turn', askingWith(subject, only))
    );
  });
  return stuck.map((text) => {
    const facts = askingWith(subject, [[dimension, oneText(text)]]);
    const blocks = subject.rules.find(
      (rule) =>
        rule.at.includes('turn') &&
        rule.decides &&
        !leads(rule) &&
        subject.reasoner.cannotHold(facts, not(rule.holds) as Formula),
    );
    const place = blocks
      ? { yaml: blocks.placed.yaml, path: [...blocks.placed.path, 'then'] }
      : { yaml: subject.loaded.document.yaml, path: ['rules'] };
    return finding('no-way-to-a-person', place, {
      message: `Customers whose ${dimension} is "${text}" never get to a person, however often they ask.`,
      fix: blocks
        ? `a condition of "${blocks.id}" that lets those who ask through, or a rule for them before it`
        : 'a rule for them that leads to people',
      found: `${dimension} == ${JSON.stringify(text)}`,
      ...(blocks ? { rule: blocks.id } : {}),
    });
  });
}

function askingWith(subject: Subject, values: Iterable<readonly [string, ValueSet]>): Facts {
  return withValues(withValues(subject.facts('turn'), AT_LEAST_ONE_ASK), values);
}

/** What the world knows, or without one what the policy speaks of. */
function valuesOf({ loaded }: Subject, dimension: string): string[] {
  const known = loaded.source.vocabulary.values[dimension] ?? [];
  if (known.length > 0) return [...known];
  const found = new Set<string>();
  for (const { expanded } of expressionsOf(loaded)) {
    walk(expanded, (node) => {
      if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return undefined;
      const [a, b] = node.args;
      const parts = [a, b].flatMap((part) => (part.op === 'list' ? part.args : [part]));
      if (!parts.some((part) => part.op === 'id' && part.args === dimension)) return undefined;
      for (const part of parts) {
        if (part.op === 'value' && typeof part.args === 'string') found.add(part.args);
      }
      return undefined;
    });
  }
  return [...found];
}
