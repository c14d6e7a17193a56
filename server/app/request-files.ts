import { type FileFault, positionsIn } from '../contract';
import { isJsonObject, type Json, type JsonObject, type Path, parseJson } from '../core';
import type { Position } from '../lib';
import { type PostRoute, postRouteAt, postRoutes } from '../providers/registry';

/** One request as a file holds it. */
export interface RequestInFile {
  readonly file: string;
  /** Its name inside the file, where it has one: `entries[3]`, a custom id. */
  readonly name: string | undefined;
  readonly door: PostRoute;
  /** The body as it shall be sent. */
  readonly text: string;
  /** Headers that were recorded with it; undefined where only a body is known. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Where a member of the body stands in the file. */
  place(path: Path): Position;
}

/** What a text holds: requests, and what cannot be used. `undefined` where it is no file of requests at all. */
export interface RequestsFound {
  readonly requests: readonly RequestInFile[];
  readonly unusable: readonly FileFault[];
  /** Recorded exchanges with others than the providers. */
  readonly skipped: number;
}

/** What is known before a file is opened. */
export interface RequestHints {
  readonly file: string;
  /** The door that the user named. */
  readonly door: PostRoute | undefined;
  /** The surfaces that serve a model, where it is known. */
  surfacesOf(model: string): readonly string[] | undefined;
}

/** Larger texts are not searched for places: their requests all stand at the top. */
const SEARCHED = 4 * 1024 * 1024;
const TOP: Position = { line: 1, column: 1 };

/** Reads request bodies: one as JSON, many as JSONL or as a list, recorded ones as HAR, batches of both providers. */
export function requestsIn(text: string, hints: RequestHints): RequestsFound | undefined {
  const whole = parsed(text);
  if (whole === undefined)
    return /\.(jsonl|ndjson)$/i.test(hints.file) || isLines(text) ? fromLines(text, hints) : undefined;
  const places = text.length > SEARCHED ? () => TOP : positionsIn(text);
  const log = member(whole, 'log');
  if (Array.isArray(member(log, 'entries'))) return fromHar(member(log, 'entries') as Json[], { ...hints, places });
  const [list, under] = listOf(whole);
  if (list !== undefined) {
    return gathered(list.map((each, at) => one(each, { ...hints, place: (path) => places([...under, at, ...path]) })));
  }
  if (hints.door === undefined && !isRequest(whole)) return undefined;
  return gathered([one(whole, { ...hints, place: places })]);
}

/** JSON text; a byte order mark before it is none of it. */
const parsed = (text: string): Json | undefined => parseJson(text.replace(/^\uFEFF/, ''));

const member = (value: unknown, key: string): unknown => (isJsonObject(value) ? value[key] : undefined);

/** More than one line, the first of which is JSON by itself. */
function isLines(text: string): boolean {
  const [first = '', ...others] = text.split('\n').filter((line) => line.trim() !== '');
  return others.length > 0 && isJsonObject(parsed(first));
}

/** A list of requests, and the path at which it stands; a batch for Anthropic has it under `requests`. */
function listOf(whole: Json): readonly [readonly Json[] | undefined, Path] {
  if (Array.isArray(whole)) return [whole.length > 0 && whole.every(isRequest) ? whole : undefined, []];
  const requests = member(whole, 'requests');
  return [
    Array.isArray(requests) && requests.length > 0 && requests.every(isRequest) ? requests : undefined,
    ['requests'],
  ];
}

/** Bodies name a model; what wraps one says where it goes, or has it as a batch does. */
const isRequest = (value: unknown): boolean =>
  isJsonObject(value) &&
  (typeof value['model'] === 'string' ||
    Array.isArray(value['messages']) ||
    isJsonObject(value['body']) ||
    isJsonObject(value['params']));

/** What became of one value: a request, a complaint, or nothing of ours. */
type ReadOutcome = RequestInFile | { readonly fault: FileFault } | undefined;

function gathered(outcomes: readonly ReadOutcome[]): RequestsFound {
  return {
    requests: outcomes.filter((each): each is RequestInFile => each !== undefined && 'door' in each),
    unusable: outcomes.flatMap((each) => (each !== undefined && 'fault' in each ? [each.fault] : [])),
    skipped: outcomes.filter((each) => each === undefined).length,
  };
}

interface LocatedHints extends RequestHints {
  place(path: Path): Position;
}

/** A body, or a body in what a batch wraps around it. */
function one(value: Json, spot: LocatedHints): ReadOutcome {
  const { body, url, under } = unwrapped(value);
  const door = spot.door ?? (url === undefined ? guess(body, spot) : postRouteAt(url));
  if (door === undefined) {
    const message =
      url === undefined
        ? `no surface takes a body like this; name one with --surface (${postRoutes.map(({ id }) => id).join(', ')})`
        : `${url} is no path that is served here`;
    return { fault: { file: spot.file, ...spot.place([]), message } };
  }
  const id = member(value, 'custom_id');
  return {
    file: spot.file,
    name: typeof id === 'string' ? id : undefined,
    door,
    text: JSON.stringify(body),
    headers: undefined,
    place: (path) => spot.place([...under, ...path]),
  };
}

function unwrapped(value: Json): { readonly body: Json; readonly url?: string; readonly under: Path } {
  const [url, body, params] = [member(value, 'url'), member(value, 'body'), member(value, 'params')];
  if (isJsonObject(body)) return { body, under: ['body'], ...(typeof url === 'string' ? { url } : {}) };
  // Only batches of Messages wrap their bodies so.
  if (isJsonObject(params)) return { body: params, under: ['params'], url: '/v1/messages' };
  return { body: value, under: [] };
}

/** Which surfaces bodies with these members are meant for, the likelier ones first. */
const likely: readonly { readonly surfaces: readonly string[]; fits(body: JsonObject): boolean }[] = [
  { surfaces: ['messages', 'chat'], fits: (body) => 'messages' in body && speaksOfMessages(body) },
  { surfaces: ['chat', 'messages'], fits: (body) => 'messages' in body },
  { surfaces: ['responses', 'embeddings', 'moderations'], fits: (body) => 'input' in body },
  { surfaces: ['completions', 'responses'], fits: (body) => 'prompt' in body },
];

/** Members that only Messages has. */
function speaksOfMessages(body: JsonObject): boolean {
  const tools = body['tools'];
  const owns = ['system', 'stop_sequences', 'thinking', 'top_k', 'anthropic_version'].some((key) => key in body);
  return owns || (Array.isArray(tools) && tools.some((tool) => member(tool, 'input_schema') !== undefined));
}

/** The likeliest surface that serves the model, or the likeliest of all where the model is not known. */
function guess(body: Json, { surfacesOf }: RequestHints): PostRoute | undefined {
  if (!isJsonObject(body)) return undefined;
  const { surfaces = [] } = likely.find(({ fits }) => fits(body)) ?? {};
  const model = body['model'];
  const served = typeof model === 'string' ? surfacesOf(model) : undefined;
  const id = surfaces.find((surface) => served?.includes(surface)) ?? surfaces[0];
  return postRoutes.find((door) => door.id === id);
}

/** One request a line. */
function fromLines(text: string, hints: RequestHints): RequestsFound {
  const outcomes = text.split('\n').flatMap((line, at): ReadOutcome[] => {
    if (line.trim() === '') return [];
    const value = parsed(line);
    const place = { line: at + 1, column: 1 };
    if (value === undefined) return [{ fault: { file: hints.file, ...place, message: 'this line is not JSON' } }];
    return [one(value, { ...hints, place: () => place })];
  });
  return gathered(outcomes);
}

interface HarHints extends RequestHints {
  places(path: Path): Position;
}

/** Recorded exchanges; those with other paths than a model's are passed over. */
function fromHar(entries: readonly Json[], hints: HarHints): RequestsFound {
  return gathered(entries.map((entry, at) => recorded(entry, at, hints)));
}

function recorded(entry: Json, at: number, { file, places, door: named }: HarHints): ReadOutcome {
  const request = member(entry, 'request');
  const url = member(request, 'url');
  const text = member(member(request, 'postData'), 'text');
  const door = typeof url === 'string' ? postRouteAt(url) : undefined;
  if (member(request, 'method') !== 'POST' || door === undefined || typeof text !== 'string') return undefined;
  if (named !== undefined && named.id !== door.id) return undefined;
  const place = places(['log', 'entries', at]);
  return { file, name: `entries[${at}]`, door, text, headers: headersOf(request), place: () => place };
}

function headersOf(request: unknown): Readonly<Record<string, string>> {
  const list = member(request, 'headers');
  const pairs = (Array.isArray(list) ? list : []).flatMap((header) => {
    const [name, value] = [member(header, 'name'), member(header, 'value')];
    return typeof name === 'string' && typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [];
  });
  return Object.fromEntries(pairs);
}
