/** The client examples, and what each installs. */
export const clients = [
  { name: 'openai', installs: ['openai@6'] },
  { name: 'anthropic', installs: ['@anthropic-ai/sdk'] },
  { name: 'vercel-ai', installs: ['ai@5', '@ai-sdk/openai@2', 'zod@4'] },
  { name: 'langchain', installs: ['@langchain/openai@1', '@langchain/anthropic@1', '@langchain/core@1'] },
  { name: 'openai-agents', installs: ['@openai/agents', 'zod@4'] },
];
