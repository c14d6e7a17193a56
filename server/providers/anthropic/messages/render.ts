import type {
  Message,
  ToolUseBlock,
  StopReason as WireStopReason,
  Usage as WireUsage,
} from '@anthropic-ai/sdk/resources/messages';
import {
  type Part,
  type Prompt,
  piecesOf,
  type RenderContext,
  type StopReason,
  type Turn,
  textOf,
  type Usage,
} from '../../../core';
import { type BetaEffect, betaEffects } from '../dialect/betas';
import { messageId, toolUseId } from '../dialect/ids';
import { contextDigests } from './conversation-digest';
import { parseToolInput } from './partial-json';
import type { MessagesBody } from './schema';
import { sign, thoughtDigest } from './thinking-signature';

/** A block as the wire has it: text without citations has no such member. */
export type WireBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | Pick<ToolUseBlock, 'type' | 'id' | 'name' | 'input' | 'caller'>;

/** Counts as the wire has them: what does not apply is absent, not null. */
export type ResponseUsage = Omit<WireUsage, 'server_tool_use' | 'speed' | 'output_tokens_details'> &
  Partial<Pick<WireUsage, 'output_tokens_details'>> & {
    speed?: 'standard' | 'fast';
    iterations?: readonly IterationUsage[];
    fallback_credit?: { readonly status: { readonly type: 'redeemed' } };
  };

/** What one run of the model used. */
type IterationUsage = Pick<
  WireUsage,
  'input_tokens' | 'output_tokens' | 'cache_read_input_tokens' | 'cache_creation_input_tokens' | 'cache_creation'
> & { readonly type: 'message' };

/** A message as the wire has it. */
export type ResponseMessage = Omit<Message, 'content' | 'usage'> & {
  content: WireBlock[];
  usage: ResponseUsage;
  context_management?: { readonly applied_edits: readonly [] };
  input_transformations?: readonly [];
};

/** A block and the words in which a stream says it. */
export interface RenderedBlock {
  readonly block: WireBlock;
  readonly pieces: readonly string[];
  /** Tokens of a thought that is kept back. */
  readonly hiddenTokens?: number;
}

/** A finished message, and how a stream says its blocks. */
export interface RenderedMessage {
  readonly message: ResponseMessage;
  readonly blocks: readonly RenderedBlock[];
}

const stopReasons: { readonly [Stop in StopReason]: WireStopReason } = {
  end: 'end_turn',
  length: 'max_tokens',
  'stop-sequence': 'stop_sequence',
  'tool-calls': 'tool_use',
  refusal: 'refusal',
  'content-filter': 'refusal',
  pause: 'pause_turn',
  'context-window': 'model_context_window_exceeded',
};

const EMPTY_TURN: Turn = {
  parts: [],
  stop: 'end',
  usage: { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 },
};

type MessagesEnvelope = RenderContext<MessagesBody>;

/** A client that says these words to a model that thinks is shown no thought: the provider's own way to try that out. */
const REDACTION_TRIGGER =
  'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB';

/** The JSON text of a reply, compact. */
export const render = (turns: readonly Turn[], envelope: MessagesEnvelope): string =>
  JSON.stringify(renderMessage(turns, envelope).message);

/** Makes the message once, ids drawn in the order in which they are read; JSON and stream are two views of it. */
export function renderMessage([turn = EMPTY_TURN]: readonly Turn[], envelope: MessagesEnvelope): RenderedMessage {
  const { body, profile, ids } = envelope;
  const id = messageId(ids);
  const said = turn.parts.flatMap((part, index) => {
    const ordinal = turn.parts.slice(0, index).filter(({ type }) => type === part.type).length;
    return partRenderers[part.type](part as never, envelope, ordinal);
  });
  const effects = betaEffects(envelope.headers);
  const refusal = turn.parts.find(({ type }) => type === 'refusal');
  const stop = refusal !== undefined && turn.stop === 'end' ? 'refusal' : turn.stop;
  const message: ResponseMessage = {
    model: profile.served,
    id,
    type: 'message',
    role: 'assistant',
    content: said.map(({ block }) => block),
    container: null,
    stop_reason: stopReasons[stop],
    stop_sequence: stop === 'stop-sequence' ? (turn.stopSequence ?? null) : null,
    stop_details: stopReasons[stop] === 'refusal' ? stopDetails(refusal) : null,
    usage: countsOf(turn.usage, envelope, effects),
    ...(effects.has('context-management') ? { context_management: { applied_edits: [] } } : {}),
    ...(effects.has('input-transformations') && profile.traits.has('claude') ? { input_transformations: [] } : {}),
    diagnostics: body.diagnostics?.previous_message_id == null ? null : { cache_miss_reason: null },
  };
  return { message, blocks: said };
}

/** `ordinal` is the part's place among the parts of its kind. */
type PartRenderer<P extends Part> = (part: P, envelope: MessagesEnvelope, ordinal: number) => readonly RenderedBlock[];

/** How each part is said. A refusal is no block: it stands in `stop_details`. */
const partRenderers: { readonly [Type in Part['type']]: PartRenderer<Extract<Part, { type: Type }>> } = {
  text: (part) => (part.text === '' ? [] : [{ block: { type: 'text', text: part.text }, pieces: piecesOf(part) }]),
  reasoning: renderThought,
  refusal: () => [],
  'tool-call': (part, { ids }) => [
    {
      block: {
        type: 'tool_use',
        id: part.id ?? toolUseId(ids),
        name: part.name,
        input: parseToolInput(part.input),
        caller: { type: 'direct' },
      },
      pieces: piecesOf(part),
    },
  ],
};

type Thought = Extract<Part, { type: 'reasoning' }>;

/** A thought is told only where thinking was asked for, and in words only where they are not omitted. */
function renderThought(part: Thought, envelope: MessagesEnvelope, ordinal: number): readonly RenderedBlock[] {
  const { body, prompt } = envelope;
  if (!prompt.reasoning) return [];
  const before = contextDigests(body);
  if (mustRedactThinking(prompt)) {
    const data = sign({ kind: 'redacted', ordinal, words: thoughtDigest(''), before }, part.text);
    return [{ block: { type: 'redacted_thinking', data }, pieces: [] }];
  }
  const isShown = displayOf(envelope) !== 'omitted';
  const thinking = isShown ? part.text : '';
  const signature = sign({ kind: 'thinking', ordinal, words: thoughtDigest(thinking), before }, part.text);
  const block = { type: 'thinking', thinking, signature } as const;
  return isShown ? [{ block, pieces: piecesOf(part) }] : [{ block, pieces: [''], hiddenTokens: piecesOf(part).length }];
}

function displayOf({ body: { thinking }, profile }: MessagesEnvelope): string {
  const asked = thinking !== undefined && 'display' in thinking ? thinking.display : undefined;
  return asked ?? (profile.traits.has('thinking-omitted') ? 'omitted' : 'summarized');
}

const mustRedactThinking = ({ messages }: Prompt): boolean =>
  messages.some((message) => message.role === 'user' && textOf(message.content).includes(REDACTION_TRIGGER));

const stopDetails = (refusal: Part | undefined): ResponseMessage['stop_details'] => ({
  type: 'refusal',
  category: null,
  explanation: refusal?.type === 'refusal' ? refusal.text : null,
});

/** `input_tokens` is only what follows the last breakpoint of the cache. */
function countsOf(usage: Usage, { body, profile }: MessagesEnvelope, effects: ReadonlySet<BetaEffect>): ResponseUsage {
  const { inference_geo: geo, speed, fallback_credit_token: token } = body;
  const { input, output, reasoning, cacheRead, cacheWrite, cacheWriteLong = 0 } = usage;
  const counts = {
    input_tokens: Math.max(input - cacheRead - cacheWrite, cacheRead + cacheWrite > 0 ? LEAST_AFTER_CACHE : 0),
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cacheRead,
    cache_creation: {
      ephemeral_5m_input_tokens: cacheWrite - cacheWriteLong,
      ephemeral_1h_input_tokens: cacheWriteLong,
    },
    output_tokens: output,
  };
  return {
    ...counts,
    // The newest models count thoughts also where there are none (raw captures of claude-sonnet-5-5).
    ...(reasoning > 0 || profile.traits.has('thinking-counted')
      ? { output_tokens_details: { thinking_tokens: reasoning } }
      : {}),
    service_tier: 'standard',
    inference_geo: geo ?? 'global',
    ...(speed == null ? {} : { speed }),
    ...(effects.has('iterations') ? { iterations: [iterationOf(counts)] } : {}),
    ...(effects.has('fallback-credit') && token != null ? { fallback_credit: { status: { type: 'redeemed' } } } : {}),
  };
}

/** Beside a cached prompt a few tokens are always read anew: transcripts show 3 and the like. */
const LEAST_AFTER_CACHE = 3;

/** The one run of the model that made a reply. */
const iterationOf = ({
  input_tokens,
  output_tokens,
  cache_read_input_tokens,
  cache_creation_input_tokens,
  cache_creation,
}: Omit<IterationUsage, 'type'>): IterationUsage => ({
  input_tokens,
  output_tokens,
  cache_read_input_tokens,
  cache_creation_input_tokens,
  cache_creation,
  type: 'message',
});
