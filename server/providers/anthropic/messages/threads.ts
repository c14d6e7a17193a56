import {
  type Deposit,
  type Envelope,
  type Json,
  type JsonObject,
  NOTHING_RECALLED,
  type Recalled,
} from '../../../core';
import type { WireMessage } from './render';
import type { AskedBody, MessagesBody } from './schema';

/** Kind of stored objects: a conversation up to one of its answers, under the answer's id. */
export const THREAD = 'anthropic_thread';

/** "A thread expires 5 minutes after its last request." */
const LIFETIME = 300_000;

/** What "keeps the values from the create request", and may be sent again only as it was. */
const LASTING = ['system', 'tools'] as const;

/** A conversation that the house holds. */
export type KeptThread = {
  readonly messages: readonly Json[];
  /** Of the request that began it. */
  readonly begun: JsonObject;
  /** Unix milliseconds of its last request. */
  readonly used: number;
  /** "Each response can be continued only once." */
  readonly continued: boolean;
};

/** The answer that a request goes on from. */
export function continuedIn({ thread }: Partial<MessagesBody>): string | undefined {
  return thread?.type === 'continue' ? thread.previous_message_id : undefined;
}

/** The thread that a request goes on with. */
export function threadOf(body: Partial<MessagesBody>, recalled: Recalled): KeptThread | undefined {
  const id = continuedIn(body);
  return id === undefined ? undefined : (recalled.get(THREAD, id) as KeptThread | undefined);
}

/** Is a thread past its time? */
export const isOver = ({ used }: KeptThread, now: number): boolean => now - used >= LIFETIME;

/** Members of a request that differ from those with which its thread was begun. */
export function differing(body: AskedBody, { begun }: KeptThread): readonly string[] {
  const sent = body as unknown as JsonObject;
  const isOther = (key: string) => JSON.stringify(sent[key] ?? null) !== JSON.stringify(begun[key] ?? null);
  const again = LASTING.filter((key) => sent[key] !== undefined && isOther(key));
  return isOther('output_config') ? [...again, 'output_config'] : again;
}

/** The whole conversation of a request that sends what is new in it. */
export function inFull<Body extends AskedBody>(body: Body, recalled: Recalled = NOTHING_RECALLED): Body {
  const thread = threadOf(body, recalled);
  if (thread === undefined) return body;
  const { begun, messages } = thread;
  const kept = Object.fromEntries(LASTING.flatMap((key) => (begun[key] === undefined ? [] : [[key, begun[key]]])));
  return { ...kept, ...body, messages: [...messages, ...body.messages] };
}

/** What is held of an answer: the conversation with it, and that the one before has been continued. */
export function held(
  { id, content }: WireMessage,
  { body, recalled }: Envelope<MessagesBody>,
  now: number,
): readonly Deposit[] {
  if (body.thread == null) return [];
  const before = threadOf(body, recalled);
  const full = inFull(body, recalled);
  const reply = { role: 'assistant', content } as unknown as Json;
  const value = (): KeptThread => ({
    messages: [...(full.messages as unknown as Json[]), reply],
    begun: before?.begun ?? (body as unknown as JsonObject),
    used: now,
    continued: false,
  });
  const previous = continuedIn(body);
  const deposit = { kind: THREAD, id, value };
  if (previous === undefined || before === undefined) return [deposit];
  return [{ kind: THREAD, id: previous, value: () => ({ ...before, continued: true }) }, deposit];
}
