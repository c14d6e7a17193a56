import type { HeaderList, Reply } from '../core';
import { FrameScanner, ListedPieces } from './frames';
import {
  type Delivery,
  type EncodedReply,
  flowOf,
  joined,
  type OutgoingReply,
  type Schedule,
  type Sink,
  scheduleOf,
} from './outgoing-reply';
import { type Load, PacedWriter, type ReplyTiming } from './paced-writer';

/** Puts a reply's body into bytes, unless it lends them. */
export function encode({ status, headers, body }: Reply): EncodedReply {
  return typeof body === 'string'
    ? { status, headers, body: Buffer.from(body), text: body }
    : { status, headers, body };
}

/** All bytes of a body; lent ones are to be given back. */
export const bytesOf = (body: EncodedReply['body']): Uint8Array => ('outline' in body ? body.bytes : body);

/** Gives the bytes of a body back that has left. */
export function releaseBody(body: EncodedReply['body']): void {
  if ('outline' in body) body.release();
}

/** Writes a reply in one go. */
export function writeReply(response: Sink, { status, headers, body, text }: EncodedReply): Promise<Delivery> {
  if (response.destroyed) return Promise.resolve('client-gone');
  response.writeHead(status, flat(headers));
  return new Promise((resolve) => {
    // Comes in any case, once all is sent or the client has gone.
    response.once('close', () => {
      const sent = response.writableFinished;
      if (sent) releaseBody(body);
      resolve(sent ? 'sent' : 'client-gone');
    });
    // Node writes a head and a text at once, but a head and bytes as two.
    response.end(text ?? bytesOf(body));
  });
}

/** How a reply travels that does not go at once, or not whole. */
export interface WriteOptions extends ReplyTiming {
  readonly isStream: boolean;
  /** Milliseconds before a reply in one piece. */
  readonly delay: number;
  /** What a fault makes of the reply; absent where none does. */
  transform?(flow: OutgoingReply): OutgoingReply;
}

/** Writes a reply piece by piece, each when it is due. */
export async function writePaced(response: Sink, reply: EncodedReply, manner: WriteOptions): Promise<Delivery> {
  if (response.destroyed) return 'client-gone';
  const { isStream, delay, clock, waiting } = manner;
  const load = loadOf(reply, scheduleOf(reply, isStream, delay), manner);
  const course = clock.moves ? load.course : { ...load.course, delay: 0, gap: 0 };
  // What comes before a body while it waits has no length that could be promised.
  const headers = waiting === undefined ? withLength(course, load.length) : course.headers;
  const delivery = await new PacedWriter(response, { ...load, course }, manner).write(flat(headers));
  // Node may still hold bytes of a reply that did not leave.
  if (delivery === 'sent') releaseBody(reply.body);
  return delivery;
}

/** What is written of a reply, and the length that its headers promise. */
function loadOf(
  { body }: EncodedReply,
  course: Schedule,
  { transform }: WriteOptions,
): Load & { readonly length: number } {
  const { length } = 'outline' in body ? body.outline : body;
  if (transform === undefined) {
    return { course, pieces: course.isStream ? new FrameScanner(body) : new ListedPieces([bytesOf(body)]), length };
  }
  const bent = transform(flowOf(course, bytesOf(body)));
  const pieces = new ListedPieces(bent.pieces);
  return { course: bent, pieces, length: bent.ending === 'end' ? joined(bent).length : length };
}

/** A body in one piece promises its length, also where it then breaks off. */
const withLength = ({ isStream, headers }: Schedule, length: number): HeaderList =>
  isStream || headers.some(([name]) => name === 'content-length')
    ? headers
    : [...headers, ['content-length', String(length)]];

/** Node takes names and values in turn; that form costs it least. */
function flat(headers: HeaderList): string[] {
  const list: string[] = [];
  for (const [name, value] of headers) list.push(name, value);
  return list;
}
