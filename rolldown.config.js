import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

/** What runs for every contact. */
const ENGINE =
  /src\/(simulation|metrics\/(quantile|rule-tally|tally|waits)|scenario\/(calendar\/clock|distribution|record\/recorded-dialogue)|experiment\/(day|replay\/record))|simple-statistics/;

/**
 * The modules of `src` and of the packages it uses as a few files: the program, the library, the
 * programs of worker threads, and what they share. Loading a file or two instead of hundreds takes a
 * third off every start; and within one file the compiler sees a constant for what it is, where an
 * import is looked up each time.
 */
export default defineConfig({
  input: {
    main: 'src/cli/main.ts',
    index: 'src/index.ts',
    workshop: 'src/workshop.ts',
    'compare-worker': 'src/experiment/workers/compare-worker.ts',
    'verify-worker': 'src/experiment/workers/verify-worker.ts',
  },
  platform: 'node',
  output: {
    dir: 'dist',
    chunkFileNames: 'parts/[name].js',
    cleanDir: true,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: 'engine', test: ENGINE }],
    },
  },
  plugins: [constantNames(), licences()],
});

/**
 * Has the compiler take the engine's names for what they are. A function that is declared might be another by
 * the next call, and what is exported is looked up at each use even by the file that it is in: either is checked
 * every time, some five instructions in a hundred together. So functions are constants, and copies are exported.
 * Comments between the parts are left behind; those of the source are for reading it.
 */
function constantNames() {
  return {
    name: 'constant-names',
    renderChunk(code, { name }) {
      if (name !== 'engine') return null;
      const { body } = this.parse(code);
      const textOf = ({ start, end }) => code.slice(start, end);
      const imports = body.filter(({ type }) => type === 'ImportDeclaration');
      const functions = body.filter(({ type }) => type === 'FunctionDeclaration');
      const exported = body.filter(({ type }) => type === 'ExportNamedDeclaration');
      if (functions.length === 0 || exported.length !== 1) {
        throw new Error('the engine is not built as expected: functions, and one list of exports');
      }
      const rest = body.filter((part) => ![...imports, ...functions, ...exported].includes(part));
      const pairs = exported[0].specifiers.map(({ exported, local }) => [
        local.name,
        exported.name,
      ]);
      return [
        ...imports.map(textOf),
        // Before anything that may call them, as declared functions would be.
        ...functions.map((one) => `const ${one.id.name} = ${textOf(one)};`),
        ...rest.map(textOf),
        ...pairs.map(([own]) => `const ${own}$copy = ${own};`),
        `export { ${pairs.map(([own, known]) => `${own}$copy as ${known}`).join(', ')} };`,
      ].join('\n');
    },
  };
}

/** Writes down whose packages are inside and on what terms, as their licences ask. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const folders = new Set();
      for (const { moduleIds = [] } of Object.values(bundle)) {
        for (const id of moduleIds) {
          const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
          if (folder) folders.add(folder);
        }
      }
      const source = [...folders].sort().map(licenceOf).join('\n');
      this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source });
    },
  };
}

function licenceOf(folder) {
  const { license, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} comes without its licence, so it cannot be built in`);
  const rule = '─'.repeat(72);
  return `${rule}\n${name} ${version} (${license})\n${rule}\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
