import type { Conversation } from '../../dataset/conversation.js';
import type { Clock } from '../calendar/clock.js';
import { recordedWork } from '../fitting/desk/recorded-work.js';
import type { DayChoice } from '../fitting/record-days.js';
import type { PeopleSuccess } from '../fitting/talk/person-success.js';
import type { ScenarioFile } from '../schema/scenario-schema.js';
import type { Team } from '../world.js';
import { alikeInWords, dayStrata, daysOf } from './day-strata.js';
import type { DialogueFit } from './fit-dialogue.js';
import type { RecordedDays } from './recorded-days.js';
import { fromNames, handedTo, peopleByName } from './recorded-people.js';
import { shareOfTeam, sizedInWords } from './sized-staffing.js';
import { peopleResolve, talkGoesOn } from './talk-assumptions.js';
import { turnDurations } from './turn-times.js';

/** What had to be assumed or fitted to replay recorded dialogues, in sentences. */
export function recordedAssumptions(
  conversations: readonly Conversation[],
  scenario: ScenarioFile,
  fit: DialogueFit,
  people: PeopleSuccess | undefined,
  handoverRate: number,
  sized: readonly Team[],
  replayed: RecordedDays | undefined,
): string[] {
  const assumptions = [
    `arrivals: ${replayed ? asRecorded(replayed, scenario) : sampled(conversations, scenario)}`,
    turnDurations(conversations),
    `intervals: they carry ${
      replayed
        ? errorOfDays(
            replayed.calendar.clock,
            replayed.starts.map(({ at }) => at),
            { spoke: true },
          )
        : `the luck of the simulated days and the error of having only ${conversations.length} conversations`
    }, not that of the fit`,
    talkGoesOn(fit),
    `after the recorded hand-over the AI’s success is multiplied by later_factor ${scenario.ai.later_factor} (assumption)`,
  ];
  if (handoverRate > 0) {
    const handled = conversations.filter((c) => recordedWork(c.handover) !== undefined).length;
    assumptions.push(
      handled === 0
        ? 'handle times: not recorded; they come from the scenario'
        : `handle times: ${handled} are recorded, and used where the hand-over is at the recorded point; elsewhere they come from the scenario`,
      peopleResolve(people, fit.written === true),
      'the recorded hand-overs told the person what had been said: context summary (assumption)',
    );
  }
  if (conversations.every((c) => c.intent === undefined)) {
    assumptions.push('intents: not recorded; one kind of issue stands for all');
  }
  for (const [alias, name] of Object.entries(scenario.team_aliases)) {
    assumptions.push(`teams: ${alias} is another name for ${name}`);
  }
  if (replayed) {
    for (const [name, { shifts }] of Object.entries(scenario.teams)) {
      const named = fromNames(shifts);
      if (!named) continue;
      const calls = handedTo(name, replayed.queue.calls, Object.keys(scenario.teams));
      assumptions.push(peopleByName(name, named, calls));
    }
  }
  const named = conversations.flatMap(({ handover }) => (handover ? [handover.team] : []));
  for (const team of sized) {
    const share = shareOfTeam(team.name, named, Object.keys(scenario.teams));
    const rate = `the recorded hand-over rate of ${(100 * handoverRate).toFixed(1)} %`;
    assumptions.push(sizedInWords(team, rate, share));
  }
  return assumptions;
}

function sampled(conversations: readonly Conversation[], { demand }: ScenarioFile): string {
  const into = `conversations are sampled with replacement into ${demand.contacts_per_day} arrivals a day of the scenario’s hourly profile`;
  if (conversations.every((c) => c.startedAt === undefined))
    return `the file has no times; ${into}`;
  return `${into}; the recorded times are not used (demand.recorded.arrivals: as_recorded uses them)`;
}

function asRecorded(
  { calendar, chosen, queue, starts }: RecordedDays,
  { demand }: ScenarioFile,
): string {
  return `the ${starts.length} conversations begin when they did, on ${daysInWords(chosen, demand.recorded!)} from ${calendar.clock.date} on by the clock of ${queue.timeZone}`;
}

/** `7 days of odd dates`. */
export function daysInWords(chosen: readonly number[], { days }: DayChoice): string {
  const count = `${chosen.length} ${chosen.length === 1 ? 'day' : 'days'}`;
  return days === undefined ? count : `${count} of ${days} dates`;
}

/**
 * What an interval over recorded days holds.
 *
 * @param starts of contacts, in elapsed seconds
 * @param spoke whether there are dialogues: one day's can be told apart, calls in a queue cannot
 */
export function errorOfDays(
  clock: Clock,
  starts: readonly number[],
  { spoke, drawn }: { readonly spoke: boolean; readonly drawn?: boolean },
): string {
  const days = daysOf(clock, starts);
  const strata = dayStrata(clock, days);
  const luck = 'the luck of work and patience that were not recorded';
  if (strata) {
    const error = `${luck}, and the error of having only these ${days.length} days, however many replications there are (days alike: ${alikeInWords(clock, strata)})`;
    return drawn
      ? `${error}; each replication draws every day anew from those alike, with its calls and its people`
      : error;
  }
  return spoke
    ? `${luck}, and, where a figure is not of the queue, the error of having only ${starts.length} conversations; how other days would have been, one day cannot tell`
    : `${luck}; how other days would have been, one day cannot tell`;
}
