import type { AiSuccess } from '../fitting/talk/ai-success.js';
import type { KnownOutcomes } from '../fitting/talk/outcome-weights.js';
import { ENOUGH_OUTCOMES, type PeopleSuccess } from '../fitting/talk/person-success.js';
import { misfitOf } from '../fitting/talk/solved-by-reply.js';
import type { DialogueFit } from './fit-dialogue.js';

/** What a replay's dialogues are drawn from once they leave the record, in a sentence. */
export function talkGoesOn(fit: DialogueFit): string {
  const kinds = fit.byIntent.size === 0 ? [fit.everybody] : [...fit.byIntent.values()];
  const solvable = range(kinds.map((kind) => kind.solvable.value));
  const success = range(kinds.map((kind) => kind.successPerReply.value));
  const rates = [
    fit.failedPerReply === undefined
      ? 'which replies failed is not told, so none visibly does'
      : `${percent(fit.failedPerReply)} of replies that do not solve visibly fail`,
    fit.leavesPerReply === undefined
      ? 'when customers leave unresolved is not told, so the scenario’s, assumption'
      : `after ${percent(fit.leavesPerReply)} of replies that do not solve the customer leaves unresolved`,
    fit.asksPerTurn === undefined
      ? 'who asks for a person is not told, so the scenario’s, assumption'
      : `${percent(fit.asksPerTurn)} of customer turns after the first ask for a person for the first time`,
  ].join(', ');
  const like = fit.written
    ? 'as the scenario is written (demand.recorded.talk: as_written)'
    : 'like the record';
  return `where the dialogue goes on unrecorded, it goes on ${like}: ${solvable} of issues are solvable, and then ${success} of replies solve${fit.written ? '' : ` (${basis(fit, kinds)})`}; ${rates}`;
}

function basis(
  { contained, known, solved, solvedByReply }: DialogueFit,
  kinds: readonly AiSuccess[],
): string {
  if (known === 0)
    return 'no outcome of the AI is recorded, so both are the scenario’s, assumption';
  const from = (source: AiSuccess['from']['solvable']) =>
    kinds.filter((kind) => kind.from.solvable === source).length;
  const [own, everybody, scenario] = [from('own'), from('everybody'), from('scenario')];
  const share =
    kinds.length === 1
      ? own === 1
        ? `solvable share fitted${interval(kinds[0]!)}`
        : `the record cannot tell the solvable share${interval(kinds[0]!)}: the scenario’s, assumption`
      : `solvable share by intent: fitted for ${own}, everybody’s for ${everybody}, for ${scenario} the record cannot tell it and it is the scenario’s, assumption`;
  const misfit = misfitOf(solvedByReply);
  const doubt =
    misfit === undefined
      ? ''
      : `; both are in doubt, since recorded replies do not succeed equally often (chi-square, p = ${misfit.toPrecision(1)})`;
  const unknown = unknownOutcomes(contained);
  return `the AI solved ${solved} of ${known}${unknown.length > 0 ? `; ${unknown.join('; ')}` : ''}; ${share}${doubt}`;
}

/** What is assumed of outcomes that the record lacks; empty where it has all. */
export function unknownOutcomes({ known, of, solved }: KnownOutcomes): string[] {
  if (known === 0 || known === of) return [];
  const only = known === solved ? 'solved' : solved === 0 ? 'unsolved' : undefined;
  return [
    `outcome known of ${known} of ${of} conversations without a hand-over; taken to be as the rest (assumption)`,
    ...(only
      ? [
          `every known one is ${only}: if only such are written down, success and departures cannot be told`,
        ]
      : []),
  ];
}

function interval({ solvable: { high, low } }: AiSuccess): string {
  return low === undefined || high === undefined ? '' : ` [${percent(low)}, ${percent(high)}]`;
}

/** How it is decided whether a person solves what no record tells. */
export function peopleResolve(people: PeopleSuccess | undefined, written: boolean): string {
  if (written)
    return 'whether a person solves the issue: the scenario’s person_resolves, as written';
  if (people === undefined)
    return 'whether a person solves the issue: no outcome of a hand-over is recorded; the scenario’s person_resolves (assumption)';
  const { byIntent, everybody } = people;
  const { known, solved } = everybody;
  return `whether a person solves the issue: as often as in the ${known} answered hand-overs with a known outcome (${solved} solved)${byIntent.size === 1 ? '' : `, by intent from ${ENOUGH_OUTCOMES} of them on`}; how much less where the issue is harder is the scenario’s (assumption)`;
}

function range(shares: readonly number[]): string {
  const [low, high] = [percent(Math.min(...shares)), percent(Math.max(...shares))];
  return low === high ? low : `${low} to ${high} (by intent)`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
