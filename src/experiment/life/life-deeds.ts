import type { Message } from '../../policy/grammar/action-schema.js';
import type { Action, Offer, ServingAction, Transfer, WaitingAction } from '../../policy/policy.js';
import type { World } from '../../scenario/world.js';
import type { Deed } from './life.js';

/** What policies do, in the names of a world and the language of a customer. */
export class Deeds {
  constructor(private readonly world: World) {}

  /** What a rule checked while the AI talks does. */
  ofAction(action: Action, language: string): Deed {
    switch (action.kind) {
      case 'transfer':
        return this.toPeople(action, action.way, action.say, language);
      case 'offer':
        return this.toPeople(offered(action), `offer-${action.transfer.way}`, action.say, language);
      default:
        return { does: action.kind, terms: [], ...said(action.say, language) };
    }
  }

  /** What a waiting or a serving rule does. */
  ofStay(action: WaitingAction | ServingAction, language: string): Deed {
    if ('requeue' in action) {
      const place = action.requeue === 'head' ? 'before everybody' : 'in the old place';
      return {
        does: 'requeue',
        terms: [place, ...(action.handback ? ['the AI goes on meanwhile'] : [])],
        ...said(action.say, language),
      };
    }
    const { announce, handback, offer, priority, transfer, widen, within } = action;
    return {
      does: offer === undefined ? 'wait-on' : `offer-${offer}`,
      ...(transfer.length > 0 ? { to: this.teams(transfer) } : {}),
      terms: [
        ...announced(announce),
        ...(priority > 0 ? [`priority ${seconds(priority)} more`] : []),
        ...(widen.length > 0 ? [`also ${this.teams(widen).join(', ')}`] : []),
        ...promised(within),
        ...(handback ? ['back to the AI, the place kept'] : []),
      ],
      ...said(action.say, language),
    };
  }

  private toPeople(
    transfer: Transfer,
    does: Deed['does'],
    say: Message | undefined,
    language: string,
  ): Deed {
    const { acceptWithin, announce, collect, context, priority, teams, widen, within } = transfer;
    return {
      does,
      to: this.teams(teams),
      terms: [
        context === 'summary' ? 'with a summary' : 'without context',
        ...(priority > 0 ? [`priority ${seconds(priority)}`] : []),
        ...widen.map(
          ({ after, teams: more }) => `after ${seconds(after)} also ${this.teams(more).join(', ')}`,
        ),
        ...announced(announce),
        ...(collect > 0 ? [`asks for ${collect} thing${collect > 1 ? 's' : ''} first`] : []),
        ...promised(within),
        ...(acceptWithin === undefined ? [] : [`rings for ${seconds(acceptWithin)} at most`]),
      ],
      ...said(say, language),
    };
  }

  private teams(teams: readonly number[]): string[] {
    // Two names of a policy may stand for one team.
    return [...new Set(teams)].map((team) => this.world.teams[team]!.name);
  }
}

function offered({ transfer }: Offer): Transfer {
  return transfer;
}

function announced(announce: 'wait' | number | undefined): string[] {
  if (announce === undefined) return [];
  return [announce === 'wait' ? 'tells the wait' : `tells a wait of ${seconds(announce)}`];
}

function promised(within: number): string[] {
  return within < Number.POSITIVE_INFINITY ? [`promised within ${seconds(within)}`] : [];
}

function said(say: Message | undefined, language: string): Pick<Deed, 'say'> {
  if (say === undefined) return {};
  if (typeof say === 'string') return { say };
  return { say: say[language] ?? Object.values(say)[0]! };
}

/** As policies write it: `90s`, `10m`, `1h`. */
function seconds(value: number): string {
  if (value >= 3600 && value % 3600 === 0) return `${value / 3600}h`;
  if (value >= 60 && value % 60 === 0) return `${value / 60}m`;
  return `${Math.round(value)}s`;
}
