import { build } from 'esbuild';

/** Bundles the command as the build does, for tests that run it as a process. */
export const bundleProgram = (root: string, outfile: string): Promise<unknown> =>
  build({
    absWorkingDir: root,
    entryPoints: ['server/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['gpt-tokenizer', 'gpt-tokenizer/*', '@redis/client'],
    logLevel: 'error',
  });
