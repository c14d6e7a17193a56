/** Packages that are installed beside the bundle instead of standing in it: they are loaded on first use. */
export const external = ['@redis/client'];

/** Modules that run from sources alone: the build writes the tables of gpt-tokenizer as files of its own. */
export const sourcesOnly = ['gpt-tokenizer/encoding/o200k_base', 'gpt-tokenizer/encoding/cl100k_base'];

/** What the published package depends on: what is external, and what its declarations name. */
export const installed = [...external, 'zod'];
