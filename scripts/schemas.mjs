// Writes schemas/*.json from the zod schemas of the files that users write.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside the tree, so that packages that stay outside of the bundle are found.
const outfile = join(root, `.schemas-${process.pid}.cjs`);
try {
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/schema-files.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  mkdirSync(join(root, 'schemas'), { recursive: true });
  for (const [name, text] of Object.entries(createRequire(import.meta.url)(outfile).schemaFiles())) {
    writeFileSync(join(root, 'schemas', name), text);
  }
} finally {
  rmSync(outfile, { force: true });
}
