import { signal } from '@preact/signals';
import type { EntryView } from '../../../journal';
import { archive } from './archive';

const BASE = '/_llmulator';
const TOKEN_KEY = 'llmulator-token';

/** The control token, for this tab only. */
export const token = signal(archive === undefined ? (sessionStorage.getItem(TOKEN_KEY) ?? '') : '');

export function setToken(value: string): void {
  sessionStorage.setItem(TOKEN_KEY, value);
  token.value = value;
}

/** A refusal of the control plane, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What is asked of the control plane. */
interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Calls the control plane; rejects with what it says where it refuses. */
export async function call(path: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', query = {}, body, headers = {}, signal: abort } = options;
  const search = new URLSearchParams(query).toString();
  const reply = await fetch(`${BASE}${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: {
      ...headers,
      ...(token.value === '' ? {} : { 'x-llmulator-token': token.value }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(abort === undefined ? {} : { signal: abort }),
  });
  if (reply.ok) return reply;
  const said = (await reply.json().catch(() => ({}))) as { readonly error?: { readonly message?: string } };
  throw new Refused(reply.status, said.error?.message ?? `The control plane answered ${reply.status}.`);
}

/** Calls the control plane and reads its JSON. */
export const callJson = async <T>(path: string, options?: CallOptions): Promise<T> =>
  (await call(path, options)).json() as Promise<T>;

/** One exchange with all that is kept of it. */
export async function readEntry(namespace: string, id: number): Promise<EntryView | undefined> {
  if (archive !== undefined) return archive.views.find((view) => view.id === id);
  try {
    return await callJson<EntryView>(`/journal/${id}`, { query: { namespace } });
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined;
    throw error;
  }
}
