import { version } from '../../package.json';
import type { EntryReader } from './entry-reader';
import { viewOfEntry } from './view';

/** One entry a line, as the journal shows it. */
export const toJsonLines = (sights: readonly EntryReader[]): string =>
  sights.map((sight) => `${JSON.stringify(viewOfEntry(sight))}\n`).join('');

/** An HTTP archive 1.2; what only an emulator knows stands under `_llmulator`, as the format allows. */
export function toHar(sights: readonly EntryReader[]): string {
  const log = { version: '1.2', creator: { name: 'llmulator', version }, entries: sights.map(harEntry) };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

const HTTP = 'HTTP/1.1';
/** The format's value for an unknown size. */
const UNKNOWN = -1;

const pairs = (list: Iterable<readonly [string, string]>) => [...list].map(([name, value]) => ({ name, value }));

function harEntry(sight: EntryReader) {
  const { entry, request } = sight;
  const time = entry.duration ?? 0;
  const wait = Math.min(time, (entry.frameTimes?.[0] ?? entry.at + time) - entry.at);
  const { request: _request, reply: _reply, replyHeaders: _headers, ...decided } = viewOfEntry(sight);
  return {
    startedDateTime: new Date(entry.at).toISOString(),
    time,
    request: {
      method: request.method,
      url: `http://${request.headers['host'] ?? 'localhost'}${request.path}${request.query === '' ? '' : `?${request.query}`}`,
      httpVersion: HTTP,
      cookies: [],
      headers: pairs(Object.entries(request.headers)),
      queryString: pairs(new URLSearchParams(request.query)),
      headersSize: UNKNOWN,
      bodySize: Buffer.byteLength(request.text),
      ...(request.text === ''
        ? {}
        : { postData: { mimeType: request.headers['content-type'] ?? '', text: request.text } }),
    },
    response: responseOf(sight),
    cache: {},
    timings: { send: 0, wait, receive: time - wait },
    _llmulator: decided,
  };
}

function responseOf({ entry, reply }: EntryReader) {
  const headers = pairs(entry.headers ?? []);
  const mimeType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const size = Buffer.byteLength(reply);
  return {
    status: entry.status ?? 0,
    statusText: '',
    httpVersion: HTTP,
    cookies: [],
    headers,
    content: { size, mimeType, text: reply },
    redirectURL: '',
    headersSize: UNKNOWN,
    bodySize: size,
  };
}
