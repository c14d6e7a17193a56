/** A request as it came: header names in lower case, the body as text. */
export interface WireRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body, a byte order mark included. Bytes that are no UTF-8 stand as one character each. */
  readonly text: string;
  readonly isUtf8: boolean;
  /** The body's bytes, where it is so large that encoding it again would cost. */
  readonly bytes?: Uint8Array;
}

/** One SSE event as it stands on the wire, blank line included. */
export type Frame = string;

/** Header names and values in the order in which they are sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A body that can be had in bytes. They are lent: whoever writes them gives them back, and keeps none. */
export interface PooledBody {
  readonly bytes: Uint8Array;
  /** As many bytes, and the same ones but in ids: its lines end where those of the body do. */
  readonly outline: Uint8Array;
  /** Some of the bytes, to keep: who writes frame by frame never has all of them in memory. */
  slice(from: number, to: number): Uint8Array;
  /** Gives the bytes back once they have left. */
  release(): void;
  /** The same bytes again, for whoever wants them later. */
  copy(): Uint8Array;
}

/** What goes back: a whole body as text or bytes, or lent bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string | Uint8Array | PooledBody;
}

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'cookie',
  'x-llmulator-token',
]);

/** True for a header, named in lower case, whose value is never stored or shown. */
export const isSecretHeader = (name: string): boolean => SECRET_HEADERS.has(name);
