import { isJsonObject, type Json } from './core';

/** One exchange as a recorder wrote it down. */
export interface Recorded {
  readonly url: string;
  readonly asked: string;
  readonly status: number;
  readonly answered: string;
}

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (here, key) => (here as Readonly<Record<string | number, unknown>> | null | undefined)?.[key],
    value,
  );

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The exchanges of an HTTP archive or a VCR cassette; undefined where a document is neither. */
export function recordedIn(document: unknown): readonly Recorded[] | undefined {
  const entries = at(document, 'log', 'entries');
  if (Array.isArray(entries)) {
    return entries.map((entry: unknown) => ({
      url: textOf(at(entry, 'request', 'url')),
      asked: textOf(at(entry, 'request', 'postData', 'text')),
      status: Number(at(entry, 'response', 'status')),
      answered: textOf(at(entry, 'response', 'content', 'text')),
    }));
  }
  const interactions = at(document, 'interactions') ?? at(document, 'http_interactions');
  if (!Array.isArray(interactions)) return undefined;
  return interactions.map((one: unknown) => ({
    url: textOf(at(one, 'request', 'uri') ?? at(one, 'request', 'url')),
    asked: textOf(at(one, 'request', 'body', 'string') ?? at(one, 'request', 'body')),
    status: Number(at(one, 'response', 'status', 'code') ?? at(one, 'response', 'status_code')),
    answered: textOf(at(one, 'response', 'body', 'string') ?? at(one, 'response', 'content')),
  }));
}

/** A reply as a fixture writes it. */
export type ImportedReply = Readonly<Record<string, Json>>;

/** What a recorded body says, by its surface; undefined where it cannot be told. */
export function replyOf(surface: string, answered: string): ImportedReply | undefined {
  try {
    const body: unknown = JSON.parse(answered);
    const parts = readers[surface]?.(body);
    return parts === undefined || parts.length === 0 ? undefined : { parts };
  } catch {
    return undefined;
  }
}

type Part = Readonly<Record<string, Json>>;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const said = (key: string, value: unknown): readonly Part[] =>
  typeof value === 'string' && value !== '' ? [{ [key]: value }] : [];

/** Arguments are written as an object where they are one. */
function call(name: unknown, input: unknown): Part {
  if (typeof input !== 'string') return { call: { name: textOf(name), arguments: (input ?? {}) as Json } };
  try {
    const value = JSON.parse(input) as Json;
    return { call: { name: textOf(name), arguments: isJsonObject(value) ? value : input } };
  } catch {
    return { call: { name: textOf(name), arguments: input } };
  }
}

const readers: Readonly<Record<string, (body: unknown) => readonly Part[]>> = {
  chat(body) {
    const message = at(body, 'choices', 0, 'message');
    return [
      ...said('reasoning', at(message, 'reasoning_content')),
      ...said('text', at(message, 'content')),
      ...said('refusal', at(message, 'refusal')),
      ...list(at(message, 'tool_calls')).map((one) =>
        call(at(one, 'function', 'name'), at(one, 'function', 'arguments')),
      ),
    ];
  },
  messages: (body) =>
    list(at(body, 'content')).flatMap((block) => [
      ...said('reasoning', at(block, 'thinking')),
      ...said('text', at(block, 'text')),
      ...(at(block, 'type') === 'tool_use' ? [call(at(block, 'name'), at(block, 'input'))] : []),
    ]),
  responses: (body) =>
    list(at(body, 'output')).flatMap((item) => [
      ...list(at(item, 'content')).flatMap((part) => [
        ...said('text', at(part, 'text')),
        ...said('refusal', at(part, 'refusal')),
      ]),
      ...(at(item, 'type') === 'function_call' ? [call(at(item, 'name'), at(item, 'arguments'))] : []),
    ]),
};
