import { aiSuccessIn } from '../../record/fit-dialogue.js';
import { unknownOutcomes } from '../../record/talk-assumptions.js';
import type { LognormalFit } from '../statistics/by-conversation.js';
import { misfitOf } from '../talk/solved-by-reply.js';
import type { TalkFit } from '../talk/talk-fit.js';
import { percent, rounded, said } from './words.js';

/** The lines of a fitted scenario that tell about the talk with the AI. */

/** Comments: when the record hands over. */
export function handoverLines(talk: TalkFit): string[] {
  if (talk.noContainment !== undefined)
    return [`# Hand-overs: not told by the record (${talk.noContainment}).`];
  return [
    '# Hand-over in the record, of those still with the AI, by customer turn:',
    ...talk.handoverByTurn.map((row) => `#   ${row.method.split(';')[0]}: ${percent(row)}`),
    ...(talk.handoverAfterAsk
      ? [`#   at a turn that asks for a person or accepts one: ${percent(talk.handoverAfterAsk)}`]
      : []),
    ...(talk.handoverOtherwise
      ? [`#   at any other turn: ${percent(talk.handoverOtherwise)}`]
      : []),
    '# A policy decides on hand-overs; the built-in policy `recorded` hands over where the record did.',
  ];
}

/** Of `demand.recorded:`. */
export const TALK_LINE =
  '    talk: as_written # what stands below of the AI, asks, departures and people counts, not what these conversations hold';

/** Of an intent: what the AI and people can do about it. */
export function intentTalkLines(intent: string | undefined, talk: TalkFit): string[] {
  const { dialogue, people } = talk;
  const { solvable, successPerReply } = aiSuccessIn(dialogue, intent);
  const person = people && (people.byIntent.get(intent ?? '') ?? people.everybody);
  return [
    `    ai_solvable: ${rounded(solvable.value, 5)} # ${said(solvable, 4)}`,
    `    ai_success_per_turn: ${rounded(successPerReply.value, 5)} # ${said(successPerReply, 4)}`,
    person
      ? `    person_resolves: ${chance(person.resolves.value)} # ${said(person.resolves, 4)}`
      : '    person_resolves: 0.85 # assumption: no outcome of a hand-over is recorded',
  ];
}

/** Of `ai:`. */
export function aiLines(talk: TalkFit): string[] {
  const { aiReplyTime, dialogue, failedPerReply } = talk;
  const { everybody, solvedByReply } = dialogue;
  const { solvable, successPerReply } = everybody;
  return [
    ...timeLines(aiReplyTime, '3s', 0.5),
    '  later_factor: 0.5 # assumption: what is handed over was harder',
    ...(dialogue.known > 0
      ? [
          ...unknownOutcomes(dialogue.contained).map((line) => `  # ${line}`),
          `  # all intents together: solvable ${said(solvable, 4)}`,
          `  #   success per reply ${said(successPerReply, 4)}`,
          '  # Solved at a reply, of those who came so far, and as fitted by intent. A fitted solvable share comes',
          '  # from this shape alone: the same success at each reply on what is solvable, none on the rest.',
          ...solvedByReply.map(
            ({ fitted, recorded }) =>
              `  #   ${recorded.method.split(';')[0]}: ${percent(recorded)}, fitted ${rounded(100 * fitted, 2)} %`,
          ),
          ...misfitLines(solvedByReply),
        ]
      : []),
    ...(failedPerReply || dialogue.known > 0
      ? ['  progress: 0 # assumption: what does not solve the issue does not help']
      : []),
    ...(failedPerReply
      ? [
          `  sensitivity: ${rounded(failedPerReply.value, 5)} # ${said(failedPerReply, 4)}`,
          '  specificity: 1 # what was noticed is all that the record tells of failures',
        ]
      : []),
  ];
}

/**
 * Of `customers:`, while they talk with the AI.
 *
 * @param invented customers begin at their first turn; in a replay those who go on unrecorded have
 *   had theirs
 */
export function customerTalkLines(talk: TalkFit, invented: boolean): string[] {
  const { customerReplyTime, leavesPerReply } = talk;
  return [
    ...timeLines(customerReplyTime, '25s', 0.7),
    ...askLines(talk, invented),
    ...(leavesPerReply
      ? [
          `  gives_up: ${rounded(leavesPerReply.value, 5)} # ${said(leavesPerReply, 4)}${unknownOutcomes(talk.dialogue.contained).length > 0 ? '; outcomes not known taken to be as the rest (assumption)' : ''}`,
          '  at_tolerance: { ask: 0, leave: 0 } # asks and departures are counted whatever the frustration',
        ]
      : [
          '  # gives_up: assumption, as where nothing is said: no departure without a solution is told',
        ]),
  ];
}

/** The most that a scenario may have a failed reply multiply the chance of an ask by. */
const MOST_AFTER_FAILURE = 20;

function askLines({ asksAtFirst, asksLater, asksPerTurn }: TalkFit, invented: boolean): string[] {
  if (!asksPerTurn || !(asksLater || invented))
    return [
      '  # asks: assumption, as where nothing is said: no later turn tells whether it asks for a person',
    ];
  const lines = (perTurn: number, factor: number, why: string) => [
    ...(asksAtFirst ? [`  # asks at the first turn: ${said(asksAtFirst, 4)}`] : []),
    ...(asksLater ? [`  # asks at a later turn: ${said(asksLater, 4)}`] : []),
    `  asks: { per_turn: ${rounded(perTurn, 5)}, after_failure: ${rounded(factor, 3)}, when_negative: 1 } # ${why}`,
  ];
  const later = asksLater?.value ?? asksPerTurn.value;
  if (!invented)
    return lines(
      later,
      1,
      'a replay has them ask at later turns only; averages, so nothing raises them',
    );
  const first = asksAtFirst?.value ?? later;
  if (later <= first)
    return lines(
      asksPerTurn.value,
      1,
      `${said(asksPerTurn, 4)}; a scenario cannot have fewer ask later`,
    );
  const least = Math.max(first, later / MOST_AFTER_FAILURE);
  return lines(least, later / least, 'here every reply that does not solve fails');
}

/** Comments at the end: what the AI is known to have done. */
export function outcomeLines({ dialogue }: TalkFit): string[] {
  if (dialogue.known === 0) return ['# No outcome of the AI is recorded.'];
  return [
    `# ${dialogue.solved} of ${dialogue.known} conversations with a known or cut-off outcome were solved by the AI.`,
    ...unknownOutcomes(dialogue.contained).map(
      (line) => `# ${line[0]!.toUpperCase()}${line.slice(1)}.`,
    ),
  ];
}

function misfitLines(rows: TalkFit['dialogue']['solvedByReply']): string[] {
  const chance = misfitOf(rows);
  if (chance === undefined) return [];
  return [
    `  # Recorded and fitted lie further apart than by luck (chi-square, p = ${chance.toPrecision(1)}): replies do not succeed`,
    '  # equally often, so doubt the solvable share and the success per reply.',
  ];
}

function timeLines(fit: LognormalFit | undefined, median: string, sigma: number): string[] {
  if (!fit)
    return [
      `  reply_time: { lognormal: { median: ${median}, sigma: ${sigma} } } # assumption: turns have no times`,
    ];
  return [
    `  # reply_time: median ${said(fit.median, 2)}`,
    `  #   sigma ${said({ ...fit.sigma, method: 'the same' }, 3)}`,
    `  reply_time: ${lognormalText(fit)}`,
  ];
}

function lognormalText({ median, sigma }: LognormalFit): string {
  return `{ lognormal: { median: ${rounded(median.value, 2)}s, sigma: ${rounded(Math.min(5, sigma.value), 3)} } }`;
}

/** Never quite 0 or 1, which log-odds could not say. */
function chance(value: number): number {
  return Math.min(0.99999, Math.max(0.00001, rounded(value, 5)));
}
