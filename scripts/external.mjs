/**
 * Packages that are installed beside the bundle instead of standing in it: they are large, and loaded on first use.
 */
export const external = ['@redis/client', 'gpt-tokenizer'];

/** What the published package depends on: those, and what its declarations name. */
export const installed = [...external, 'zod'];
