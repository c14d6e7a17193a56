import type { LogRecord } from '../core';
import { type Entry, type Outcome, WritableEntry } from './entry';

const NOTHING = new Uint8Array();

/** How an entry will have ended, as far as that is known. */
export interface ClosedEntry {
  readonly outcome: Outcome;
  readonly duration: number;
}

/** An entry as others can read it. */
export function recordOf({ request, reply, ...rest }: Entry, ended: ClosedEntry): LogRecord {
  return {
    id: rest.id,
    head: JSON.stringify({ ...rest, ...ended }),
    request: request.message,
    body: request.body ?? NOTHING,
    reply: reply === undefined || reply instanceof Uint8Array ? (reply ?? NOTHING) : reply.copy(),
  };
}

/** The entry that was written down. */
export function entryOf({ id, head, request, body, reply }: LogRecord): WritableEntry {
  const { namespace, provider, route, at, ...rest } = JSON.parse(head) as Entry;
  const packed = body.length === 0 ? { message: request } : { message: request, body };
  return Object.assign(new WritableEntry(id, { namespace, provider, route, at }, packed), rest, { reply });
}
