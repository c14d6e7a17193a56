import {
  isJsonObject,
  type Json,
  memberAt,
  type Part,
  parseJson,
  type StopReason,
  type Surface,
  textOrEmpty,
} from '../core';

/** One exchange as a recorder wrote it down. */
export interface RecordedExchange {
  readonly url: string;
  readonly asked: string;
  readonly status: number;
  readonly answered: string;
}

/** The exchanges of an HTTP archive or a VCR cassette; undefined where a document is neither. */
export function recordedExchanges(document: unknown): readonly RecordedExchange[] | undefined {
  const entries = memberAt(document, 'log', 'entries');
  if (Array.isArray(entries)) {
    return entries.map((entry: unknown) => ({
      url: textOrEmpty(memberAt(entry, 'request', 'url')),
      asked: textOrEmpty(memberAt(entry, 'request', 'postData', 'text')),
      status: Number(memberAt(entry, 'response', 'status')),
      answered: textOrEmpty(memberAt(entry, 'response', 'content', 'text')),
    }));
  }
  const interactions = memberAt(document, 'interactions') ?? memberAt(document, 'http_interactions');
  if (!Array.isArray(interactions)) return undefined;
  return interactions.map((one: unknown) => ({
    url: textOrEmpty(memberAt(one, 'request', 'uri') ?? memberAt(one, 'request', 'url')),
    asked: textOrEmpty(memberAt(one, 'request', 'body', 'string') ?? memberAt(one, 'request', 'body')),
    status: Number(memberAt(one, 'response', 'status', 'code') ?? memberAt(one, 'response', 'status_code')),
    answered: textOrEmpty(memberAt(one, 'response', 'body', 'string') ?? memberAt(one, 'response', 'content')),
  }));
}

/** A reply as a fixture writes it. */
export type ImportedReply = Readonly<Record<string, Json>>;

/** What a recorded body says; undefined where it cannot be told, or where it broke off. */
export function importedReply({ parseReply }: Surface, answered: string): ImportedReply | undefined {
  const heard = parseReply?.(answered);
  if (heard?.stop === undefined || heard.parts.length === 0) return undefined;
  return { parts: heard.parts.map(written), ...(USUAL.has(heard.stop) ? {} : { stop: heard.stop }) };
}

/** Ends that follow from what is said. */
const USUAL: ReadonlySet<StopReason> = new Set(['end', 'tool-calls', 'stop-sequence']);

/** Arguments are written as an object where they are one. */
function written(part: Part): Json {
  if (part.type !== 'tool-call') return { [part.type]: part.text };
  const value = parseJson(part.input);
  return { call: { name: part.name, arguments: isJsonObject(value) ? value : part.input } };
}
