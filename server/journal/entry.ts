import type { WireRequest } from '../core';

/** How an exchange ended. */
export type Outcome = 'answered' | 'refused' | 'client-gone' | 'bug';

/** What an exchange learns on its road. */
export interface Notes {
  readonly provider?: string;
  /** Id of the surface or endpoint. */
  readonly route?: string;
  readonly model?: string;
  readonly stream?: boolean;
  /** Name of the fixture that answered. */
  readonly fixture?: string;
  readonly status?: number;
  /** Kind of the problem, and the rules that were broken. */
  readonly problem?: { readonly kind: string; readonly message: string; readonly rules: readonly string[] };
  /** Rules that only warned. */
  readonly warnings?: readonly string[];
  /** JSON text, or the frames of a stream. */
  readonly reply?: string | readonly string[];
}

/** One exchange as the journal keeps it. */
export interface Entry extends Notes {
  /** From 1, counted per namespace. */
  readonly id: number;
  readonly namespace: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly request: WireRequest;
  /** Undefined while the exchange runs. */
  readonly outcome?: Outcome;
  /** Milliseconds from request to last byte. */
  readonly duration?: number;
}

/** An entry as people and programs read it: JSON decoded, credentials struck out. */
export interface EntryView extends Omit<Entry, 'request' | 'reply'> {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The parsed body, its text where it is no JSON, or undefined. */
    readonly body?: unknown;
  };
  readonly reply?: unknown;
}

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'cookie',
  'x-llmulator-token',
]);

/** The same entry, fit to be shown. */
export function viewOf(entry: Entry): EntryView {
  const { request, reply, ...rest } = entry;
  const { method, path, query, headers, text } = request;
  return {
    ...rest,
    request: { method, path, query, headers: struckOut(headers), ...(text === '' ? {} : { body: jsonOr(text) }) },
    ...(reply === undefined ? {} : { reply: typeof reply === 'string' ? jsonOr(reply) : reply }),
  };
}

function struckOut(headers: WireRequest['headers']): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) shown[name] = SECRET_HEADERS.has(name) ? '[redacted]' : value;
  }
  return shown;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
