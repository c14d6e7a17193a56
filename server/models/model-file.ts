import { z } from 'zod';
import type { Profile } from '../core';
import { isGlob, isGoodGlob } from '../lib/glob';

const encodings = ['o200k_base', 'cl100k_base'] as const;
const reasoningStyles = ['none', 'hidden', 'open'] as const;

const framing = z
  .strictObject({
    prompt: z.number().exactOptional(),
    message: z.number().exactOptional(),
    reply: z.number().exactOptional(),
    item: z.number().exactOptional().describe('Constant tokens of a reply on the Responses surface.'),
    reasoning: z.int().min(1).exactOptional().describe('Thoughts are counted in blocks of so many tokens.'),
    generation: z
      .string()
      .exactOptional()
      .describe(
        'The generation by whose recorded usage tokens are counted: openai-4o, openai-o, openai-5, openai-5.4, claude-4, claude-5.',
      ),
  })
  .describe('Constant tokens per prompt, per message and per reply.');

const cache = z
  .strictObject({
    min: z.int().min(0).exactOptional().describe('Tokens below which nothing is kept.'),
    step: z.int().min(1).exactOptional().describe('The house caches by itself, and reads in steps of so many tokens.'),
    ttl: z.int().min(1).exactOptional().describe('Seconds for which a prompt is kept.'),
  })
  .describe('How the house caches prompts; absent where it does not.');

const image = z
  .strictObject({
    base: z.number().exactOptional().describe('Tokens of each image, besides its tiles.'),
    tile: z.number().exactOptional().describe('Tokens of a tile of 512 pixels.'),
    patch: z.number().exactOptional().describe('Tokens of a patch of 32 pixels; for models that do not count tiles.'),
    cap: z.int().exactOptional().describe('Most patches of an image.'),
    extra: z.number().exactOptional().describe('Tokens of each image, besides its patches.'),
  })
  .describe('What an image costs.');

const pace = z
  .strictObject({
    first: z.number().min(0).describe('Milliseconds before the first token.'),
    rate: z.number().gt(0).describe('Tokens per second.'),
  })
  .describe('How fast the model speaks where a pace leaves that to it, as realistic does.');

const GLOB = { params: { code: 'pattern', pattern: 'a glob of * and ?, such as ft:*' } };

/** One model as a file describes it; all but the id may come from the model that `like` names. */
const modelEntry = z.strictObject({
  id: z
    .string()
    .min(1)
    .refine((id) => !isGlob(id) || isGoodGlob(id), GLOB)
    .describe('The name under which clients ask for the model and lists show it; with * or ?, a pattern of names.'),
  like: z.string().exactOptional().describe('Another model whose entry is copied and then overridden.'),
  match: z
    .string()
    .refine((glob) => isGoodGlob(glob) && isGlob(glob), GLOB)
    .exactOptional()
    .describe('A glob: any name that fits it whole, and is no model by itself, is served by this entry.'),
  served: z.string().exactOptional().describe('The name that replies bear; default: the id.'),
  aliases: z.array(z.string()).exactOptional().describe('Further names of the same model.'),
  owned_by: z.string().exactOptional(),
  display_name: z.string().exactOptional(),
  created: z.int().exactOptional().describe('Unix seconds.'),
  shutdown: z.iso.date().exactOptional().describe('The day on which the vendor stops to serve it.'),
  retired: z.iso
    .date()
    .exactOptional()
    .describe('The day from which a request to it is refused as one to an unknown model.'),
  context_window: z.int().positive().exactOptional().describe('Tokens that prompt and reply may have together.'),
  max_output: z.int().positive().exactOptional(),
  encoding: z.enum(encodings).exactOptional().describe('Which tokenizer counts.'),
  reasoning: z.enum(reasoningStyles).exactOptional().describe('none, hidden (counted, not shown) or open (shown).'),
  houses: z.array(z.string()).exactOptional().describe('Whose list of models shows it: openai, anthropic.'),
  surfaces: z.array(z.string()).exactOptional().describe('Which surfaces serve it: chat, responses, messages.'),
  traits: z.array(z.string()).exactOptional().describe('Named abilities that rules ask for.'),
  limits: z.record(z.string(), z.number()).exactOptional().describe('Named numbers that rules ask for.'),
  cache: cache.nullable().exactOptional(),
  image: image.exactOptional(),
  values: z.record(z.string(), z.array(z.string())).exactOptional().describe('Named lists that rules ask for.'),
  framing: framing.exactOptional(),
  pace: pace.exactOptional(),
});

/** A file of models. */
export const modelFile = z.strictObject({ models: z.array(modelEntry) });

/** One entry of a file of models. */
export type ModelEntry = z.infer<typeof modelEntry>;

const FALLBACK = {
  owned_by: 'llmulator',
  created: 1_700_000_000,
  context_window: 128_000,
  max_output: 16_384,
  encoding: 'o200k_base',
  reasoning: 'none',
  houses: ['openai'],
  surfaces: ['chat', 'responses'],
} as const satisfies Partial<ModelEntry>;

/** A full profile from an entry whose `like` chain is resolved. */
export function profileOf(entry: ModelEntry): Profile {
  const full = { ...FALLBACK, ...entry };
  return {
    id: full.id,
    served: full.served ?? full.id,
    ownedBy: full.owned_by,
    displayName: full.display_name ?? full.id,
    created: full.created,
    ...(full.shutdown === undefined ? {} : { shutdown: full.shutdown }),
    ...(full.retired === undefined ? {} : { retiredAt: Date.parse(full.retired) }),
    contextWindow: full.context_window,
    maxOutput: full.max_output,
    encoding: full.encoding,
    reasoning: full.reasoning,
    houses: full.houses,
    surfaces: full.surfaces,
    traits: new Set(full.traits),
    limits: full.limits ?? {},
    ...(full.cache == null ? {} : { cache: full.cache }),
    ...(full.image === undefined ? {} : { image: full.image }),
    values: full.values ?? {},
    framing: { prompt: 3, message: 4, reply: 0, ...full.framing },
    ...(full.pace === undefined ? {} : { pace: full.pace }),
  };
}
