import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SRC = join(ROOT, 'src');

/** In the order in which data goes: a room may import itself and those before it. */
const ROOMS = [
  'dataset',
  'scenario',
  'policy',
  'simulation',
  'metrics',
  'inspection',
  'experiment',
  'report',
  'cli',
] as const;
/** The ground floor: every room may use it, and it knows none of them. */
const GROUND = 'input';

interface Source {
  readonly path: string;
  readonly room: string;
  /** Without comments, so that a rule explained in words is not taken for its breach. */
  readonly code: string;
  readonly imports: readonly string[];
  /** What is loaded with the file: neither types nor what a function imports when it runs. */
  readonly staticImports: readonly string[];
}

const SOURCES: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const code = withoutComments(readFileSync(join(SRC, file), 'utf8'));
    return {
      path: file.split(sep).join('/'),
      room: file.includes(sep) ? file.split(sep)[0]! : '',
      code,
      imports: specifiers(code, /(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"]+)\1/g),
      staticImports: staticImports(code),
    };
  });

function specifiers(code: string, form: RegExp): string[] {
  return [...code.matchAll(form)].map((match) => match[2]!);
}

/** `import type` and `export type … from` are erased when the code is compiled. */
function staticImports(code: string): string[] {
  const atRunTime = code.replace(/\b(?:import|export)\s+type\s[^;]*?\bfrom\s*(['"])[^'"]+\1/g, '');
  return specifiers(atRunTime, /(?:\bfrom|\bimport)\s*(['"])([^'"]+)\1/g);
}

/** Good enough for this code: no `//` or `/*` stands in a string here but in addresses. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function roomOf(source: Source, specifier: string): string {
  const target = resolve(dirname(join(SRC, source.path)), specifier);
  return relative(SRC, target).split(sep)[0]!;
}

function breaches(test: (source: Source) => string | undefined): string[] {
  return SOURCES.flatMap((source) => {
    const found = test(source);
    return found === undefined ? [] : [`${source.path}: ${found}`];
  });
}

it('every source stands in a room, and every room has sources', () => {
  const known: readonly string[] = [...ROOMS, GROUND, ''];
  expect(SOURCES.filter(({ room }) => !known.includes(room)).map(({ path }) => path)).toEqual([]);
  for (const room of [...ROOMS, GROUND]) {
    expect(SOURCES.filter((source) => source.room === room).length, room).toBeGreaterThan(0);
  }
  // Only lists of exports stand outside: the library's, and the one for scripts and benchmark.
  expect(SOURCES.filter(({ room }) => room === '').map(({ path }) => path)).toEqual([
    'index.ts',
    'workshop.ts',
  ]);
});

describe('imports', () => {
  it.each(ROOMS.map((room, index) => [room, ROOMS.slice(0, index + 1)] as const))(
    'of %s point back along the way of the data',
    (room, earlier) => {
      const allowed: readonly string[] = [...earlier, GROUND];
      const wrong = SOURCES.filter((source) => source.room === room).flatMap((source) =>
        source.imports
          .filter((specifier) => specifier.startsWith('.'))
          .filter((specifier) => !allowed.includes(roomOf(source, specifier)))
          .map((specifier) => `${source.path} imports ${specifier}`),
      );
      expect(wrong).toEqual([]);
    },
  );

  it('of the ground floor stay there', () => {
    const wrong = SOURCES.filter((source) => source.room === GROUND).flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith('.') && roomOf(source, specifier) !== GROUND)
        .map((specifier) => `${source.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(['simulation', 'metrics'])('of %s know no file, terminal or command line', (room) => {
    const wrong = SOURCES.filter((source) => source.room === room).flatMap((source) =>
      source.imports
        .filter((specifier) => /^node:|^(?:chalk|ora|commander|yaml|csv-parse)/.test(specifier))
        .map((specifier) => `${source.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('make no circle, those of types and those at need (`await import`) aside', () => {
    expect(circlesOf(SOURCES)).toEqual([]);
  });

  it.each([
    ["import { b } from './b.js';", true],
    ["import { type A, b } from './b.js';", true],
    ["export * from './b.js';", true],
    ["import type { B } from './b.js';", false],
    ["export type { B } from './b.js';", false],
    ["const { b } = await import('./b.js');", false],
    ["type A = import('./b.js').B;", false],
  ])('%s closes a circle: %s', (code, closes) => {
    const files = [
      { path: 'room/a.ts', staticImports: staticImports(`${code}\nexport type A = string;`) },
      { path: 'room/b.ts', staticImports: staticImports("import { a } from './a.js';") },
    ];
    expect(circlesOf(files)).toEqual(closes ? ['room/a.ts → room/b.ts → room/a.ts'] : []);
  });
});

function circlesOf(sources: readonly Pick<Source, 'path' | 'staticImports'>[]): string[] {
  const edges = new Map(
    sources.map(({ path, staticImports }) => [
      path,
      staticImports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) =>
          relative(SRC, resolve(dirname(join(SRC, path)), specifier))
            .split(sep)
            .join('/')
            .replace(/\.js$/, '.ts'),
        ),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return circles;
}

describe('only the command line knows the machine', () => {
  it('process is mentioned in cli alone', () => {
    const wrong = breaches(({ room, code }) =>
      room !== 'cli' && /\bprocess\b/.test(code) ? 'mentions process' : undefined,
    );
    expect(wrong).toEqual([]);
  });

  it('no global luck and no clock', () => {
    const wrong = breaches(({ room, code }) => {
      const found = /Math\.random|Date\.now|performance\.now|new Date\(\)/.exec(code);
      return found && room !== 'cli' && room !== 'report' ? found[0] : undefined;
    });
    expect(wrong).toEqual([]);
  });

  it('Math.random is nowhere at all', () => {
    expect(breaches(({ code }) => (/Math\.random/.test(code) ? 'rolls dice' : undefined))).toEqual(
      [],
    );
  });
});
