// biome-ignore-all lint/suspicious/noThenProperty: a policy's own word
import fc from 'fast-check';
import { condition, type Names } from './conditions.js';

/** Whole policies as data, valid by construction: every key of the grammar occurs among them. */

export type Data = null | boolean | number | string | Data[] | { [key: string]: Data };
export type Keyed = { [key: string]: Data };

const COUNT = 'most';
const TIME = 'patience_for';
const PARAMS = [COUNT, TIME];
const HOURS = ['shop'];
const CONDITIONS = ['first', 'second', 'third'];
const NAMES: Names = { params: PARAMS, hours: HOURS, conditions: CONDITIONS, here: [] };

const seconds: fc.Arbitrary<Data> = fc.constantFrom(0, 30, '45s', '2m', '1h30m', `params.${TIME}`);
const someSeconds: fc.Arbitrary<Data> = fc.constantFrom(5, '20s', '1m');
const teams: fc.Arbitrary<Data> = fc.constantFrom<Data>(
  'general',
  'senior',
  ['general', 'senior'],
  ['senior', 'general'],
);
const text: fc.Arbitrary<Data> = fc.constantFrom<Data>(
  'One moment, please.',
  'yes: "no" # maybe',
  '2026-11-23',
  'null',
  { en: 'A person will call you.', zh: '稍后给您回电 ☎️' },
);
const announcement: fc.Arbitrary<Data> = fc.oneof(fc.constant('wait' as Data), someSeconds);
const widen: fc.Arbitrary<Data> = fc.oneof(
  fc.record({ after: seconds, to: teams }),
  fc.tuple(teams, teams).map(
    ([a, b]): Data => [
      { after: '30s', to: a },
      { after: 90, to: b },
    ],
  ),
);

/** Keys of which each may be left out. */
function some(keys: Readonly<Record<string, fc.Arbitrary<Data>>>): fc.Arbitrary<Keyed> {
  return fc.record(keys, { requiredKeys: [] }) as fc.Arbitrary<Keyed>;
}

const gate = condition(NAMES, 1);
const words: fc.Arbitrary<Data> = fc.oneof(
  fc.constantFrom<Data>('stay', 'refuse', 'clarify'),
  fc.tuple(fc.constantFrom('stay', 'refuse', 'clarify'), text).map(([w, t]): Data => ({ [w]: t })),
);

/** What a turn rule does; on arrival nothing has been said that could be refused or asked about. */
function action(depth: number, onArrival: boolean): fc.Arbitrary<Data> {
  const otherwise = depth === 0 ? undefined : action(depth - 1, onArrival);
  const terms = some({
    context: fc.constantFrom('summary', 'none'),
    priority: seconds,
    widen,
    say: text,
    ...(onArrival
      ? {}
      : { collect: fc.constantFrom<Data>(['order number'], ['name', 'postcode']) }),
  });
  const gated: fc.Arbitrary<Keyed> =
    otherwise === undefined
      ? fc.constant({})
      : fc.oneof(
          fc.constant({}),
          otherwise.map((to): Keyed => ({ else: to })),
          fc.tuple(gate, otherwise).map(([when, to]): Keyed => ({ if: when, else: to })),
        );
  const line = some({ announce: announcement, accept_within: someSeconds });
  const call = some({ within: seconds });
  const letter = some({ reply_within: seconds });
  const way = (key: string, own: fc.Arbitrary<Keyed>) =>
    fc
      .tuple(teams, own, terms, gated)
      .map(([to, a, b, c]): Data => ({ [key]: to, ...a, ...b, ...c }));
  const offered = (kind: string, own: fc.Arbitrary<Keyed>) =>
    fc
      .tuple(teams, own, terms, gated)
      .map(([to, a, b, c]): Data => ({ offer: kind, to, ...a, ...b, ...c }));
  const ways = [way('transfer', line), way('callback', call), way('ticket', letter)];
  if (onArrival) return fc.oneof(fc.constant('stay' as Data), ...ways);
  return fc.oneof(
    words,
    ...ways,
    offered('transfer', line),
    offered('callback', call),
    offered('ticket', letter),
  );
}

function waitingAction(depth: number): fc.Arbitrary<Data> {
  const parts = some({
    announce: announcement,
    priority: seconds,
    widen: teams,
    transfer: teams,
    handback: fc.constant(true),
    say: text,
  });
  const declined =
    depth === 0
      ? fc.constant<Keyed>({})
      : fc.oneof(
          fc.constant<Keyed>({}),
          waitingAction(depth - 1).map((to): Keyed => ({ else: to })),
        );
  const offer = fc
    .tuple(
      fc.oneof(
        some({ within: seconds }).map((own): Keyed => ({ offer: 'callback', ...own })),
        some({ reply_within: seconds }).map((own): Keyed => ({ offer: 'ticket', ...own })),
      ),
      declined,
    )
    .map(([own, to]): Keyed => ({ ...own, ...to }));
  return fc
    .tuple(parts, fc.oneof(fc.constant<Keyed>({}), offer))
    .map(([a, b]): Data => (does({ ...a, ...b }) ? { ...a, ...b } : { ...a, ...b, priority: 1 }));
}

function does(given: Keyed): boolean {
  return Object.keys(given).some((key) => key !== 'say');
}

const when = (here: readonly string[]) => condition({ ...NAMES, here });
const allow = fc.constantFrom<Data>([], ['never-fires']);

const rule: fc.Arbitrary<Keyed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        some({ when: when([]), at_most: fc.integer({ min: 1, max: 3 }), allow }),
        action(2, false),
      )
      .map(([own, to]): Keyed => ({ ...own, then: to })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom<Data>('arrival', ['arrival', 'turn']),
        when([]),
        some({ at_most: fc.integer({ min: 1, max: 3 }) }),
        action(1, true),
      )
      .map(([at, test, own, to]): Keyed => ({ at, when: test, ...own, then: to })),
  },
);
const waitingRule = fc
  .tuple(when(['waited', 'expected_wait', 'waited']), waitingAction(1))
  .map(([test, to]): Keyed => ({ when: test, then: to }));
const servingRule = fc
  .tuple(
    when(['agent_silent']),
    fc.constantFrom<Data>(
      { requeue: 'head' },
      { requeue: 'tail', say: 'Somebody else will help.' },
      { handback: true },
      { requeue: 'head', handback: true },
    ),
  )
  .map(([test, to]): Keyed => ({ when: test, then: to }));

const hours: fc.Arbitrary<Data> = fc
  .tuple(
    fc.array(
      fc.record({
        days: fc.constantFrom<Data>('weekdays', 'daily', ['mon', 'sun']),
        from: fc.constantFrom('08:00', '09:30', '22:00'),
        to: fc.constantFrom('12:00', '18:00', '06:00'),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    fc.constantFrom<Data>([], ['12-25'], ['2026-11-23', '02-29']),
  )
  .map(([open, closed]): Data => ({ open: open as Data, closed }));

const definitions: fc.Arbitrary<Keyed> = fc
  .record({
    count: fc.constantFrom<Data>(2, '2', '2 in 1..5', 0.7, '-1 in -2..0'),
    time: fc.constantFrom<Data>('3m', '3m in 1m..10m', 90, '45s in 0s..1d'),
    hours,
    first: condition({ ...NAMES, conditions: [] }, 1),
    second: condition({ ...NAMES, conditions: ['first'] }, 1),
    third: condition({ ...NAMES, conditions: ['first', 'second'] }, 1),
  })
  .map(({ count, time, hours: shop, first, second, third }) => ({
    params: { [COUNT]: count, [TIME]: time },
    hours: { shop },
    conditions: { third, first, second },
  }));

export interface Written {
  /** The policy in one piece. */
  readonly whole: Keyed;
  /** The same in two: some rules, all waiting rules and all definitions stand in a fragment. */
  readonly main: Keyed;
  readonly fragment: Keyed;
}

export const FRAGMENT = 'shared/part.yaml';

/** Policies of at most so many rules of a kind. */
export function written(most: number): fc.Arbitrary<Written> {
  return fc
    .record({
      definitions,
      rules: fc.array(rule, { minLength: 1, maxLength: most }),
      waiting: fc.array(waitingRule, { maxLength: Math.min(2, most) }),
      serving: fc.array(servingRule, { maxLength: 1 }),
      cut: fc.tuple(fc.nat(3), fc.nat(3)),
    })
    .map(({ cut, definitions: own, rules, serving, waiting }) => {
      const named = (prefix: string, list: readonly Keyed[]): Data[] =>
        list.map((one, index) => ({ id: `${prefix}-${index}`, ...one }));
      const all = named('rule', rules);
      const [from, to] = cut.map((at) => Math.min(at, all.length)).sort((a, b) => a - b) as [
        number,
        number,
      ];
      const waits = named('waiting', waiting);
      const serves = named('serving', serving);
      return {
        whole: { name: 'generated', ...own, rules: all, waiting: waits, serving: serves },
        main: {
          name: 'generated',
          rules: [...all.slice(0, from), { include: FRAGMENT }, ...all.slice(to)],
          serving: serves,
        },
        fragment: { fragment: 'part', ...own, rules: all.slice(from, to), waiting: waits },
      };
    });
}
