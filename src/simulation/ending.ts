import { quantileOf } from '../scenario/distribution.js';
import { type Floor, Kind, Rank } from './floor.js';
import { Purpose } from './luck.js';
import type { ContactRecord, Ending } from './record.js';

/** The end of a contact: its record goes to the sink, its slot is freed, and maybe it comes back. */
export class Endings {
  constructor(private readonly floor: Floor) {}

  /** Writes the record and frees the slot. `record.resolved` has been set by the caller. */
  end(slot: number, ending: Ending): void {
    const { contacts, now, record } = this.floor;
    this.floor.frustration.advance(slot, now);
    record.ending = ending;
    record.endedAt = now;
    record.issue = contacts.issue[slot]!;
    record.visit = contacts.visit[slot]!;
    record.intent = contacts.intent[slot]!;
    record.segment = contacts.segment[slot]!;
    record.language = contacts.language[slot]!;
    record.dialogue = contacts.dialogue[slot]!;
    record.arrivedAt = contacts.arrivedAt[slot]!;
    record.customerTurns = contacts.turns[slot]!;
    record.aiReplies = contacts.aiReplies[slot]!;
    record.asks = contacts.asks[slot]!;
    record.refusals = contacts.refusals[slot]!;
    record.firstAskAt = contacts.firstAskAt[slot]!;
    record.firstAskTurn = contacts.firstAskTurn[slot]!;
    record.rule = contacts.rule[slot]!;
    record.team = contacts.team[slot]!;
    record.queuedAt = contacts.queuedAt[slot]!;
    record.answeredAt = contacts.answeredAt[slot]!;
    record.handleSeconds = contacts.handleSeconds[slot]!;
    record.wrapUpSeconds = ending === 'served' ? this.floor.world.teams[record.team]!.wrapUp : 0;
    record.reexplained = contacts.reexplained[slot]!;
    record.aiSolvable = contacts.aiSolvable[slot] === 1;
    record.frustrationPeak = contacts.frustrationPeak[slot]!;
    record.frustrationArea = contacts.frustrationArea[slot]!;
    record.boiledOver = contacts.boiledOver[slot] === 1;
    record.observedTurns = contacts.observedTurns[slot]!;
    record.decisionObserved = contacts.decisionObserved[slot] === 1;
    record.humanObserved = contacts.humanObserved[slot] === 1;
    record.support = this.support(slot);
    record.returnsAt = record.resolved === false ? this.returns(slot, ending) : Number.NaN;
    this.floor.sink.contact(record);
    record.outcomeObserved = false;
    record.resolved = undefined;
    this.floor.ended++;
    contacts.release(slot);
  }

  private support(slot: number): ContactRecord['support'] {
    const { contacts } = this.floor;
    if (contacts.dialogue[slot]! < 0) return 'synthetic';
    if (contacts.onRecord[slot] === 0) {
      // Off record at the hand-over itself, or at a word before it.
      const { handoverAfter } = this.floor.recordOf(slot);
      return contacts.observedTurns[slot] === handoverAfter ? 'later' : 'diverged';
    }
    if (contacts.team[slot]! < 0) return 'neither';
    return this.floor.recordHandsOverHere(slot) ? 'same-point' : 'earlier';
  }

  /**
   * When the customer comes back about an unresolved issue; NaN when they do not. Due before
   * closing it becomes a repeat contact with the issue's own luck; later it is only counted.
   */
  private returns(slot: number, ending: Ending): number {
    const { contacts, luck, now } = this.floor;
    const { returns } = this.floor.world.customers;
    const issue = contacts.issue[slot]!;
    const visit = contacts.visit[slot]!;
    if (visit + 1 >= returns.maxVisits) return Number.NaN;
    const unheard = ending === 'abandoned' || ending === 'unserved';
    const { probability, after } = unheard ? returns.abandoned : returns.unresolved;
    if (luck.uniform(Purpose.returns, issue, visit) >= probability) return Number.NaN;
    const at = now + quantileOf(after, luck.uniform(Purpose.returnDelay, issue, visit));
    if (at < this.floor.world.closesAt) this.comeBack(slot, at);
    return at;
  }

  private comeBack(slot: number, at: number): void {
    const { contacts } = this.floor;
    const again = contacts.allocate();
    contacts.issue[again] = contacts.issue[slot]!;
    contacts.visit[again] = contacts.visit[slot]! + 1;
    contacts.intent[again] = contacts.intent[slot]!;
    contacts.segment[again] = contacts.segment[slot]!;
    contacts.language[again] = contacts.language[slot]!;
    contacts.dialogue[again] = contacts.dialogue[slot]!;
    contacts.difficulty[again] = contacts.difficulty[slot]!;
    contacts.aiSolvable[again] = contacts.aiSolvable[slot]!;
    contacts.tolerance[again] = contacts.tolerance[slot]!;
    contacts.later[again] = contacts.later[slot]!;
    this.floor.schedule(at, Rank.arrival, Kind.repeatContact, again);
  }
}
