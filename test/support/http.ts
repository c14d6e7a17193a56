import supertest from 'supertest';
import type { Emulator } from '../../server';

/** One request as a case file writes it. */
export interface Sent {
  readonly method?: string;
  readonly path: string;
  /** Merged over the good ones of the service; null removes one. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: unknown;
  /** The body as text, where it shall not be JSON. */
  readonly raw?: string;
  /** The body as a form: texts, and files by their name and their text, or their lines of JSON. */
  readonly form?: Readonly<Record<string, string | FileField>>;
}

interface FileField {
  readonly file: string;
  readonly text?: string;
  readonly lines?: readonly unknown[];
}

const BOUNDARY = 'llmulator-form';

/** The text of a form. */
function formText(form: NonNullable<Sent['form']>): string {
  const parts = Object.entries(form).map(([name, value]) => {
    const isText = typeof value === 'string';
    const named = isText ? '' : `; filename="${value.file}"\r\ncontent-type: application/octet-stream`;
    const lines = isText ? [] : (value.lines ?? []).map((line) => `${JSON.stringify(line)}\n`);
    const text = isText ? value : (value.text ?? lines.join(''));
    return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${named}\r\n\r\n${text}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Headers with which a provider lets a request in. */
export function goodHeaders(path: string): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  const toAnthropic = path.startsWith('/anthropic') || /^(\/v1)?\/v1\/messages/.test(path);
  return toAnthropic
    ? { ...json, 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01' }
    : { ...json, authorization: 'Bearer sk-any' };
}

/** The method, path, headers and body of a request on the wire. */
export function wireRequest({ method = 'POST', path, headers = {}, body, raw, form }: Sent) {
  const typed = form === undefined ? {} : { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const given = Object.entries({ ...goodHeaders(path), ...typed, ...headers });
  const text = raw ?? (form ? formText(form) : body === undefined ? undefined : JSON.stringify(body));
  return { method, path, headers: given.filter((pair): pair is [string, string] => pair[1] !== null), text };
}

/** Sends one request to an emulator's app, in process, or to the process that serves a base URL. */
export async function send(to: Emulator | string, sent: Sent): Promise<Answer> {
  const { method, path, headers, text } = wireRequest(sent);
  const call = supertest(typeof to === 'string' ? to : to.app)[method.toLowerCase() as 'post'](path);
  for (const [name, value] of headers) call.set(name, value);
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
