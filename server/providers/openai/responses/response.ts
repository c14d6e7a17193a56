import type { ResponseUsage } from 'openai/resources/responses/responses';
import type { Profile, RenderContext, Turn, Usage } from '../../../core';
import { moderationResult } from '../dialect/moderated';
import { choiceEcho, textEcho, toolsEcho } from './echo';
import { effortOf } from './effort';
import { type ItemIdFactory, itemIdsOf } from './item-ids';
import { incompleteReason, type RenderedItem, renderItems, summaryOf } from './output-items';
import { NO_HOSTED_USE, type ReasoningEcho, type ResponseObject, requestedTier } from './response-object';
import type { ResponsesBody } from './schema';

/** A finished response, and what a stream of it needs besides. */
export interface BuiltResponse {
  readonly response: ResponseObject;
  readonly items: readonly RenderedItem[];
}

/** Tiers as they come back; until the end a stream repeats the one that was asked for. */
const RESOLVED: Readonly<Record<string, string>> = { fast: 'priority', priority: 'priority', flex: 'flex' };

/** What a parameter comes back as where it was not given. */
const DEFAULTS = {
  background: false,
  frequency_penalty: 0,
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  parallel_tool_calls: true,
  presence_penalty: 0,
  previous_response_id: null,
  prompt_cache_key: null,
  safety_identifier: null,
  store: true,
  temperature: 1,
  top_logprobs: 0,
  truncation: 'disabled',
  user: null,
  metadata: {},
} as const satisfies Partial<ResponsesBody>;

type Defaults = typeof DEFAULTS;
type Echoed = { readonly [Key in keyof Defaults]: NonNullable<ResponsesBody[Key]> | Defaults[Key] };

/** Parameters as given, else their defaults; a service may let anything pass in numbers that it ignores. */
const echoOf = (body: ResponsesBody): Echoed =>
  Object.fromEntries(
    Object.entries(DEFAULTS).map(([key, otherwise]) => {
      const value = body[key as keyof Defaults] ?? otherwise;
      return [key, typeof otherwise === 'number' && typeof value !== 'number' ? otherwise : value];
    }),
  ) as Echoed;

const retentionOf = (body: ResponsesBody, { traits }: Profile): 'in_memory' | '24h' =>
  body.prompt_cache_retention ??
  (traits.has('extended-cache-only') || traits.has('extended-cache') ? '24h' : 'in_memory');

const usageOf = ({ input, output, reasoning, cacheRead, cacheWrite }: Usage): ResponseUsage => ({
  input_tokens: input,
  input_tokens_details: { cache_write_tokens: cacheWrite, cached_tokens: cacheRead },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: reasoning },
  total_tokens: input + output,
});

const NO_REASONING: ReasoningEcho = { context: null, effort: null, summary: null };

function reasoningEcho(body: ResponsesBody, profile: Profile): ReasoningEcho {
  if (profile.reasoning === 'none') return NO_REASONING;
  return {
    context: body.reasoning?.context ?? (profile.traits.has('reasoning-across-turns') ? 'all_turns' : 'current_turn'),
    effort: effortOf(body, profile),
    mode: body.reasoning?.mode ?? 'standard',
    summary: summaryOf(body),
  };
}

/** The verdicts that a request asks for, on what the user says and on what is answered. */
function moderationOf({ parts }: Turn, { body, prompt }: RenderContext<ResponsesBody>): ResponseObject['moderation'] {
  if (body.moderation == null) return null;
  const { model } = body.moderation;
  const content = prompt.messages.flatMap((message) => (message.role === 'user' ? message.content : []));
  const texts = content.flatMap((piece) => (piece.type === 'text' ? [piece.text] : []));
  const images = content.flatMap((piece) => (piece.type === 'image' ? [piece.source] : []));
  const said = parts.flatMap((part) => (part.type === 'text' || part.type === 'refusal' ? [part.text] : []));
  return {
    input: moderationResult({ texts, images }, model),
    output: moderationResult({ texts: said, images: [] }, model),
  };
}

const conversationOf = ({ conversation }: ResponsesBody): { conversation?: { id: string } } => {
  if (conversation == null) return {};
  return { conversation: { id: typeof conversation === 'string' ? conversation : conversation.id } };
};

/** A response's own id, which is drawn first, and what names its items. */
export interface ResponseIds {
  readonly id: string;
  readonly idOf: ItemIdFactory;
}

/** Draws the id of a response. */
export function drawResponseIds({ ids, created }: RenderContext<ResponsesBody>): ResponseIds {
  const idOf = itemIdsOf(ids, created);
  return { id: idOf('resp'), idOf };
}

/** Builds the finished response; ids are drawn here and nowhere else, so that a stream bears the same ones. */
export function buildResponse(
  turn: Turn,
  envelope: RenderContext<ResponsesBody>,
  opening = drawResponseIds(envelope),
): BuiltResponse {
  const said = renderItems(turn, envelope, opening.idOf);
  return { response: responseOf(opening.id, turn, { envelope, items: said }), items: said };
}

interface ResponseParts {
  readonly envelope: RenderContext<ResponsesBody>;
  readonly items: readonly RenderedItem[];
}

// The order of members is the wire's of August 2026.
function responseOf(id: string, turn: Turn, { envelope, items }: ResponseParts): ResponseObject {
  const { stop, usage } = turn;
  const { body, profile, created, loaded } = envelope;
  const reason = incompleteReason(stop);
  const echo = echoOf(body);
  return {
    id,
    object: 'response',
    created_at: created,
    status: reason === undefined ? 'completed' : 'incomplete',
    background: echo.background,
    completed_at: reason === undefined ? created : null,
    ...conversationOf(body),
    error: null,
    frequency_penalty: echo.frequency_penalty,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: echo.instructions,
    max_output_tokens: echo.max_output_tokens,
    max_tool_calls: echo.max_tool_calls,
    model: profile.served,
    moderation: moderationOf(turn, envelope),
    output: items.map(({ item }) => item),
    parallel_tool_calls: echo.parallel_tool_calls,
    presence_penalty: echo.presence_penalty,
    previous_response_id: echo.previous_response_id,
    ...(body.prompt == null ? {} : { prompt: body.prompt }),
    prompt_cache_key: echo.prompt_cache_key,
    ...(body.prompt_cache_options == null ? {} : { prompt_cache_options: body.prompt_cache_options }),
    prompt_cache_retention: retentionOf(body, profile),
    reasoning: reasoningEcho(body, profile),
    safety_identifier: echo.safety_identifier,
    service_tier: RESOLVED[requestedTier(body)] ?? 'default',
    store: echo.store,
    temperature: echo.temperature,
    text: textEcho(body),
    tool_choice: choiceEcho(body),
    tool_usage: NO_HOSTED_USE,
    tools: toolsEcho(body, loaded),
    top_logprobs: echo.top_logprobs,
    top_p: body.top_p ?? profile.limits['default_top_p'] ?? 1,
    truncation: echo.truncation,
    usage: usageOf(usage),
    user: echo.user,
    metadata: echo.metadata,
  };
}
