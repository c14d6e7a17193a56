import { z } from 'zod';
import { listOf, type Order } from '../../../contract';

const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.string() }) }),
]);

/** One text or image of a mixed input. */
export type ModerationPart = z.infer<typeof part>;

/** The body of a moderation request. */
export const moderationsSchema = z.strictObject({
  input: z
    .union([z.string(), listOf(z.union([z.string(), part]))])
    .meta({ expected: 'one of a string, array of strings, or array of objects' }),
  model: z.string().nullish(),
});

/** A moderation request that has the right shape. */
export type ModerationsBody = z.infer<typeof moderationsSchema>;

/** Inferred: the order of the specification. */
export const order: Order = { first: ['input'], unknownKeys: 'first', fields: ['model', 'input'] };

/** What one verdict is about: texts, and addresses of images. */
export interface ModerationInput {
  readonly texts: readonly string[];
  readonly images: readonly string[];
}

const isPart = (item: string | ModerationPart): item is ModerationPart => typeof item !== 'string';

/** A verdict for each string; parts of a mixed input are judged together. */
export function moderationInputs({ input }: ModerationsBody): readonly ModerationInput[] {
  const items: readonly (string | ModerationPart)[] = typeof input === 'string' ? [input] : input;
  const parts = items.filter(isPart);
  if (parts.length === 0) return items.map((text) => ({ texts: [text as string], images: [] }));
  return [
    {
      texts: parts.flatMap((each) => (each.type === 'text' ? [each.text] : [])),
      images: parts.flatMap((each) => (each.type === 'image_url' ? [each.image_url.url] : [])),
    },
  ];
}
