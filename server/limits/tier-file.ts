import { z } from 'zod';
import type { CapName, LimitName } from '../core';

const amount = z.int().min(1);

const names = {
  requests_per_minute: amount.exactOptional(),
  requests_per_day: amount.exactOptional(),
  tokens_per_minute: amount.exactOptional().describe('Prompt and answer together.'),
  tokens_per_day: amount.exactOptional(),
  input_tokens_per_minute: amount.exactOptional().describe('Without what was read from a prompt cache.'),
  output_tokens_per_minute: amount.exactOptional(),
} satisfies { readonly [Name in LimitName]: z.ZodType };

const caps = {
  tokens_per_month: amount.exactOptional().describe('Of all models together, by the calendar of UTC.'),
  credit: z.int().min(0).exactOptional().describe('Tokens of all models together, once and for all.'),
} satisfies { readonly [Name in CapName]: z.ZodType };

/** Limits as a user sets them: they hold for each key, each model on its own. */
export const limitsSchema = z.strictObject({
  ...names,
  ...caps,
  concurrent: amount.exactOptional().describe('Requests of a key that may run at once.'),
});

/** Limits as a user sets them. */
export type Limits = z.infer<typeof limitsSchema>;

const modelClass = z.strictObject({
  id: z.string().min(1),
  models: z.array(z.string().min(1)).min(1).describe('Globs of model ids; the first class that fits counts.'),
  routes: z
    .array(z.string())
    .exactOptional()
    .describe('Endpoints that have limits of their own; without it, all that no class before has.'),
  shared: z.boolean().exactOptional().describe('All models of the class draw on one bucket.'),
});

const house = z.strictObject({
  refusals_count: z.boolean().describe('A refused request counts as a request too.'),
  classes: z.array(modelClass),
});

const tier = z.strictObject({
  id: z.string().min(1),
  also: z.array(z.string()).exactOptional().describe('Further names of the tier.'),
  says: z.string(),
  limits: z
    .record(z.string(), z.record(z.string(), z.strictObject(names)))
    .describe('By house, then by class of models: `{ openai: { flagship: { requests_per_minute: 500 } } }`.'),
});

/** A file of tiers: what each vendor lets an account do. */
export const tierFile = z.strictObject({
  houses: z.record(z.string(), house),
  tiers: z.array(tier),
});

/** What a file of tiers says. */
export type TierFile = z.infer<typeof tierFile>;
