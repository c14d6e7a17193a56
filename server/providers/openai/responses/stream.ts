import { chunked, type Frame, type Noise, type RenderContext, type Turn, type WireError } from '../../../core';
import { compactObject, encodeMembers } from './json-format';
import { streamedLogprobs } from './logprobs';
import type { OutputItem, RenderedItem } from './output-items';
import { onlyTurn } from './render';
import { type BuiltResponse, buildResponse } from './response';
import { errorMember, requestedTier, UNFINISHED_MEMBERS } from './response-object';
import type { ResponsesBody } from './schema';

/** characters(delta) + characters(obfuscation) is a multiple of this. */
const PADDED_TO = 16;

/** Writes numbered events. Members stand as JSON text: those before `sequence_number` and those after it. */
interface EventWriter {
  event(type: string, before: string, after?: string): void;
  deltas(type: string, pieces: readonly string[], place: DeltaMembers): void;
}

/** Where a delta belongs, as JSON members on both sides of the parts that change. */
interface DeltaMembers {
  /** Members before `delta`. */
  readonly before?: string;
  /** Members between `delta` and `obfuscation`. */
  readonly item: string;
  /** A further member there that is another for each delta: of the tokens from one to another. */
  readonly perDelta?: (from: number, to: number) => string;
  /** Does this kind of delta bear an obfuscation? */
  readonly padded: boolean;
  /** Members between `obfuscation` and `sequence_number`. */
  readonly output: string;
  readonly after?: string;
}

/** Surrogate pairs are one character. */
function characters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) count -= 1;
  return count;
}

function createEventWriter(frames: Frame[], noise: Noise | undefined, chunk: number): EventWriter {
  const padding = (delta: string): string =>
    noise === undefined ? '' : `"obfuscation":"${noise.text(-characters(delta) & (PADDED_TO - 1))}",`;
  return {
    event(type, before, after = '') {
      frames.push(
        `event: ${type}\ndata: {"type":"${type}",${before},"sequence_number":${frames.length}${after === '' ? '' : `,${after}`}}\n\n`,
      );
    },
    // A stream is mostly deltas: what does not change is joined once.
    deltas(type, pieces, { before = '', item, perDelta, padded, output, after = '' }) {
      const head = `event: ${type}\ndata: {"type":"${type}",${before}"delta":`;
      const neck = `,${item},`;
      const body = `${output},"sequence_number":`;
      const tail = `${after}}\n\n`;
      for (const [at, piece] of chunked(pieces, chunk).entries()) {
        const label = perDelta === undefined ? '' : perDelta(at * chunk, (at + 1) * chunk);
        const filler = padded ? padding(piece) : '';
        frames.push(head + JSON.stringify(piece) + neck + label + filler + body + frames.length + tail);
      }
    },
  };
}

/** The frames of a response that is said piece by piece; there is no `[DONE]`. */
export function stream(turns: readonly Turn[], envelope: RenderContext<ResponsesBody>): readonly Frame[] {
  const { body, noise, tokensPerDelta } = envelope;
  const padding = body.stream_options?.include_obfuscation === false ? undefined : noise;
  return responseFrames(buildResponse(onlyTurn(turns), envelope), body, { noise: padding, chunk: tokensPerDelta });
}

const unfinished = Object.fromEntries(
  Object.entries(UNFINISHED_MEMBERS).map(([key, value]) => [key, JSON.stringify(value)]),
);

/** How deltas are written: without noise they are not padded. */
interface DeltaOptions {
  readonly noise: Noise | undefined;
  /** Tokens in each delta. */
  readonly chunk?: number | undefined;
}

/** The same of an answer. */
export function responseFrames(
  { response, items }: BuiltResponse,
  body: ResponsesBody,
  { noise, chunk = 1 }: DeltaOptions,
): readonly Frame[] {
  const members = encodeMembers(response);
  const service_tier = JSON.stringify(requestedTier(body));
  const begun = (status: string) =>
    `"response":${compactObject(members, { ...unfinished, service_tier, status: JSON.stringify(status) })}`;
  const frames: Frame[] = [];
  const pen = createEventWriter(frames, noise, chunk);
  if (body.background === true) {
    pen.event('response.created', begun('queued'));
    pen.event('response.queued', begun('queued'));
  } else {
    pen.event('response.created', begun('in_progress'));
  }
  pen.event('response.in_progress', begun('in_progress'));
  for (const [at, one] of items.entries()) writeItem(pen, one, at);
  pen.event(`response.${response.status}`, `"response":${compactObject(members)}`);
  return frames;
}

/** One item from `added` to `done`; items never overlap. */
function writeItem(pen: EventWriter, said: RenderedItem, at: number): void {
  const output = `"output_index":${at}`;
  const { type } = said.item;
  const begin = beginnings[type] as (item: OutputItem) => OutputItem;
  const tell = itemEvents[type] as (pen: EventWriter, said: RenderedItem, at: number) => void;
  pen.event('response.output_item.added', `"item":${JSON.stringify(begin(said.item))},${output}`);
  tell(pen, said, at);
  pen.event('response.output_item.done', `"item":${JSON.stringify(said.item)},${output}`);
}

type ItemType = OutputItem['type'];
type OutputItemOf<Type extends ItemType> = Extract<OutputItem, { type: Type }>;

/** Members that tell an event's item. */
interface ItemReference {
  readonly item: string;
  readonly output: string;
}

const placeOf = ({ id }: { id: string }, at: number): ItemReference => ({
  item: `"item_id":"${id}"`,
  output: `"output_index":${at}`,
});

/** Each kind of item before its first word. */
const beginnings: { readonly [Type in ItemType]: (item: OutputItemOf<Type>) => OutputItemOf<Type> } = {
  message: (item) => ({ ...item, status: 'in_progress', content: [] }),
  reasoning: (item) => ({ ...item, content: [], summary: [] }),
  function_call: (item) => ({ ...item, status: 'in_progress', arguments: '' }),
  custom_tool_call: (item) => ({ ...item, status: 'in_progress', input: '' }),
};

/** What is told of each kind of item between `added` and `done`. */
const itemEvents: {
  readonly [Type in ItemType]: (pen: EventWriter, said: RenderedItem<OutputItemOf<Type>>, at: number) => void;
} = {
  message(pen, { item, pieces }, at) {
    const [content] = item.content;
    if (content === undefined) return;
    writeContent(pen, { part: content, pieces, ...placeOf(item, at) });
  },
  reasoning(pen, { item, pieces }, at) {
    const place = placeOf(item, at);
    const [content] = item.content ?? [];
    if (content !== undefined) writeContent(pen, { part: content, pieces, ...place });
    const [summary] = item.summary;
    if (summary !== undefined) writeSummary(pen, { text: summary.text, pieces, ...place });
  },
  function_call(pen, { item, pieces }, at) {
    const place = placeOf(item, at);
    writeCall(pen, 'response.function_call_arguments', { pieces, ...place });
    const words = `"arguments":${JSON.stringify(item.arguments)}`;
    pen.event('response.function_call_arguments.done', `${words},${place.item},${place.output}`);
  },
  custom_tool_call(pen, { item, pieces }, at) {
    const place = placeOf(item, at);
    writeCall(pen, 'response.custom_tool_call_input', { pieces, ...place });
    const words = `"input":${JSON.stringify(item.input)}`;
    pen.event('response.custom_tool_call_input.done', `${words},${place.item},${place.output}`);
  },
};

type OutputContentPart =
  | OutputItemOf<'message'>['content'][number]
  | NonNullable<OutputItemOf<'reasoning'>['content']>[number];

/** How a part's words are told: their events, and whether these bear logprobs and obfuscation. */
const PART_EVENTS: {
  readonly [Type in OutputContentPart['type']]: {
    readonly event: string;
    readonly key: string;
    readonly rich: boolean;
  };
} = {
  output_text: { event: 'response.output_text', key: 'text', rich: true },
  refusal: { event: 'response.refusal', key: 'refusal', rich: false },
  reasoning_text: { event: 'response.reasoning_text', key: 'text', rich: false },
};

function writeContent(
  pen: EventWriter,
  told: ItemReference & { part: OutputContentPart; pieces: readonly string[] },
): void {
  const { part, pieces, item, output } = told;
  const { event, key, rich } = PART_EVENTS[part.type];
  const text = part.type === 'refusal' ? part.refusal : part.text;
  const words = `"${key}":${JSON.stringify(text)}`;
  const around = (shown: object) => `"content_index":0,${item},${output},"part":${JSON.stringify(shown)}`;
  const logprobs = part.type === 'output_text' ? (part.logprobs ?? []) : [];
  const empty = part.type === 'output_text' ? { ...part, logprobs: [] } : part;
  pen.event('response.content_part.added', around({ ...empty, [key]: '' }));
  const each = { before: '"content_index":0,', padded: rich, output };
  if (logprobs.length === 0) {
    pen.deltas(`${event}.delta`, pieces, { ...each, item: rich ? `${item},"logprobs":[]` : item });
  } else {
    pen.deltas(`${event}.delta`, pieces, {
      ...each,
      item,
      perDelta: (from, to) => `"logprobs":${streamedLogprobs(logprobs.slice(from, to))},`,
    });
  }
  // Members are in alphabetical order: `refusal` stands before the number, `text` after it.
  const all = rich ? `,"logprobs":${streamedLogprobs(logprobs)}` : '';
  const done = `"content_index":0,${item}${all},${output}`;
  if (key === 'text') pen.event(`${event}.done`, done, words);
  else pen.event(`${event}.done`, `${done},${words}`);
  pen.event('response.content_part.done', around(part));
}

function writeSummary(pen: EventWriter, told: ItemReference & { text: string; pieces: readonly string[] }): void {
  const { text, pieces, item, output } = told;
  const index = '"summary_index":0';
  const part = (words: string) => `${item},${output},"part":${JSON.stringify({ type: 'summary_text', text: words })}`;
  pen.event('response.reasoning_summary_part.added', part(''), index);
  pen.deltas('response.reasoning_summary_text.delta', pieces, { item, padded: true, output, after: `,${index}` });
  pen.event('response.reasoning_summary_text.done', `${item},${output}`, `${index},"text":${JSON.stringify(text)}`);
  pen.event('response.reasoning_summary_part.done', part(text), index);
}

function writeCall(pen: EventWriter, event: string, told: ItemReference & { pieces: readonly string[] }): void {
  const { item, pieces, output } = told;
  pen.deltas(`${event}.delta`, pieces, { item, output, padded: true });
}

/** An error after the start, as it was recorded in November 2025: the error, then the response as it was begun, failed. */
export function streamError(problem: WireError, sent: readonly Frame[]): readonly Frame[] {
  const { type, code = null, message, param = null } = problem;
  const error = JSON.stringify({ type, code, message, param });
  const response = { ...begunIn(sent), status: 'failed', error: errorMember(problem) };
  const next = sent.length;
  return [
    `event: error\ndata: {"type":"error","sequence_number":${next},"error":${error}}\n\n`,
    `event: response.failed\ndata: {"type":"response.failed","sequence_number":${next + 1},"response":${JSON.stringify(response)}}\n\n`,
  ];
}

const NOTHING_USED = { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

/** A prompt that is too long is told after the response has begun (reports of December 2025 and June 2026). */
export function refusedStream(problem: WireError, envelope: RenderContext<ResponsesBody>): readonly Frame[] {
  const frames = stream([{ parts: [], stop: 'end', usage: NOTHING_USED }], envelope);
  const begun = frames.slice(0, -1);
  return [...begun, ...streamError(problem, begun)];
}

/** The response as the first frame told of it; before that there is none. */
function begunIn([first]: readonly Frame[]): object {
  if (first === undefined) return { object: 'response', output: [] };
  const { response } = JSON.parse(first.slice(first.indexOf('data: ') + 6)) as { response: object };
  return response;
}
