// Builds dist/: the command, the library for require and for import and, with --types, its declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

// The tokenizer's tables are large and loaded on first use, so they stay files of their own. See docs/decisions/0001.
const external = ['gpt-tokenizer', 'gpt-tokenizer/*'];

const shebang = '#!/usr/bin/env node\n';

/** One CommonJS file from one entry. */
async function bundle(entry, outfile, banner = '') {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external,
    minifySyntax: true,
    legalComments: 'linked',
    logLevel: 'warning',
    banner: { js: banner },
  });
}

/** The door for `import` hands on what `require` gives, so that both share one copy of the emulator. */
function writeModuleDoor() {
  const names = Object.keys(require(join(dist, 'index.cjs'))).sort();
  const lines = ["import library from './index.cjs';", `export const { ${names.join(', ')} } = library;`, ''];
  writeFileSync(join(dist, 'index.mjs'), lines.join('\n'));
}

function writeTypes() {
  const tsc = require.resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'scripts/types.tsconfig.json')], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const door of ['index.d.ts', 'index.d.mts']) {
    writeFileSync(join(dist, 'types', door), "export * from './server/index.js';\n");
  }
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const hasShebang = readFileSync(join(root, 'server/main.ts'), 'utf8').startsWith('#!');
await Promise.all([
  bundle('server/main.ts', 'dist/main.cjs', hasShebang ? '' : shebang),
  bundle('server/index.ts', 'dist/index.cjs'),
]);
chmodSync(join(dist, 'main.cjs'), 0o755);
writeModuleDoor();
if (process.argv.includes('--types')) writeTypes();
