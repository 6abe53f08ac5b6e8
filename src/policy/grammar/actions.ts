import type { Expression } from '../condition/expression.js';
import type { Action, Offer, Say, Transfer } from '../policy.js';
import type {
  Message,
  Way,
  WrittenAction,
  WrittenLineTerms,
  WrittenSeconds,
  WrittenTerms,
} from './action-schema.js';
import type { Placed } from './document.js';
import { DEEPEST_ELSE } from './stay-actions.js';
import type { TermBinder } from './terms.js';

/** What rules do while the AI talks, bound to a world: gates compiled, terms resolved. */
export class ActionBinder {
  /** Every way to people so far, by its number. */
  readonly routes: Transfer[] = [];

  constructor(
    private readonly terms: TermBinder,
    /** Checks a gate; its problems are its own. */
    private readonly check: (gate: Placed<string>) => Expression | undefined,
  ) {}

  /** What a rule does; undefined where the file is wrong about it. */
  action({ value: written, yaml, path }: Placed<WrittenAction>, depth = 0): Action | undefined {
    if (typeof written === 'string') return { kind: written };
    for (const word of ['stay', 'refuse', 'clarify'] as const) {
      if (word in written) {
        return { kind: word, say: (written as Record<typeof word, Message>)[word] } satisfies Say;
      }
    }
    return this.wayToPeople({ value: written as WrittenWay, yaml, path }, depth);
  }

  private wayToPeople(place: Placed<WrittenWay>, depth: number): Transfer | Offer | undefined {
    const { value: written, yaml, path } = place;
    const isOffer = 'offer' in written;
    const way: Way = isOffer
      ? written.offer!
      : 'transfer' in written
        ? 'transfer'
        : 'callback' in written
          ? 'callback'
          : 'ticket';
    const key = isOffer ? 'to' : way;
    this.refuseStrangeTerms(place, way);
    const transfer = this.transfer(place, key, written[key]!, way);
    const gated = {
      ...this.gate(place),
      ...this.otherwise(place, depth),
      ...(written.say === undefined ? {} : { say: written.say }),
    };
    if (written.if !== undefined && written.else === undefined) {
      this.terms.problems.push(
        yaml.problem([...path, 'if'], {
          code: 'missing-key',
          message: 'With an `if` the rule has to say what happens otherwise.',
          found: 'if without else',
          expected: 'else: stay, or another action',
        }),
      );
    }
    if (transfer === undefined) return undefined;
    if (!isOffer) {
      const whole = { ...transfer, ...gated };
      this.routes[whole.route] = whole;
      return whole;
    }
    const { otherwise } = gated;
    const whole = { ...transfer, ...(otherwise === undefined ? {} : { otherwise }) };
    this.routes[whole.route] = whole;
    return { kind: 'offer', transfer: whole, ...gated };
  }

  private gate({ value, yaml, path }: Placed<WrittenTerms>): { gate?: Expression } {
    if (value.if === undefined) return {};
    const gate = this.check({ value: value.if, yaml, path: [...path, 'if'] });
    return gate === undefined ? {} : { gate };
  }

  private otherwise(
    { value, yaml, path }: Placed<WrittenTerms>,
    depth: number,
  ): { otherwise?: Action } {
    if (value.else === undefined) return {};
    if (depth === DEEPEST_ELSE) {
      this.terms.problems.push(
        yaml.problem([...path, 'else'], {
          code: 'out-of-range',
          message: 'One else stands within another without end.',
          expected: `at most ${DEEPEST_ELSE}, one within another`,
        }),
      );
      return {};
    }
    const otherwise = this.action({ value: value.else, yaml, path: [...path, 'else'] }, depth + 1);
    return otherwise === undefined ? {} : { otherwise };
  }

  /** Terms that the way to people has no use for. */
  private refuseStrangeTerms({ value, yaml, path }: Placed<WrittenWay>, way: Way): void {
    const strange = {
      transfer: ['within', 'reply_within'],
      callback: ['announce', 'accept_within', 'reply_within'],
      ticket: ['announce', 'accept_within', 'within'],
    } as const;
    const why = {
      transfer: 'Who hangs on is promised no later time.',
      callback: 'Who is called back does not wait on the line.',
      ticket: 'Who is answered in writing does not wait on the line.',
    };
    for (const key of strange[way]) {
      if (value[key] === undefined) continue;
      const instead = way === 'callback' ? 'within' : 'reply_within';
      this.terms.problems.push(
        yaml.problem([...path, key], {
          code: 'not-here',
          message: why[way],
          found: `${key} with offer: ${way}`,
          expected:
            way !== 'transfer' && key.endsWith('within') && key !== 'accept_within'
              ? instead
              : `the ${way} without it`,
        }),
      );
    }
  }

  private transfer(
    { value: terms, yaml, path }: Placed<WrittenWay>,
    key: string,
    names: readonly string[],
    way: Way,
  ): Transfer | undefined {
    const at = { yaml, path };
    const teams = this.terms.teams(at, key, names);
    const one = terms.widen.length === 1;
    const widen = terms.widen.map(({ after, to }, step) => {
      const widening = { yaml, path: one ? [...path, 'widen'] : [...path, 'widen', step] };
      return {
        after: this.terms.seconds(widening, 'after', after),
        teams: this.terms.teams(widening, 'to', to),
      };
    });
    for (const [step, { after }] of widen.entries()) {
      if (step === 0 || after > widen[step - 1]!.after) continue;
      this.terms.problems.push(
        yaml.problem([...path, 'widen', step, 'after'], {
          code: 'out-of-range',
          message: 'Steps of widening must come one after the other.',
          found: `${after} s after ${widen[step - 1]!.after} s`,
          expected: 'ascending times',
        }),
      );
    }
    const promise = terms.within ?? terms.reply_within;
    const { announce, accept_within } = terms;
    const bound: Transfer = {
      kind: 'transfer',
      route: this.routes.length,
      way,
      teams,
      context: terms.context,
      priority: this.terms.seconds(at, 'priority', terms.priority),
      widen,
      collect: terms.collect?.length ?? 0,
      within:
        promise === undefined
          ? Number.POSITIVE_INFINITY
          : this.terms.seconds(at, terms.within === undefined ? 'reply_within' : 'within', promise),
      ...(announce === undefined ? {} : { announce: this.terms.announcement(at, announce) }),
      ...(accept_within === undefined ? {} : { acceptWithin: this.terms.ring(at, accept_within) }),
    };
    if (teams.length < names.length) return undefined;
    this.routes.push(bound);
    return bound;
  }
}

/** All ways to people as one shape; the schema has seen to it that the keys fit together. */
type WrittenWay = WrittenTerms &
  WrittenLineTerms & {
    readonly [key in Way | 'to']?: readonly string[];
  } & {
    readonly offer?: Way;
    readonly within?: WrittenSeconds | undefined;
    readonly reply_within?: WrittenSeconds | undefined;
  };
