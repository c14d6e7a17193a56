import { type Finding, observed, rule, rules } from '../../../../contract';
import { isJsonObject, type Path } from '../../../../core';
import { atPath } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';

const CAPTURE = observed('raw captures, claude-sonnet-5-5', '2026-09-29');

/** Most places that may be marked for the cache. */
const MARKER_LIMIT = 4;

interface Marker {
  readonly path: Path;
  readonly ttl: string;
}

const DEFAULT_TTL = '5m';

/** A marker on this value itself, as sent; null is none. */
function markerAt(value: unknown, path: Path): readonly Marker[] {
  const control = isJsonObject(value) ? value['cache_control'] : undefined;
  if (!isJsonObject(control)) return [];
  return [{ path: [...path, 'cache_control'], ttl: typeof control['ttl'] === 'string' ? control['ttl'] : DEFAULT_TTL }];
}

const markersIn = (list: unknown, path: Path): readonly Marker[] =>
  Array.isArray(list) ? list.flatMap((item, index) => markersOfBlock(item, [...path, index])) : [];

/** The marker of a block, and before it those of the blocks in its content. */
const markersOfBlock = (block: unknown, path: Path): readonly Marker[] => [
  ...(isJsonObject(block) ? markersIn(block['content'], [...path, 'content']) : []),
  ...markerAt(block, path),
];

/** All explicit markers in the order in which the service reads a request: tools, system, messages. */
const markersOf = ({ tools, system, messages }: AnyMessagesBody): readonly Marker[] => [
  ...markersIn(tools, ['tools']),
  ...markersIn(system, ['system']),
  ...messages.flatMap(({ content }, index) => markersIn(content, ['messages', index, 'content'])),
];

/** The explicit markers, and that at the top, which stands for the last block unless that is marked itself. */
function allMarkers(body: AnyMessagesBody): readonly Marker[] {
  const top = lastBlock(body) === undefined ? markerAt(body, []) : [];
  return [...markersOf(body), ...top];
}

/** The last block of the conversation: the one that a top-level marker stands for. */
function lastBlock({ messages }: AnyMessagesBody): Marker | undefined {
  const content = messages.at(-1)?.content;
  return typeof content === 'object' ? markerAt(content.at(-1), [])[0] : undefined;
}

/** What may be marked for the prompt cache. */
export const cachingRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'cache-blocks-too-many',
    says: 'A maximum of 4 blocks with cache_control may be provided.',
    source: CAPTURE,
    check: (body) => {
      const found = allMarkers(body).length;
      return found > MARKER_LIMIT ? [{ path: [], facts: { found, limit: MARKER_LIMIT } }] : [];
    },
    error: ({ facts }) =>
      `A maximum of ${facts.limit} blocks with cache_control may be provided. Found ${facts.found}.`,
  }),
  rule({
    id: 'cache-ttl-order',
    says: "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.",
    source: observed('anthropics/claude-code#39599'),
    check: (body) => {
      const markers = allMarkers(body);
      const short = markers.findIndex(({ ttl }) => ttl === DEFAULT_TTL);
      return markers.flatMap(({ path, ttl }, index): Finding[] =>
        short >= 0 && index > short && ttl !== DEFAULT_TTL ? [{ path: [...path, 'ttl'] }] : [],
      );
    },
    error: atPath(
      "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
    ),
  }),
  rule({
    id: 'cache-top-level-conflict',
    says: 'the top-level marker and that of the last block have one ttl.',
    source: observed('public reports of the sentence'),
    check: (body) => {
      const own = lastBlock(body);
      const top = body.cache_control == null ? undefined : (body.cache_control.ttl ?? DEFAULT_TTL);
      return own !== undefined && top !== undefined && own.ttl !== top
        ? [{ path: ['cache_control'], facts: { value: top, other: own.ttl } }]
        : [];
    },
    error: ({ facts }) =>
      `Top-level cache_control has ttl='${facts.value}' but the target block already has cache_control with ttl='${facts['other']}'`,
  }),
]);
