import type { NotReady } from '../../scenario/staffing/presence.js';
import type { Contact } from '../contact.js';
import { type Floor, Kind, Rank } from '../floor.js';
import { Purpose } from '../luck/luck.js';
import type { Agent } from './agent.js';

/**
 * The time between a contact and being ready for the next.
 *
 * How long it lasts is one draw, an exponential amount of hazard. The hazard comes in at the team's
 * rate for the time since the contact ended and for the number that wait now, so that people come
 * back sooner when a queue builds up. When that number crosses a column of the rates, the moment of
 * coming back moves; the draw stays the same.
 */
export class Readiness {
  /** Some team's people are not ready at once. */
  readonly matters: boolean;
  private readonly rates: readonly (NotReady | undefined)[];
  /** Who is not ready; those who were sent home meanwhile drop out when next looked at. */
  private unready: Agent[] = [];

  constructor(private readonly floor: Floor) {
    this.rates = floor.world.teams.map(({ notReady }) => notReady);
    this.matters = this.rates.some((rates) => rates !== undefined);
  }

  /** A person has let a contact go. */
  begins(agent: Agent, contact: Contact): void {
    const rates = this.rates[agent.team];
    if (rates === undefined || agent.leaving || agent.offDuty) return;
    this.becomesUnready(agent, rates, contact);
  }

  private becomesUnready(agent: Agent, rates: NotReady, { answers, issue, visit }: Contact): void {
    const { luck, now } = this.floor;
    agent.desk.setAside(agent);
    if (!agent.unready) this.unready.push(agent);
    agent.unready = true;
    agent.unreadyFrom = now;
    agent.hazardTo = now;
    agent.hazardLeft = -Math.log(luck.uniform(Purpose.notReady, issue, visit, answers));
    agent.column = this.columnOf(agent, rates);
    this.expectBack(agent, rates);
  }

  /** The queues are not what they were. */
  queuesChanged(): void {
    this.floor.queues.changed = false;
    const { unready } = this;
    let kept = 0;
    for (const agent of unready) {
      if (!agent.unready) continue;
      unready[kept++] = agent;
      const rates = this.rates[agent.team]!;
      const column = this.columnOf(agent, rates);
      if (column === agent.column) continue;
      this.takeOff(agent, rates);
      agent.column = column;
      this.expectBack(agent, rates);
    }
    unready.length = kept;
  }

  private columnOf({ takes, team }: Agent, { waiting }: NotReady): number {
    const count = this.floor.queues.waitingFor(team, takes);
    let column = 0;
    while (column + 1 < waiting.length && waiting[column + 1]! <= count) column++;
    return column;
  }

  /** Takes the hazard of the time since the last change off what is left. */
  private takeOff(agent: Agent, { perSecond, since }: NotReady): void {
    const age = this.floor.now - agent.unreadyFrom;
    let from = agent.hazardTo - agent.unreadyFrom;
    for (let row = 0; row < since.length && from < age; row++) {
      const to = Math.min(age, since[row + 1] ?? age);
      if (to <= from) continue;
      agent.hazardLeft -= perSecond[row]![agent.column]! * (to - from);
      from = to;
    }
    agent.hazardTo = this.floor.now;
    agent.hazardLeft = Math.max(0, agent.hazardLeft);
  }

  /** Sets the event at which they are back if the queue stays as it is. */
  private expectBack(agent: Agent, { perSecond, since }: NotReady): void {
    let left = agent.hazardLeft;
    let from = agent.hazardTo - agent.unreadyFrom;
    let back = Number.POSITIVE_INFINITY;
    for (let row = 0; row < since.length; row++) {
      const to = since[row + 1] ?? Number.POSITIVE_INFINITY;
      if (to <= from) continue;
      const rate = perSecond[row]![agent.column]!;
      if (rate > 0 && left <= rate * (to - from)) {
        back = agent.unreadyFrom + from + left / rate;
        break;
      }
      left -= rate > 0 ? rate * (to - from) : 0;
      from = to;
    }
    agent.backDue =
      back < Number.POSITIVE_INFINITY
        ? this.floor.schedule(
            Math.max(back, this.floor.now, agent.backAt),
            Rank.capacityAppears,
            Kind.agentBack,
            agent.id,
          )
        : -1;
  }
}
