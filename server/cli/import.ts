import { readFileSync } from 'node:fs';
import { BadOption } from '../app/config';
import { subjectFor } from '../app/explain';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../core';
import { parseFixtures } from '../fixtures';
import type { App } from '../pipeline';
import { allProviders, postRouteAt } from '../providers/registry';
import { type ImportedReply, importedReply, type RecordedExchange, recordedExchanges } from './recorded-exchanges';

/** What became of a file of another tool. */
export interface Imported {
  /** A fixture file. */
  readonly text: string;
  readonly count: number;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/** One fixture as it is written, or why there is none. */
type ImportedRow = { readonly fixture: JsonObject } | { readonly note: string };

/** Makes a fixture file of aimock's JSON, mockllm's YAML, an HTTP archive or a VCR cassette. */
export async function importFile(kit: App, file: string): Promise<Imported> {
  const { parse, stringify } = require('yaml') as typeof import('yaml');
  const document: unknown = parse(readFileSync(file, 'utf8'));
  const recorded = recordedExchanges(document);
  const rows =
    recorded === undefined ? ofOthers(document) : await Promise.all(recorded.map((one) => ofRecorded(kit, one)));
  if (rows === undefined) {
    throw new BadOption([`${file}: neither aimock fixtures, mockllm responses, a HAR nor a VCR cassette`]);
  }
  const fixtures = inSequence(rows.flatMap((row) => ('fixture' in row ? [row.fixture] : [])));
  parseFixtures(fixtures);
  return {
    text: stringify({ fixtures }, { lineWidth: 120 }),
    count: fixtures.length,
    notes: rows.flatMap((row) => ('note' in row ? [row.note] : [])),
  };
}

function ofOthers(document: unknown): readonly ImportedRow[] | undefined {
  if (!isJsonObject(document)) return undefined;
  const { fixtures, responses, defaults } = document;
  if (Array.isArray(fixtures)) return fixtures.map((one, at) => ofAimock(one, { at, count: fixtures.length }));
  if (!isJsonObject(responses)) return undefined;
  const rest = isJsonObject(defaults) ? defaults['unknown_response'] : undefined;
  return [
    ...Object.entries(responses).map(([user, reply]) => ({
      fixture: { when: { user: { equals: user } }, reply: String(reply) },
    })),
    ...(typeof rest === 'string' ? [{ fixture: { name: 'unknown', priority: -1, reply: rest } }] : []),
  ];
}

/** Criteria of aimock that have a like here; a text is part of what the user said. */
const criteria: Readonly<Record<string, (value: Json) => JsonObject>> = {
  userMessage: (value) => ({ user: { contains: String(value) } }),
  systemMessage: (value) => ({
    system: { all: (Array.isArray(value) ? value : [value]).map((one) => ({ contains: String(one) })) },
  }),
  model: (value) => ({ model: { equals: String(value) } }),
  toolName: (value) => ({ tool: String(value) }),
  sequenceIndex: () => ({}),
};

function ofAimock(one: unknown, { at, count }: { readonly at: number; readonly count: number }): ImportedRow {
  const { match, response } = isJsonObject(one) ? one : {};
  if (!isJsonObject(match) || !isJsonObject(response)) return { note: `fixtures[${at}] has no match or no response` };
  const strange = Object.keys(match).find((key) => criteria[key] === undefined);
  if (strange !== undefined) return { note: `fixtures[${at}] matches by ${strange}, which has no like here` };
  const reply = replyOfAimock(response);
  if (reply === undefined)
    return { note: `fixtures[${at}] answers with ${Object.keys(response).join(', ')}, which has no like here` };
  const when = Object.assign({}, ...Object.entries(match).map(([key, value]) => criteria[key]?.(value as Json)));
  // There the first one that matches wins.
  return { fixture: { when: when as JsonObject, priority: count - at, reply } };
}

function replyOfAimock({ content, toolCalls, error, status, reasoning }: JsonObject): ImportedReply | undefined {
  if (isJsonObject(error)) return { raw: { status: Number(status ?? 500), body: { error } as Json } };
  const calls = (Array.isArray(toolCalls) ? toolCalls : []) as readonly Json[];
  if (typeof content !== 'string' && calls.length === 0) return undefined;
  return {
    ...(typeof reasoning === 'string' ? { reasoning } : {}),
    ...(typeof content === 'string' ? { text: content } : {}),
    ...(calls.length === 0
      ? {}
      : {
          calls: calls
            .filter(isJsonObject)
            .map(({ name, arguments: input }) => ({ name, arguments: input ?? {} }) as Json),
        }),
  };
}

async function ofRecorded(kit: App, { url, asked, status, answered }: RecordedExchange): Promise<ImportedRow> {
  const door = postRouteAt(url);
  const surface = allProviders.flatMap(({ surfaces }) => surfaces).find(({ id }) => id === door?.id);
  if (surface === undefined) return { note: `${url} is no request for an answer of a model` };
  const body = parseJson(asked);
  const profile = kit.catalog.find(surface.modelOf(body) ?? '');
  if (profile === undefined) return { note: `${url} asks for a model that is unknown here` };
  const isFailure = status >= 400;
  const reply = isFailure ? { raw: { status, body: answered } } : importedReply(surface, answered);
  if (reply === undefined) return { note: `${url} was answered with what is no whole answer of ${surface.id}` };
  const { user, results, turns } = await subjectFor(kit, { surface, body, profile, headers: {} });
  const names = results?.map(({ name }) => name);
  const when = { user: { equals: user }, turn: turns, ...(names === undefined ? {} : { tool_result: names }) };
  return { fixture: { when, reply } };
}

/** Several answers to the same are given one after the other. */
function inSequence(fixtures: readonly JsonObject[]): readonly JsonObject[] {
  const byWhen = new Map<string, JsonObject[]>();
  for (const fixture of fixtures) {
    const key = JSON.stringify(fixture['when'] ?? {});
    byWhen.set(key, [...(byWhen.get(key) ?? []), fixture]);
  }
  return [...byWhen.values()].map(([first = {}, ...others]) => {
    if (others.length === 0) return first;
    const { reply, ...rest } = first;
    return { ...rest, replies: [reply, ...others.map((one) => one['reply'])] as Json[] };
  });
}
