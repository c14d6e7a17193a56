import type { WireRequest } from '../core';

/** A request as one run of bytes outside the heap: a journal of thousands costs the garbage collector nothing. */
export type PackedRequest = Uint8Array;

/** Headers whose values are never kept. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'cookie',
  'x-llmulator-token',
]);

const STRUCK_OUT = '[redacted]';

/** Writes a request as an HTTP message is written: a line, headers, a blank line, the body. */
export function pack({ method, path, query, headers, text }: WireRequest): PackedRequest {
  let head = `${method} ${path}?${query}\n`;
  for (const name in headers) head += `${name}: ${SECRET_HEADERS.has(name) ? STRUCK_OUT : headers[name]}\n`;
  return Buffer.from(`${head}\n${text}`);
}

/** A packed request, read again. */
export interface Unpacked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Reads what `pack` wrote. */
export function unpack(packed: PackedRequest): Unpacked {
  const message = new TextDecoder('utf-8', { ignoreBOM: true }).decode(packed);
  const end = message.indexOf('\n\n');
  const [first = '', ...lines] = message.slice(0, end).split('\n');
  const [, method = '', path = '', query = ''] = /^(\S*) ([^?]*)\?(.*)$/.exec(first) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return { method, path, query, headers, text: message.slice(end + 2) };
}
