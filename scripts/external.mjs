/**
 * Packages that are installed beside the bundle instead of standing in it: they are loaded on first use, and are large.
 * The published package depends on these alone.
 */
export const external = ['@redis/client', 'gpt-tokenizer'];
