// Builds dist/: the command, the library for require and for import and, with --types, its declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

// The tokenizer's tables and the client of Redis are loaded on first use, so they stay files of their own. See docs/decisions/0001.
const external = ['gpt-tokenizer', 'gpt-tokenizer/*', '@redis/client'];

// What only some ever need is parsed when they do: modules that are required late have files of their own.
const late = { './locales': 'server/lib/locales.ts', './exposition': 'server/extras/metrics/exposition.ts' };
const lateFile = (path) => `${path}.cjs`;
const setApart = {
  name: 'late-modules',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/(locales|exposition)$/ }, ({ path }) => ({ path: lateFile(path), external: true })),
};

const shebang = '#!/usr/bin/env node';

/** One CommonJS file from one entry; gives the files that went into it. */
async function bundle(entry, outfile, banner = '') {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external,
    plugins: [setApart],
    // Jest's sandbox has `require` and no `import()`.
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    banner: { js: banner },
  });
  return Object.keys(metafile.inputs);
}

/** A test runner's door, which shares the emulator of the front door that stands beside it. */
async function bundlePlugin(name, format, frontDoor) {
  const shared = {
    name: 'front-door',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\.\/\.\.(\/index)?$/ }, () => ({ path: frontDoor, external: true })),
  };
  await build({
    absWorkingDir: root,
    entryPoints: [`server/extras/plugins/${name}.ts`],
    outfile: `dist/${name}.${format === 'cjs' ? 'cjs' : 'mjs'}`,
    bundle: true,
    platform: 'node',
    format,
    target: 'node20.19',
    external: ['vitest'],
    plugins: [shared],
    // Jest awaits a setup file that is a function.
    footer: { js: format === 'cjs' ? JEST_SETUP : '' },
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** What `setupFilesAfterEnv: ['llmulator/jest']` runs; the names stand on it for those who require them. */
const JEST_SETUP = 'module.exports = Object.assign(() => module.exports.llm.start(), { ...module.exports });';

/** The door for `import` hands on what `require` gives, so that both share one copy of the emulator. */
function writeModuleDoor() {
  const names = Object.keys(require(join(dist, 'index.cjs'))).sort();
  const lines = ["import library from './index.cjs';", `export const { ${names.join(', ')} } = library;`, ''];
  writeFileSync(join(dist, 'index.mjs'), lines.join('\n'));
}

/** The folders of the packages that files belong to. */
function packagesOf(files) {
  const found = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(found)].sort();
}

/** What we bundle we also distribute, and so its licences. */
function writeLicences(files) {
  const texts = packagesOf(files).map((folder) => {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : readFileSync(join(path, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

function writeTypes() {
  const tsc = require.resolve('typescript/bin/tsc');
  const project = join(root, 'scripts/types.tsconfig.json');
  execFileSync(process.execPath, [tsc, '-p', project], { cwd: root, stdio: 'inherit' });
  for (const door of ['index.d.ts', 'index.d.mts']) {
    writeFileSync(join(dist, 'types', door), "export * from './server/index.js';\n");
  }
  writeFileSync(join(dist, 'types', 'jest.d.ts'), "export * from './server/extras/plugins/jest.js';\n");
  writeFileSync(join(dist, 'types', 'vitest.d.mts'), "export * from './server/extras/plugins/vitest.js';\n");
}

/** Data that is read at each start, as JSON: YAML is for people, and costs two hundred milliseconds. */
function writeBuiltIn(kinds) {
  for (const kind of kinds) {
    const [from, to] = [join(root, 'server/data', kind), join(dist, 'data', kind)];
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) {
      const value = parse(readFileSync(join(from, name), 'utf8'));
      writeFileSync(join(to, name.replace(/\.yaml$/, '.json')), JSON.stringify(value));
    }
  }
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const hasShebang = readFileSync(join(root, 'server/main.ts'), 'utf8').startsWith('#!');
const bundled = await Promise.all([
  bundle('server/main.ts', 'dist/main.cjs', hasShebang ? '' : shebang),
  bundle('server/index.ts', 'dist/index.cjs'),
  ...Object.entries(late).map(([path, entry]) => bundle(entry, join('dist', lateFile(path)))),
  bundlePlugin('jest', 'cjs', './index.cjs'),
  bundlePlugin('vitest', 'esm', './index.mjs'),
]);
chmodSync(join(dist, 'main.cjs'), 0o755);
writeBuiltIn(['models', 'services', 'tiers', 'replies', 'languages', 'lexicon']);
writeModuleDoor();
writeLicences([...new Set(bundled.flatMap((files) => files ?? []))]);
if (process.argv.includes('--types')) writeTypes();
