// Puts the server's sources and the packages that they use into the files of dist/.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { external, sourcesOnly } from './external.mjs';

const outside = [...external, ...sourcesOnly];

export const root = fileURLToPath(new URL('..', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

const whole = {
  ...common,
  format: 'cjs',
  // Jest's sandbox has `require` and no `import()`.
  supported: { 'dynamic-import': false },
  minifySyntax: true,
  minifyWhitespace: true,
};

/** Files of ours that only some ever need, and that share nothing with others but types and packages. */
const LATE_FILES = /^\.\/(?:locales|exposition|ajv)$/;

/**
 * What a source of ours requires within a function is parsed when it is first needed: it gets a file of its own.
 * `found` collects those files and what goes into them.
 */
const setApart = (found) => ({
  name: 'late-modules',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^/]/ }, ({ path, kind, importer }) => {
      const isLate = kind === 'require-call' || kind === 'dynamic-import';
      if (!isLate || importer.includes('node_modules') || outside.includes(path)) return;
      if (path.startsWith('.') ? !LATE_FILES.test(path) : path.startsWith('node:')) return;
      const file = `late/${path.replace('./', '').replaceAll('/', '-')}.cjs`;
      found.set(file, path.startsWith('.') ? join(importer, '..', path) : path);
      return { path: `./${file}`, external: true };
    }),
});

/** Nothing of ours calls Express's body parsers, its file server, or its table of file types: a fifth of all code. */
const UNUSED = /^(?:body-parser|serve-static|send|qs|mime-db)$/;
const withoutUnused = {
  name: 'unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED }, () => ({ path: 'unused', namespace: 'unused' }));
    onLoad({ filter: /^/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    // zod's own sentences are replaced by ours; it brings them in fifty languages.
    onLoad({ filter: /zod\/v4\/locales\/index\.c?js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** What stands beside a file already is not put into it. */
const beside = (filter, path) => ({
  name: 'beside',
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
});

/** Loads a source file of ours that needs nothing else. */
export async function loadSource(path) {
  const { outputFiles } = await build({ ...common, entryPoints: [path], format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

const inputsOf = ({ metafile }) => Object.keys(metafile.inputs);

async function lateFile(outdir, [file, entry]) {
  // The importer's folder tells which package is meant; all of ours stand in the root's node_modules.
  const made = await build({ ...whole, entryPoints: [entry], outfile: join(outdir, file), external });
  return inputsOf(made);
}

/** The library with all that it needs late; gives the files that went into it. */
export async function bundleLibrary(outdir) {
  mkdirSync(outdir, { recursive: true });
  const late = new Map();
  const plugins = [setApart(late), withoutUnused];
  const entryPoints = ['server/index.ts'];
  const made = await build({ ...whole, entryPoints, outfile: join(outdir, 'index.cjs'), external: outside, plugins });
  const others = await Promise.all([...late].map((each) => lateFile(outdir, each)));
  return [inputsOf(made), ...others].flat();
}

/** The command, which is the library with a door for the shell. */
export const bundleCommand = (outdir) =>
  build({
    ...whole,
    entryPoints: ['server/main.ts'],
    outfile: join(outdir, 'main.cjs'),
    banner: { js: '#!/usr/bin/env node' },
    plugins: [beside(/^\.\/index$/, './index.cjs')],
  });

/** What `setupFilesAfterEnv: ['llmulator/jest']` runs; the names stand on it for those who require them. */
const JEST_SETUP = 'module.exports = Object.assign(() => module.exports.llm.start(), { ...module.exports });';

/** A test runner's door, which shares the emulator of the front door that stands beside it. */
export const bundlePlugin = (outdir, name, format) =>
  build({
    ...common,
    entryPoints: [`server/extras/plugins/${name}.ts`],
    outfile: join(outdir, `${name}.${format === 'cjs' ? 'cjs' : 'mjs'}`),
    format,
    external: ['vitest'],
    plugins: [beside(/^\.\.\/\.\.(\/index)?$/, format === 'cjs' ? './index.cjs' : './index.mjs')],
    // Jest awaits a setup file that is a function.
    footer: { js: format === 'cjs' ? JEST_SETUP : '' },
  });
