import { fileURLToPath } from 'node:url';

const QUIET = ['--no-audit', '--no-fund', '--loglevel', 'error'];

/** A program of examples/clients, and what it installs. */
const client = (name, ...packages) => ({
  name,
  from: 'clients',
  installs: [['npm', 'install', ...QUIET, ...packages]],
  runs: ['node', `${name}.mjs`],
});

/** A script of examples/agents, and the package that has the agent. */
const agent = (name, command, ...packages) => ({
  name,
  from: 'agents',
  needs: ['curl'],
  installs: [
    ['npm', 'install', ...QUIET, ...packages],
    [`node_modules/.bin/${command}`, '--version'],
  ],
  runs: ['sh', `${name}.sh`],
});

const pip = (...args) => ['venv/bin/python', '-m', 'pip', 'install', '--quiet', ...args];

/**
 * The examples: the folder that is copied, the programs that must be there, what is installed (where that cannot be
 * done the example is skipped), and the command that must succeed.
 */
export const examples = [
  client('openai', 'openai@6'),
  client('anthropic', '@anthropic-ai/sdk'),
  client('vercel-ai', 'ai@5', '@ai-sdk/openai@2', 'zod@4'),
  client('langchain', '@langchain/openai@1', '@langchain/anthropic@1', '@langchain/core@1'),
  client('openai-agents', '@openai/agents', 'zod@4'),
  agent('claude-code', 'claude', '@anthropic-ai/claude-code'),
  agent('codex', 'codex', '@openai/codex'),
  { name: 'python tool loop', from: 'python', needs: ['python3'], runs: ['python3', 'tool_loop.py'] },
  {
    name: 'pytest',
    from: 'python',
    needs: ['python3'],
    installs: [['python3', '-m', 'venv', 'venv'], pip('pytest', 'openai', 'anthropic', 'openai-agents')],
    runs: ['venv/bin/python', '-m', 'pytest', '--quiet'],
  },
  {
    ...client('openai', 'openai@6'),
    name: 'github actions',
    runs: ['node', fileURLToPath(new URL('ci/run-steps.mjs', import.meta.url))],
  },
  { name: 'go', from: 'go', needs: ['go'], runs: ['go', 'test', '-count=1', 'llmulator_test.go'] },
  {
    name: 'junit',
    from: 'java',
    needs: ['java', 'mvn'],
    installs: [['mvn', '--batch-mode', '--quiet', 'dependency:resolve']],
    runs: ['mvn', '--batch-mode', 'test'],
  },
];
