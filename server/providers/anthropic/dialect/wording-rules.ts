import type { Issue } from '../../../core';
import type { MessagesRuleId } from '../messages/rules';
import type { BatchRuleId } from '../resources/batches/rules';
import type { FileRuleId } from '../resources/files/rules';
import { atPath, fixedSentence, type IssueSentence, list, value } from './issue-sentence';
import type { ListRuleId } from './paging';
import { betaSentences } from './wording-betas';
import { resourceSentences } from './wording-resources';

const THINKING_HELP =
  'Please consult our documentation at https://platform.claude.com/docs/en/build-with-claude/extended-thinking';
const DIRECTIVE_ONLY = 'the directive-only form (content: [] with output_config) is accepted at any position';
const USE_ADAPTIVE = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

const openCalls: IssueSentence = atPath(
  ({ facts }) =>
    `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${list(facts['ids'])}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
);

const notClosed: IssueSentence = atPath(({ facts }) =>
  facts.value === undefined
    ? "For 'object' type, 'additionalProperties' must be explicitly set to false"
    : `For 'object' type, 'additionalProperties: ${facts.value}' is not supported. Please set 'additionalProperties' to false`,
);

const tooManyItems: IssueSentence = atPath(
  ({ facts }) =>
    `For 'array' type, 'minItems' values other than 0 or 1 are not supported (got: [${facts.value}, ${facts['most'] ?? '∞'}])`,
);

function unsupportedKeywords({ facts }: Issue): string {
  const words = facts.value as readonly string[];
  const said = words.length === 1 ? `property '${words[0]}' is` : `properties ${list(words)} are`;
  return `For '${facts['type']}' type, ${said} not supported`;
}

const noSuchThinking = ({ facts }: Issue): string =>
  facts['defaultsToAdaptive'] === true
    ? '"thinking.type.disabled" is not supported for this model. Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.'
    : `"thinking.type.disabled" is not supported for this model. ${USE_ADAPTIVE}`;

const inPixels = (size: unknown): string => {
  const { width, height } = size as { readonly width: number; readonly height: number };
  return `${width}x${height}`;
};

// Only the first sentence was seen.
const differs = (part: string): string =>
  part === 'system'
    ? 'The `system` prompt differs from the one this block was created with.'
    : `The \`${part}\` differ from the ones this block was created with.`;

const onlyIn = (role: string): IssueSentence =>
  atPath((issue) => `\`${value(issue)}\` blocks can only be in \`${role}\` messages`);

/** A sentence for each rule that a schema cannot say; a rule without one does not compile. */
export const ruleSentences = {
  'empty-text-cache-control': atPath('cache_control cannot be set for empty text blocks'),
  'system-role-unsupported-model': fixedSentence("role 'system' is not supported on this model"),
  'system-content-empty': atPath('system content must contain at least one block'),
  'system-block-kind': atPath("role 'system' supports text, tool_addition, and tool_removal blocks only"),
  'system-at-head': atPath(`use the top-level 'system' parameter for the initial system prompt; ${DIRECTIVE_ONLY}`),
  'system-must-precede-assistant': atPath(
    `role 'system' must precede an 'assistant' message or end the array; ${DIRECTIVE_ONLY}`,
  ),
  'system-must-follow-user': atPath(
    `role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result; ${DIRECTIVE_ONLY}`,
  ),
  'system-text-blocks-whitespace': atPath('system text blocks must contain non-whitespace text'),
  'first-message-assistant': fixedSentence('messages: first message must use the "user" role'),
  'user-turn-empty': atPath('user messages must have non-empty content'),
  'assistant-turn-empty': atPath(
    'all messages must have non-empty content except for the optional final assistant message',
  ),
  'text-block-empty': fixedSentence('messages: text content blocks must be non-empty'),
  'text-block-whitespace': fixedSentence('messages: text content blocks must contain non-whitespace text'),
  'system-text-empty': fixedSentence('system: text content blocks must be non-empty'),
  'system-text-whitespace': fixedSentence('system: text content blocks must contain non-whitespace text'),
  'prefill-unsupported': fixedSentence(
    'This model does not support assistant message prefill. The conversation must end with a user message.',
  ),
  'prefill-trailing-whitespace': fixedSentence('messages: final assistant content cannot end with trailing whitespace'),
  'assistant-image': atPath((issue) => `'${value(issue)}' blocks are not permitted within assistant turns.`),
  'tool-use-in-user': onlyIn('assistant'),
  'tool-result-in-assistant': onlyIn('user'),
  'thinking-in-user': onlyIn('assistant'),
  'tool-result-empty-error': atPath('content cannot be empty if `is_error` is true'),

  'tool-use-id-duplicate': atPath('`tool_use` ids must be unique'),
  'tool-use-followed-by-block': openCalls,
  'tool-result-without-use': atPath(
    (issue) =>
      `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${value(issue)}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
  ),
  'tool-use-without-result': openCalls,
  'tool-result-duplicate': atPath(
    (issue) =>
      `each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${value(issue)}`,
  ),
  'caller-source-missing': (issue) =>
    `source tool \`${issue.facts['source']}\` not found for tool use block \`${value(issue)}\``,
  'server-tool-unresolved': (issue) =>
    `\`${issue.facts['name']}\` tool use with id \`${value(issue)}\` was found without a corresponding \`${issue.facts['result']}\` block`,
  'server-result-without-use': atPath(
    (issue) =>
      `unexpected \`tool_use_id\` found in \`${issue.facts['result']}\` blocks: ${value(issue)}. Each \`${issue.facts['result']}\` block must have a corresponding \`server_tool_use\` block before it.`,
  ),

  'toolset-name': atPath(
    "name is not accepted on a toolset entry: the member names are fixed by the dated type, and the served tool keeps the family's bare name",
  ),
  'toolset-member': atPath((issue) => `${value(issue)} is not accepted on a toolset entry`),
  'tool-type-unsupported-model': ({ facts }) =>
    `'${facts['model']}' does not support tool types: ${list(facts.value)}. Did you mean one of ${[...(facts.allowed ?? [])].sort().join(', ')}?`,
  'tool-names-duplicate': fixedSentence('tools: Tool names must be unique.'),
  'tool-choice-any-without-tools': fixedSentence('tool_choice.any may only be specified while providing tools'),
  'tool-choice-tool-absent': (issue) => `Tool '${value(issue)}' not found in provided tools`,
  'tool-choice-forced-unsupported': fixedSentence(
    'tool_choice: type "tool" and "any" are not supported for this model.',
  ),
  'tool-choice-forced-with-thinking': fixedSentence('Thinking may not be enabled when tool_choice forces tool use.'),
  'tool-choice-indirect': (issue) => `tool_choice: tool '${value(issue)}' cannot be called directly`,
  'tools-all-deferred': fixedSentence('At least one tool must have defer_loading=false. All tools cannot be deferred.'),
  'tool-deferred-cache-control': atPath(
    'Tools with defer_loading cannot use prompt caching. cache_control cannot be set on a tool with defer_loading=true.',
  ),
  'strict-tools-too-many': ({ facts }) =>
    `Too many strict tools (${facts.found}). The maximum number of strict tools supported is ${facts.limit}. Try reducing the number of tools marked as strict.`,
  'web-domains-both': atPath('only one of allowed_domains and blocked_domains can be provided'),
  'web-domain-format': atPath('invalid domain format'),
  'web-search-allowed-callers': atPath((issue) => `${value(issue)} requires allowed_callers: ["direct"] on this model`),

  'max-tokens-above-model': ({ facts }) =>
    `max_tokens: ${facts.found} > ${facts.limit}, which is the maximum allowed number of output tokens for ${facts['model']}`,
  'max-tokens-zero': (issue) => `max_tokens: 0 is not supported with ${value(issue)}`,
  'temperature-deprecated': fixedSentence('`temperature` is deprecated for this model.'),
  'top-p-deprecated': fixedSentence('`top_p` is deprecated for this model.'),
  'top-k-deprecated': fixedSentence('`top_k` is deprecated for this model.'),
  'temperature-and-top-p': fixedSentence(
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  ),
  'temperature-with-thinking': fixedSentence(
    `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${THINKING_HELP}`,
  ),
  'top-p-with-thinking': fixedSentence(
    `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode. ${THINKING_HELP}`,
  ),
  'top-k-with-thinking': fixedSentence(
    `\`top_k\` must be unset when thinking is enabled or in adaptive mode. ${THINKING_HELP}`,
  ),
  'thinking-enabled-unsupported': fixedSentence(
    `"thinking.type.enabled" is not supported for this model. ${USE_ADAPTIVE}`,
  ),
  'thinking-adaptive-unsupported': fixedSentence('adaptive thinking is not supported on this model'),
  'thinking-disabled-unsupported': noSuchThinking,
  'thinking-budget-vs-max': fixedSentence(
    `\`max_tokens\` must be greater than \`thinking.budget_tokens\`. ${THINKING_HELP}#max-tokens-and-context-window-size`,
  ),
  'thinking-disabled-high-effort': (issue) =>
    `output_config.effort '${value(issue)}' is not supported when thinking is disabled on this model.`,
  'effort-unsupported': fixedSentence('This model does not support the effort parameter.'),
  'effort-level-unsupported': (issue) =>
    `This model does not support effort level '${value(issue)}'. Supported levels: ${list(issue.facts.allowed)}.`,
  'speed-unsupported': ({ facts }) => `'${facts['model']}' does not support the \`speed\` parameter.`,

  'tool-schema-combinator': atPath('input_schema does not support oneOf, allOf, or anyOf at the top level'),
  'tool-schema-invalid': atPath(
    'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.',
  ),
  'strict-tool-not-closed': notClosed,
  'format-schema-not-closed': notClosed,
  'format-schema-keyword': atPath(unsupportedKeywords),
  'format-schema-min-items': tooManyItems,
  'strict-tool-keyword': atPath(unsupportedKeywords),
  'strict-tool-min-items': tooManyItems,
  'grammar-too-many-optionals': ({ facts }) =>
    `Schemas contains too many optional parameters (${facts.found}), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: ${facts.limit}).`,
  'grammar-too-many-unions': ({ facts }) =>
    `Schemas contains too many parameters with union types (${facts.found} parameters with type arrays or anyOf). This causes exponential compilation cost. Reduce the number of nullable or union-typed parameters (limit: ${facts.limit} parameters with unions).`,
  'tool-input-examples-invalid': atPath('example does not match input_schema'),
  'format-with-citations': atPath('Structured outputs are incompatible with citations'),
  'citations-all-or-none': fixedSentence('citations must be enabled on all documents or none'),

  'cache-blocks-too-many': ({ facts }) =>
    `A maximum of ${facts.limit} blocks with cache_control may be provided. Found ${facts.found}.`,
  'cache-ttl-order': atPath(
    "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
  ),
  'cache-top-level-conflict': ({ facts }) =>
    `Top-level cache_control has ttl='${facts.value}' but the target block already has cache_control with ttl='${facts['other']}'`,

  'thinking-signature-invalid': atPath('Invalid `signature` in `thinking` block'),
  'thinking-modified': atPath(
    '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.',
  ),
  'thinking-signature-bound': atPath(
    (issue) =>
      `Invalid \`signature\` in \`thinking\` block. The block is bound to a different conversation. Remove the block, or set \`thinking.block_binding.prefix_mismatch_behavior\` to "drop_block". That setting requires the \`thinking-binding-controls-2026-08-01\` value in the \`anthropic-beta\` header. ${differs(value(issue))}`,
  ),
  'redacted-thinking-invalid': atPath('Invalid `data` in `redacted_thinking` block'),
  'thinking-final-while-disabled': atPath(
    'When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`. To use thinking blocks, enable `thinking` in your request.',
  ),
  'thinking-not-first': atPath(
    (issue) =>
      `If an assistant message contains any thinking blocks, the first block must be \`thinking\` or \`redacted_thinking\`. Found \`${value(issue)}\`.`,
  ),
  'thinking-final-block': atPath('The final block in an assistant message cannot be `thinking`.'),
  'thinking-first-required': atPath(
    (issue) =>
      `Expected \`thinking\` or \`redacted_thinking\`, but found \`${value(issue)}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
  ),

  'media-url-scheme': atPath('Only HTTPS URLs are supported.'),
  'image-base64-invalid': atPath('Invalid base64 data'),
  'media-unsupported': (issue) => `'${issue.facts['model']}' does not support ${value(issue)} input.`,
  'image-mismatch': atPath(
    (issue) =>
      `The image was specified using the ${value(issue)} media type, but the image appears to be a ${issue.facts['format']} image`,
  ),
  'image-unreadable': fixedSentence('Could not process image'),
  'image-too-large': atPath(
    ({ facts }) => `image exceeds ${facts.value} MB maximum: ${facts.found} bytes > ${facts.limit} bytes`,
  ),
  'image-dimensions': atPath(
    ({ facts }) => `At least one of the image dimensions exceed max allowed size: ${facts.limit} pixels`,
  ),
  'image-dimensions-many': atPath(
    ({ facts }) =>
      `At least one of the image dimensions exceed max allowed size for many-image requests: ${facts.limit} pixels`,
  ),
  'image-oversized': atPath(
    ({ facts }) =>
      `image dimensions ${inPixels(facts['size'])} exceed the maximum image size of a model named on this request and would be downsized to ${inPixels(facts['seen'])}; scale the image to at most ${inPixels(facts['seen'])} or set the image's oversized_image setting to "downsize"`,
  ),
  'pdf-invalid': atPath('The PDF specified was not valid.'),
  'pdf-password': atPath('The PDF specified is password protected.'),
  'pdf-pages': atPath(({ facts }) => `A maximum of ${facts.limit} PDF pages may be provided.`),
  'media-too-many': ({ facts }) =>
    `Too much media: ${facts['pages']} document pages + ${facts.found} images > ${facts.limit}`,
  'url-download-failed': fixedSentence('Unable to download the file. Please verify the URL and try again.'),
  'url-robots': fixedSentence("This URL is disallowed by the website's robots.txt file."),

  'prompt-too-long': ({ facts }) => `prompt is too long: ${facts['input']} tokens > ${facts.limit} maximum`,
  'prompt-and-reply-too-long': ({ facts }) =>
    `input length and \`max_tokens\` exceed context limit: ${facts['input']} + ${facts['most']} > ${facts.limit}, decrease input length or \`max_tokens\` and try again`,

  'container-without-code-execution': fixedSentence(
    'container: Container identifier can only be provided when using the code execution tool',
  ),

  'thread-not-found': atPath((issue) => `no usable thread state was found for previous_message_id '${value(issue)}'`),
  'thread-already-continued': atPath((issue) => `the response '${value(issue)}' has already been continued`),
  'thread-fingerprint-mismatch': atPath((issue) => `differing field(s): ${list(issue.facts.value)}`),
  'thread-unsupported': atPath('this service does not hold conversations'),

  ...betaSentences,

  'list-both-cursors': fixedSentence('before_id and after_id cannot both be specified'),
  ...resourceSentences,
} as const satisfies Readonly<Record<MessagesRuleId | ListRuleId | BatchRuleId | FileRuleId, IssueSentence>>;
