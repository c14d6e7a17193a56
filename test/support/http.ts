import supertest from 'supertest';
import type { Emulator } from '../../server';

/** One request as a case file writes it. */
export interface Sent {
  readonly method?: string;
  readonly path: string;
  /** Merged over the good ones of the house; null removes one. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: unknown;
  /** The body as text, where it shall not be JSON. */
  readonly raw?: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Headers with which a house lets a request in. */
export function goodHeaders(path: string): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  const toAnthropic = path.startsWith('/anthropic') || /^(\/v1)?\/v1\/messages/.test(path);
  return toAnthropic
    ? { ...json, 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01' }
    : { ...json, authorization: 'Bearer sk-any' };
}

/** Sends one request to an emulator's app, in process. */
export async function send(
  emulator: Emulator,
  { method = 'POST', path, headers = {}, body, raw }: Sent,
): Promise<Answer> {
  const call = supertest(emulator.app)[method.toLowerCase() as 'post'](path);
  for (const [name, value] of Object.entries({ ...goodHeaders(path), ...headers })) {
    if (value !== null) call.set(name, value);
  }
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  call.buffer(true).parse(readText);
  const answer = await (text === undefined ? call : call.serialize(String).send(text));
  return { status: answer.status, headers: answer.headers as Record<string, string>, text: String(answer.body) };
}

/** supertest parses by content type; tests want the bytes as text. */
function readText(stream: unknown, done: (error: Error | null, text: string) => void): void {
  const response = stream as NodeJS.ReadableStream;
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
  });
  response.on('end', () => done(null, text));
}
