// Writes docs/reference.md from the tables that the server reads.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = join(tmpdir(), `llmulator-reference-${process.pid}.cjs`);
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/reference-page.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
});
writeFileSync(join(root, 'docs', 'reference.md'), createRequire(import.meta.url)(outfile).referencePage());
