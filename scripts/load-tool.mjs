// Loads a TypeScript module that makes a page or a file of this repository from the tables that the server reads.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The exports of a module, which is bundled first. */
export async function loadTool(entry) {
  // Inside the tree, so that packages that stay outside of the bundle are found.
  const outfile = join(root, `.tool-${process.pid}.cjs`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      packages: 'external',
      logLevel: 'warning',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
