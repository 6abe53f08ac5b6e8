import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { writeCanonical } from '../src/dataset/canonical/canonical.js';
import { loadMapping } from '../src/dataset/mapping.js';
import { generate } from '../src/experiment/generate.js';
import { replicate } from '../src/experiment/replicate.js';
import { readYaml } from '../src/input/yaml-file.js';
import { vocabularyOf } from '../src/policy/condition/vocabulary.js';
import { readFragments } from '../src/policy/grammar/read-policy.js';
import { fragmentSchema } from '../src/policy/grammar/schema.js';
import { loadPolicy } from '../src/policy/load.js';
import { compileWorld } from '../src/scenario/compile.js';
import { type LoadedScenario, loadScenario } from '../src/scenario/load.js';
import { scenarioSchema } from '../src/scenario/schema/scenario-schema.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PAGES = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const WEEKDAY = join(ROOT, 'datasets/retail-weekday.yaml');

/** Command lines that are shown but not run here, each with its reason. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'installs; `npm start` itself is run below',
  'npm ci && npm test': 'these are the tests',
  'warmline verify': 'tests/experiment/verify.test.ts verifies, tests/cli/verify.test.ts prints',
  'npm pack': 'packs; the package is not what is documented here',
  'npm install --global ./warmline-0.1.0.tgz': 'changes the machine',
};
/** The YAML files of a shipped folder, those of its subfolders left out. */
function yamlIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);
}

/** Command lines that are documented to end otherwise than with 0. */
const EXIT_CODES: Readonly<Record<string, number>> = {};

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
  /** Named by `<!-- file: NAME -->` before it. */
  readonly file?: string;
  readonly generated: boolean;
}

interface Shown {
  readonly page: string;
  readonly command: string;
  /** What the page shows of its output: pieces between ellipses, each verbatim. */
  readonly output: readonly string[];
}

const FENCE = /(?:<!-- file: (\S+) -->\n)?(-->\n)?^```(\w*)\n([\s\S]*?)^```$/gm;
const BLOCKS: readonly Block[] = PAGES.flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(FENCE)].map(
    ([, file, generated, language, text]) => ({
      page,
      language: language!,
      text: text!,
      ...(file === undefined ? {} : { file }),
      generated: generated !== undefined,
    }),
  ),
);

function shownIn(block: Block): Shown[] {
  const { page, language, text } = block;
  if (language === 'sh') {
    const commands = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return commands.map((command) => ({ page, command, output: [] }));
  }
  return text.split(/^\$ /m).flatMap((part) => {
    const [command, ...rest] = part.split('\n');
    if (!command) return [];
    const output = rest.join('\n').split(/^…$/m);
    return [{ page, command, output: output.map((piece) => piece.trim()).filter(Boolean) }];
  });
}

const SHOWN = BLOCKS.filter(({ language }) => ['sh', 'console'].includes(language))
  .flatMap(shownIn)
  .filter(({ command }) => !Object.hasOwn(NOT_RUN, command));

let playground = '';

beforeAll(() => {
  playground = openPlayground();
});
afterAll(() => rmSync(playground, { recursive: true, force: true }));

/** A folder that looks like a checkout to the commands but keeps what they write. */
function openPlayground(): string {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-docs-'));
  for (const name of ['policies', 'datasets', 'docs', 'bin', 'dist', 'package.json']) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  for (const { file, text } of BLOCKS) {
    if (!file) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  const programs = {
    warmline: `exec node ${JSON.stringify(join(ROOT, 'bin/warmline.js'))} "$@"`,
    npm: `test "$1" = start && ${scripts.start}`,
  };
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return folder;
}

interface Ran {
  readonly code: number;
  readonly printed: string;
}

function runShell(command: string): Promise<Ran> {
  const env = { ...process.env, NO_COLOR: '1', PATH: `${playground}/.bin:${process.env.PATH}` };
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', command],
      { cwd: playground, env, maxBuffer: 1 << 26 },
      (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) : 0,
          printed: `${stderr}${stdout}`.replace(/[ \t]+$/gm, ''),
        }),
    );
  });
}

describe('every command shown', () => {
  // In order within a page, since one may write what the next one reads; pages side by side.
  const results = new Map<string, Promise<Ran>>();
  beforeAll(async () => {
    const queue = [...new Set(SHOWN.map(({ page }) => page))];
    const work = async (): Promise<void> => {
      for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
        for (const { command } of SHOWN.filter((shown) => shown.page === page)) {
          if (!results.has(command)) results.set(command, runShell(command));
          await results.get(command);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  }, 240_000);

  it.each(SHOWN.map((shown) => [shown.page, shown.command, shown.output] as const))(
    '%s: %s',
    async (_, command, output) => {
      const { code, printed } = await results.get(command)!;
      expect(code, printed).toBe(EXIT_CODES[command] ?? 0);
      expect(printed, 'what is shown does not warn').not.toContain('warning:');
      let from = 0;
      for (const piece of output) {
        expect(printed.slice(from)).toContain(piece);
        from = printed.indexOf(piece, from) + piece.length;
      }
    },
  );

  it('is run, or left out for a reason that still applies', () => {
    const all = BLOCKS.filter(({ language }) => language === 'sh').flatMap(shownIn);
    const commands = all.map(({ command }) => command);
    for (const command of Object.keys(NOT_RUN)) expect(commands).toContain(command);
    expect(SHOWN.length).toBeGreaterThan(8);
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = readFileSync(join(ROOT, page), 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it('files of all pages lie in one folder, so none has the name of another', () => {
  const names = BLOCKS.flatMap(({ file }) => file ?? []);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('examples load', () => {
  let scenario: LoadedScenario;
  beforeAll(async () => {
    scenario = await loadScenario(WEEKDAY);
  });

  const yaml = BLOCKS.filter(({ language }) => language === 'yaml');
  it.each(yaml.map((block) => [block.page, block.text.split('\n')[0], block] as const))(
    '%s: %s …',
    async (page, _, { text, file }) => {
      const what = parseYaml(text) as Record<string, unknown>;
      if ('fragment' in what) {
        readYaml(page, text, fragmentSchema); // in use where it is included
      } else if ('rules' in what) {
        const at = file === undefined ? page : join(playground, file);
        const fragments = await readFragments(at, text, file === undefined ? ROOT : playground);
        const { warnings } = loadPolicy(at, text, vocabularyOf(scenario), { fragments });
        expect(warnings).toEqual([]);
      } else if ('horizon' in what) {
        compileWorld(readYaml(page, text, scenarioSchema));
      } else {
        expect(file, 'a mapping has a name').toBeDefined();
        await loadMapping(join(playground, file!));
      }
    },
  );

  it.each(BLOCKS.filter(({ language }) => language === 'js').map((b) => [b.page, b.text]))(
    '%s: the library',
    async (_, text) => {
      writeFileSync(join(playground, 'example.mjs'), text);
      expect(await runShell('node example.mjs')).toEqual({ code: 0, printed: 'better\n' });
    },
  );
});

describe('the pages', () => {
  it.each(PAGES)('%s: links lead somewhere', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8').replace(FENCE, '');
    const broken: string[] = [];
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link!)) continue;
      const [path, anchor] = link!.split('#');
      const target = path === '' ? page : join(dirname(page), path!);
      if (!existsSync(join(ROOT, target))) broken.push(link!);
      else if (anchor !== undefined && !anchorsOf(target).includes(anchor)) broken.push(link!);
    }
    expect(broken).toEqual([]);
  });

  it('cite only sources that are listed, and list none that nobody cites', () => {
    const sources = readFileSync(join(ROOT, 'docs/sources.md'), 'utf8');
    const listed = [...sources.matchAll(/^\| \[(\w+)\] \|/gm)].map(([, key]) => key!);
    const pages = PAGES.filter((page) => !/sources|CHANGELOG/.test(page)).map((page) =>
      readFileSync(join(ROOT, page), 'utf8').replace(FENCE, ''),
    );
    const comments = yamlIn('datasets').map((file) =>
      readFileSync(join(ROOT, file), 'utf8').replace(/^[^#\n]*/gm, ''),
    );
    const cited = new Set(
      [...pages, ...comments].flatMap((text) =>
        [...text.matchAll(/\[\[(\w+)\]\(|(?<![[!`\w])\[(\d+|[a-z]{2,8})\](?![(:])/g)].map(
          ([, linked, bare]) => (linked ?? bare)!,
        ),
      ),
    );
    for (const key of cited) expect(listed, `[${key}]`).toContain(key);
    expect(listed.filter((key) => !cited.has(key))).toEqual([]);
  });

  // The output of commands is compared above, where they are run anyway.
  it('hold what the code says: `npm run build && node scripts/refresh-docs.mjs` if not', async () => {
    const { code, printed } = await runShell(
      `cd ${ROOT} && node scripts/refresh-docs.mjs --check --tables`,
    );
    expect(code, printed).toBe(0);
  });
});

describe('defaults in docs/model.md', () => {
  const rows = [
    ...readFileSync(join(ROOT, 'docs/model.md'), 'utf8')
      .split('## 9.')[1]!
      .matchAll(/^\| `([\w.]+)` \| `(.*?)` \| (.*) \|$/gm),
  ].map(([, path, value, source]) => [path!, value!, source!] as const);
  const MINIMAL = `
name: minimal
horizon: { opens: "09:00", closes: "10:00" }
demand: { contacts_per_day: 1, by_hour: [1] }
intents: { any: { share: 1, ai_solvable: 0.5, ai_success_per_turn: 0.5, handle_time: { constant: 60s } } }
teams: { general: { shifts: [{ from: "09:00", to: "10:00", agents: 1 }] } }
`;
  const defaults = scenarioSchema.parse(parseYaml(MINIMAL));

  it.each(rows)('%s is %s', (path, value) => {
    const said = parseYaml(MINIMAL);
    const keys = path.split('.');
    let at = said;
    for (const key of keys.slice(0, -1)) at = at[key] ??= {};
    expect(at[keys.at(-1)!], 'stands in the minimal scenario').toBeUndefined();
    at[keys.at(-1)!] = parseYaml(value);
    expect(scenarioSchema.parse(said)).toEqual(defaults);
    // Not because the key is ignored: the schema is strict and knows it.
  });

  it('are complete', () => {
    const said = rows.map(([path]) => path);
    const missing: string[] = [];
    const given = parseYaml(MINIMAL);
    const visit = (value: unknown, given: unknown, path: string): void => {
      if (said.includes(path)) return;
      if (value === null || typeof value !== 'object' || Array.isArray(value)) {
        if (given === undefined) missing.push(path);
        return;
      }
      if (given !== undefined && path.endsWith('handle_time')) return;
      for (const [key, inner] of Object.entries(value)) {
        const below = (given as Record<string, unknown> | undefined)?.[key];
        visit(inner, below, path === '' ? key : `${path}.${key}`);
      }
    };
    visit(defaults, given, '');
    expect(missing).toEqual([]);
  });
});

describe('what is shipped', () => {
  const shipped = yamlIn('datasets').map((file) =>
    file.includes('airline')
      ? { file, policies: yamlIn('policies/airline'), least: 2 }
      : file.includes('recorded')
        ? { file, policies: yamlIn('policies'), least: 5 }
        : {
            file,
            policies: ['policies', 'policies/examples', 'policies/reference'].flatMap(yamlIn),
            least: 20,
          },
  );

  it('includes every policy', () => {
    const all = readdirSync(join(ROOT, 'policies'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `policies/${name}`);
    const run = new Set(shipped.flatMap(({ policies }) => policies));
    expect([...run].sort()).toEqual(all.sort());
  });

  it.each(shipped)(
    '$file loads, its policies run without a warning',
    async ({ file, policies, least }) => {
      // The default world of replays is made for a recording: here the shipped one.
      const recording = file.includes('recorded')
        ? { file: join(ROOT, 'datasets/retail-sample.jsonl') }
        : undefined;
      const scenario = await loadScenario(join(ROOT, file), recording);
      expect(policies.length).toBeGreaterThanOrEqual(least);
      for (const name of policies) {
        const text = readFileSync(join(ROOT, name), 'utf8');
        const { policy, warnings, description } = loadPolicy(name, text, vocabularyOf(scenario));
        expect(warnings, name).toEqual([]);
        expect(description, name).not.toBe('');
        const runs = await replicate(scenario.world, policy, { seed: 1, replications: 1 });
        expect(runs.contacts, name).toBeGreaterThan(100);
      }
    },
  );

  it.each(yamlIn('policies/airline'))(
    '%s keeps the airline’s people busy, and no busier',
    async (name) => {
      const scenario = await loadScenario(join(ROOT, 'datasets/airline-week.yaml'));
      const text = readFileSync(join(ROOT, name), 'utf8');
      const { policy } = loadPolicy(name, text, vocabularyOf(scenario));
      const { teams } = await replicate(scenario.world, policy, { seed: 2, replications: 2 });
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      for (const { busySeconds, staffedSeconds } of teams) {
        const occupancy = sum(busySeconds) / sum(staffedSeconds);
        expect(occupancy).toBeGreaterThan(0.15);
        expect(occupancy).toBeLessThan(0.85);
      }
    },
  );

  it('the sample is what docs/sources.md says it was generated by', async () => {
    const scenario = await loadScenario(WEEKDAY);
    const text = readFileSync(join(ROOT, 'policies/ask-three-times.yaml'), 'utf8');
    const { policy } = loadPolicy('ask-three-times', text, vocabularyOf(scenario));
    const lines = [...generate(scenario.world, policy, 7, 200)].map(
      (c) => `${writeCanonical(c)}\n`,
    );
    expect(lines.join('')).toBe(readFileSync(join(ROOT, 'datasets/retail-sample.jsonl'), 'utf8'));
  });

  it('no page names a place that only exists at our desks', () => {
    for (const page of PAGES) {
      const text = readFileSync(join(ROOT, page), 'utf8');
      const places = [...text.matchAll(/\.\.\/shared\S*|\/work\b\S*|\/home\/\S*/g)];
      expect(
        places.map(([place]) => place),
        page,
      ).toEqual(page === 'docs/sources.md' ? ['../shared/data`,'] : []);
    }
  });
});
