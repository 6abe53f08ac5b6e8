import { expect, it } from 'vitest';
import { Desk } from './command-line.js';

const EXPORT = `id,speaker,text,anger
1,customer,Where is my parcel?,0.2
1,ai,On its way.,
2,customer,Hello?,n/a
2,ai,Hello.,
3,customer,A person please,0.9
`;
const POLICY =
  'name: p\nrules: [{ id: angry, when: signals.anger > 0.5, then: { transfer: general } }]\n';

it('a cell that is no number among numbers is absent, and every command says so', async () => {
  const desk = new Desk({
    'export.csv': EXPORT,
    'map.yaml': 'signals: { anger: anger }\n',
    'p.yaml': POLICY,
  });
  for (const args of [
    ['run', 'export.csv', '--map', 'map.yaml', '-p', 'p.yaml', '-r', '2'],
    ['compare', 'export.csv', '--map', 'map.yaml', '-p', 'p.yaml', '-r', '2', '--no-sensitivity'],
    ['fit', 'export.csv', '--map', 'map.yaml', '-o', 'fitted.yaml'],
  ]) {
    const { code, stderr } = await desk.run(args);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/export\.csv:4.*warning/);
    expect(stderr).toContain('n/a');
  }
});
