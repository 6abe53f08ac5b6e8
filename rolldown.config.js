import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** What runs for every contact. */
const ENGINE =
  /src\/(simulation|metrics\/(rule-tally|tally|waits)|scenario\/distribution|experiment\/(day|replay\/record))/;

/**
 * The modules of `src` as a few files: the program, the library, the programs of worker threads, and
 * what they share. Loading one file instead of hundreds takes a quarter off every start; and within one
 * file the compiler sees a constant for what it is, where an import is looked up each time.
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
  external: new RegExp(`^(${Object.keys(dependencies).join('|')})(/|$)`),
  output: {
    dir: 'dist',
    chunkFileNames: 'parts/[name].js',
    cleanDir: true,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: 'engine', test: ENGINE }],
    },
  },
});
