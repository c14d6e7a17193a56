import { isRecord, type JsonRecord, listOf, parsedOrText, textOrEmpty } from './message';

/** One frame of a stream as it went over the wire. */
export interface StreamFrame {
  readonly event: string;
  /** The parsed data, or its text where it is no JSON. */
  readonly data: unknown;
  readonly raw: string;
}

/** Reads a frame of server-sent events. */
export function readFrame(raw: string): StreamFrame {
  const event = /^event: ?(.*)$/m.exec(raw)?.[1] ?? '';
  const data = [...raw.matchAll(/^data: ?(.*)$/gm)].map(([, line = '']) => line).join('\n');
  return { event, data: data === '' ? undefined : parsedOrText(data), raw };
}

/** The frames of a reply; none where it was no stream. */
export const framesOf = (reply: unknown): readonly StreamFrame[] =>
  Array.isArray(reply) && reply.every((frame) => typeof frame === 'string') ? reply.map(readFrame) : [];

/** The body that a stream amounts to, in the form of the surface's JSON reply; undefined where it is none that we know. */
export function joinStream(frames: readonly StreamFrame[]): JsonRecord | undefined {
  const events = frames.map(({ data }) => data).filter(isRecord);
  if (events.some(({ type }) => textOrEmpty(type).startsWith('response.'))) return joinResponse(events);
  if (events.some(({ type }) => type === 'message_start')) return joinMessage(events);
  if (events.some(({ choices }) => Array.isArray(choices))) return joinChoices(events);
  return events.find(({ error }) => error !== undefined);
}

/** Adds the texts of a delta to what was there, member by member; other values replace. */
function merged(before: JsonRecord, delta: JsonRecord): JsonRecord {
  const sum: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(delta)) {
    const had = sum[key];
    if (typeof value === 'string' && typeof had === 'string' && !FIXED.has(key)) sum[key] = had + value;
    else if (Array.isArray(value)) sum[key] = mergedList(listOf(had), value);
    else if (isRecord(value) && isRecord(had)) sum[key] = merged(had, value);
    else if (value !== null || had === undefined) sum[key] = value;
  }
  return sum;
}

/** Members that deltas repeat. */
const FIXED: ReadonlySet<string> = new Set(['role', 'type', 'id', 'object', 'model', 'finish_reason']);

function mergedList(before: readonly unknown[], deltas: readonly unknown[]): readonly unknown[] {
  const sum = [...before];
  for (const delta of deltas) {
    const index = isRecord(delta) && typeof delta['index'] === 'number' ? delta['index'] : sum.length;
    const had = sum[Math.min(index, sum.length)];
    const value = isRecord(delta) && isRecord(had) ? merged(had, delta) : delta;
    sum[Math.min(index, sum.length)] = value;
  }
  return sum;
}

/** Chunks of Chat Completions and Completions. */
function joinChoices(events: readonly JsonRecord[]): JsonRecord {
  const { choices, ...rest } = events.reduce(merged, {});
  return {
    ...rest,
    choices: listOf(choices)
      .filter(isRecord)
      .map(({ delta, ...choice }) => (delta === undefined ? choice : { ...choice, message: delta })),
  };
}

/** Events of Messages. */
function joinMessage(events: readonly JsonRecord[]): JsonRecord {
  const blocks: JsonRecord[] = [];
  let message: JsonRecord = {};
  for (const event of events) {
    const { type, index, content_block: block, delta } = event;
    const at = typeof index === 'number' ? index : 0;
    if (type === 'content_block_start' && isRecord(block)) blocks[at] = block;
    else if (type === 'content_block_delta' && isRecord(delta)) blocks[at] = withDelta(blocks[at] ?? {}, delta);
    else message = withEnvelope(message, event);
  }
  const content = blocks.map(({ partial_json: json, ...block }) =>
    json === undefined ? block : { ...block, input: parsedOrText(json) },
  );
  return { ...message, content };
}

/** What the first and the last events tell of the message as a whole. */
function withEnvelope(message: JsonRecord, { type, message: start, delta, usage }: JsonRecord): JsonRecord {
  if (type === 'message_start' && isRecord(start)) return start;
  if (type !== 'message_delta') return message;
  const known = isRecord(message['usage']) ? message['usage'] : {};
  return { ...message, ...(isRecord(delta) ? delta : {}), usage: { ...known, ...(isRecord(usage) ? usage : {}) } };
}

/** A block of Messages with one more delta. */
function withDelta(block: JsonRecord, { type: _type, ...delta }: JsonRecord): JsonRecord {
  return merged(block, delta);
}

/** Events of Responses: the last whole response, else the items as far as they came. */
function joinResponse(events: readonly JsonRecord[]): JsonRecord {
  const whole = events.findLast(({ response }) => isRecord(response))?.['response'] as JsonRecord | undefined;
  if (whole !== undefined && listOf(whole['output']).length > 0) return whole;
  const items: JsonRecord[] = [];
  for (const { type, output_index: index, item, delta } of events) {
    const at = typeof index === 'number' ? index : 0;
    if (isRecord(item)) items[at] = item;
    else if (typeof delta === 'string') items[at] = withText(items[at] ?? {}, textOrEmpty(type), delta);
  }
  return { ...whole, output: items.filter(Boolean) };
}

function withText(item: JsonRecord, type: string, delta: string): JsonRecord {
  if (type.includes('arguments')) return { ...item, arguments: textOrEmpty(item['arguments']) + delta };
  const list = type.includes('reasoning') ? 'summary' : 'content';
  const [first] = listOf(item[list]);
  const text = (isRecord(first) ? textOrEmpty(first['text']) : '') + delta;
  return { ...item, [list]: [{ type: type.includes('refusal') ? 'refusal' : 'output_text', text, refusal: text }] };
}
