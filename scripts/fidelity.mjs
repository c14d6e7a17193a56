// Writes FIDELITY.md from the rule tables.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = join(tmpdir(), `llmulator-fidelity-${process.pid}.cjs`);
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/fidelity-page.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
});
writeFileSync(join(root, 'FIDELITY.md'), createRequire(import.meta.url)(outfile).fidelityPage());
