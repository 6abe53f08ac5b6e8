import {
  ABSENT,
  type Action,
  type CompiledRule,
  type DecisionPoint,
  FAULT,
  TRUE,
} from '../../policy/policy.js';
import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import type { Stages } from '../stages.js';
import type { TracedWeighing } from '../trace.js';
import type { View } from '../view.js';

/** What the policy's rules come to about a contact that is with the AI. */
export class Decisions {
  // The rules that are checked at each decision point, in order. Two fields, as a look-up by the
  // point's name costs more than many a rule.
  private readonly atArrival: readonly IndexedRule[];
  private readonly atTurn: readonly IndexedRule[];

  constructor(
    private readonly floor: Floor,
    private readonly view: View,
    private readonly stages: Stages,
  ) {
    const indexed = floor.policy.rules.map(
      ({ at, atMost, condition, id }, index): IndexedRule => ({ at, atMost, condition, id, index }),
    );
    const at = (point: DecisionPoint) => indexed.filter((rule) => rule.at.includes(point));
    this.atArrival = at('arrival');
    this.atTurn = at('turn');
  }

  /** Counts this customer turn for every condition that holds at it, whatever the rules do. */
  count(contact: Contact): void {
    const { counted } = this.floor.policy;
    if (counted.length === 0) return;
    this.view.contact = contact;
    for (let i = 0; i < counted.length; i++) {
      const { condition, counter, name } = counted[i]!;
      const truth = condition(this.view);
      if (truth === TRUE) contact.times[counter]!++;
      else if (truth === FAULT) throw this.floor.fault(contact, `times.${name}`);
    }
  }

  /** Index of the first rule that matches; −1 when none does. */
  decide(contact: Contact, point: DecisionPoint): number {
    const rules = point === 'arrival' ? this.atArrival : this.atTurn;
    if (rules.length === 0) return -1;
    const { floor, view } = this;
    view.contact = contact;
    if (floor.trace !== undefined) this.tellDeciding(contact, point);
    const rule = this.firstThatHolds(rules, contact);
    if (rule >= 0) {
      floor.noteFired(contact, rule);
    } else if (floor.trace !== undefined) {
      this.tellDecided(contact, point, rule, undefined, false);
    }
    return rule;
  }

  private tellDeciding(contact: Contact, point: DecisionPoint): void {
    const { now, trace } = this.floor;
    trace?.deciding?.(contact, { at: now, point, sight: this.view });
  }

  private tellDecided(
    contact: Contact,
    point: DecisionPoint,
    rule: number,
    action: Action | undefined,
    instead: boolean,
  ): void {
    const { now, trace } = this.floor;
    trace?.decided?.(contact, { at: now, point, rule, action, instead });
  }

  private firstThatHolds(rules: readonly IndexedRule[], contact: Contact): number {
    const { floor, view } = this;
    for (let i = 0; i < rules.length; i++) {
      const { atMost, condition, id, index } = rules[i]!;
      const truth = condition(view);
      if (truth === TRUE) {
        // After that it is as if it did not match.
        if (contact.fired[index]! < atMost) return index;
      } else if (truth === ABSENT) floor.absent[index]!++;
      else if (truth === FAULT) throw this.floor.fault(contact, id);
    }
    return -1;
  }

  /**
   * What a rule's action comes to: itself, or the first `else` of it that can be. Gates that do not
   * hold, absent signals included, and ways to people that nobody could take give way to theirs.
   */
  possible(contact: Contact, rule: number, first: Action, point: DecisionPoint): Action {
    const hasOther = 'otherwise' in first && first.otherwise !== undefined;
    const action = hasOther ? this.firstPossible(contact, rule, first) : first;
    if (this.floor.trace !== undefined) {
      this.tellDecided(contact, point, rule, action, action !== first);
    }
    return action;
  }

  private firstPossible(contact: Contact, rule: number, first: Action): Action {
    const { floor, view } = this;
    let action = first;
    while ('otherwise' in action && action.otherwise !== undefined) {
      const { gate } = action;
      if (gate !== undefined) {
        view.contact = contact;
        const truth = gate.condition(view);
        if (truth === FAULT) throw this.floor.fault(contact, floor.policy.rules[rule]!.id);
        if (truth !== TRUE) {
          this.tellWeighing(contact, rule, action, 'gate-shut');
          action = action.otherwise;
          continue;
        }
      }
      const transfer = action.kind === 'offer' ? action.transfer : action;
      const could = transfer.kind !== 'transfer' || this.stages.waiting.couldEnter(transfer);
      this.tellWeighing(contact, rule, action, could ? 'possible' : 'nobody');
      if (could) break;
      action = action.otherwise;
    }
    return action;
  }

  private tellWeighing(
    contact: Contact,
    rule: number,
    action: Action,
    found: TracedWeighing['found'],
  ): void {
    const { floor, view } = this;
    if (floor.trace?.weighing === undefined) return;
    view.contact = contact;
    floor.trace.weighing(contact, { at: floor.now, rule, action, found, sight: view });
  }
}

type IndexedRule = Pick<CompiledRule, 'at' | 'atMost' | 'condition' | 'id'> & {
  readonly index: number;
};
