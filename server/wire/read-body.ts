import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** A body as it came, or the news that it is larger than allowed. */
export type BodyRead =
  | { readonly kind: 'whole'; readonly text: string; readonly isUtf8: boolean; readonly bytes?: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'client-gone' };

/** Chunks of the socket share slabs of 64 KiB: a smaller body is no reason to keep one alive. */
const LARGE = 64 * 1024;

/** Reads a request's body once, up to `limit` bytes, and decodes it. */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => resolve(size > limit ? { kind: 'too-large' } : decoded(chunks)));
    // Comes last in any case; alone, when the client has gone.
    request.on('close', () => resolve({ kind: 'client-gone' }));
  });
}

function decoded(chunks: readonly Buffer[]): BodyRead {
  const [only] = chunks;
  if (only === undefined) return { kind: 'whole', text: '', isUtf8: true };
  const bytes = chunks.length === 1 ? only : Buffer.concat(chunks);
  const valid = isUtf8(bytes);
  const text = bytes.toString(valid ? 'utf8' : 'latin1');
  return { kind: 'whole', text, isUtf8: valid, ...(bytes.length >= LARGE && valid ? { bytes } : {}) };
}
