// Builds dist/: the command, the library for require and for import and, with --types, its declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { bundleCommand, bundleLibrary, bundlePlugin, loadSource, root } from './bundle.mjs';
import { buildInspector } from './inspector.mjs';
import { nodeFlags, startProgram } from './start-server.mjs';

const { values: options } = parseArgs({ options: { types: { type: 'boolean' }, out: { type: 'string' } } });
const dist = resolve(options.out ?? join(root, 'dist'));
const require = createRequire(import.meta.url);

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

/** One file of declarations per door; `import` and `require` of the library share theirs, as they share its code. */
function writeTypes() {
  const generator = require.resolve('dts-bundle-generator/dist/bin/dts-bundle-generator.js');
  const config = join(root, 'scripts/types.config.cjs');
  execFileSync(process.execPath, [generator, '--silent', '--config', config], { cwd: root, stdio: 'inherit' });
  writeFileSync(join(dist, 'types', 'index.d.mts'), "export * from './index.js';\n");
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

/** The tokens of an encoding, packed so that nothing is worked out when they are first needed. */
async function writeTokens(encodings) {
  const { packRanks } = await loadSource('server/tokens/rank-table.ts');
  mkdirSync(join(dist, 'data/tokens'));
  for (const encoding of encodings) {
    const ranks = require(`gpt-tokenizer/bpeRanks/${encoding}`).default;
    writeFileSync(join(dist, 'data/tokens', `${encoding}.bin`), packRanks(ranks));
  }
}

/** Runs the command once, as `npm start` and as the bare command do: each keeps what V8 compiled for it (server/cli/code-cache.ts). */
async function compileAhead() {
  const body = JSON.stringify({ model: 'deepseek-r1', messages: [{ role: 'user', content: 'Hello' }] });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-any' };
  const runOnce = async (flags) => {
    const { url, stop } = await startProgram([...flags, join(dist, 'main.cjs'), '--port', '0']);
    await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body });
    await stop();
  };
  await Promise.all([runOnce([]), runOnce(nodeFlags())]);
}

rmSync(dist, { recursive: true, force: true });
const [inputs, page] = await Promise.all([
  bundleLibrary(dist),
  buildInspector(join(dist, 'inspector')),
  bundleCommand(dist),
  bundlePlugin(dist, 'jest', 'cjs'),
  bundlePlugin(dist, 'vitest', 'esm'),
]);
chmodSync(join(dist, 'main.cjs'), 0o755);
writeBuiltIn(['models', 'services', 'tiers', 'replies', 'languages', 'lexicon']);
await writeTokens(['o200k_base', 'cl100k_base']);
writeModuleDoor();
writeLicences([...new Set([...inputs, ...page])]);
if (options.types) writeTypes();
if (options.out === undefined) await compileAhead();
// Tells scripts/build-if-needed.mjs that all of it is there.
writeFileSync(join(dist, 'built'), '');
