import { expect, test } from 'vitest';
import { readFloor } from '../../src/cli/support-floor.js';
import { CHATS, Desk } from './command-line.js';

test.each([
  ['10%/20', { share: 0.1, conversations: 20 }],
  ['2.5%/0', { share: 0.025, conversations: 0 }],
  ['none', { share: 0, conversations: 0 }],
])('--least-observed %s', (text, floor) => {
  expect(readFloor(text)).toEqual(floor);
});

test.each(['', '10', '10%', '0.1/20', '101%/20', '10%/20/3', '10%/-1', '10%/1.5', '%/2'])(
  '--least-observed "%s" is refused with an example',
  (text) => {
    expect(() => readFloor(text)).toThrow(/such as 10%\/20, or none/);
  },
);

test('a handful of conversations is refused a figure unless it is asked for; exit code 0', async () => {
  const desk = new Desk({ 'chats.jsonl': CHATS });
  const argv = ['compare', 'chats.jsonl', '-p', 'ask.yaml', '-r', '2', '--no-sensitivity'];
  const told = async (...more: string[]) => {
    const { code, stdout } = await desk.run([...argv, ...more, '--format', 'json']);
    expect(code).toBe(0);
    return JSON.parse(stdout).policies[0].metrics['friction.asking'];
  };
  expect(await told()).toMatchObject({ value: null, refused: { reason: 'conversations' } });
  const anyway = await told('--least-observed', 'none');
  expect(anyway.value).toBeGreaterThanOrEqual(0);
  expect(anyway).not.toHaveProperty('refused');
});
