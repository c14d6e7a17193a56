import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderList, WireRequest } from '../core';
import type { Outlet } from '../pipeline';
import { type BodyRead, writePaced, writeReply } from '../wire';

/** A request as the pipeline reads it; an upgrade of the protocol has no body. */
export function wireRequest(request: IncomingMessage, body?: BodyRead): WireRequest {
  const { method = 'GET', url = '/' } = request;
  const mark = url.indexOf('?');
  const whole = body?.kind === 'whole' ? body : undefined;
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: request.headers as WireRequest['headers'],
    text: whole?.text ?? '',
    isUtf8: whole?.isUtf8 ?? true,
    ...(whole?.bytes === undefined ? {} : { bytes: whole.bytes }),
  };
}

/** Writes replies to an HTTP response, at once or at a pace; `extra` headers follow those of the reply. */
export const outletOf =
  (response: ServerResponse, extra: HeaderList = []): Outlet =>
  (reply, delivery) => {
    const missing = extra.filter(([name]) => !reply.headers.some(([present]) => present === name));
    const whole = missing.length === 0 ? reply : { ...reply, headers: [...reply.headers, ...missing] };
    return delivery === undefined ? writeReply(response, whole) : writePaced(response, whole, delivery);
  };
