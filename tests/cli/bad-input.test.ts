import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CHATS, Desk, NEVER, ON_REQUEST, policy, SCENARIO } from './command-line.js';

/** Runs, expects a refusal that leaves stdout and the folder as they were, and gives stderr. */
async function refused(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  desk = new Desk(files),
): Promise<string> {
  const before = desk.list();
  const { code, stdout, stderr } = await desk.run(argv);
  expect.soft(stdout).toBe('');
  expect.soft(stderr).not.toMatch(/\n {4}at \S+ \(|\n {4}at \S+:\d|fault, please/);
  expect.soft(desk.list()).toEqual(before);
  expect(code, stderr).toBe(2);
  return stderr;
}

const compare = (...more: string[]) => ['compare', 's.yaml', '-p', 'never.yaml', ...more];
const withPolicy = (text: string) =>
  refused(['compare', 's.yaml', '-p', 'p.yaml'], { 'p.yaml': text });
const withChats = (name: string, text: string | Uint8Array, ...more: string[]) =>
  refused(['compare', name, '-p', 'never.yaml', ...more], { [name]: text });

function contains(text: string, ...parts: readonly string[]): void {
  for (const part of parts) expect.soft(text).toContain(part);
}

const line = (id: string, more = '') => `{"id":"${id}","turns":[{"speaker":"customer"}]${more}}\n`;

test('missing files are told all at once, with the nearest name beside them', async () => {
  const text = await refused(['compare', 's.yaml', '-p', 'nevr.yaml', 'gone.yaml']);
  contains(text, 'nevr.yaml: error: There is no such file.\n  did you mean never.yaml?');
  contains(text, 'gone.yaml: error: There is no such file.');
  contains(await refused(['compare', 's.yml', '-p', 'never.yaml']), 'did you mean s.yaml?');
  contains(await refused(['inspect', 'x.jsonl']), 'x.jsonl: error: There is no such file.');
});

test('a directory is no file, in either place', async () => {
  const desk = new Desk();
  mkdirSync(desk.path('folder'));
  contains(
    await refused(['compare', 's.yaml', '-p', 'folder'], {}, desk),
    'folder: error: This is a directory, not a file.\n  expected: a file',
  );
  contains(await refused(['compare', 'folder', '-p', 'never.yaml'], {}, desk), 'directory');
  contains(await refused(['inspect', 'folder'], {}, desk), 'directory');
});

test('empty files', async () => {
  const files = { 'p.yaml': '', 'blank.yaml': ' \n\n', 'comment.yaml': '# nothing\n' };
  const argv = ['compare', 's.yaml', '-p', 'p.yaml', 'blank.yaml', 'comment.yaml'];
  contains(
    await refused(argv, files),
    'p.yaml: error: The file is empty.',
    'blank.yaml: error: The file holds no content.',
    'comment.yaml: error: The file holds no content.',
  );
  contains(await withChats('c.jsonl', ''), 'c.jsonl: error: The file is empty.');
});

test('binary and compressed files', async () => {
  contains(await withChats('c.jsonl', 'a\nb\0c'), 'c.jsonl:2: error: The file is binary');
  contains(
    await withChats('c.jsonl', gzipSync(CHATS)),
    'c.jsonl: error: The file is compressed with gzip.\n  expected: plain text in UTF-8',
  );
  contains(
    await withChats('c.jsonl', Buffer.from('{"id":"\xe9"}\n', 'latin1')),
    'c.jsonl:1: error: The file is not valid UTF-8.',
  );
  contains(await withPolicy('\0'), 'p.yaml:1: error: The file is binary');
});

test('JSONL that stops in the middle of line 7', async () => {
  const six = [1, 2, 3, 4, 5, 6].map((n) => line(`c${n}`)).join('');
  contains(
    await withChats('c.jsonl', `${six}{"id":"c7","turns":[{"speaker":"cust`),
    'c.jsonl:7:37: error: The line stops before its JSON is complete.\n  expected: a closing quote',
  );
});

test('CSV without a needed column', async () => {
  contains(
    await withChats('c.csv', 'id,speakr,text\nc1,customer,hi\n'),
    'c.csv:1: error: There is no column `speaker`',
    'expected: that name among id, speakr, text',
    'did you mean speakr?',
  );
});

test('CSV with ragged rows', async () => {
  contains(
    await withChats('c.csv', 'id,speaker,text\nc1,customer,hi\nc1,ai\nc2,customer,hi,what\n'),
    'c.csv:3: error: The row does not have as many cells as the header.\n  found: 2 cells\n  expected: 3 cells',
    'c.csv:4: error:',
    'found: 4 cells',
  );
});

test.each([
  ['a byte order mark', '\uFEFFid,speaker,text\nc1,customer,hi\nc1,ai,yes\n'],
  ['CRLF', 'id,speaker,text\r\nc1,customer,hi\r\nc1,ai,yes\r\n'],
  ['semicolons', 'id;speaker;text\nc1;customer;hi\nc1;ai;"yes; no"\n'],
  ['all three', '\uFEFFid;speaker;text\r\nc1;customer;hi\r\nc1;ai;yes\r\n'],
])('CSV with %s simply works', async (_, text) => {
  const desk = new Desk({ 'c.csv': text });
  const argv = ['compare', 'c.csv', '-p', 'never.yaml', '-r', '1', '--no-sensitivity'];
  const { code, stdout, stderr } = await desk.run(argv);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('reproduces the 1 conversation');
});

test('times that go backwards, negative durations, NaN', async () => {
  contains(
    await withChats(
      'c.jsonl',
      '{"id":"c1","turns":[{"speaker":"customer","at":10},{"speaker":"ai","at":4}]}\n' +
        '{"id":"c2","turns":[],"handover":{"after_customer_turns":0,"wait_seconds":-1}}\n' +
        '{"id":"c3","turns":[{"speaker":"ai","confidence":NaN}]}\n',
    ),
    'c.jsonl:1:73: error: This turn is earlier than the one before it.\n  at turns[1].at\n  found: 4 s\n  expected: at least 10 s',
    'c.jsonl:2:75: error: `wait_seconds` is out of range.',
    'found: -1\n  expected: at least 0',
    'c.jsonl:3:50: error: The line is not valid JSON.\n  expected: a value',
  );
  contains(
    await withChats(
      'c.csv',
      'id,speaker,time,confidence\nc1,customer,2026-01-01T10:00:00Z,NaN\n' +
        'c2,customer,2026-01-01T10:00:00Z,\nc2,ai,2026-01-01T09:00:00Z,\n',
    ),
    'c.csv:2: error: Column `confidence` does not hold what it should.',
    'found: "NaN"\n  expected: a number',
    'c.csv:4: error: This turn is earlier than the one before it.',
    'expected: 2026-01-01T10:00:00',
  );
});

test('ids that come twice', async () => {
  contains(
    await withChats('c.jsonl', line('c1') + line('c2') + line('c1')),
    'c.jsonl:3:7: error: A conversation with this id came before.',
    'found: c1',
    'expected: each id once',
  );
});

test('__proto__ is an id like any other, and no column or key of ours', async () => {
  const desk = new Desk({
    'c.csv': 'id,speaker,__proto__\n__proto__,customer,x\n__proto__,ai,y\nconstructor,customer,z\n',
  });
  const argv = ['compare', 'c.csv', '-p', 'never.yaml', '-r', '1', '--contacts', 'out.csv'];
  expect(await desk.run(argv)).toMatchObject({ code: 0 });
  contains(
    await withChats('c.jsonl', line('c1', ',"__proto__":{"x":1}')),
    'c.jsonl:1:45: error: Unknown key `__proto__`.',
    'expected: one of id, customer,',
  );
  contains(
    await withPolicy(`${NEVER}__proto__: { rules: [] }\n`),
    'p.yaml:3:1: error: Unknown key `__proto__`.',
  );
  contains(
    await refused(['compare', 'p.yaml', '-p', 'never.yaml'], {
      'p.yaml': SCENARIO.replace('general:', '__proto__:'),
    }),
    '__proto__',
    'p.yaml:11:3',
  );
});

test('YAML with a tab, a key twice, something unclosed', async () => {
  contains(
    await withPolicy('name: x\nrules:\n\t- id: a\n'),
    'p.yaml:3:1: error: A tab is used for indentation.',
    'expected: spaces',
  );
  contains(
    await withPolicy('name: x\nname: y\nrules: []\n'),
    'p.yaml:2:1: error: This key stands twice in the same map.\n  found: name: y\n  expected: each key once',
  );
  contains(
    await withPolicy('name: x\nrules: [a, b\n'),
    'error: A [ is never closed.',
    'expected: a closing ]',
  );
  contains(
    await withPolicy('name: x\ndescription: a: b\nrules: []\n'),
    'p.yaml:2:14: error: A second `key:` on one line, or a wrong indentation.\n  found: a: b',
  );
});

test('a file that is no YAML at all gets a few lines, not a flood', async () => {
  const text = await withPolicy(`${'{"a": 1} {"b": [2, 3]}\n'.repeat(100)}`);
  expect(text.split('error:').length - 1).toBeLessThanOrEqual(11);
  contains(text, 'more like it: lines 3, 4,');
});

test('an alias bomb', async () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x]'];
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed'].map((pair) => [...pair]))
    bomb.push(`${name}: &${name} [${Array(8).fill(`*${of}`).join(', ')}]`);
  contains(
    await withPolicy(`${bomb.join('\n')}\nname: x\nrules: []\n`),
    'p.yaml:2:8: error: Too many aliases',
    'found: 32 aliases that stand for one another',
    'expected: at most 100 uses',
  );
});

test('unknown keys and wrong types, all of a file at once', async () => {
  contains(
    await withPolicy(
      'name: x\nrules:\n  - id: a\n    then: { transfre: general }\n  - id: b\n    whne: asks >= 1\n    then: stay\n  - id: c\n    when: 5\n    then: stay\n',
    ),
    'p.yaml:4:13: error: Unknown key `transfre`.\n  at rules[0].then.transfre\n  found: transfre\n  expected: one of transfer, announce, accept_within, context, priority, widen, collect, say, if, else\n  did you mean transfer?',
    'p.yaml:6:5: error: Unknown key `whne`.',
    'did you mean when?',
    'p.yaml:9:11: error: `when` is of the wrong kind.\n  at rules[2].when\n  found: 5\n  expected: text',
  );
});

test('conditions: syntax, unknown signal, types, functions, all at once', async () => {
  const rules = [
    'asks >=',
    '(asks > 1',
    'desk.general.oldest_wiat > 3',
    'asks > "x"',
    'asks',
    'size(intent) > 3',
  ];
  const text = await withPolicy(
    `name: x\nrules:\n${rules.map((when, i) => `  - id: r${i}\n    when: ${when}\n    then: stay\n`).join('')}`,
  );
  contains(
    text,
    'p.yaml:4:17: error: The condition cannot be read: unexpected token: the end.',
    'p.yaml:7:19: error: The condition cannot be read: expected ), got the end.',
    'p.yaml:10:24: error: There is no signal "desk.general.oldest_wiat".',
    'did you mean desk.general.oldest_wait?',
    'error: The condition joins what does not go together: number > text.',
    'found: asks, which is a number',
    'Conditions cannot use the function size().',
  );
});

test('a division by zero names rule and contact, and leaves no contacts file', async () => {
  contains(
    await refused(
      ['compare', 's.yaml', '-p', 'never.yaml', 'p.yaml', '--contacts', 'c.csv', '-o', 'r.json'],
      { 'p.yaml': policy('divides', 'turns / refusals > 0.5') },
    ),
    'p.yaml:4:11: error: The condition of rule "only" divides by zero for contact 0/0.',
    'found: turns / refusals > 0.5',
    'expected: a guard before the division',
  );
});

test('a team that does not exist', async () => {
  contains(
    await withPolicy(policy('x', 'asks >= 1', '{ transfer: generl }')),
    'p.yaml:5:23: error: The scenario has no team "generl".\n  at rules[0].then.transfer\n  found: generl\n  expected: one of general\n  did you mean general?',
  );
});

test('zero agents', async () => {
  contains(
    await refused(['compare', 'z.yaml', '-p', 'never.yaml'], {
      'z.yaml': SCENARIO.replace('agents: 3', 'agents: 0'),
    }),
    'z.yaml:12:52: error: `agents` is out of range.',
    'found: 0\n  expected: at least 1',
  );
});

test('more load than people, and nobody ever gives up', async () => {
  const crowded = SCENARIO.replace('300s', '3000s').replace('agents: 3', 'agents: 1');
  contains(
    await refused(['compare', 'u.yaml', '-p', 'p.yaml', '-r', '2'], {
      'u.yaml': `${crowded}customers: { patience: never }\n`,
      'p.yaml': policy('all', 'turns >= 1'),
    }),
    'u.yaml:13:14: error: Under policy "all" waits for team "general" grow without bound',
    'patience: never',
    'expected: a patience distribution under customers, more people, or fewer hand-overs',
  );
});

test('an output that is an input, by whatever way', async () => {
  const desk = new Desk({ 'c.csv': 'id,speaker\nc1,customer\n' });
  desk.put('w.yaml', SCENARIO.replace('[1, 1] }', '[1, 1], recorded: { file: c.csv } }'));
  symlinkSync('s.yaml', desk.path('link.json'));
  symlinkSync('.', desk.path('here'));
  linkSync(desk.path('never.yaml'), desk.path('hard.csv'));
  const scenario = desk.list();
  contains(
    await refused(compare('-o', 'link.json', '--contacts', 'hard.csv'), {}, desk),
    'link.json: error: The output would overwrite another file of this run.\n  found: the same file as the input s.yaml\n  expected: a path of its own',
    'hard.csv: error:',
    'the same file as the input never.yaml',
  );
  contains(
    await refused(['compare', 'w.yaml', '-p', 'never.yaml', '--contacts', 'c.csv'], {}, desk),
    'the same file as the input c.csv',
  );
  contains(
    await refused(compare('-o', 'x.csv', '--contacts', 'here/x.csv'), {}, desk),
    'the same file as the output x.csv',
  );
  expect(desk.list()).toEqual(scenario);
});

test('outputs with an extension that tells no format', async () => {
  contains(
    await refused(compare('-o', 'r.jsn', '-o', 'r', '--contacts', 'c.json')),
    'r.jsn: error:',
    'found: .jsn\n  expected: one of .json, .csv, .md\n  did you mean .json?',
    'r: error:',
    'found: no extension',
    'c.json: error:',
    'expected: .csv',
  );
});

test('outputs that are folders or devices', async () => {
  const desk = new Desk();
  mkdirSync(desk.path('folder.json'));
  symlinkSync('/dev/null', desk.path('null.csv'));
  contains(
    await refused(compare('-o', 'folder.json', '--contacts', 'null.csv'), {}, desk),
    'folder.json: error: The output is a directory.',
    'null.csv: error: The output is a pipe or a device.',
  );
});

test('outputs where nothing may be written, all at once and before the work', async () => {
  contains(
    await refused(compare('-o', 's.yaml/x.json', '--contacts', 'never.yaml/c.csv', '-o', 'ok.md')),
    's.yaml/x.json: error: A folder of the output is a file.',
    'never.yaml/c.csv: error: A folder of the output is a file.',
  );
});

test.skipIf(process.platform !== 'linux')('outputs on a file system that takes none', async () => {
  contains(
    await refused(compare('-o', '/proc/warmline/x.json', '-o', '/proc/x.md', '-o', 'new/x.json')),
    '/proc/warmline/x.json: error: The folder of the output does not exist and cannot be made.',
    '/proc/x.md: error:',
  );
});

test('two policies of one name', async () => {
  contains(
    await refused(['compare', 's.yaml', '-p', 'never.yaml', 'two.yaml', 'ask.yaml', 'ask.yaml'], {
      'two.yaml': ON_REQUEST.replace('on-request', 'never'),
    }),
    'two.yaml:1:7: error: Two policies are called "never", so no table could tell them apart.\n  found: the same name in never.yaml',
    'ask.yaml:1:7: error: Two policies are called "on-request"',
    'found: the same file twice',
  );
});

test('unknown commands, options and words, with the nearest', async () => {
  for (const argv of [
    ['comprae', 's.yaml'],
    ['help', 'comprae'],
  ]) {
    contains(
      await refused(argv),
      'error: There is no command "comprae".\n  found: comprae\n  expected: one of compare,',
      'did you mean compare?',
    );
  }
  contains(await refused(['constructor']), 'There is no command "constructor"');
  contains(await refused(compare('--formt', 'json')), "unknown option '--formt'", '--format?');
  contains(
    await refused(compare('--format', 'jsn')),
    "'jsn' is invalid. Expected one of text, json. Did you mean json?",
  );
  contains(await refused(compare('--by', 'itent')), 'Did you mean intent?');
  contains(
    await refused(['inspect', 'never.yaml', '--from', 'cvs']),
    'error: --from names no format',
    'did you mean csv?',
  );
  contains(
    await refused(['inspect', 'c.jsonl', '--time-zone', 'Europ/Berlin'], { 'c.jsonl': CHATS }),
    'found: Europ/Berlin',
    'did you mean Europe/Berlin?',
  );
});

test('what commander refuses', async () => {
  contains(await refused([]), 'Usage: warmline [options] [command]');
  contains(await refused(['--nonsense']), "unknown option '--nonsense'");
  contains(await refused(['compare', 's.yaml']), "required option '-p, --policy <file...>'");
  contains(await refused(['compare', 's.yaml', '-p']), "'-p, --policy <file...>' argument missing");
  contains(
    await refused(['compare', '-p', 'never.yaml', 's.yaml']),
    "missing required argument 'scenario'",
    'Usage: warmline compare [options] <scenario>',
  );
  contains(await refused(['compare', 's.yaml', 'x', '-p', 'never.yaml']), 'too many arguments');
});

test.each(['0', '1.5', 'abc', '1e3', '-3', ''])('--replications %j', async (count) => {
  contains(
    await refused(compare('--replications', count)),
    `'${count}' is invalid. Expected a whole number from 1 to 100000.`,
  );
});

test.each(['-1', '0x10', '9007199254740992'])('--seed %s', async (seed) => {
  contains(await refused(compare('--seed', seed)), `'${seed}' is invalid. Expected a whole number`);
});

test('--baseline nobody', async () => {
  contains(
    await refused(compare('--baseline', 'nobody')),
    'error: --baseline: no policy of this comparison is called "nobody".\n  found: nobody\n  expected: one of never',
  );
  contains(await refused(compare('--baseline', 'nevr')), 'did you mean never?');
});

test('--by with nothing to show', async () => {
  contains(
    await refused(compare('--by', 'segment')),
    'error: --by segment has nothing to show: all contacts have the same segment.\n  found: everyone\n  expected: no --by at all',
  );
  contains(
    await withChats('c.jsonl', CHATS, '--by', 'intent'),
    '--by intent has nothing to show: no intent is known.',
  );
});

test('a file in the place of another kind', async () => {
  const files = { 'c.jsonl': CHATS, 's.txt': SCENARIO, 'c.yaml': CHATS };
  const mixed = async (argv: readonly string[], ...parts: string[]) =>
    contains(await refused(argv, files), ...parts);
  await mixed(
    ['compare', 's.yaml', '-p', 's.yaml'],
    's.yaml:2:1: error: This is a scenario, where a policy should stand.\n  found: the key `horizon`\n  expected: a policy file, with rules; the scenario stands before -p',
  );
  await mixed(
    ['compare', 'never.yaml', '-p', 'ask.yaml'],
    'never.yaml:2:1: error: This is a policy, where a scenario should stand.',
    'policies behind -p',
  );
  await mixed(
    ['compare', 's.yaml', '-p', 'c.jsonl'],
    'This is recorded conversations, where a policy',
  );
  await mixed(
    ['compare', 'c.yaml', '-p', 'never.yaml'],
    'recorded conversations, where a scenario',
  );
  await mixed(['compare', 's.txt', '-p', 'never.yaml'], 'a scenario in a file that ends in .yaml');
  await mixed(
    ['inspect', 's.yaml'],
    'This is a scenario, where recorded conversations should stand.',
  );
  await mixed(['inspect', 'never.yaml'], 'This is a policy, where recorded conversations');
  await mixed(['generate', 'never.yaml', '-p', 's.yaml', '-o', 'x.jsonl'], 'This is a policy');
});

test('options for recordings do not go with a scenario file', async () => {
  contains(await refused(compare('--from', 'csv')), '--from describes recorded conversations');
  contains(
    await withChats('c.jsonl', CHATS, '--from', 'canonical', '--map', 'never.yaml'),
    'A mapping serves CSV, JSON and JSONL of your own',
  );
});

test('what comes from outside is printable before it reaches a terminal', async () => {
  const red = '\u001b[31m';
  const files = { 'p.yaml': `name: x\nrules: "${'\\e'}[31m"\n"a\\e[31m": 1\n` };
  for (const text of [
    await refused([`compare${red}`]),
    await refused(compare(`--${red}`)),
    await refused(compare('--format', red)),
    await refused(['compare', `${red}.yaml`, '-p', `${red}.yaml`]),
    await refused(['compare', 's.yaml', '-p', 'p.yaml'], files),
    await refused(compare('--baseline', red)),
    await refused(compare('-o', `x.${red}`)),
    await withChats('c.csv', `id,speaker\nc1,${red}\n`),
    await withChats('c.jsonl', `{"id":"\\u001b[31m","turns":[],"x\\u009b":1}\n`),
  ]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect.soft(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }
});
