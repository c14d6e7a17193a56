// A plain HTTP client that keeps every byte and the order of headers.
import { request } from 'node:http';

/** Milliseconds after which a reply that does not end is given up. */
const PATIENCE = 5_000;

/** Sent in place of the real port, which differs from process to process and is kept in the journal. */
const HOST = '127.0.0.1:4010';

/** Sends one request, on a connection of its own unless an agent keeps one open. */
export function exchange(base, { method, path, headers, text }, agent = false) {
  return new Promise((resolve) => {
    const chunks = [];
    let response;
    const finish = (end) => {
      clearTimeout(timer);
      const pairs = response?.rawHeaders ?? [];
      const lines = pairs.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${pairs[at + 1]}`] : []));
      const body = textOf(Buffer.concat(chunks));
      resolve({ status: response?.statusCode ?? 0, headers: lines.join('\n'), body, end });
    };
    const options = { method, headers: { host: HOST, ...Object.fromEntries(headers) }, agent };
    const call = request(`${base}${path}`, options, (reply) => {
      response = reply;
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.once('end', () => finish('complete'));
      reply.once('error', (error) => finish(error.code ?? error.message));
    });
    const timer = setTimeout(() => {
      finish('no end');
      call.destroy();
    }, PATIENCE);
    call.on('error', (error) => finish(error.code ?? error.message));
    call.end(text);
  });
}

/** Bytes as text; those that are no UTF-8 as base64. */
function textOf(bytes) {
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) ? text : `base64 ${bytes.toString('base64')}`;
}
