import { z } from 'zod';
import { locked } from './beta-locks';

/** A plain model of the service: its type sentence names no type. */
export const SHAPE = { expected: 'shape' } as const;

/** `{"type":"ephemeral","ttl":"5m"}`; null is absent. */
export const cacheControl = z
  .discriminatedUnion('type', [z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })])
  .nullish();

/** A marker of the prompt's head, which may also say for whom the cache is kept. */
export const cacheControlOfHead = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('ephemeral'),
      ttl: z.enum(['5m', '1h']).optional(),
      scope: z.enum(['global', 'org']).optional().meta(locked('cache-scope')),
    }),
  ])
  .nullish();

// Bounds are those of the official OpenAPI file.
const DOCUMENT_TITLE_LIMIT = 255;
const PAGE_TITLE_LIMIT = 512;
const URL_LIMIT = 2_048;

const ordinal = z.int().min(0);

const place = {
  cited_text: z.string(),
  document_index: ordinal,
  document_title: z.string().min(1).max(DOCUMENT_TITLE_LIMIT).nullable(),
};

/** Where a cited text comes from. */
export const citation = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('char_location'),
    ...place,
    start_char_index: ordinal,
    end_char_index: z.int(),
    file_id: z.string().nullish(),
  }),
  z.strictObject({
    type: z.literal('content_block_location'),
    ...place,
    start_block_index: ordinal,
    end_block_index: z.int(),
    file_id: z.string().nullish(),
  }),
  z.strictObject({
    type: z.literal('page_location'),
    ...place,
    start_page_number: z.int().min(1),
    end_page_number: z.int(),
    file_id: z.string().nullish(),
  }),
  z.strictObject({
    type: z.literal('search_result_location'),
    cited_text: z.string(),
    search_result_index: ordinal,
    source: z.string(),
    title: z.string().nullable(),
    start_block_index: ordinal,
    end_block_index: z.int(),
  }),
  z.strictObject({
    type: z.literal('web_search_result_location'),
    cited_text: z.string(),
    encrypted_index: z.string(),
    title: z.string().min(1).max(PAGE_TITLE_LIMIT).nullable(),
    url: z.string().min(1).max(URL_LIMIT),
  }),
]);

/** A block of text. */
export const textBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  cache_control: cacheControl,
  citations: z.array(citation).nullish(),
});
