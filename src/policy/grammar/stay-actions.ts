import type { ServingAction, WaitingAction } from '../policy.js';
import type { Placed } from './document.js';
import type { WrittenServingAction, WrittenWaitingAction } from './stay-schema.js';
import type { TermBinder } from './terms.js';

/** Nobody means an else of an else of an else. */
export const DEEPEST_ELSE = 8;

/** What rules do in queue and with a silent person, bound to a world. */
export class StayActionBinder {
  constructor(private readonly terms: TermBinder) {}

  waitingAction(place: Placed<WrittenWaitingAction>, depth = 0): WaitingAction {
    const { value: written, yaml, path } = place;
    const promise = written.within ?? written.reply_within;
    this.refuseHalfOffers(place, depth);
    return {
      priority: this.terms.seconds(place, 'priority', written.priority ?? 0),
      widen: this.terms.teams(place, 'widen', written.widen ?? []),
      transfer: this.terms.teams(place, 'transfer', written.transfer ?? []),
      within:
        promise === undefined
          ? Number.POSITIVE_INFINITY
          : this.terms.seconds(
              place,
              written.within === undefined ? 'reply_within' : 'within',
              promise,
            ),
      handback: written.handback === true,
      ...(written.announce === undefined
        ? {}
        : { announce: this.terms.announcement(place, written.announce) }),
      ...(written.offer === undefined ? {} : { offer: written.offer }),
      ...(written.say === undefined ? {} : { say: written.say }),
      ...(written.else === undefined || depth === DEEPEST_ELSE
        ? {}
        : {
            otherwise: this.waitingAction(
              { value: written.else, yaml, path: [...path, 'else'] },
              depth + 1,
            ),
          }),
    };
  }

  /** What only an offer has: a promise of its own kind, and an else. */
  private refuseHalfOffers(
    { value, yaml, path }: Placed<WrittenWaitingAction>,
    depth: number,
  ): void {
    const needs = { within: 'callback', reply_within: 'ticket', else: undefined } as const;
    for (const [key, offer] of Object.entries(needs) as [
      keyof typeof needs,
      string | undefined,
    ][]) {
      const fits = offer === undefined ? value.offer !== undefined : value.offer === offer;
      const tooDeep = key === 'else' && depth === DEEPEST_ELSE;
      if (value[key] === undefined || (fits && !tooDeep)) continue;
      this.terms.problems.push(
        yaml.problem([...path, key], {
          code: 'not-here',
          message: 'Only an offer is taken or declined.',
          found: `${key} without offer: ${offer ?? 'callback'}`,
          expected: `offer: ${offer ?? 'callback'}, or the action without it`,
        }),
      );
    }
  }

  servingAction({ value }: Placed<WrittenServingAction>): ServingAction {
    return {
      requeue: value.requeue ?? 'head',
      handback: value.handback === true,
      ...(value.say === undefined ? {} : { say: value.say }),
    };
  }
}
