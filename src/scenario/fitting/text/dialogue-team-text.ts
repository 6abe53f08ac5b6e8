import { teamName } from '../../schema/names.js';
import { erlangA } from '../../staffing/erlang.js';
import { fewest } from '../../staffing/fewest.js';
import type { CreditFit } from '../desk/credit-fit.js';
import { type SizedHalf, sizedHalves } from '../desk/sized-hours.js';
import { ONE_TEAM, type TeamFit } from '../desk/team-fit.js';
import { toldTeams } from '../desk/team-load.js';
import type { DialoguesFit } from '../fit-dialogues.js';
import { HARDLY_ANYBODY } from './busy-day-text.js';
import type { Bringing } from './dialogue-demand-text.js';
import { meanPatience } from './dialogue-patience-text.js';
import { presenceLines, readyLines, severalAtOnce } from './team-text.js';
import { percent, said } from './words.js';

/** Sized so that at most this share gives up, by Erlang A (assumption; as a replay sizes teams). */
const ABANDONMENT = 0.05;
/** Of work and wrap-up where neither is recorded, as in the default world (assumption). */
const WORK = 780;
const WRAP_UP = 60;

/** The people behind the AI, as far as the record tells of them. */
export function dialogueTeams(fit: DialoguesFit, bringing: Bringing): string[] {
  if (fit.teams.length > 0 && fit.starts)
    return [
      'teams:',
      ...fit.teams.flatMap((team) => namedTeam(team, fit, bringing)),
      ...aliases(
        fit,
        fit.teams.map(({ name }) => name),
      ),
    ];
  const told = toldTeams(fit);
  if (told.length > 0)
    return [
      'teams:',
      ...told.flatMap(({ load, name }) => [
        `  ${name}:`,
        '    # The record hardly names its people: as many as by Erlang A let so many give up as did on busy days,',
        `    # half hour by half hour (${percent(fit.desk.abandonment!)} of all); pauses and wrap-up are not told`,
        '    # apart from there being fewer people (assumption).',
        ...halfLines(sizedHalves(load)),
        '    availability: 1',
        '    wrap_up: 0s',
      ]),
      ...aliases(
        fit,
        told.map(({ name }) => name),
      ),
    ];
  const rate = bringing === 'invented' ? 'fitted' : 'recorded';
  return [
    'teams:',
    `  ${ONE_TEAM}:`,
    `    # assumption: neither names nor waits tell how many there are, so sized by Erlang A for the ${rate} hand-over rate`,
    ...(bringing === 'invented' ? sizedShifts(fit) : ['    shifts: erlang-a']),
    `    wrap_up: ${WRAP_UP}s # assumption`,
    ...aliases(fit, [ONE_TEAM]),
  ];
}

/** Neighbours with as many people together. */
function halfLines(halves: readonly SizedHalf[]): string[] {
  const shifts: { from: number; to: number; agents: number }[] = [];
  for (const { agents, half } of halves) {
    const last = shifts.at(-1);
    if (last && last.to === half && last.agents === agents) last.to = half + 1;
    else shifts.push({ from: half, to: half + 1, agents });
  }
  const some = shifts.filter(({ agents }) => agents > 0);
  if (some.length === 0) return [HARDLY_ANYBODY];
  return [
    '    shifts:',
    ...some.map(
      ({ agents, from, to }) =>
        `      - { from: "${clock(from / 2)}", to: "${clock(to / 2)}", agents: ${agents} }`,
    ),
  ];
}

function namedTeam({ chats, fit, name }: TeamFit, all: DialoguesFit, bringing: Bringing): string[] {
  // Busy days are those on which many contacts came, whoever was handed over.
  const onDays = { ...fit, arrivals: all.starts!.arrivals };
  const invented = bringing !== 'as-recorded';
  return [
    `  ${name}:`,
    ...presenceLines(onDays, invented),
    ...orderOfService(fit.credit),
    ...(chats.atOnce > 1 ? severalAtOnce(chats) : readyLines(fit.staffing)),
  ];
}

/** Read off the record and left to the reader: a replay of dialogues knows no priorities. */
function orderOfService(credit: CreditFit | undefined): string[] {
  if (!credit) return [];
  return [
    '    # Order of service, which a replay of dialogues does not follow. Pairs of different priority who waited',
    `    # together, taken as if it were worth so many seconds of waiting: ${percent(credit.agreement)}`,
    ...[...credit.credits].map(
      ([priority, worth]) => `    #   priority ${priority}: ${said(worth, 0)}`,
    ),
  ];
}

/** Policies know `general` and `senior`; records call teams what they like. */
function aliases({ teamNames }: DialoguesFit, teams: readonly string[]): string[] {
  const known = [...new Set([ONE_TEAM, 'senior', ...teamNames])].filter(
    (name) => !teams.includes(name) && teamName.safeParse(name).success,
  );
  if (known.length === 0) return [];
  return [
    `team_aliases: { ${known.map((name) => `${name}: ${JSON.stringify(teams[0])}`).join(', ')} }`,
  ];
}

/** By hour of the busy day, the fewest people by whom few enough give up. */
function sizedShifts({ desk, starts, talk }: DialoguesFit): string[] {
  const work = (desk.service?.mean.value ?? WORK) + WRAP_UP;
  const patience = meanPatience(desk);
  const hours = starts ? starts.arrivals.busy.byHour.map((mean, hour) => [hour, mean]) : ASSUMED;
  const lines = hours.flatMap(([hour, contacts]) => {
    if (!contacts) return [];
    const rate = Math.max(1e-9, (contacts * talk.handedOver.value) / 3600);
    const agents = fewest((n) => erlangA(rate, work, n, patience).abandonment <= ABANDONMENT);
    return [`      - { from: "${clock(hour!)}", to: "${clock(hour! + 1)}", agents: ${agents} }`];
  });
  return ['    shifts:', ...lines, '    availability: 1'];
}

/** 400 contacts from 08:00 to 20:00. */
const ASSUMED = Array.from({ length: 12 }, (_, i) => [8 + i, 400 / 12]);

function clock(hour: number): string {
  const minutes = (hour % 1) * 60;
  return `${String(Math.floor(hour)).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
