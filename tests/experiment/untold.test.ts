import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/experiment/compare.js';
import type { Comparison } from '../../src/experiment/evaluation.js';
import { RECORDED } from '../../src/policy/policy.js';
import { comparisonCsv } from '../../src/report/comparison/comparison-csv.js';
import { comparisonJson } from '../../src/report/comparison/comparison-json.js';
import { comparisonMarkdown } from '../../src/report/comparison/comparison-markdown.js';
import { comparisonText } from '../../src/report/comparison/comparison-text.js';
import { runText } from '../../src/report/run/run-text.js';
import { resultSchema } from '../../src/report/schema/result-schema.js';
import type {
  RecordedDialogue,
  RecordedTurn,
} from '../../src/scenario/record/recorded-dialogue.js';
import type { Recording, World } from '../../src/scenario/world.js';
import { recorded, said } from '../simulation/runs.js';
import { policyFor } from '../worlds.js';
import { contained, handedOver, sampling } from './replays.js';

const OPTIONS = { seed: 1, replications: 3, sensitivity: false };

/** Under the record, and under a policy that hands over at the second turn. */
async function compared(
  dialogues: readonly RecordedDialogue[],
  facts: Partial<Recording> = {},
): Promise<Comparison> {
  const world = sampling(dialogues);
  const limited: World = { ...world, record: { ...world.record!, ...facts } };
  const policy = policyFor(
    limited,
    'name: second\nrules: [{ id: second, when: turns >= 2, then: { transfer: general } }]',
  );
  return compare(
    limited,
    [
      { policy: RECORDED, description: '' },
      { policy, description: '' },
    ],
    OPTIONS,
  );
}

const found = (of: Comparison, policy: number, id: string, slice = 'all') =>
  of.policies[policy]!.slices.get(slice)!.get(id)!;
const rowsOf = (of: Comparison) => of.replay!.rows.map(({ metric }) => metric);
const whyNot = (of: Comparison) =>
  Object.fromEntries(of.replay!.untold.map(({ metric, why }) => [metric, why]));

const unheard: RecordedTurn = said({ askUnknown: true });
const SILENT = { asks: false, failures: false, sentiment: false };

describe('what a record cannot tell has no figure', () => {
  it('of hand-overs that nobody wrote down: not the record’s, yet a policy’s own', async () => {
    const why = 'labels only';
    const dialogues = Array.from({ length: 40 }, (_, i) => contained(`${i}`, undefined));
    const of = await compared(dialogues, { noContainment: why });
    for (const id of ['containment.rate', 'transfer.rate', 'friction.unreached']) {
      expect(found(of, 0, id)).toEqual({ untold: why });
      expect(whyNot(of)[id]).toBe(why);
    }
    expect(rowsOf(of)).toEqual(['friction.asking']); // nobody asked, as the words tell
    expect(found(of, 1, 'transfer.rate').interval!.value).toBe(1);
    expect(found(of, 1, 'containment.rate', 'matched')).toEqual({ untold: why });
    expect(of.policies[1]!.differences.has('transfer.rate')).toBe(false);
    expect(comparisonMarkdown(of)).toContain(
      'This record does not tell who was handed over (labels only)',
    );
  });

  it('of the queue, where people are there for a rate that nobody knows', async () => {
    const dialogues = Array.from({ length: 40 }, (_, i) => contained(`${i}`, undefined));
    const of = await compared(dialogues, { noContainment: 'labels only', unstaffed: true });
    const why = 'the staffing is sized for a hand-over rate that the record does not tell';
    for (const id of ['wait.mean', 'cost.contact', 'frustration.peak', 'occupancy.general']) {
      expect(found(of, 1, id)).toEqual({ untold: why });
    }
    expect(found(of, 1, 'transfer.rate').interval).toBeDefined();
    expect(of.policies[1]!.rules[0]!.followed).toEqual({ handedOver: 1 });
    const json = JSON.parse(comparisonJson(of, { version: '1', inputs: [], warnings: [] }));
    expect(resultSchema.parse(json)).toEqual(json);
    const options = { chalk: new Chalk({ level: 0 }), written: [] };
    expect(runText(of, options)).toContain('Not told by the record');
    expect(comparisonText(of, options)).not.toContain('The ranking was checked');
  });

  it('of contacts that are missing from a file of hand-overs, whatever the policy', async () => {
    const why = 'calls that ended before are not in it';
    const calls = Array.from({ length: 30 }, (_, i) =>
      recorded([], { id: `${i}`, handoverAfter: 0, answered: true, waitSeconds: i % 2 }),
    );
    const of = await compared(calls, { noContainment: why, known: SILENT });
    for (const policy of [0, 1]) {
      expect(found(of, policy, 'containment.rate')).toEqual({ untold: why });
      expect(found(of, policy, 'transfer.rate')).toEqual({ untold: why });
      for (const id of ['transfer.needless', 'friction.asking', 'friction.refusals']) {
        expect(found(of, policy, id)).toEqual({ untold: 'no dialogue with an AI' });
      }
      // Waiting frustrates, and the queue is simulated.
      expect(found(of, policy, 'frustration.peak').interval).toBeDefined();
    }
    expect(rowsOf(of)).toEqual([
      'wait.mean',
      'wait.asa',
      'wait.none',
      'service_level(20s)',
      'service_level(180s)',
      'abandonment.rate',
    ]);
    expect(of.replay!.rows.slice(0, 4).map((row) => row.recorded)).toEqual([0.5, 0.5, 0.5, 1]);
  });

  it('of asks and moods without words, and then nothing is ranked by frustration', async () => {
    const dialogues = Array.from({ length: 40 }, (_, i) =>
      recorded([unheard, unheard], { id: `${i}`, resolved: i % 2 === 0, solvable: 0.5 }),
    );
    const of = await compared(dialogues, { known: SILENT });
    for (const policy of [0, 1]) {
      for (const id of ['asking', 'asks', 'refusals', 'unreached', 'seconds_to_person']) {
        expect(found(of, policy, `friction.${id}`)).toEqual({
          untold: 'no texts and no recorded asks',
        });
      }
      expect(found(of, policy, 'frustration.peak').untold).toContain('no asks, failures or mood');
      expect(found(of, policy, 'containment.rate').interval).toBeDefined();
    }
    expect(of.policies[1]!.rules[0]!.followed).not.toHaveProperty('frustrationPeak');
    expect(of.rankings.find(({ metric }) => metric === 'frustration.peak')!.order).toEqual([]);
    expect(rowsOf(of)).not.toContain('friction.asking');
  });

  it('of the AI’s successes where no outcome is on record, though people’s are modelled', async () => {
    const dialogues = [
      ...Array.from({ length: 20 }, (_, i) => contained(`${i}`, undefined)),
      ...Array.from({ length: 20 }, (_, i) => handedOver(`h${i}`, true)),
    ];
    const of = await compared(dialogues);
    expect(found(of, 0, 'resolution.ai').untold).toBe(
      'no outcome is recorded where nobody was handed over',
    );
    expect(found(of, 0, 'resolution.rate').interval!.value).toBe(1);
    expect(rowsOf(of)).not.toContain('resolution.ai');
    expect(whyNot(of)['resolution.rate']).toBe('the outcome is known of 20 of 40 only');
  });

  it('of who left a queue, where only the answered are in the file', async () => {
    const answered = Array.from({ length: 20 }, (_, i) =>
      recorded([said()], { id: `${i}`, handoverAfter: 1, answered: true }),
    );
    expect(whyNot(await compared(answered))['abandonment.rate']).toMatch(/only the answered/);
  });

  it('is null with the reason in JSON, empty in CSV, a dash with the reason on paper', async () => {
    const dialogues = Array.from({ length: 40 }, (_, i) =>
      recorded([unheard, unheard], { id: `${i}`, resolved: i % 2 === 0, solvable: 0.5 }),
    );
    const of = await compared(dialogues, { known: SILENT });
    const json = JSON.parse(comparisonJson(of, { version: '1', inputs: [], warnings: [] }));
    expect(resultSchema.parse(json)).toEqual(json);
    const asking = { value: null, untold: 'no texts and no recorded asks' };
    expect(json.policies[1].metrics['friction.asking']).toEqual(asking);
    expect(json.replay.untold).toContainEqual({ metric: 'friction.asking', why: asking.untold });
    expect(comparisonCsv(of)).toMatch(/^second,all,friction\.asking,share,,,,,,.*,untold$/m);
    const options = { chalk: new Chalk({ level: 0 }), written: [] };
    for (const page of [
      comparisonText(of, options),
      comparisonMarkdown(of),
      runText(of, options),
    ]) {
      const words = page.replace(/\s+/g, ' ');
      expect(words).toMatch(/Not told by the record: [^()]*\(no texts and no recorded asks\)/);
      expect(words).toMatch(/This record cannot tell: .*\(no texts and no recorded asks\)/);
    }
  });
});

describe('what became of a rule’s contacts', () => {
  it('is left out where the outcomes are the model’s own, and so is coming back where nobody can', async () => {
    const dialogues = Array.from({ length: 40 }, (_, i) => contained(`${i}`, i % 2 === 0));
    const { followed } = (await compared(dialogues)).policies[1]!.rules[0]!;
    expect(followed).toMatchObject({ handedOver: 1 });
    expect(followed).not.toHaveProperty('resolved'); // handed over before the record ends
    expect(followed).not.toHaveProperty('returned');
  });
});

describe('agreeing says something only where disagreeing was possible', () => {
  const waits = (seconds: readonly number[]) =>
    seconds.map((waitSeconds, i) =>
      recorded([said()], { id: `${i}`, handoverAfter: 1, answered: true, waitSeconds }),
    );
  const row = (of: Comparison, id: string) => of.replay!.rows.find(({ metric }) => metric === id)!;

  it('three waits cannot tell; a figure out of reach differs all the same', async () => {
    const few = row(await compared(waits([0, 0, 600])), 'wait.mean');
    expect(few.recorded).toBe(200);
    // t(2 degrees of freedom) × 200 s and more: nothing from 0 s up would differ
    expect(few.margin).toBeGreaterThan(0.5 * 200);
    expect(few.agrees).toBeUndefined();
    // Nobody waits in this world, and everybody did on record.
    const far = row(await compared(waits([590, 600, 610])), 'wait.mean');
    expect(far.agrees).toBe(false);
  });

  it('many conversations tell, and the margin is on the page', async () => {
    const of = await compared(
      Array.from({ length: 200 }, (_, i) => contained(`${i}`, i % 2 === 0)),
    );
    const { agrees, margin, recorded: half } = row(of, 'resolution.ai');
    expect({ agrees, half }).toEqual({ agrees: true, half: 0.5 });
    expect(margin).toBeLessThan(0.25);
    expect(comparisonMarkdown(of)).toContain('may differ by');
  });

  it('one simulated day says nothing of chance', async () => {
    const world = sampling([contained('a', true), contained('b', false), handedOver('c', true)]);
    const of = await compare(world, [{ policy: RECORDED, description: '' }], {
      ...OPTIONS,
      replications: 1,
    });
    const containment = row(of, 'containment.rate');
    expect(containment.replayed.value).not.toBe(containment.recorded);
    expect(containment).not.toHaveProperty('agrees');
    expect(containment).not.toHaveProperty('margin');
    const json = JSON.parse(comparisonJson(of, { version: '1', inputs: [], warnings: [] }));
    expect(json.replay.rows[0]).toMatchObject({ margin: null, agrees: null });
    expect(comparisonMarkdown(of)).not.toContain('Warning');
    expect(comparisonMarkdown(of)).toMatch(/Contained by AI, %.*\| – \| cannot tell \|/);
  });
});

describe('times from ask to person, by hand', () => {
  const dialogue = recorded(
    [
      said({ aiSeconds: 5, customerSeconds: 15 }),
      said({ ask: 'request', aiSeconds: 40, customerSeconds: 100 }),
      said(),
    ],
    { handoverAfter: 3, answered: true, waitSeconds: 30, handleSeconds: 200, resolved: true },
  );
  const row = async (of: RecordedDialogue, metric: string) => {
    const { rows, untold } = (await compared([of])).replay!;
    return (
      rows.find((r) => r.metric === metric)?.recorded ?? untold.find((u) => u.metric === metric)
    );
  };

  it('are the turns’ and the wait, or a person’s first word where that has a time', async () => {
    expect(await row(dialogue, 'friction.seconds_to_person')).toBe(40 + 100 + 30);
    expect(await row({ ...dialogue, personSeconds: 37 }, 'friction.seconds_to_person')).toBe(177);
    expect(await row(dialogue, 'friction.turns_to_person')).toBe(1);
    expect(await row(dialogue, 'time_to_resolution')).toBe(5 + 15 + 40 + 100 + 30 + 200);
  });

  it('are not told where a turn on the way has no time', async () => {
    const turns = dialogue.turns.map((turn, k) => (k === 1 ? said({ ask: 'request' }) : turn));
    expect(await row({ ...dialogue, turns }, 'friction.seconds_to_person')).toMatchObject({
      why: 'turns have no times',
    });
  });
});
