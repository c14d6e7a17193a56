import type { HeaderList, LentBody, Reply } from '../core';
import { type Flow, flowOf } from './flow';
import { PacedWriter, type Timing } from './paced';
import type { Sink } from './sink';

/** Did all bytes leave, did the client hang up before, or did a fault end it? */
export type Delivery = 'sent' | 'client-gone' | 'broken';

/** A reply with its body in bytes. */
export interface EncodedReply extends Reply {
  readonly bytes: Uint8Array;
}

/** Puts a reply's body into bytes, unless it comes in bytes. */
export function encode(reply: Reply): EncodedReply {
  const { status, headers, body } = reply;
  if (isLent(body)) return { status, headers, body, bytes: body.bytes };
  return { status, headers, body, bytes: Buffer.from(body) };
}

const isLent = (body: Reply['body']): body is LentBody => typeof body === 'object' && 'release' in body;

/** The bytes of a reply for somebody who keeps them: lent ones are made again when they are wanted. */
export const keepsake = ({ body, bytes }: EncodedReply): Uint8Array | LentBody => (isLent(body) ? body : bytes);

/** Writes a reply in one go. */
export function writeReply(response: Sink, reply: EncodedReply): Promise<Delivery> {
  if (response.destroyed) return Promise.resolve('client-gone');
  const { body, bytes } = reply;
  response.writeHead(reply.status, flat(reply.headers));
  return new Promise((resolve) => {
    // Comes in any case, once all is sent or the client has gone.
    response.once('close', () => {
      const sent = response.writableFinished;
      if (sent && isLent(body)) body.release();
      resolve(sent ? 'sent' : 'client-gone');
    });
    response.end(bytes);
  });
}

/** How a reply travels that does not go at once, or not whole. */
export interface Manner extends Timing {
  readonly isStream: boolean;
  /** Milliseconds before a reply in one piece. */
  readonly delay: number;
  /** What a fault makes of the reply. */
  bend(flow: Flow): Flow;
}

/** Writes a reply piece by piece, each when it is due. */
export async function writeFlow(response: Sink, reply: EncodedReply, manner: Manner): Promise<Delivery> {
  if (response.destroyed) return 'client-gone';
  const plain = flowOf(reply, manner.isStream);
  const bent = manner.bend({ ...plain, delay: manner.delay });
  const length = bent.ending === 'end' ? sizeOf(bent) : sizeOf(plain);
  const flow = manner.clock.moves ? bent : { ...bent, delay: 0, gap: 0 };
  const delivery = await new PacedWriter(response, flow, manner).write(flat(withLength(flow, length)));
  // Node may still hold bytes of a reply that did not leave.
  if (delivery === 'sent' && isLent(reply.body)) reply.body.release();
  return delivery;
}

const sizeOf = ({ pieces }: Flow): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** A body in one piece promises its length, also where it then breaks off. */
const withLength = ({ isStream, headers }: Flow, length: number): HeaderList =>
  isStream || headers.some(([name]) => name === 'content-length')
    ? headers
    : [...headers, ['content-length', String(length)]];

/** Node takes names and values in turn; that form costs it least. */
function flat(headers: HeaderList): string[] {
  const list: string[] = [];
  for (const [name, value] of headers) list.push(name, value);
  return list;
}
