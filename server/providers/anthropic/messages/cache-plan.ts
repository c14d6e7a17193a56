import { type CacheBlock, type CachePlan, cacheBlock, isJsonObject } from '../../../core';
import type { MessagesBody } from './schema';

/** Seconds, by the names of the wire. */
const TTL: Readonly<Record<string, number>> = { '5m': 300, '1h': 3_600 };

/** Seconds that a marker asks for; null is none. */
function ttlOf(control: unknown): number | undefined {
  if (!isJsonObject(control)) return undefined;
  const { ttl } = control;
  return TTL[typeof ttl === 'string' ? ttl : '5m'];
}

/** One block; its own marker is no part of its words. */
function block(value: unknown): CacheBlock {
  if (!isJsonObject(value)) return cacheBlock(value);
  const { cache_control: control, ...words } = value;
  return cacheBlock(words, ttlOf(control));
}

const blocksOf = (content: unknown): readonly CacheBlock[] =>
  Array.isArray(content) ? content.map(block) : content === undefined ? [] : [block({ type: 'text', text: content })];

/** What the request marks: tools, then system, then messages; a marker at the top stands for the last block. */
export function cachePlan(body: MessagesBody): CachePlan {
  const { tools, system, messages, tool_choice: choice, thinking, speed } = body;
  const said = messages.flatMap(({ role, content }) => [cacheBlock(role), ...blocksOf(content)]);
  const automatic = ttlOf(body.cache_control);
  const last = said.at(-1);
  return {
    scope: '',
    blocks: [
      ...blocksOf(tools),
      ...blocksOf(system),
      // What else the messages' cache hangs on.
      cacheBlock([choice, thinking, speed]),
      ...said.slice(0, -1),
      ...(last === undefined ? [] : [automatic === undefined ? last : { ...last, ttl: automatic }]),
    ],
  };
}
