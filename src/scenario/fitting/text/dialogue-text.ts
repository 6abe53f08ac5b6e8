import type { DialoguesFit, Shared } from '../fit-dialogues.js';
import type { RecordSource } from '../record-source.js';
import { bringingOf, dialogueDemand, recordLines } from './dialogue-demand-text.js';
import { commonPatience, intentPatience, returnLines } from './dialogue-patience-text.js';
import { dialogueTeams } from './dialogue-team-text.js';
import { HOW_TO_READ } from './how-to-read.js';
import { canStand, restName } from './intent-text.js';
import { serviceLines } from './service-text.js';
import {
  aiLines,
  customerTalkLines,
  handoverLines,
  intentTalkLines,
  outcomeLines,
} from './talk-text.js';
import { rounded, said } from './words.js';

/** What no record of dialogues tells, as in the default world. */
const HANDLE_TIME =
  '{ lognormal: { mean: 780s, sigma: 0.9 } } # assumption: no handle time is recorded';
/** At least so many handle times of its own for an intent. */
const ENOUGH = 5;

/** The fit of recorded dialogues as a scenario file that replays them, or invents customers like theirs. */
export function dialogueScenarioText(
  name: string,
  fit: DialoguesFit,
  source: RecordSource,
): string {
  const { desk, talk } = fit;
  const bringing = bringingOf(fit, source);
  return [
    ...HOW_TO_READ,
    ...recordLines(fit),
    '#',
    ...handoverLines(talk),
    `name: ${name}`,
    `description: ${JSON.stringify(`Fitted to ${fit.conversations} recorded conversations${source.fittedDays ? `, ${source.fittedDays} dates only` : ''}.`)}`,
    ...dialogueDemand(fit, source, bringing),
    ...intentsLines(fit),
    ...shareLines('segments', fit.segments),
    ...shareLines('languages', fit.languages),
    'ai:',
    ...aiLines(talk),
    ...dialogueTeams(fit, bringing),
    ...(desk.service
      ? [
          'people:',
          '  handoff_tax: { summary: 0s, none: 45s } # recorded times of work hold the finding out; 45 s more without a summary: assumption',
        ]
      : []),
    'customers:',
    ...customerTalkLines(talk, bringing === 'invented'),
    ...commonPatience(desk),
    ...returnLines(fit.returns, bringing),
    ...outcomeLines(talk),
    '',
  ].join('\n');
}

/**
 * Intents as a scenario can name them; the others are one kind of issue, which stands first, since a
 * replay takes the first for whatever it does not find by name.
 */
function intentsLines({ intents, ...fit }: DialoguesFit): string[] {
  const named = intents.filter(({ name }) => canStand(name));
  const nameless = intents.filter(({ name }) => !canStand(name));
  const share = 1 - named.reduce((sum, intent) => sum + intent.share.value, 0);
  const rest = restName(named);
  const only = nameless.length === 1 ? nameless[0]!.name : undefined;
  const what = `of conversations, n = ${intents[0]?.share.n ?? 0}: ${nameless.length} whose names cannot stand in a scenario`;
  return [
    'intents:',
    ...(intents.length === 0 ? intentLines(rest, '1', undefined, fit) : []),
    ...(nameless.length === 0
      ? []
      : intentLines(rest, `${rounded(share, 6)} # ${what}`, only, fit)),
    ...named.flatMap(({ name, share: own }) =>
      intentLines(name, `${rounded(own.value, 6)} # ${said(own, 4)}`, name, fit),
    ),
  ];
}

/** @param recorded its name in the record; undefined for what stands for several, or for all */
function intentLines(
  name: string,
  share: string,
  recorded: string | undefined,
  { desk, talk }: Pick<DialoguesFit, 'desk' | 'talk'>,
): string[] {
  const own = recorded === undefined ? undefined : desk.byIntent.get(recorded);
  const service = own?.service && own.service.n >= ENOUGH ? own.service : desk.service;
  return [
    `  ${JSON.stringify(name)}:`,
    `    share: ${share}`,
    ...(service && service.n >= ENOUGH
      ? serviceLines(service, '    ')
      : [`    handle_time: ${HANDLE_TIME}`]),
    ...intentTalkLines(recorded, talk),
    ...intentPatience(desk, own),
  ];
}

/** Left out where a name cannot stand in a scenario: a replay counts them itself. */
function shareLines(key: string, shares: readonly Shared[]): string[] {
  if (shares.length === 0) return [];
  if (shares.some(({ name }) => !canStand(name)))
    return [`# ${key}: not all of their names can stand in a scenario; a replay counts its own.`];
  return [
    `${key}:`,
    ...shares.map(
      ({ name, share }) =>
        `  ${JSON.stringify(name)}: { share: ${rounded(share.value, 6)} } # ${said(share, 4)}`,
    ),
  ];
}
