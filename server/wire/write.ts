import type { ServerResponse } from 'node:http';
import type { Frame, HeaderList, Reply } from '../core';
import type { Clock } from '../entropy';
import { dueTime, type Pace } from './pace';
import type { Scheduler } from './scheduler';

/** Did all bytes leave, or did the client hang up before? */
export type Delivery = 'sent' | 'client-gone';

/** What paced writing needs. */
export interface Timing {
  readonly pace: Pace;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/** A reply with its body encoded. */
export interface EncodedReply extends Reply {
  readonly bytes: Uint8Array;
}

/** Encodes a reply's body once, for the socket and for the journal. */
export function encode(reply: Reply): EncodedReply {
  const { body } = reply;
  return { ...reply, bytes: Buffer.from(typeof body === 'string' ? body : body.join('')) };
}

/** Writes a reply: a body or unpaced frames in one write, paced frames one by one. */
export function writeReply(response: ServerResponse, reply: EncodedReply, timing: Timing): Promise<Delivery> {
  if (response.destroyed) return Promise.resolve('client-gone');
  response.writeHead(reply.status, flat(reply.headers));
  if (typeof reply.body !== 'string' && timing.pace.first + timing.pace.gap > 0) {
    return writePaced(response, reply.body, timing);
  }
  return new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished ? 'sent' : 'client-gone'));
    response.end(reply.bytes, () => resolve('sent'));
  });
}

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
