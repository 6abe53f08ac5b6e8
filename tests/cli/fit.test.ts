import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHATS, Desk } from './command-line.js';

/** The one rule that changes nothing for a call log. */
const NOTHING =
  'name: nothing\nrules: [{ id: a, at: arrival, when: "true", then: { transfer: general } }]\n';

/** Two days of calls from 09:00 UTC on, invented: two people, one queue, some who give up. */
function calls(): string {
  const lines: string[] = [];
  for (const day of ['02', '03']) {
    let free = 0;
    for (let i = 0; i < 60; i++) {
      const at = i * 70 + ((i * 37) % 50);
      const begins = Math.max(at, free + 6);
      const waited = begins - at;
      const answered = waited < 45 + (i % 5) * 20;
      const handle = 20 + ((i * 53) % 90);
      if (answered) free = begins + handle;
      lines.push(
        JSON.stringify({
          id: `${day}-${i}`,
          started_at: new Date(Date.UTC(2026, 2, Number(day), 9, 0, at)).toISOString(),
          intent: i % 3 === 0 ? 'refund' : 'order',
          customer: `u${i % 20}`,
          turns: [],
          handover: {
            after_customer_turns: 0,
            wait_seconds: answered ? waited : 30 + (i % 7),
            answered,
            ...(answered ? { handle_seconds: handle, agent: 'Ada' } : {}),
          },
          ending: 'handed-over',
        }),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

describe('warmline fit', () => {
  it('writes a scenario of a call log that runs, each number with what stands behind it', async () => {
    const desk = new Desk({ 'calls.jsonl': calls(), 'nothing.yaml': NOTHING });
    const fitted = await desk.run(['fit', 'calls.jsonl', '-o', 'fitted.yaml']);
    expect(fitted).toEqual({ code: 0, stdout: '', stderr: '' });
    const text = readFileSync(desk.path('fitted.yaml'), 'utf8');
    expect(text).toContain('name: fitted');
    expect(text).toContain('file: "calls.jsonl"');
    expect(text).toMatch(/horizon: \{ mode: continuous, days: 2, .*date: 2026-03-02/);
    expect(text).toMatch(/share: 0\.33\d+ # 0\.3333 \[0\.25\d*, 0\.42\d*\], n = 120; .*Wilson/);
    expect(text).toMatch(/patience: Kaplan–Meier, \d+ gave up of n = \d+;/);
    expect(text).toMatch(/likeliest family: \{ (exponential|weibull|lognormal): /);
    expect(text).toMatch(/# 1 names, 2 sessions/);
    const ran = await desk.run([
      ...['run', 'fitted.yaml', '-p', 'nothing.yaml', '--replications', '3', '--format', 'json'],
    ]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ scenario: 'fitted' });
  });

  it('gives the same bytes twice', async () => {
    const desk = new Desk({ 'calls.jsonl': calls() });
    await desk.run(['fit', 'calls.jsonl', '-o', 'a.yaml']);
    await desk.run(['fit', 'calls.jsonl', '-o', 'b.yaml']);
    const read = (name: string) => readFileSync(desk.path(name), 'utf8').replace(/^name: .*$/m, '');
    expect(read('a.yaml')).toBe(read('b.yaml'));
  });

  it('fits on odd dates and has even ones replayed', async () => {
    const desk = new Desk({ 'calls.jsonl': calls(), 'nothing.yaml': NOTHING });
    const argv = ['fit', 'calls.jsonl', '--days', 'odd', '--replay-days', 'even', '-o', 'f.yaml'];
    expect((await desk.run(argv)).code).toBe(0);
    const text = readFileSync(desk.path('f.yaml'), 'utf8');
    expect(text).toContain('# Record: 60 contacts');
    expect(text).toContain('days: even');
    const { code, stdout } = await desk.run(['run', 'f.yaml', '-p', 'nothing.yaml']);
    expect(code).toBe(0);
    expect(stdout).toContain('the 60 calls that reached the queue');
  });

  it('writes a busy day without the record', async () => {
    const desk = new Desk({
      'calls.jsonl': calls(),
      'all.yaml':
        'name: all\nrules: [{ id: a, at: arrival, when: "true", then: { transfer: general } }]\n',
    });
    expect((await desk.run(['fit', 'calls.jsonl', '--synthetic', '-o', 'f.yaml'])).code).toBe(0);
    const text = readFileSync(desk.path('f.yaml'), 'utf8');
    expect(text).not.toContain('recorded:');
    expect(text).toContain('contacts_per_day: 60 #');
    // One person from 09:00 to about 10:10.
    expect(text).toContain('{ from: "09:00", to: "09:30", agents: 1 }');
    expect(text).not.toContain('{ from: "11:00"');
    const ran = await desk.run(['run', 'f.yaml', '-p', 'all.yaml', '--replications', '3']);
    expect(ran.code, ran.stderr).toBe(0);
  });

  it('writes a scenario of dialogues that runs', async () => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    expect((await desk.run(['fit', 'chats.jsonl', '-o', 'fitted.yaml'])).code).toBe(0);
    const text = readFileSync(desk.path('fitted.yaml'), 'utf8');
    expect(text).toContain('# Record: 3 conversations, 33.33 %');
    expect(text).toMatch(/turn 1: 33\.33 % \[.*\] \(n = 3\)/);
    expect(text).toMatch(/at a turn that asks for a person or accepts one: 100 % \[.*\] \(n = 1\)/);
    expect(text).toMatch(/ai_success_per_turn: [\d.]+ # .*n = 2; maximum likelihood/);
    const ran = await desk.run(['run', 'fitted.yaml', '-p', 'ask.yaml', '--replications', '2']);
    expect(ran.code, ran.stderr).toBe(0);
  });

  it('replays a call log given on its own, in the world fitted to it', async () => {
    const desk = new Desk({ 'calls.jsonl': calls(), 'nothing.yaml': NOTHING });
    const { code, stdout, stderr } = await desk.run([
      ...['run', 'calls.jsonl', '-p', 'nothing.yaml', '--replications', '3'],
    ]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('staffing of general: 1 person by name');
  });

  it('replays calls about what no scenario can name', async () => {
    const named = calls().replaceAll('"refund"', '"money\\tback"');
    const desk = new Desk({
      'calls.jsonl': named.replaceAll('"order"', `"${'ab '.repeat(40)}"`),
      'one.jsonl': named,
      'all.yaml':
        'name: all\nrules: [{ id: a, at: arrival, when: "true", then: { transfer: general } }]\n',
    });
    for (const [file, share] of [
      ['calls.jsonl', '1'],
      ['one.jsonl', '0.333333'],
    ]) {
      expect((await desk.run(['fit', file!, '-o', 'fitted.yaml'])).code).toBe(0);
      const text = readFileSync(desk.path('fitted.yaml'), 'utf8');
      expect(text).toContain(`intents:\n  "any":\n    share: ${share} #`);
      const ran = await desk.run(['run', 'fitted.yaml', '-p', 'all.yaml', '--replications', '2']);
      expect(ran.code, ran.stderr).toBe(0);
    }
  });

  it('counts days and hours where it is told to', async () => {
    const desk = new Desk({ 'calls.jsonl': calls() });
    const fit = ['fit', 'calls.jsonl', '-o', 'fitted.yaml', '--time-zone'];
    expect((await desk.run([...fit, 'Asia/Tokyo'])).code).toBe(0);
    expect(readFileSync(desk.path('fitted.yaml'), 'utf8')).toContain('time_zone: Asia/Tokyo');
    const wrong = await desk.run([...fit, 'Asia/Tokio']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Asia/Tokyo');
  });

  it('says how many hand-overs lack their wait, and takes them for no calls that ended before', async () => {
    const partly = calls().replaceAll('"wait_seconds":0,', '');
    const desk = new Desk({ 'calls.jsonl': partly });
    const { code, stderr } = await desk.run(['fit', 'calls.jsonl', '-o', 'fitted.yaml']);
    expect(code).toBe(0);
    expect(stderr).toContain('lack the wait');
    const text = readFileSync(desk.path('fitted.yaml'), 'utf8');
    expect(text).toContain('# 0 that ended before it are left out.');
    expect(text).toMatch(/# \d+ more were handed over, but not how long they waited/);
  });

  it('keeps names in any script', async () => {
    const named = calls().replaceAll('"refund"', '"Rückzahlung & Co"');
    const desk = new Desk({
      'calls.jsonl': named.replaceAll('"order"', '"订单"'),
      'all.yaml':
        'name: all\nrules: [{ id: a, at: arrival, when: intent == "订单", then: { transfer: general, priority: 1m } }, { id: b, at: arrival, then: { transfer: general } }]\n',
    });
    expect((await desk.run(['fit', 'calls.jsonl', '-o', 'fitted.yaml'])).code).toBe(0);
    const text = readFileSync(desk.path('fitted.yaml'), 'utf8');
    expect(text).toContain('\n  "订单":\n');
    expect(text).toContain('\n  "Rückzahlung & Co":\n');
    const ran = await desk.run(['run', 'fitted.yaml', '-p', 'all.yaml', '--replications', '2']);
    expect(ran.code, ran.stderr).toBe(0);
  });

  it('refuses days of conversations without a start, and an output that is no scenario', async () => {
    const desk = new Desk({ 'chats.jsonl': CHATS });
    const days = await desk.run(['fit', 'chats.jsonl', '--days', 'odd', '-o', 'f.yaml']);
    expect(days.code).toBe(2);
    expect(days.stderr).toContain('3 of 3 conversations without one');
    const output = await desk.run(['fit', 'chats.jsonl', '-o', 'f.json']);
    expect(output.code).toBe(2);
    expect(output.stderr).toContain('extension');
    expect(desk.list()).not.toContain('f.yaml');
  });

  it('refuses days on which nobody called', async () => {
    const odd = calls()
      .split('\n')
      .filter((line) => line.startsWith('{"id":"03'))
      .join('\n');
    const desk = new Desk({ 'calls.jsonl': `${odd}\n` });
    const argv = ['fit', 'calls.jsonl', '--days', 'even', '-o', 'f.yaml'];
    const { code, stderr } = await desk.run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain('no calls on even dates');
  });

  it('refuses contacts without dialogue or wait', async () => {
    const desk = new Desk({ 'empty.jsonl': '{"id":"a","turns":[]}\n{"id":"b","turns":[]}\n' });
    const { code, stderr } = await desk.run(['fit', 'empty.jsonl', '-o', 'f.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('2 contacts without customer or AI turns');
  });
});
