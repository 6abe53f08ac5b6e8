import type { Contact } from '../contact.js';
import { type Agent, AgentList } from './agent.js';

/**
 * People of a team with room for a contact, by how many they have in hand: whoever has fewest is next,
 * and among those whoever has had so few longest.
 */
export class FreePeople {
  /** Contacts that they could take at once. */
  slots = 0;
  /** The same by intent, where people have intents of their own. */
  private readonly slotsByIntent: Int32Array | undefined;
  private readonly byLoad: readonly AgentList[];

  constructor(
    /** Contacts that one person holds at once. */
    private readonly slotsEach: number,
    /** How many intents there are, where people have intents of their own. */
    intents: number | undefined,
  ) {
    this.byLoad = Array.from({ length: slotsEach }, () => new AgentList());
    this.slotsByIntent = intents === undefined ? undefined : new Int32Array(intents);
  }

  /** Whoever has had nothing in hand longest. */
  get idle(): Agent | undefined {
    return this.byLoad[0]!.head;
  }

  /** Whether somebody takes such contacts. */
  canTake({ intent }: Contact): boolean {
    if (this.slots === 0) return false;
    return this.slotsByIntent === undefined || this.slotsByIntent[intent]! > 0;
  }

  /** The next to take it; somebody can. */
  nextFor({ intent }: Contact): Agent {
    for (let load = 0; load < this.slotsEach; load++) {
      let agent = this.byLoad[load]!.head;
      for (; agent !== undefined; agent = agent.next) {
        if (agent.takes === undefined || agent.takes[intent]) return agent;
      }
    }
    throw new Error('engine: nobody can take the contact');
  }

  add(agent: Agent): void {
    const load = agent.hand.length;
    agent.listedSlots = this.slotsEach - load;
    this.count(agent, agent.listedSlots);
    this.byLoad[load]!.add(agent);
  }

  remove(agent: Agent): void {
    this.count(agent, -agent.listedSlots);
    agent.list!.remove(agent);
  }

  private count({ takes }: Agent, slots: number): void {
    const { slotsByIntent } = this;
    this.slots += slots;
    if (slotsByIntent === undefined) return;
    for (let intent = 0; intent < slotsByIntent.length; intent++) {
      if (takes![intent]) slotsByIntent[intent]! += slots;
    }
  }

  clear(): void {
    for (const list of this.byLoad) list.clear();
    this.slots = 0;
    this.slotsByIntent?.fill(0);
  }
}
