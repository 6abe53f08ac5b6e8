import type { Comparison, PolicyEvaluation, Ranking } from '../../experiment/evaluation.js';
import { inWords } from '../figures.js';

/** Two or three plain sentences each: what the tables show, whether it holds, what to try next. */
export interface Narrative {
  readonly shows: string;
  readonly holds: string;
  readonly tryNext: string;
}

export function narrative(comparison: Comparison): Narrative {
  return {
    shows: whatItShows(comparison),
    holds: whetherItHolds(comparison),
    tryNext: whatToTry(comparison),
  };
}

function whatItShows(comparison: Comparison): string {
  const say = speaker(comparison);
  const byResolution = ranking(comparison, 'resolution.rate');
  const [first] = byResolution.order;
  const unranked = refusedResolution(comparison);
  if (first === undefined) {
    return unranked.length === 0
      ? 'No contact had an outcome, so nothing can be said.'
      : `Too little of what became of the contacts is on record under ${listing(unranked)} to say how many were resolved; the bounds above are all there is.`;
  }
  const last = byResolution.order.at(-1)!;
  const sentences: string[] = [];
  if (first === last) {
    sentences.push(`${first} resolves ${say(first, 'resolution.rate')} of its contacts.`);
  } else {
    const tie = byResolution.clear[0] ? '' : ` (not clearly more than ${byResolution.order[1]!})`;
    sentences.push(
      `${first} resolves the most, ${say(first, 'resolution.rate')} of contacts${tie}; ${last} the fewest, ${say(last, 'resolution.rate')}.`,
    );
  }
  if (unranked.length > 0) {
    sentences.push(
      `How many ${listing(unranked)} would resolve is refused, for too little of it is on record.`,
    );
  }
  const trap = highest(comparison, 'containment.unresolved');
  if (trap && value(comparison, trap, 'containment.unresolved')! > 0.05) {
    sentences.push(
      `${trap} contains ${say(trap, 'containment.rate')}, but ${say(trap, 'containment.unresolved')} of its contacts are contained without being resolved.`,
    );
  }
  const [calmest] = ranking(comparison, 'frustration.peak').order;
  if (calmest !== undefined && value(comparison, calmest, 'wait.mean') !== undefined) {
    const nobody = value(comparison, calmest, 'unserved.rate') ?? 0;
    const unserved =
      nobody > 0.005 ? `, ${say(calmest, 'unserved.rate')} find that nobody will come` : '';
    const others =
      calmest === first ? `Under ${calmest},` : `The least frustration is under ${calmest}, where`;
    sentences.push(
      `${others} those handed over wait ${say(calmest, 'wait.mean')} on average, ${say(calmest, 'abandonment.rate')} of them give up${unserved}, and a contact costs ${say(calmest, 'cost.contact')}.`,
    );
  }
  const price = whatItCosts(comparison, first);
  if (price) sentences.push(price);
  if (boundsOverlap(comparison)) {
    sentences.push(
      'The bounds above overlap: it is the model, not the record alone, that tells the policies apart.',
    );
  }
  return sentences.join(' ');
}

/** Policies whose resolution is not told: too little of it is on record. */
function refusedResolution({ policies }: Comparison): string[] {
  return policies
    .filter(({ slices }) => slices.get('all')!.get('resolution.rate')!.refused)
    .map(({ name }) => name);
}

/** What the best policy gains and pays against the baseline, as far as it is clear. */
function whatItCosts(comparison: Comparison, best: string): string | undefined {
  const { baseline, currency, metrics, policies } = comparison;
  const { differences } = policies.find(({ name }) => name === best)!;
  const parts = TRADE_OFFS.flatMap(([id, what]) => {
    const found = differences.get(id);
    if (!found || found.verdict === 'unclear' || found.verdict === 'same') return [];
    const { unit } = metrics.find((metric) => metric.id === id)!;
    const amount = inWords(Math.abs(found.value), unit, currency).replace(/ %$/, ' points');
    return [`${amount} ${found.value > 0 ? 'more' : 'less'} ${what}`];
  });
  return best === baseline || parts.length === 0
    ? undefined
    : `Against ${baseline}, ${best} means ${listing(parts)}.`;
}

const TRADE_OFFS: readonly (readonly [metric: string, what: string])[] = [
  ['resolution.rate', 'resolved'],
  ['friction.unreached', 'of those who ask left without a person'],
  ['cost.contact', 'per contact'],
];

/** In a replay: the best policy's resolution, if all it modelled failed, is not above every other's. */
function boundsOverlap({ policies, rankings }: Comparison): boolean {
  const best = rankings.find((rank) => rank.metric === 'resolution.rate')?.order[0];
  const low = policies.find(({ name }) => name === best)?.resolutionBounds?.low;
  if (low === undefined) return false;
  return policies.some(
    ({ name, resolutionBounds }) => name !== best && (resolutionBounds?.high ?? 0) > low,
  );
}

/** Whether the ranking survives other assumptions; nothing to ask where one policy stands alone. */
function whetherItHolds(comparison: Comparison): string {
  const { policies, rankings, sensitivity } = comparison;
  if (policies.length < 2 || rankings.every(({ order }) => order.length < 2)) return '';
  if (sensitivity.length === 0) {
    return 'Whether the ranking survives other assumptions was not checked in this run.';
  }
  const what = listing([...new Set(sensitivity.map((run) => run.name))]);
  const times = Math.max(...sensitivity.map((run) => run.replications));
  const unit = comparison.days === undefined ? 'day' : 'run';
  return [
    `The ranking was checked in ${sensitivity.length} variations of ${what}, ${times} ${unit}${times === 1 ? '' : 's'} each.`,
    ...rankings
      .filter((rank) => rank.order.length > 1)
      .map((rank) => `By "${metricName(comparison, rank.metric)}": ${held(rank, comparison)}`),
  ].join(' ');
}

/** One ranking and what became of it: `a > b ≈ c. With patience × 0.5, b overtakes a.` */
function held(rank: Ranking, { sensitivity }: Comparison): string {
  const changed = sensitivity.flatMap((run) =>
    run.changes
      .filter((change) => change.metric === rank.metric)
      .map((change) => ({ run, change })),
  );
  const order = `${orderText(rank)}${rank.clear.includes(false) ? ' (≈: not clearly better)' : ''}`;
  if (changed.length === 0) {
    return `${order}${rank.clear.includes(true) ? ', in all of them' : ''}.`;
  }
  const sentences = [`${order}.`];
  for (const run of sensitivity) {
    const turned = run.changes.filter(
      (change) => change.metric === rank.metric && change.kind === 'reversed',
    );
    if (turned.length === 0) continue;
    const pairs = turned.map(({ better, worse }) => `${worse} overtakes ${better}`);
    sentences.push(`With ${run.name} × ${run.factor}, ${listing(pairs)}.`);
  }
  const unclear = changed.filter(({ change }) => change.kind === 'unclear');
  if (unclear.length > 0) {
    const pairs = unclear.map(({ change }) => `${change.better} and ${change.worse}`);
    const runs = new Set(unclear.map(({ run }) => run.id + run.factor)).size;
    sentences.push(`Too close to call in ${runs} of them: ${[...new Set(pairs)].join('; ')}.`);
  }
  return sentences.join(' ');
}

/** Best first; ≈ where the next one is not clearly worse. */
function orderText(rank: Ranking): string {
  return rank.order
    .map((name, i) => (i === 0 ? name : `${rank.clear[i - 1] ? '>' : '≈'} ${name}`))
    .join(' ');
}

/** The most telling weakness of the best policy, and the knob that touches it. */
function whatToTry(comparison: Comparison): string {
  const say = speaker(comparison);
  const [best] = ranking(comparison, 'resolution.rate').order;
  if (best === undefined) return '';
  const of = (id: string) => value(comparison, best, id) ?? 0;
  const policy = comparison.policies.find(({ name }) => name === best)!;
  const deserted = highest(comparison, 'unserved.rate');
  if (deserted && (value(comparison, deserted, 'unserved.rate') ?? 0) > 0.02) {
    return `Try next: ${say(deserted, 'unserved.rate')} of those handed over by ${deserted} come to a desk where nobody will come any more; guard its rules with desk.<team>.open, or lengthen a shift.`;
  }
  const busiest = busiestRule(policy);
  if (busiest && of('abandonment.rate') > 0.08 && of('transfer.needless') > 0.25) {
    return `Try next: ${best} loses ${say(best, 'abandonment.rate')} of its queue, and ${say(best, 'transfer.needless')} of those it hands over the AI could have helped; tighten its rule ${busiest}, for instance with a limit on desk.<team>.estimated_wait, and compare again.`;
  }
  if (of('abandonment.rate') > 0.08) {
    return `Try next: ${best} loses ${say(best, 'abandonment.rate')} of its queue; add people at the peak hours in the scenario, and compare again.`;
  }
  if (of('containment.unresolved') > 0.1) {
    return `Try next: ${say(best, 'containment.unresolved')} of contacts still end with the AI unresolved under ${best}; hand over sooner, for instance at failed_turns >= 1, and see what the queue says.`;
  }
  if (of('abandonment.rate') < 0.05) {
    return `Try next: ${best} has room left in its queue (${say(best, 'abandonment.rate')} give up); hand over one failure sooner, or see how few people it needs.`;
  }
  return `Try next: under ${best}, ${say(best, 'abandonment.rate')} give up in the queue; see in the scenario what one person more at the peak hours changes.`;
}

/**
 * The rule that hands over most, of those that decide while the AI talks. Rules that act on an ask are
 * left alone: refusing people is no way to shorten a queue.
 */
function busiestRule(policy: PolicyEvaluation): string | undefined {
  return policy.rules
    .filter(({ followed, section, when }) => {
      const handsOver = section === 'rules' && (followed?.handedOver ?? 0) > 0.5;
      return handsOver && !/\basks\b/.test(when);
    })
    .sort((a, b) => b.fired - a.fired)[0]?.id;
}

function ranking(comparison: Comparison, metric: string): Ranking {
  return comparison.rankings.find((rank) => rank.metric === metric)!;
}

function highest(comparison: Comparison, id: string): string | undefined {
  const found = comparison.policies
    .map(({ name }) => ({ name, value: value(comparison, name, id) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => b.value - a.value)[0];
  return found?.name;
}

function value(comparison: Comparison, policy: string, id: string): number | undefined {
  return comparison.policies
    .find(({ name }) => name === policy)!
    .slices.get('all')!
    .get(id)!.interval?.value;
}

function speaker(comparison: Comparison): (policy: string, id: string) => string {
  return (policy, id) => {
    const found = value(comparison, policy, id);
    const { unit } = comparison.metrics.find((metric) => metric.id === id)!;
    return found === undefined ? 'none' : inWords(found, unit, comparison.currency);
  };
}

function metricName(comparison: Comparison, id: string): string {
  return comparison.metrics.find((metric) => metric.id === id)!.name;
}

function listing(items: readonly string[]): string {
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}
