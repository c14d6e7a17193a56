import type { HeaderList, Noise } from '../core';
import { joined, type OutgoingReply } from './outgoing-reply';

/** Transforms a reply on its way to the client. */
export type ReplyTransform = (flow: OutgoingReply, noise: Noise) => OutgoingReply;

/** Sends nothing and keeps the connection open. */
export const silent: ReplyTransform = (flow) => ({ ...flow, head: false, pieces: [], ending: 'hang' });

/** Closes the connection without sending anything. */
export const empty: ReplyTransform = (flow) => ({ ...flow, head: false, pieces: [], ending: 'cut' });

/** The first `after` frames are sent, then nothing comes any more. */
export const hangs =
  (after: number): ReplyTransform =>
  (flow) => ({ ...flow, pieces: upTo(flow, after), ending: 'hang' });

/** The first `after` frames are sent, then the connection closes in mid-reply; with `reset` it is reset. */
export const breaksOff =
  (after: number, ending: 'cut' | 'reset'): ReplyTransform =>
  (flow) => ({ ...flow, pieces: upTo(flow, after), ending });

/** Resets the connection before anything is sent. */
export const resetAtOnce: ReplyTransform = (flow) => ({ ...flow, head: false, pieces: [], ending: 'reset' });

/** Closes the connection in the middle of the frame that comes after the first `after`. */
export const breaksInFrame =
  (after: number): ReplyTransform =>
  (flow) => {
    const at = Math.min(after, flow.pieces.length - 1);
    const torn = flow.pieces[at];
    if (torn === undefined) return { ...flow, ending: 'cut' };
    return { ...flow, pieces: [...flow.pieces.slice(0, at), torn.subarray(0, torn.length >> 1)], ending: 'cut' };
  };

/** True for a byte that continues a UTF-8 character. */
const goesOn = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** Closes the connection inside a character of several bytes, from frame `after` on; without one, inside a frame. */
export const breaksInCharacter =
  (after: number): ReplyTransform =>
  (flow, noise) => {
    const from = flow.isStream ? after : 0;
    const at = flow.pieces.findIndex((piece, index) => index >= from && piece.some(goesOn));
    const torn = flow.pieces[at];
    if (torn === undefined) return breaksInFrame(after)(flow, noise);
    const cut = torn.findIndex(goesOn);
    return { ...flow, pieces: [...flow.pieces.slice(0, at), torn.subarray(0, cut)], ending: 'cut' };
  };

const BRACE = 0x7b;

/** Some bytes of the frame after the first `after` are not what they should be, or of the last one before that has JSON. */
export const garbled =
  (after: number): ReplyTransform =>
  (flow) => {
    const at = flow.pieces.findLastIndex((frame, index) => index <= after && frame.includes(BRACE));
    const piece = flow.pieces[at];
    if (piece === undefined) return flow;
    const text = Buffer.from(piece).toString();
    // The line stays a line of data, so that it is the JSON that cannot be read.
    const broken = text.replace(/\{\s*"/, '{]\u0000"');
    return { ...flow, pieces: flow.pieces.with(at, Buffer.from(broken)) };
  };

/** The frame after the first `after` comes twice. */
export const doubled =
  (after: number): ReplyTransform =>
  (flow) => {
    const at = Math.min(after, flow.pieces.length - 1);
    const piece = flow.pieces[at];
    return piece === undefined ? flow : { ...flow, pieces: flow.pieces.toSpliced(at, 0, piece) };
  };

/** The last frame, which tells that all has been said, never comes; the stream ends politely. */
export const withoutLastFrame: ReplyTransform = (flow) => ({ ...flow, pieces: flow.pieces.slice(0, -1) });

/** The body ends early, and the reply ends as if that were all. */
export const truncateBody =
  (share: number): ReplyTransform =>
  (flow) => {
    const bytes = joined(flow);
    return { ...flow, pieces: [bytes.subarray(0, Math.floor(bytes.length * share))] };
  };

/** Another content type than that of the body. */
export const withContentType =
  (type: string): ReplyTransform =>
  (flow) => ({ ...flow, headers: withHeader(flow.headers, 'content-type', type) });

/** A length is promised that the body does not have. */
export const withWrongLength =
  (more: number): ReplyTransform =>
  (flow) => {
    const body = joined(flow);
    const length = Math.max(0, body.length + more);
    const headers = withHeader(withHeader(flow.headers, 'content-length', String(length)), 'connection', 'close');
    return { ...flow, headers, pieces: [body], ending: 'cut' };
  };

/** The same bytes in pieces of `size`, `gap` ms apart. */
export const inSmallPieces =
  (size: number, gap: number): ReplyTransform =>
  (flow) => {
    const bytes = joined(flow);
    const count = Math.ceil(bytes.length / size);
    const pieces = Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
    return { ...flow, pieces, gap };
  };

/** The same bytes cut at other places than between frames. */
export const resliced =
  (size: number): ReplyTransform =>
  (flow, noise) => {
    const bytes = joined(flow);
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; ) {
      const to = from + 1 + noise.below(size);
      pieces.push(bytes.subarray(from, to));
      from = to;
    }
    return { ...flow, pieces, gap: 1 };
  };

/** Everything comes later. */
export const delayed =
  (ms: number): ReplyTransform =>
  (flow) => ({ ...flow, delay: flow.delay + ms });

/** The first `after` frames of a stream, or half of a body that is none. */
function upTo({ pieces, isStream }: OutgoingReply, after: number): readonly Uint8Array[] {
  if (isStream) return pieces.slice(0, after);
  return pieces.map((piece) => piece.subarray(0, after === 0 ? 0 : piece.length >> 1));
}

function withHeader(headers: HeaderList, name: string, value: string): HeaderList {
  return [...headers.filter(([known]) => known !== name), [name, value]];
}
