import { z } from 'zod';
import { listOf, type Order } from '../../../contract';

/** "Up to 4 sequences where the API will stop generating further tokens." */
const MAX_STOPS = 4;
/** "The maximum value for logprobs is 5." */
const MAX_LOGPROBS = 5;
const MAX_BEST_OF = 20;
const MAX_CHOICES = 128;

const between = (min: number, max: number) => z.number().min(min).max(max).nullish();

const token = z.int().min(0);

/** The body of a legacy completion request. */
export const completionsSchema = z.strictObject({
  // The gateway needs it for routing: null and "" count as absent, as on the chat surface.
  model: z.custom<string>((value) => typeof value === 'string' && value !== '', { params: { code: 'missing' } }),
  prompt: z.union([z.string(), listOf(z.string()), listOf(token), listOf(listOf(token))]).nullish(),
  best_of: z.int().min(0).max(MAX_BEST_OF).nullish(),
  echo: z.boolean().nullish(),
  frequency_penalty: between(-2, 2),
  logit_bias: z.record(z.string(), z.int().min(-100).max(100)).nullish(),
  logprobs: z.int().min(0).max(MAX_LOGPROBS).nullish(),
  max_tokens: z.int().min(0).nullish(),
  n: z.int().min(1).max(MAX_CHOICES).nullish(),
  presence_penalty: between(-2, 2),
  seed: z.int().nullish(),
  stop: z.union([z.string(), listOf(z.string(), { min: 1, max: MAX_STOPS })]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().nullish(), include_obfuscation: z.boolean().nullish() })
    .nullish(),
  suffix: z.string().nullish(),
  temperature: between(0, 2),
  top_p: between(0, 1),
  user: z.string().nullish(),
});

/** A legacy completion request that has the right shape. */
export type CompletionsBody = z.infer<typeof completionsSchema>;

/** Inferred: the order of the specification. */
export const order: Order = {
  first: ['model'],
  unknownKeys: 'first',
  fields: ['model', 'prompt', 'suffix', 'max_tokens', 'temperature', 'top_p', 'n', 'stream', 'stream_options']
    .concat(['logprobs', 'echo', 'stop', 'presence_penalty', 'frequency_penalty', 'best_of', 'logit_bias'])
    .concat(['user', 'seed']),
};
