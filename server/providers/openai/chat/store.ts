import type { ChatCompletionStoreMessage } from 'openai/resources/chat/completions';
import { type Ids, isJsonObject, type NewObject, type RenderContext, type Turn } from '../../../core';
import { requestId } from '../dialect/ids';
import { toStored } from '../dialect/stored-kind';
import { type ChatChoice, type ChatCompletionReply, completionOf, replyId } from './render';
import type { ChatBody, ChatMessage } from './schema';

/** Under which completions are kept. */
export const STORED_CHAT = 'chat';

/** A completion as look-ups show it: recordings differ from the reply, and from the SDK's type. */
export type StoredCompletion = ReturnType<typeof storedOf>;

/** A message of the request as it is listed; only those of users are recorded. */
type StoredMessage = Pick<ChatCompletionStoreMessage, 'id' | 'content' | 'content_parts'> & {
  role: string;
  name: string | null;
};

/** All that is kept of one exchange. */
export interface StoredChat {
  readonly completion: StoredCompletion;
  readonly messages: readonly StoredMessage[];
}

/** "Whether or not to store the output of this chat completion request", as JSON or as a stream. */
export const shouldStore = ({ store }: ChatBody): boolean => store === true;

/** The completion and its request's messages, under the id of the reply. */
export function store(turns: readonly Turn[], envelope: RenderContext<ChatBody>): readonly NewObject[] {
  const id = replyId(envelope);
  return [{ kind: STORED_CHAT, id, value: () => toStored(chatOf(completionOf(turns, envelope, id), envelope)) }];
}

const chatOf = (completion: ChatCompletionReply, { body, ids }: RenderContext<ChatBody>): StoredChat => ({
  completion: storedOf(completion, body, ids),
  messages: body.messages.map((message, at) => messageOf(message, `${completion.id}-${at}`)),
});

/** Digits of a seed that is none of the request's. */
const SEED_DIGITS = 12;

/** The members in their recorded order. The next id that is drawn after those of the reply is its request's. */
function storedOf({ id, model, created, usage, ...reply }: ChatCompletionReply, body: ChatBody, ids: Ids) {
  return {
    object: 'chat.completion',
    id,
    model,
    created,
    request_id: requestId(ids),
    tool_choice: body.tool_choice ?? null,
    usage: {
      total_tokens: usage.total_tokens,
      completion_tokens: usage.completion_tokens,
      prompt_tokens: usage.prompt_tokens,
    },
    seed: body.seed ?? Number.parseInt(ids.hex(SEED_DIGITS), 16),
    top_p: body.top_p ?? 1,
    temperature: body.temperature ?? 1,
    presence_penalty: body.presence_penalty ?? 0,
    frequency_penalty: body.frequency_penalty ?? 0,
    system_fingerprint: reply.system_fingerprint,
    input_user: body.user ?? null,
    service_tier: reply.service_tier,
    tools: body.tools ?? null,
    metadata: body.metadata ?? {},
    choices: reply.choices.map(choiceOf),
    response_format: body.response_format ?? null,
  };
}

/** A refusal has a member only where there is one (inferred). */
const choiceOf = ({ index, message, finish_reason, logprobs = null }: ChatChoice) => ({
  index,
  message: {
    content: message.content,
    role: message.role,
    tool_calls: message.tool_calls ?? null,
    function_call: message.function_call ?? null,
    ...(message.refusal === null ? {} : { refusal: message.refusal }),
  },
  finish_reason,
  logprobs,
});

/** The members of each kind of part; a kept one has all, those of other kinds null (recorded of texts and images). */
const PART_MEMBERS = { text: null, image_url: null, input_audio: null, file: null } as const;

function partOf(part: Readonly<Record<string, unknown>>): object {
  const image = part['image_url'];
  const detailed = isJsonObject(image) ? { image_url: { url: image['url'], detail: image['detail'] ?? 'auto' } } : {};
  return { type: part['type'], ...PART_MEMBERS, ...part, ...detailed };
}

/** Content in parts is kept as its joined text too (recorded). */
function messageOf(message: ChatMessage, id: string): StoredMessage {
  const { role, content = null, ...rest } = message;
  const parts = Array.isArray(content) ? (content as readonly Readonly<Record<string, unknown>>[]) : undefined;
  const text = parts?.flatMap((part) => (typeof part['text'] === 'string' ? [part['text']] : [])).join('');
  return {
    id,
    role,
    content: text ?? (content as string | null),
    content_parts: parts === undefined ? null : (parts.map(partOf) as NonNullable<StoredMessage['content_parts']>),
    name: null,
    ...(rest as object),
  };
}
