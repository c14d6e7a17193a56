import {
  type Json,
  type JsonObject,
  type LoadedObjects,
  type NewObject,
  NOTHING_LOADED,
  type RenderContext,
} from '../../../core';
import type { ResponseMessage } from './render';
import type { AnyMessagesBody, MessagesBody } from './schema';

/** Kind of stored objects: a conversation up to one of its answers, under the answer's id. */
export const THREAD = 'anthropic_thread';

/** "A thread expires 5 minutes after its last request." */
const LIFETIME = 300_000;

/** What "keeps the values from the create request", and may be sent again only as it was. */
const FIXED_FIELDS = ['system', 'tools'] as const;

/** A conversation that the service holds. */
export type StoredThread = {
  readonly messages: readonly Json[];
  /** Of the request that began it. */
  readonly begun: JsonObject;
  /** Unix milliseconds of its last request. */
  readonly used: number;
  /** "Each response can be continued only once." */
  readonly continued: boolean;
};

/** The answer that a request goes on from. */
export function previousMessageId({ thread }: Partial<MessagesBody>): string | undefined {
  return thread?.type === 'continue' ? thread.previous_message_id : undefined;
}

/** The thread that a request goes on with. */
export function findThread(body: Partial<MessagesBody>, loaded: LoadedObjects): StoredThread | undefined {
  const id = previousMessageId(body);
  return id === undefined ? undefined : (loaded.get(THREAD, id) as StoredThread | undefined);
}

/** Is a thread past its time? */
export const isThreadExpired = ({ used }: StoredThread, now: number): boolean => now - used >= LIFETIME;

/** Members of a request that differ from those with which its thread was begun. */
export function changedFields(body: AnyMessagesBody, { begun }: StoredThread): readonly string[] {
  const sent = body as unknown as JsonObject;
  const isOther = (key: string) => JSON.stringify(sent[key] ?? null) !== JSON.stringify(begun[key] ?? null);
  const again = FIXED_FIELDS.filter((key) => sent[key] !== undefined && isOther(key));
  return isOther('output_config') ? [...again, 'output_config'] : again;
}

/** The whole conversation of a request that sends what is new in it. */
export function withHistory<Body extends AnyMessagesBody>(body: Body, loaded: LoadedObjects = NOTHING_LOADED): Body {
  const thread = findThread(body, loaded);
  if (thread === undefined) return body;
  const { begun, messages } = thread;
  const kept = Object.fromEntries(FIXED_FIELDS.flatMap((key) => (begun[key] === undefined ? [] : [[key, begun[key]]])));
  return { ...kept, ...body, messages: [...messages, ...body.messages] };
}

/** What is held of an answer: the conversation with it, and that the one before has been continued. */
export function threadDeposits(
  { id, content }: ResponseMessage,
  { body, loaded }: RenderContext<MessagesBody>,
  now: number,
): readonly NewObject[] {
  if (body.thread == null) return [];
  const before = findThread(body, loaded);
  const full = withHistory(body, loaded);
  const reply = { role: 'assistant', content } as unknown as Json;
  const value = (): StoredThread => ({
    messages: [...(full.messages as unknown as Json[]), reply],
    begun: before?.begun ?? (body as unknown as JsonObject),
    used: now,
    continued: false,
  });
  const previous = previousMessageId(body);
  const deposit = { kind: THREAD, id, value };
  if (previous === undefined || before === undefined) return [deposit];
  return [{ kind: THREAD, id: previous, value: () => ({ ...before, continued: true }) }, deposit];
}
