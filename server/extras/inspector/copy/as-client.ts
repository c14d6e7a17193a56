import type { EntryView } from '../../../journal';
import { pretty } from '../data/format';

/** Where the emulator is reached from. */
const ORIGIN = location.protocol === 'file:' ? 'http://127.0.0.1:4010' : location.origin;

/** Headers that a connection or a library adds by itself, or that are struck out. */
const OWN = /^(?:host|connection|content-length|accept-encoding|user-agent|x-stainless-.*|sec-.*|origin|referer)$/;
const STRUCK_OUT = '[redacted]';

/** The headers worth sending again; a struck-out key is any key. */
export const headersOf = ({ request }: EntryView): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => !OWN.test(name))
      .map(([name, value]) => [name, value.includes(STRUCK_OUT) ? keyFor(name) : value]),
  );

const keyFor = (header: string): string => (header === 'authorization' ? 'Bearer sk-any' : 'sk-any');

export const pathOf = ({ request: { path, query } }: EntryView): string => `${path}${query === '' ? '' : `?${query}`}`;

/** The body as text. */
export const bodyOf = ({ request: { body } }: EntryView): string =>
  body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);

/** A word of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export function asCurl(view: EntryView): string {
  const { method } = view.request;
  const body = bodyOf(view);
  const lines = [
    `curl${method === 'POST' ? '' : ` -X ${method}`} ${quoted(ORIGIN + pathOf(view))}`,
    ...Object.entries(headersOf(view)).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** The SDK calls of the surfaces that generate. */
const CALLS: Readonly<Record<string, { readonly provider: 'openai' | 'anthropic'; readonly call: string }>> = {
  chat: { provider: 'openai', call: 'chat.completions.create' },
  responses: { provider: 'openai', call: 'responses.create' },
  completions: { provider: 'openai', call: 'completions.create' },
  embeddings: { provider: 'openai', call: 'embeddings.create' },
  messages: { provider: 'anthropic', call: 'messages.create' },
};

const BASES = { openai: `${ORIGIN}/v1`, anthropic: `${ORIGIN}/anthropic` } as const;
const CLASSES = { openai: 'OpenAI', anthropic: 'Anthropic' } as const;

export function asTypeScript(view: EntryView): string {
  const known = CALLS[view.route ?? ''];
  const { method } = view.request;
  if (known === undefined) {
    const options = pretty({ method, headers: headersOf(view), ...(method === 'POST' ? { body: bodyOf(view) } : {}) });
    return `const reply = await fetch(${JSON.stringify(ORIGIN + pathOf(view))}, ${options});\nconsole.log(await reply.text());\n`;
  }
  const { provider, call } = known;
  return `import ${CLASSES[provider]} from '${provider === 'openai' ? 'openai' : '@anthropic-ai/sdk'}';

const client = new ${CLASSES[provider]}({ baseURL: ${JSON.stringify(BASES[provider])}, apiKey: 'sk-any' });
const reply = await client.${call}(${pretty(view.request.body)});
console.log(reply);
`;
}

export function asPython(view: EntryView): string {
  const known = CALLS[view.route ?? ''];
  const body = asPythonLiteral(view.request.body, '');
  if (known === undefined) {
    const { method } = view.request;
    return `import httpx\n\nreply = httpx.request(${JSON.stringify(method)}, ${JSON.stringify(ORIGIN + pathOf(view))}, headers=${asPythonLiteral(headersOf(view), '')}${view.request.body === undefined ? '' : `, json=${body}`})\nprint(reply.text)\n`;
  }
  const { provider, call } = known;
  return `from ${provider} import ${CLASSES[provider]}

client = ${CLASSES[provider]}(base_url=${JSON.stringify(BASES[provider])}, api_key="sk-any")
reply = client.${call}(**${body})
print(reply)
`;
}

/** A JSON value as Python writes it. */
function asPythonLiteral(value: unknown, indent: string): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => asPythonLiteral(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${asPythonLiteral(item, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}
