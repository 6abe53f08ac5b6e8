import { expect, it } from 'vitest';
import { variations } from '../../src/experiment/sensitivity.js';
import { plainWorld } from '../worlds.js';

it('varies everybody’s patience: the common one, a segment’s and a channel’s', () => {
  const plain = plainWorld({ patience: '{ constant: 40s }' });
  const world = {
    ...plain,
    segments: [{ ...plain.segments[0]!, patience: { kind: 'constant', seconds: 20 } as const }],
    channels: [
      { ...plain.channels[0]!, patience: { kind: 'exponential', mean: 100 } as const },
      { ...plain.channels[0]! },
    ],
  };
  const patient = variations(world).find(({ id, factor }) => id === 'patience' && factor === 1.25)!;
  expect(patient.world.customers.patience).toEqual({ kind: 'constant', seconds: 50 });
  expect(patient.world.segments[0]!.patience).toEqual({ kind: 'constant', seconds: 25 });
  expect(patient.world.channels.map(({ patience }) => patience)).toEqual([
    { kind: 'exponential', mean: 125 },
    undefined,
  ]);
});
