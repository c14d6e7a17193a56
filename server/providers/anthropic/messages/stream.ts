import { chunked, type Frame, type Noise, type RenderContext, type Turn, type WireError } from '../../../core';
import { betaEffects } from '../dialect/betas';
import {
  type RenderedBlock,
  type RenderedMessage,
  type ResponseMessage,
  renderMessage,
  type WireBlock,
} from './render';
import type { MessagesBody } from './schema';

/** Up to 15 spaces stand before the last brace of an event, at random. */
const PADDINGS = 16;
const ends: readonly string[] = Array.from({ length: PADDINGS }, (_, spaces) => `${' '.repeat(spaces)}}\n\n`);
const deltaEnds: readonly string[] = ends.map((end) => `}${end}`);

/** Says that the stream is alive. */
export const PING: Frame = 'event: ping\ndata: {"type": "ping"}\n\n';

/** The service gathers its tokens: a piece of text is hardly ever shorter, in characters. */
const LEAST_PIECE = 5;

/** Tokens that were sampled when a stream opens; captures show 3 to 16. */
const MOST_SAMPLED_AT_START = 8;

const pick = (list: readonly string[], noise: Noise): string => list[noise.below(PADDINGS)] ?? '';

/** The frames of a reply, made from the finished message. */
export function stream(turns: readonly Turn[], envelope: RenderContext<MessagesBody>): readonly Frame[] {
  const { noise, tokensPerDelta } = envelope;
  const { message, blocks }: RenderedMessage = renderMessage(turns, envelope);
  const frames: Frame[] = [event('message_start', { message: opening(message, noise) }, noise)];
  const estimates = betaEffects(envelope.headers).has('estimated-tokens');
  for (const [index, one] of blocks.entries()) {
    pushBlockFrames(frames, { index, one, noise, chunk: tokensPerDelta, estimates });
  }
  const { stop_reason, stop_sequence, stop_details, container, usage } = message;
  const delta = { stop_reason, stop_sequence, stop_details, container };
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = usage;
  const { output_tokens_details, iterations } = usage;
  const counts = {
    input_tokens,
    cache_creation_input_tokens,
    cache_read_input_tokens,
    output_tokens,
    output_tokens_details,
    iterations,
  };
  const { context_management } = message;
  frames.push(
    event('message_delta', { delta, usage: counts, context_management }, noise),
    event('message_stop', {}, noise),
  );
  return frames;
}

/** One event; its own members follow its type. */
function event(type: string, members: object, noise: Noise): Frame {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...members }).slice(0, -1)}${pick(ends, noise)}`;
}

/** The message as it stands before anything is said. */
function opening(message: ResponseMessage, noise: Noise): object {
  const { context_management: _atTheEnd, ...start } = message;
  const { output_tokens_details: _later, iterations: _all, output_tokens: all, ...usage } = message.usage;
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, cache_creation, ...rest } = usage;
  return {
    ...start,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    usage: {
      input_tokens,
      cache_creation_input_tokens,
      cache_read_input_tokens,
      cache_creation,
      output_tokens: Math.min(all, 1 + noise.below(MOST_SAMPLED_AT_START)),
      ...rest,
    },
  };
}

interface BlockInStream {
  readonly index: number;
  readonly one: RenderedBlock;
  readonly noise: Noise;
  /** Tokens in each delta; undefined where the service's own measure holds. */
  readonly chunk: number | undefined;
  /** Do the deltas of a thought bear an estimate of its tokens? */
  readonly estimates: boolean;
}

/** Stub, deltas, stop; a ping follows the first stub. */
function pushBlockFrames(frames: Frame[], { index, one, noise, chunk, estimates }: BlockInStream): void {
  frames.push(event('content_block_start', { index, content_block: stubOf(one.block) }, noise));
  if (index === 0) frames.push(PING);
  const { delta, member, pieces } = deltasOf(one, chunk);
  const head = deltaHead(index, delta, member);
  const estimated = estimates && one.block.type === 'thinking' ? estimatesOf(one, pieces.length) : [];
  for (const [at, piece] of [...(estimated.length > pieces.length ? [''] : []), ...pieces].entries()) {
    const estimate = estimated[at] === undefined ? '' : `,"estimated_tokens":${estimated[at]}`;
    frames.push(head + JSON.stringify(piece) + estimate + pick(deltaEnds, noise));
  }
  if (one.block.type === 'thinking') {
    const { signature } = one.block;
    frames.push(deltaHead(index, 'signature_delta', 'signature') + JSON.stringify(signature) + pick(deltaEnds, noise));
  }
  frames.push(`event: content_block_stop\ndata: {"type":"content_block_stop","index":${index}${pick(ends, noise)}`);
}

/** Estimates come in whole steps of so many tokens. */
const ESTIMATE_STEP = 50;

/** The estimates of a thought's deltas: null, but before the last of a thought that is kept back and long enough. */
function estimatesOf({ hiddenTokens = 0 }: RenderedBlock, deltas: number): readonly (number | null)[] {
  const counted = Math.floor(hiddenTokens / ESTIMATE_STEP) * ESTIMATE_STEP;
  const none = Array.from({ length: deltas }, () => null);
  return counted > 0 ? [counted, ...none] : none;
}

const deltaHead = (index: number, delta: string, member: string): string =>
  `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"type":"${delta}","${member}":`;

/** A block before its words. */
function stubOf(block: WireBlock): WireBlock {
  if (block.type === 'text') return { ...block, text: '' };
  if (block.type === 'thinking') return { ...block, thinking: '', signature: '' };
  if (block.type === 'redacted_thinking') return block;
  return { ...block, input: {} };
}

interface Deltas {
  readonly delta: string;
  readonly member: string;
  readonly pieces: readonly string[];
}

/** The first fragment of a call's input is always empty. */
function deltasOf({ block, pieces }: RenderedBlock, chunk: number | undefined): Deltas {
  if (block.type === 'tool_use') {
    return { delta: 'input_json_delta', member: 'partial_json', pieces: ['', ...chunked(pieces, chunk)] };
  }
  const told = chunk === undefined ? joinShortPieces(pieces) : chunked(pieces, chunk);
  if (block.type === 'text') return { delta: 'text_delta', member: 'text', pieces: told };
  // A thought that is kept back stands whole in its first event.
  if (block.type === 'redacted_thinking') return { delta: '', member: '', pieces: [] };
  return { delta: 'thinking_delta', member: 'thinking', pieces: told };
}

/** Small pieces joined until they are long enough; what is left at the end goes with the last. */
function joinShortPieces(pieces: readonly string[]): readonly string[] {
  const list: string[] = [];
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < LEAST_PIECE) continue;
    list.push(waiting);
    waiting = '';
  }
  if (list.length === 0) return [waiting];
  list[list.length - 1] += waiting;
  return list;
}

/** An error after the stream has begun: the stream ends with it, without `message_stop`. */
export function streamError({ type, message, headers = [] }: WireError): readonly Frame[] {
  const id = headers.find(([name]) => name === 'request-id')?.[1];
  const error = { details: null, type, message };
  const data = { type: 'error', error, ...(id === undefined ? {} : { request_id: id }) };
  return [`event: error\ndata: ${JSON.stringify(data)}\n\n`];
}
