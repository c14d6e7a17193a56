import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';

/** Where a reply goes: Node's response, or what takes its part. */
export interface Sink extends Writable {
  /** The connection, as long as it is there. */
  readonly socket: Socket | null;
  writeHead(status: number, headers: string[]): unknown;
  flushHeaders(): void;
}
