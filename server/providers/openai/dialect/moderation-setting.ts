import { z } from 'zod';

const mode = z.strictObject({ mode: z.enum(['score', 'block']) }).nullish();

/** What a request may ask to be moderated, on both surfaces alike. */
export const moderation = z.strictObject({
  model: z.string(),
  policy: z.strictObject({ input: mode, output: mode }).nullish(),
});
