import { isSecretHeader, type WireRequest } from '../core';

/** A request as runs of bytes outside the heap: a journal of thousands costs the garbage collector next to nothing. */
export interface PackedRequest {
  /** A line, headers, a blank line and, if it is small, the body. */
  readonly message: Uint8Array;
  /** A large body, as it came. */
  readonly body?: Uint8Array;
}

const STRUCK_OUT = '[redacted]';

/** Writes a request as an HTTP message is written: a line, headers, a blank line, the body. */
export function packRequest({ method, path, query, headers, text, bytes }: WireRequest): PackedRequest {
  let head = `${method} ${path}?${query}\n`;
  for (const name in headers) head += `${name}: ${isSecretHeader(name) ? STRUCK_OUT : headers[name]}\n`;
  if (bytes === undefined) return { message: Buffer.from(`${head}\n${text}`) };
  return { message: Buffer.from(`${head}\n`), body: bytes };
}

/** A packed request, read again. */
export interface UnpackedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Bytes that a packed request holds. */
export const packedSize = ({ message, body }: PackedRequest): number => message.length + (body?.length ?? 0);

const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Reads what `pack` wrote. */
export function unpackRequest({ message: bytes, body }: PackedRequest): UnpackedRequest {
  const message = decoded(bytes);
  const end = message.indexOf('\n\n');
  const [first = '', ...lines] = message.slice(0, end).split('\n');
  const [, method = '', path = '', query = ''] = /^(\S*) ([^?]*)\?(.*)$/.exec(first) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return { method, path, query, headers, text: body === undefined ? message.slice(end + 2) : decoded(body) };
}
