import type { ProblemError } from './problem';
import type { Surface } from './surface';

/** A surface that is also spoken over a WebSocket: a message is a request, each event of its answer a message. */
export interface SocketSurface {
  /** Names the connection in refusals and in the journal. */
  readonly id: string;
  /** Path below a mount at which a connection is upgraded. */
  readonly path: string;
  /** The surface whose requests come in messages. */
  readonly surface: Surface;
  /** How many answers may be under way at once; further requests wait. */
  readonly maxConcurrent: number;
  /** Milliseconds after which a connection ends. */
  readonly lifetimeMs: number;
  /** What is said before a connection ends that has lasted so long. */
  readonly closeMessage: string;
  /** Begins a conversation: what one connection remembers. */
  openSession(): SocketSession;
}

/** What one connection remembers. */
export interface SocketSession {
  /** Reads a message of the client. */
  read(message: string): SocketMessage;
}

/** One request of a connection, and how its answer is said. */
export interface SocketMessage {
  /** Requests of one lane are answered one after the other. */
  readonly lane: string | undefined;
  /** The body of the request, asked for when its turn has come, or why there is none. */
  body(): { readonly body: string } | { readonly fault: ProblemError };
  /** An event of the answer, given as its JSON text. */
  say(event: string): string;
  /** What is said where there is no stream: a refusal, given with its status and body. */
  refuse(status: number, body: string): string;
}
