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
  plugins: [exportsOfCopies(), licences()],
});

/**
 * Has the engine export copies of its constants and functions. What is exported itself is looked up at
 * each use, and checked for being there, even by the file that it is in: two in a hundred instructions.
 */
function exportsOfCopies() {
  return {
    name: 'exports-of-copies',
    renderChunk(code, { name }) {
      if (name !== 'engine') return null;
      const [line, list] = /^export \{(.+)\};$/m.exec(code) ?? [];
      if (line === undefined) throw new Error('the engine exports nothing on one line');
      const pairs = list.split(',').map((pair) => pair.trim().split(' as '));
      const copies = pairs.map(([own]) => `const ${own}$copy = ${own};`);
      const exported = pairs.map(([own, known = own]) => `${own}$copy as ${known}`);
      return code.replace(line, () => `${copies.join('\n')}\nexport { ${exported.join(', ')} };`);
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
