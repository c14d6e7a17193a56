import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { HeaderList, PooledBody, Reply } from '../core';
import { framesIn } from './frames';

/** Where a reply goes: Node's response, or a WebSocket that takes replies like one. */
export interface Sink extends Writable {
  /** Null once the connection is gone. */
  readonly socket: Socket | null;
  writeHead(status: number, headers: string[]): unknown;
  flushHeaders(): void;
}

/** How writing a reply ended: all bytes left, the client hung up before, or a fault ended it. */
export type Delivery = 'sent' | 'client-gone' | 'broken';

/** A reply whose body is bytes, its own or lent from a pool. */
export interface EncodedReply extends Omit<Reply, 'body'> {
  readonly body: Uint8Array | PooledBody;
  /** The body as text, where it was made as text. */
  readonly text?: string;
}

/** What becomes of the connection once all has been written that shall be. */
export type ReplyEnding =
  /** The reply ends as it should. */
  | 'end'
  /** The connection is closed, whatever was promised. */
  | 'cut'
  /** The connection is reset: the client's system is told that something went wrong. */
  | 'reset'
  /** Nothing more comes, and nothing is closed. */
  | 'hang';

/** How a reply goes over the wire. */
export interface Schedule {
  readonly status: number;
  readonly headers: HeaderList;
  /** False: not even a status line is sent. */
  readonly head: boolean;
  readonly ending: ReplyEnding;
  /** Milliseconds before anything is sent. */
  readonly delay: number;
  /** Milliseconds between pieces, where that is not the pace's business. */
  readonly gap: number | undefined;
  /** Are the pieces frames of a stream? */
  readonly isStream: boolean;
}

/** A reply on its course: what faults bend. */
export interface OutgoingReply extends Schedule {
  /** Each is a frame, or a piece that leaves on its own. */
  readonly pieces: readonly Uint8Array[];
}

/** How a reply goes without any fault. */
export const scheduleOf = (
  { status, headers }: Pick<Schedule, 'status' | 'headers'>,
  isStream: boolean,
  delay: number,
): Schedule => ({
  status,
  headers,
  head: true,
  ending: 'end',
  delay,
  gap: undefined,
  isStream,
});

/** A course with the pieces that its bytes are made of. */
export const flowOf = (course: Schedule, bytes: Uint8Array): OutgoingReply => ({
  ...course,
  pieces: course.isStream ? framesIn(bytes) : [bytes],
});

/** All pieces as one. */
export const joined = ({ pieces }: OutgoingReply): Buffer => Buffer.concat(pieces);
