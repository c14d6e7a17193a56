/** Projects that use the package: what each installs beside it, and the command that must succeed. */
export const projects = [
  { name: 'commonjs-jest', installs: ['jest@30'], command: ['npx', ['jest', '--ci']] },
  { name: 'module-script', installs: [], command: ['node', ['main.mjs']] },
  // The last Vitest that runs on Node 20.
  { name: 'vitest', installs: ['vitest@3'], command: ['npx', ['vitest', 'run']] },
  { name: 'jest-plugin', installs: ['jest@30'], command: ['node', ['check.mjs']] },
  { name: 'vitest-plugin', installs: ['vitest@3'], command: ['npx', ['vitest', 'run']] },
  {
    name: 'structured',
    installs: [
      'openai@6',
      '@anthropic-ai/sdk@1',
      'zod@4',
      ...['ai@6', '@ai-sdk/openai@3', '@ai-sdk/anthropic@3'],
      ...['@langchain/core@1', '@langchain/openai@1', '@langchain/anthropic@1'],
    ],
    command: ['node', ['main.mjs']],
  },
  { name: 'types', installs: ['typescript@6', '@types/node@20'], command: ['npx', ['tsc', '-p', '.']] },
];
