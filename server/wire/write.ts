import type { ServerResponse } from 'node:http';
import type { Frame, HeaderList, LentBody, Reply } from '../core';
import type { Clock } from '../entropy';
import { dueTime, isPaced, type Pace } from './pace';
import type { Scheduler } from './scheduler';

/** Did all bytes leave, or did the client hang up before? */
export type Delivery = 'sent' | 'client-gone';

/** What paced writing needs. */
export interface Timing {
  readonly pace: Pace;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/** A reply with its body in bytes. */
export interface EncodedReply extends Reply {
  readonly bytes: Uint8Array;
}

/** Puts a reply's body into bytes, unless it comes in bytes. */
export function encode(reply: Reply): EncodedReply {
  const { body } = reply;
  if (isLent(body)) return { ...reply, bytes: body.bytes };
  return { ...reply, bytes: Buffer.from(typeof body === 'string' ? body : body.join('')) };
}

const isLent = (body: Reply['body']): body is LentBody => typeof body === 'object' && 'release' in body;

/** The bytes of a reply for somebody who keeps them: lent ones are made again when they are wanted. */
export const keepsake = ({ body, bytes }: EncodedReply): Uint8Array | (() => Uint8Array) =>
  isLent(body) ? body.copy : bytes;

/** Writes a reply: a body or unpaced frames in one write, paced frames one by one. */
export function writeReply(response: ServerResponse, reply: EncodedReply, timing: Timing): Promise<Delivery> {
  if (response.destroyed) return Promise.resolve('client-gone');
  const { body, bytes } = reply;
  response.writeHead(reply.status, flat(reply.headers));
  if (isFrames(body) && isPaced(timing.pace)) return writePaced(response, body, timing);
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

const isFrames = (body: Reply['body']): body is readonly Frame[] => Array.isArray(body);

/** Node takes names and values in turn; that form costs it least. */
function flat(headers: HeaderList): string[] {
  const list: string[] = [];
  for (const [name, value] of headers) list.push(name, value);
  return list;
}

function writePaced(response: ServerResponse, frames: readonly Frame[], timing: Timing): Promise<Delivery> {
  const { pace, clock, scheduler } = timing;
  const start = clock.now();
  response.flushHeaders();
  return new Promise((resolve) => {
    let next = 0;
    let cancel: () => void = () => undefined;
    const step = () => {
      const now = clock.now();
      let ready = '';
      while (next < frames.length && dueTime(pace, start, next) <= now) {
        ready += frames[next];
        next += 1;
      }
      const flows = ready === '' || response.write(ready);
      if (next >= frames.length) {
        response.end(() => resolve('sent'));
      } else if (flows) {
        cancel = scheduler.at(dueTime(pace, start, next), step);
      } else {
        response.once('drain', step);
      }
    };
    response.once('close', () => {
      cancel();
      resolve(response.writableFinished ? 'sent' : 'client-gone');
    });
    step();
  });
}
