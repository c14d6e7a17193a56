import type {
  ChatCompletion,
  ChatCompletionMessage,
  ChatCompletionMessageToolCall,
} from 'openai/resources/chat/completions';
import {
  type Part,
  type Profile,
  piecesOf,
  type RenderContext,
  type StopReason,
  type ToolCall,
  type Turn,
  textOfPart,
  type Usage,
} from '../../../core';
import { chatCompletionId, fingerprint, numberedCallId, toolCallId } from '../dialect/ids';
import { logprobsOf } from './logprobs';
import { isLegacy } from './read';
import type { ChatBody } from './schema';

/** The SDK's message, and the open reasoning that DeepSeek-style servers put beside its content. */
export type ChatReplyMessage = Omit<ChatCompletionMessage, 'refusal'> & {
  reasoning_content?: string;
  refusal?: string | null;
};

/** Models of the gpt-5 generation leave `logprobs` out unless it is asked for. */
export type ChatChoice = Omit<ChatCompletion.Choice, 'message' | 'logprobs'> & {
  message: ChatReplyMessage;
  logprobs?: ChatCompletion.Choice['logprobs'];
};

/** The SDK's completion as it is sent today: `system_fingerprint` may be null. */
export type ChatCompletionReply = Omit<
  ChatCompletion,
  'choices' | 'system_fingerprint' | 'usage' | 'service_tier' | 'moderation'
> & {
  choices: ChatChoice[];
  usage: ReturnType<typeof usageOf>;
  service_tier?: 'default' | 'priority' | 'fast' | 'flex' | 'ultrafast';
  system_fingerprint: string | null;
};

type FinishReason = ChatChoice['finish_reason'];

const finishReasons: { readonly [Reason in StopReason]: FinishReason } = {
  end: 'stop',
  length: 'length',
  'stop-sequence': 'stop',
  'tool-calls': 'tool_calls',
  refusal: 'stop',
  'content-filter': 'content_filter',
  pause: 'stop',
  'context-window': 'length',
};

/** Does a service speak without what the provider added since: refusals, annotations, tiers, obfuscation? */
export const isBare = ({ traits }: Profile): boolean => traits.has('bare-replies');

/** The id of a completion. */
export const replyId = ({ ids, profile }: Pick<RenderContext<ChatBody>, 'ids' | 'profile'>): string =>
  isBare(profile) ? ids.uuid() : chatCompletionId(ids);

/** A completion, its ids drawn in the order in which they stand in it; the first may have been drawn before. */
export function completionOf(
  turns: readonly Turn[],
  envelope: RenderContext<ChatBody>,
  id: string = replyId(envelope),
): ChatCompletionReply {
  const { body, profile, ids, created } = envelope;
  const print = profile.traits.has('fingerprint') ? fingerprint(ids) : emptyPrint(profile);
  return {
    id,
    object: 'chat.completion',
    created,
    model: profile.served,
    choices: turns.map((turn, index) => choiceOf(turn, index, envelope)),
    usage: usageOf(turns, profile),
    ...(profile.traits.has('no-service-tier') || isBare(profile)
      ? {}
      : { service_tier: tierOf(body.service_tier, profile) }),
    system_fingerprint: print,
  };
}

/** The completion as JSON text: two spaces and a line end, or compact. */
export const render = (turns: readonly Turn[], envelope: RenderContext<ChatBody>): string =>
  isBare(envelope.profile)
    ? JSON.stringify(completionOf(turns, envelope))
    : `${JSON.stringify(completionOf(turns, envelope), null, 2)}\n`;

/** Models that search have an empty one. */
const emptyPrint = ({ traits }: Profile): string | null => (traits.has('web-search') ? '' : null);

/** What cannot be had is served at the default. */
function tierOf(
  asked: ChatBody['service_tier'],
  { traits }: Profile,
): NonNullable<ChatCompletionReply['service_tier']> {
  if (asked === 'fast' || asked === 'priority') return traits.has('tier-named-fast') ? 'fast' : 'priority';
  if (asked === 'ultrafast') return traits.has('ultrafast') ? 'ultrafast' : 'default';
  return asked === 'flex' ? asked : 'default';
}

function choiceOf(turn: Turn, index: number, envelope: RenderContext<ChatBody>): ChatChoice {
  const message = messageOf(turn, envelope);
  const logprobs = logprobsKey(turn, envelope);
  return { index, message, ...logprobs, finish_reason: finishOf(turn, envelope) };
}

/** Older models always have the key. */
function logprobsKey({ parts }: Turn, { body, profile, noise }: RenderContext<ChatBody>): Pick<ChatChoice, 'logprobs'> {
  if (body.logprobs === true) {
    const tokens = parts.flatMap((part) => (part.type === 'text' ? piecesOf(part) : []));
    return { logprobs: { content: logprobsOf(tokens, body.top_logprobs ?? 0, noise), refusal: null } };
  }
  return profile.traits.has('logprobs-key') ? { logprobs: null } : {};
}

/** Older models end with `stop` when the request names the function to call (37 of 37 recordings). */
function finishOf({ stop }: Turn, { body, profile, prompt }: RenderContext<ChatBody>): FinishReason {
  if (stop !== 'tool-calls') return finishReasons[stop];
  if (isLegacy(body)) return 'function_call';
  return prompt.toolChoice.type === 'named' && profile.traits.has('named-call-stops') ? 'stop' : 'tool_calls';
}

/** The words of all parts of a kind, or undefined where there is no such part. */
function said(parts: readonly Part[], type: Part['type']): string | undefined {
  const some = parts.filter((part) => part.type === type);
  return some.length === 0 ? undefined : some.map(textOfPart).join('');
}

/** Is this part a tool call? */
export const isCall = (part: Part): part is ToolCall => part.type === 'tool-call';

function messageOf({ parts }: Turn, { body, profile, ids }: RenderContext<ChatBody>): ChatReplyMessage {
  const calls = parts.filter(isCall);
  const refusal = said(parts, 'refusal') ?? null;
  const reasoning = profile.reasoning === 'open' ? said(parts, 'reasoning') : undefined;
  const bare = isBare(profile);
  const nothing = !bare && (calls.length > 0 || refusal !== null) ? null : '';
  const [legacy] = isLegacy(body) ? calls : [];
  const callAt = (index: number, call: ToolCall) =>
    bare ? { index, ...toolCallOf(call, numberedCallId(ids, index)) } : toolCallOf(call, toolCallId(ids));
  return {
    role: 'assistant',
    content: said(parts, 'text') ?? nothing,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0 || legacy ? {} : { tool_calls: calls.map((call, at) => callAt(at, call)) }),
    ...(legacy ? { function_call: { name: legacy.name, arguments: legacy.input } } : {}),
    ...(bare ? {} : { refusal, annotations: [] }),
  };
}

const toolCallOf = ({ kind, name, input }: ToolCall, id: string): ChatCompletionMessageToolCall =>
  kind === 'function'
    ? { id, type: 'function', function: { name, arguments: input } }
    : { id, type: 'custom', custom: { name, input } };

const sum = (turns: readonly Turn[], key: keyof Usage): number =>
  turns.reduce((total, { usage }) => total + (usage[key] ?? 0), 0);

/** DeepSeek tells hits and misses of its cache besides (recorded at its own service). */
const hitsOf = ({ input = 0, cacheRead = 0 }: Partial<Usage>, { traits }: Profile) =>
  traits.has('cache-hits') ? { prompt_cache_hit_tokens: cacheRead, prompt_cache_miss_tokens: input - cacheRead } : {};

/** All choices share one prompt; their answers are counted together. */
function usageOf(turns: readonly Turn[], profile: Profile) {
  return isBare(profile) ? bareUsage(turns, profile) : fullUsage(turns, profile);
}

/** Reasoning is counted apart only where there was some. */
function bareUsage(turns: readonly Turn[], profile: Profile) {
  const { input = 0, cacheRead = 0 } = turns[0]?.usage ?? {};
  const output = sum(turns, 'output');
  const reasoning = sum(turns, 'reasoning');
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cacheRead },
    ...(reasoning === 0 ? {} : { completion_tokens_details: { reasoning_tokens: reasoning } }),
    ...hitsOf(turns[0]?.usage ?? {}, profile),
  } satisfies ChatCompletion['usage'];
}

function fullUsage(turns: readonly Turn[], profile: Profile) {
  const { input = 0, cacheRead = 0, cacheWrite = 0 } = turns[0]?.usage ?? {};
  const output = sum(turns, 'output');
  const isSpoken = profile.traits.has('audio');
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: {
      cached_tokens: cacheRead,
      ...(profile.traits.has('cache-writes') ? { cache_write_tokens: cacheWrite } : {}),
      audio_tokens: 0,
      ...(isSpoken ? { text_tokens: input - cacheRead, image_tokens: 0 } : {}),
    },
    completion_tokens_details: {
      reasoning_tokens: sum(turns, 'reasoning'),
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
      ...(isSpoken ? { text_tokens: output } : {}),
    },
    ...hitsOf(turns[0]?.usage ?? {}, profile),
  } satisfies ChatCompletion['usage'];
}
