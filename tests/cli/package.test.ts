import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'bin/warmline.js');
const built = existsSync(join(root, 'dist/main.js'));

/** Built files that a built file imports on loading, itself included, and the packages they name. */
function staticImports(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const source = readFileSync(file, 'utf8');
    for (const [, name] of source.matchAll(
      /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm,
    )) {
      if (name!.startsWith('.')) visit(join(dirname(file), name!));
      else packages.add(name!);
    }
  };
  visit(entry);
  return { files, packages };
}

function builtFiles(): string[] {
  return ['dist', 'dist/parts'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(root, folder, name)),
  );
}

/** Packages of which something is inside the files, by the comments that the bundler puts before it. */
function packagesIn(files: Iterable<string>): string[] {
  const inside = [...files].flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/^\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/gm),
  ]);
  return [...new Set(inside.map(([, name]) => name!))];
}

test.runIf(built)('warmline --version loads nothing but the command line parser', () => {
  const { files } = staticImports(join(root, 'dist/main.js'));
  expect(packagesIn(files)).toEqual(['commander']);
  const bytes = [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes).toBeLessThan(120_000);
});

test.runIf(built)('no start waits for the library of the progress bar', () => {
  const waiting = builtFiles().filter((file) =>
    packagesIn(staticImports(file).files).includes('ora'),
  );
  expect(waiting).toHaveLength(1); // itself
});

test.runIf(built)('the packages are built in, each with its licence', () => {
  const files = builtFiles();
  const named = new Set(files.flatMap((file) => [...staticImports(file).packages]));
  expect([...named].filter((name) => !isBuiltin(name))).toEqual([]);
  const inside = packagesIn(files);
  expect(inside).toEqual(expect.arrayContaining(['commander', 'ora', 'yaml', 'zod']));
  const licences = readFileSync(join(root, 'dist/LICENCES.txt'), 'utf8');
  for (const name of inside) expect(licences).toContain(`\n${name} `);
});

test.runIf(built)('warmline --version costs little more than Node itself', () => {
  const seconds = (args: readonly string[]) => {
    const times = Array.from({ length: 7 }, () => {
      const start = process.hrtime.bigint();
      execFileSync(process.execPath, args);
      return Number(process.hrtime.bigint() - start) / 1e9;
    });
    return times.sort((a, b) => a - b)[3]!;
  };
  expect(seconds([bin, '--version']) / seconds(['-e', '0'])).toBeLessThan(2.5);
});

test.runIf(built)('a real Ctrl-C ends with 130 and leaves no file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-interrupt-'));
  const scenario = join(root, 'datasets/retail-weekday.yaml');
  const policy = join(root, 'policies/on-request.yaml');
  const argv = ['compare', scenario, '-p', policy, '-r', '100000', '--contacts', 'new/c.csv'];
  const child = spawn(process.execPath, [bin, ...argv], { cwd: folder, stdio: 'pipe' });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  while (!existsSync(join(folder, 'new'))) await new Promise((wake) => setTimeout(wake, 20));
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: 'interrupted; nothing half-written is left behind\n',
  });
  expect(readdirSync(folder)).toEqual([]);
});

// Scripts are ignored throughout: `prepare` would rebuild dist under the feet of the other tests.
test.runIf(built)(
  'packed, installed globally and run from another folder',
  { timeout: 180_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'warmline-package-'));
    const npm = (...args: string[]) =>
      execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    npm('pack', '--pack-destination', folder);
    const [tarball] = readdirSync(folder);
    const prefix = join(folder, 'prefix');
    npm('install', '-g', '--prefer-offline', '--prefix', prefix, join(folder, tarball!));

    const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
    const warmline = join(prefix, 'bin/warmline');
    const installed = join(prefix, 'lib/node_modules/warmline');
    const run = (...args: string[]) =>
      spawnSync(warmline, args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });

    expect(run('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    const compared = run(
      ...['compare', join(installed, 'datasets/retail-weekday.yaml')],
      ...['-p', join(installed, 'policies/on-request.yaml')],
      ...['--replications', '2', '--no-sensitivity'],
    );
    expect(compared).toMatchObject({ status: 0, stderr: '' });
    expect(compared.stdout).toContain('1 policy, 2 simulated days each, seed 1');
    expect(run('comprae')).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(installed)).not.toContain('src');
  },
);
