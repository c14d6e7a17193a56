import { z } from 'zod';
import type { Profile } from '../core';

const encodings = ['o200k_base', 'cl100k_base'] as const;
const reasoningStyles = ['none', 'hidden', 'open'] as const;

const framing = z
  .strictObject({
    prompt: z.number().exactOptional(),
    message: z.number().exactOptional(),
    reply: z.number().exactOptional(),
  })
  .describe('Constant tokens per prompt, per message and per reply.');

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** One model as a file describes it; all but the id may come from the model that `like` names. */
const modelEntry = z.strictObject({
  id: z.string().min(1).describe('The name under which clients ask for the model and lists show it.'),
  like: z.string().exactOptional().describe('Another model whose entry is copied and then overridden.'),
  match: z
    .string()
    .refine(isPattern, { params: { code: 'pattern', pattern: 'a regular expression' } })
    .exactOptional()
    .describe('A regular expression: any name that fits it whole is served by this entry.'),
  served: z.string().exactOptional().describe('The name that replies bear; default: the id.'),
  aliases: z.array(z.string()).exactOptional().describe('Further names of the same model.'),
  owned_by: z.string().exactOptional(),
  display_name: z.string().exactOptional(),
  created: z.int().exactOptional().describe('Unix seconds.'),
  context_window: z.int().positive().exactOptional().describe('Tokens that prompt and reply may have together.'),
  max_output: z.int().positive().exactOptional(),
  encoding: z.enum(encodings).exactOptional().describe('Which tokenizer counts.'),
  reasoning: z.enum(reasoningStyles).exactOptional().describe('none, hidden (counted, not shown) or open (shown).'),
  houses: z.array(z.string()).exactOptional().describe('Whose list of models shows it: openai, anthropic.'),
  surfaces: z.array(z.string()).exactOptional().describe('Which surfaces serve it: chat, responses, messages.'),
  traits: z.array(z.string()).exactOptional().describe('Named abilities that rules ask for.'),
  limits: z.record(z.string(), z.number()).exactOptional().describe('Named numbers that rules ask for.'),
  values: z.record(z.string(), z.array(z.string())).exactOptional().describe('Named lists that rules ask for.'),
  framing: framing.exactOptional(),
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
    contextWindow: full.context_window,
    maxOutput: full.max_output,
    encoding: full.encoding,
    reasoning: full.reasoning,
    houses: full.houses,
    surfaces: full.surfaces,
    traits: new Set(full.traits),
    limits: full.limits ?? {},
    values: full.values ?? {},
    framing: { prompt: 3, message: 4, reply: 0, ...full.framing },
  };
}
