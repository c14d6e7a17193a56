import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** A body as it came, or the news that it is larger than allowed. */
export type BodyRead =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'client-gone' };

const EMPTY = new Uint8Array(0);

/** Chunks of the socket share 64 KiB slabs; a small body is copied so that a journal does not keep a slab alive. */
const COPY_BELOW = 32 * 1024;

/** Reads a request's body once, up to `limit` bytes. */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => resolve(size > limit ? { kind: 'too-large' } : { kind: 'whole', bytes: joined(chunks) }));
    request.on('error', () => resolve({ kind: 'client-gone' }));
    request.on('close', () => resolve({ kind: 'client-gone' }));
  });
}

function joined(chunks: readonly Buffer[]): Uint8Array {
  const [only] = chunks;
  if (only === undefined) return EMPTY;
  if (chunks.length > 1) return Buffer.concat(chunks);
  return only.length < COPY_BELOW ? Uint8Array.prototype.slice.call(only) : only;
}

/** The text of a body, undefined where it is not UTF-8; checked and decoded natively. */
export function decode(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return '';
  if (!isUtf8(bytes)) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
