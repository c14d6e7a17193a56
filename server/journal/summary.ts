import { isJsonObject, type Json, type JsonObject } from '../core';
import { hashJson } from '../lib';
import type { Entry } from './entry';
import type { EntryReader } from './entry-reader';

/** Characters of previews. */
const PREVIEW = 160;
/** Where an id stands in a reply: at its beginning. */
const REPLY_HEAD = 600;

/** What a list shows of an entry. */
export interface EntrySummary
  extends Pick<
    Entry,
    'id' | 'at' | 'duration' | 'provider' | 'route' | 'status' | 'outcome' | 'stream' | 'fixture' | 'fault'
  > {
  readonly method: string;
  readonly path: string;
  readonly model?: string | undefined;
  /** Tokens of prompt and reply, and those of the prompt that a cache covered. */
  readonly tokens?: { readonly input: number; readonly output: number; readonly cached: number } | undefined;
  /** Milliseconds to the first frame. */
  readonly firstFrame?: number | undefined;
  /** Why the request was refused. */
  readonly problem?: string | undefined;
  /** Rules that were broken or only warned. */
  readonly rules?: readonly string[] | undefined;
  /** How often the client had sent the request before, as its header says. */
  readonly retry?: number | undefined;
  /** The beginning of the newest text of the request. */
  readonly asked?: string | undefined;
  /** Hash of the request's body. */
  readonly digest: string;
  /** Hash of how the conversation begins. */
  readonly thread?: string | undefined;
  /** Messages in the request. */
  readonly messages?: number | undefined;
  /** Id of the reply's object. */
  readonly replyId?: string | undefined;
  /** Id of the reply that this request goes on from. */
  readonly previous?: string | undefined;
}

/** What a list shows of an entry that is being looked at. */
export function summaryOf(reader: EntryReader): EntrySummary {
  const { entry, request, body, model } = reader;
  const { id, at, duration, provider, route, status, outcome, stream, fixture, fault, problem, warnings = [] } = entry;
  const rules = [...(problem?.rules ?? []), ...warnings];
  const retry = Number(request.headers['x-stainless-retry-count'] ?? 0);
  return {
    ...{ id, at, duration, provider, route, status, outcome, stream, fixture, fault },
    method: request.method,
    path: request.path,
    model,
    tokens: tokensOf(entry),
    firstFrame: entry.frameTimes?.[0] === undefined ? undefined : entry.frameTimes[0] - at,
    problem: problem?.message.slice(0, PREVIEW),
    rules: rules.length === 0 ? undefined : rules,
    retry: retry > 0 ? retry : undefined,
    digest: digestOf(request.text),
    ...(body === undefined ? {} : conversationOf(body)),
    replyId: /"id": ?"([^"]{1,200})"/.exec(reader.reply.slice(0, REPLY_HEAD))?.[1],
  };
}

function tokensOf({ usage, cache }: Entry): EntrySummary['tokens'] {
  if (usage === undefined) return undefined;
  return { input: usage.input, output: usage.output, cached: cache?.cacheRead ?? usage.cacheRead ?? 0 };
}

const digestOf = (value: unknown): string => hashJson(value, 0).toString(36);

/** What the conversation of a request can be recognized by, wherever its surface keeps the messages. */
function conversationOf(body: JsonObject): Pick<EntrySummary, 'asked' | 'thread' | 'messages' | 'previous'> {
  const { messages, input, prompt, previous_response_id: previous } = body;
  const given = messages ?? input ?? prompt;
  const list = Array.isArray(given) ? (given as readonly Json[]) : given === undefined ? [] : [given];
  const firstUser = list.findIndex((item) => !isJsonObject(item) || item['role'] === 'user');
  const opening = [body['system'], body['instructions'], ...list.slice(0, firstUser + 1)];
  return {
    asked: askedIn(list.at(-1)),
    thread: list.length === 0 ? undefined : digestOf(opening),
    messages: list.length,
    previous: typeof previous === 'string' ? previous : undefined,
  };
}

/** The beginning of the newest message's words. */
function askedIn(newest: Json | undefined): string | undefined {
  const text = textOf(newest).slice(0, PREVIEW).trim();
  if (text === '') return undefined;
  return isToolResult(newest) ? `tool result: ${text}` : text;
}

/** Whether a message gives the model what a tool found, in the form of any surface. */
function isToolResult(message: Json | undefined): boolean {
  if (!isJsonObject(message)) return false;
  const { role, type, content } = message;
  return (
    role === 'tool' ||
    (typeof type === 'string' && /_output$|^tool_result$/.test(type)) ||
    (Array.isArray(content) && (content as readonly Json[]).some(isToolResult))
  );
}

/** The words of a message, whatever it is made of. */
function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(' ');
  return isJsonObject(value) ? textOf(value['text'] ?? value['content'] ?? value['output']) : '';
}
