import type { World } from '../../scenario/world.js';
import type { Clock } from '../clock.js';
import type { Contact } from '../contact.js';
import type { Lane } from '../queue/queues.js';
import { Agent } from './agent.js';
import { Desk } from './desk.js';

/** The people of every team. */
export class Staff {
  /** By number, over all teams. */
  readonly agents: Agent[] = [];
  /** By team. */
  readonly desks: readonly Desk[];

  /** Some people take only some intents, so that the head of a lane may not be the next to go. */
  readonly somePick: boolean;

  constructor(world: World, clock: Clock) {
    this.somePick = world.teams.some(({ stints }) => stints !== undefined);
    const hire = (desk: Desk) => {
      const agent = new Agent(this.agents.length, desk, clock);
      this.agents.push(agent);
      return agent;
    };
    this.desks = world.teams.map((team, index) => new Desk(index, team, world, clock, hire));
  }

  /** Whether anybody at all has room for a contact. */
  someFree(): boolean {
    for (let i = 0; i < this.desks.length; i++) if (this.desks[i]!.freeSlots > 0) return true;
    return false;
  }

  /** First desk of a lane with a free slot, for this contact if one is given; undefined: none. */
  firstFree({ teams }: Lane, contact?: Contact): Desk | undefined {
    for (let i = 0; i < teams.length; i++) {
      const desk = this.desks[teams[i]!]!;
      if (contact === undefined ? desk.freeSlots > 0 : desk.canTake(contact)) return desk;
    }
    return undefined;
  }

  /** Measuring starts anew. */
  forget(): void {
    for (const desk of this.desks) desk.forget();
  }

  /** A new day: nobody on duty. */
  reset(): void {
    for (const agent of this.agents) agent.reset();
    for (const desk of this.desks) desk.reset();
  }
}
