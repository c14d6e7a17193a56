import { z } from 'zod';
import { betaBlocks } from './beta-blocks';
import { locked } from './beta-locks';
import { cacheControl, cacheControlOfHead, citation, SHAPE, textBlock } from './text';

// Who made a tool call: the model, or code that the model runs.
const caller = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('code_execution_20250825'), tool_id: z.string() }),
  z.strictObject({ type: z.literal('code_execution_20260120'), tool_id: z.string() }),
  z.strictObject({ type: z.literal('direct') }),
]);

const TITLE_LIMIT = 500;
const TOOL_USE_NAME_LIMIT = 200;

const toolUseId = z.string().regex(/^[a-zA-Z0-9_-]+$/);
const serverToolUseId = z.string().regex(/^srvtoolu_[a-zA-Z0-9_]+$/);
const citationsConfig = z.strictObject({ enabled: z.boolean().optional() }).meta(SHAPE);
const dictionary = z.record(z.string(), z.unknown());

const fileSource = z.strictObject({ type: z.literal('file'), file_id: z.string() });
const urlSource = z.strictObject({ type: z.literal('url'), url: z.string() });

const imageBlock = z.strictObject({
  type: z.literal('image'),
  source: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('base64'),
      media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
      data: z.string(),
    }),
    fileSource,
    urlSource,
  ]),
  cache_control: cacheControl,
  transformations: z
    .strictObject({ oversized_image: z.enum(['downsize', 'error']).optional() })
    .meta(SHAPE)
    .nullish(),
});

const documentBlock = z.strictObject({
  type: z.literal('document'),
  source: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('base64'), media_type: z.literal('application/pdf'), data: z.string() }),
    z.strictObject({
      type: z.literal('content'),
      content: z.union([z.string(), z.array(z.discriminatedUnion('type', [imageBlock, textBlock]))]),
    }),
    fileSource,
    z.strictObject({ type: z.literal('text'), media_type: z.literal('text/plain'), data: z.string() }),
    urlSource,
  ]),
  cache_control: cacheControl,
  citations: citationsConfig.nullish(),
  context: z.string().min(1).nullish(),
  title: z.string().min(1).max(TITLE_LIMIT).nullish(),
});

const searchResultBlock = z.strictObject({
  type: z.literal('search_result'),
  source: z.string(),
  title: z.string(),
  content: z.array(textBlock),
  cache_control: cacheControl,
  citations: citationsConfig.optional(),
});

const toolReferenceBlock = z.strictObject({
  type: z.literal('tool_reference'),
  tool_name: z.string().regex(/^[a-zA-Z0-9_-]{1,256}$/),
  cache_control: cacheControl,
});

const browserStateBlock = z.strictObject({
  type: z.literal('browser_state'),
  tabs: z.array(
    z.strictObject({ tab_id: z.string(), title: z.string(), url: z.string(), active: z.boolean().optional() }),
  ),
  cache_control: cacheControl,
  state_changes: z.array(dictionary).nullish(),
});

const toolUseBlock = z.strictObject({
  type: z.literal('tool_use'),
  id: toolUseId,
  name: z.string().min(1).max(TOOL_USE_NAME_LIMIT),
  input: dictionary,
  cache_control: cacheControl,
  caller: caller.optional(),
  toolset_name: z.string().nullish(),
});

const toolResultBlock = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: toolUseId,
  content: z
    .union([
      z.string(),
      z.array(
        z.discriminatedUnion('type', [
          documentBlock,
          imageBlock,
          searchResultBlock,
          textBlock,
          toolReferenceBlock,
          browserStateBlock,
        ]),
      ),
    ])
    .optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
  toolset_name: z.string().nullish(),
});

const serverToolUseBlock = z.strictObject({
  type: z.literal('server_tool_use'),
  id: serverToolUseId,
  name: z.union([
    z.enum([
      'web_search',
      'web_fetch',
      'code_execution',
      'bash_code_execution',
      'text_editor_code_execution',
      'tool_search_tool_regex',
      'tool_search_tool_bm25',
    ]),
    z.literal('advisor').meta(locked('advisor')),
  ]),
  input: dictionary,
  cache_control: cacheControl,
  caller: caller.optional(),
});

/** Results of server tools share a frame; their content is the provider's own and comes back as it was sent. */
const serverResult = <const Type extends string>(type: Type) =>
  z.strictObject({
    type: z.literal(type),
    tool_use_id: serverToolUseId,
    content: z.union([dictionary, z.array(dictionary)]),
    cache_control: cacheControl,
    caller: caller.optional(),
  });

/** Every block that a message may hold, in the order in which the service lists the tags. */
export const contentBlock = z.discriminatedUnion('type', [
  serverResult('bash_code_execution_tool_result'),
  serverResult('code_execution_tool_result'),
  z.strictObject({ type: z.literal('container_upload'), file_id: z.string(), cache_control: cacheControl }),
  documentBlock,
  imageBlock,
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  searchResultBlock,
  serverToolUseBlock,
  textBlock,
  serverResult('text_editor_code_execution_tool_result'),
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  toolResultBlock,
  serverResult('tool_search_tool_result'),
  toolUseBlock,
  serverResult('web_fetch_tool_result'),
  serverResult('web_search_tool_result'),
  serverResult('advisor_tool_result').meta(locked('advisor')),
  ...betaBlocks,
]);

/** A block of the top-level system prompt. A text that is no text is blamed on the whole block. */
export const systemBlock = z
  .strictObject({
    type: z.literal('text'),
    text: z.custom<string>(),
    cache_control: cacheControlOfHead,
    citations: z.array(citation).nullish(),
  })
  .check(({ value, issues }) => {
    if (typeof value.text === 'string') return;
    const params = { code: 'wrong-type', expected: { kind: 'named', name: SHAPE.expected } };
    issues.push({ code: 'custom', input: value, path: [], message: '', params });
  })
  .meta(SHAPE);

/** One block of a message. */
export type ContentBlock = z.infer<typeof contentBlock>;

/** One piece of a tool's result. */
export type ResultBlock = Exclude<z.infer<typeof toolResultBlock>['content'], string | undefined>[number];

/** The blocks of a message or system prompt; a string is one text block, an empty one none. */
export function blocksOf<Block>(
  content: string | readonly Block[],
): readonly (Block | { type: 'text'; text: string })[] {
  if (typeof content !== 'string') return content;
  return content === '' ? [] : [{ type: 'text', text: content }];
}
