import type { DialoguesFit, LognormalFit, Shared } from './fit-dialogues.js';
import type { RecordSource } from './scenario-text.js';
import { percent, rounded, said } from './words.js';

/** What no record of dialogues tells, as in the default world. */
const HANDLE_TIME =
  '{ lognormal: { mean: 780s, sigma: 0.9 } } # assumption: no handle time is recorded';
const BY_HOUR = [6.6, 7.0, 8.1, 7.3, 6.1, 6.7, 7.5, 7.3, 8.3, 6.2, 5.9, 4.5];

/** The fit of recorded dialogues as a scenario file that replays them. */
export function dialogueScenarioText(
  name: string,
  fit: DialoguesFit,
  source: RecordSource,
): string {
  const { asksPerTurn, dialogue, failedPerReply, handedOver, leavesPerReply, successPerReply } =
    fit;
  const intents = fit.intents.length > 0 ? fit.intents : [undefined];
  return [
    '# Written by `warmline fit`. Each number: [95 % interval], n = what it rests on; method.',
    '# "assumption" marks what the record cannot tell. docs/fitting.md says how each is found.',
    `# Record: ${fit.conversations} conversations, ${percent(handedOver)} handed over.`,
    '#',
    '# Hand-over in the record, of those still with the AI, by customer turn:',
    ...fit.handoverByTurn.map((row) => `#   ${row.method.split(';')[0]}: ${percent(row)}`),
    ...(fit.handoverAfterAsk
      ? [`#   at a turn that asks for a person or accepts one: ${percent(fit.handoverAfterAsk)}`]
      : []),
    ...(fit.handoverOtherwise ? [`#   at any other turn: ${percent(fit.handoverOtherwise)}`] : []),
    '# A policy decides on hand-overs; the built-in policy `recorded` hands over where the record did.',
    `name: ${name}`,
    `description: ${JSON.stringify(`Fitted to ${fit.conversations} recorded conversations.`)}`,
    'horizon: { opens: "08:00", closes: "20:00" } # assumption',
    'demand:',
    '  contacts_per_day: 400 # assumption; conversations are sampled with replacement into it',
    `  by_hour: [${BY_HOUR.join(', ')}] # 08 to 19 o'clock [bank]`,
    '  noise: 0.17 # [bank]',
    '  recorded:',
    `    file: ${JSON.stringify(source.file)}`,
    ...(source.from === undefined ? [] : [`    from: ${source.from}`]),
    ...(source.map === undefined ? [] : [`    map: ${JSON.stringify(source.map)}`]),
    'intents:',
    ...intents.flatMap((intent) => intentLines(intent, fit)),
    ...shareLines('segments', fit.segments),
    ...shareLines('languages', fit.languages),
    'ai:',
    `  reply_time: ${timeText(fit.aiReplyTime, '3s', 0.5)}`,
    '  later_factor: 0.5 # assumption: what is handed over was harder',
    `  # success per reply: ${said(successPerReply, 4)}`,
    ...(failedPerReply
      ? [`  # failures that could be noticed, per reply: ${said(failedPerReply, 4)}`]
      : []),
    'teams:',
    '  general: { shifts: erlang-a, wrap_up: 60s } # assumption: sized for the recorded hand-over rate',
    'team_aliases: { senior: general }',
    'customers:',
    `  reply_time: ${timeText(fit.customerReplyTime, '25s', 0.7)}`,
    ...(asksPerTurn
      ? [
          `  asks: { per_turn: ${rounded(asksPerTurn.value, 5)}, after_failure: 1, when_negative: 1 } # ${said(asksPerTurn, 4)}; averaged over all turns, so nothing raises it`,
        ]
      : []),
    ...(leavesPerReply
      ? [
          `  # leaves unresolved, per reply: ${said(leavesPerReply, 4)}; a replay uses it where the dialogue goes on unrecorded`,
        ]
      : []),
    '  patience: { lognormal: { median: 462s, sigma: 1.9 } } # bank callers × 1.5 for chat [bank]',
    '  returns:',
    '    unresolved: { probability: 0, after: { constant: 2h } } # the record holds its repeat contacts',
    '    abandoned: { probability: 0, after: { constant: 10m } }',
    '    max_visits: 1',
    `# ${dialogue.solved} of ${dialogue.known} conversations with a known or cut-off outcome were solved by the AI.`,
    '',
  ].join('\n');
}

function intentLines(
  intent: Shared | undefined,
  { dialogue, handleTime, successPerReply }: DialoguesFit,
): string[] {
  return [
    `  ${JSON.stringify(intent?.name ?? 'any')}:`,
    `    share: ${intent ? `${rounded(intent.share.value, 6)} # ${said(intent.share, 4)}` : 1}`,
    `    ai_solvable: ${rounded(dialogue.solvable, 4)} # assumption, or a little above what was solved`,
    `    ai_success_per_turn: ${rounded(successPerReply.value, 5)} # ${said(successPerReply, 4)}`,
    handleTime
      ? `    handle_time: ${lognormalText(handleTime)} # median ${said(handleTime.median, 1)}`
      : `    handle_time: ${HANDLE_TIME}`,
    '    person_resolves: 0.85 # assumption; a replay fits it where outcomes of hand-overs are recorded',
  ];
}

function shareLines(key: string, shares: readonly Shared[]): string[] {
  if (shares.length === 0) return [];
  return [
    `${key}:`,
    ...shares.map(
      ({ name, share }) =>
        `  ${JSON.stringify(name)}: { share: ${rounded(share.value, 6)} } # ${said(share, 4)}`,
    ),
  ];
}

function timeText(fit: LognormalFit | undefined, median: string, sigma: number): string {
  if (!fit)
    return `{ lognormal: { median: ${median}, sigma: ${sigma} } } # assumption: turns have no times`;
  return `${lognormalText(fit)} # median ${said(fit.median, 1)}`;
}

function lognormalText({ median, sigma }: LognormalFit): string {
  return `{ lognormal: { median: ${rounded(median.value, 2)}s, sigma: ${rounded(Math.min(5, sigma.value), 3)} } }`;
}
