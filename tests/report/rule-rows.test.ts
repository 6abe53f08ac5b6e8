import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { Desk, policy, SCENARIO } from '../cli/command-line.js';

it('the CSV says of each rule what the JSON says', async () => {
  const desk = new Desk({ 's.yaml': SCENARIO, 'p.yaml': policy('p', 'asks >= 1') });
  const ran = await desk.run([
    'run',
    's.yaml',
    '-p',
    'p.yaml',
    '-r',
    '3',
    '-o',
    'r.csv',
    '-o',
    'r.json',
  ]);
  expect(ran.code).toBe(0);
  const read = (file: string) => readFileSync(desk.path(file), 'utf8');
  const rows: Record<string, string>[] = parse(read('r.csv'), { columns: true });
  const [rule] = JSON.parse(read('r.json')).policies[0].rules;
  const of = (metric: string) =>
    Number(rows.find((row) => row.slice === `rule=${rule.id}` && row.metric === metric)!.value);
  expect(rule.fired).toBeGreaterThan(0);
  expect(of('rule.fired')).toBe(rule.fired);
  expect(of('rule.contacts')).toBe(rule.contacts);
  expect(of('rule.answered')).toBeCloseTo(rule.followed.answered, 9);
});
