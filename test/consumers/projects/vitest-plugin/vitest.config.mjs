// biome-ignore lint/style/noDefaultExport: Vitest reads it.
export default { test: { setupFiles: ['llmulator/vitest'] } };
