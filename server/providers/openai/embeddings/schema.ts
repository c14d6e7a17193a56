import { z } from 'zod';
import type { Order } from '../../../contract';

/** Inputs of one request (embeddings guide; also the most that reports show to be taken). */
const MAX_INPUTS = 2048;

/** One input: words, or the tokens that stand for them. */
export type EmbeddingInput = string | readonly number[];

const isToken = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

const isWords = (value: unknown): boolean => typeof value === 'string';

const isTokens = (value: unknown): boolean => isList(value) && value.every(isToken);

const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MAX_INPUTS;

/** "Input text to embed, encoded as a string or array of tokens", or an array of either; the service tells nothing finer. */
const isInput = (value: unknown): boolean =>
  isWords(value) ||
  isTokens(value) ||
  (isList(value) && (value.every(isWords) || value.every((item) => Array.isArray(item) && isTokens(item))));

/** The body of an embeddings request. */
export const embeddingsSchema = z.strictObject({
  model: z.string().min(1),
  input: z.custom<string | readonly EmbeddingInput[] | readonly number[]>(isInput, { params: { code: 'wrong-type' } }),
  dimensions: z.int().min(1).nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  user: z.string().nullish(),
});

/** An embeddings request that has the right shape. */
export type EmbeddingsBody = z.infer<typeof embeddingsSchema>;

/** The order of telling is not known; the model stands first, since the gateway needs it for routing. */
export const order: Order = {
  first: ['model'],
  unknownKeys: 'first',
  fields: ['model', 'input', 'dimensions', 'encoding_format', 'user'],
};

/** Is the input one list of tokens? */
const isOneOfTokens = (input: EmbeddingsBody['input']): input is readonly number[] =>
  typeof input !== 'string' && typeof input[0] === 'number';

/** The inputs of a request, each with its place. */
export function inputsOf({ input }: EmbeddingsBody): readonly EmbeddingInput[] {
  return typeof input === 'string' || isOneOfTokens(input) ? [input] : input;
}

/** Where an input stands: `input` itself, or one place of it. */
export const placeOf = ({ input }: EmbeddingsBody, at: number): readonly (string | number)[] =>
  typeof input === 'string' || isOneOfTokens(input) ? ['input'] : ['input', at];
