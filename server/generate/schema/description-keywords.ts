import { isJsonObject, type Json, type JsonObject, parseJson } from '../../core';

/** Keywords that narrow a value, and may therefore be told in a description without harm to the schema. */
const NARROWING = [
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

const inWords = (keyword: string): string => keyword.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const BY_WORDS: ReadonlyMap<string, string> = new Map(NARROWING.map((keyword) => [inWords(keyword), keyword]));

/** `{minimum: 0, pattern: "^a"}`, as the official Anthropic SDK writes what structured outputs do not take. */
const BRACED = /(?:^|\n\n)\{(\$?\w+: [\s\S]*)\}$/u;
const BRACED_KEY = /(?:^|, )(\$?\w+): /gu;

/** `minimum: 0; pattern: ^a.`, as the Vercel AI SDK writes it. */
const LISTED = new RegExp(`(?:^|\\n)((?:${[...BY_WORDS.keys()].join('|')}): [^\\n]*)\\.$`, 'u');
const LISTED_KEY = new RegExp(`(?:^|; )(${[...BY_WORDS.keys()].join('|')}): `, 'gu');

/** Members that hold no schemas, whatever they look like. */
const DATA: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'example', 'examples', 'required']);

/**
 * The schema with what its descriptions ask for besides: SDKs move there what a provider does not take, and models obey.
 * What keeps it keeps the schema too. Itself where no description says such a thing.
 */
export const withDescribedKeywords = (schema: JsonObject): JsonObject => inside(schema) as JsonObject;

function inside(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => inside(item) as Json);
    return items.some((item, at) => item !== (value as readonly Json[])[at]) ? items : value;
  }
  if (!isJsonObject(value)) return value;
  const told = typeof value['description'] === 'string' ? toldIn(value['description']) : {};
  const members = Object.entries(value).map(([key, member]) => [key, DATA.has(key) ? member : inside(member)] as const);
  const isSame = members.every(([key, member]) => member === value[key]) && Object.keys(told).length === 0;
  return isSame ? value : { ...told, ...Object.fromEntries(members) };
}

/** Keywords that a description tells at its end. */
function toldIn(description: string): JsonObject {
  const braced = BRACED.exec(description)?.[1];
  if (braced !== undefined) return narrowing(split(braced, BRACED_KEY, parseJson));
  const listed = LISTED.exec(description)?.[1];
  return listed === undefined ? {} : narrowing(split(listed, LISTED_KEY, (text) => parseJson(text) ?? text));
}

/** Keys and what stands between them; a value in which something looks like a key goes on beyond it. */
function split(text: string, key: RegExp, read: (text: string) => Json | undefined): readonly [string, Json][] {
  const keys = [...text.matchAll(key)];
  const found: [string, Json][] = [];
  for (let at = 0; at < keys.length; ) {
    const { 0: head, 1: name = '', index } = keys[at] as RegExpExecArray;
    let next = at + 1;
    let value = read(text.slice(index + head.length, keys[next]?.index));
    while (value === undefined && next < keys.length) {
      next += 1;
      value = read(text.slice(index + head.length, keys[next]?.index));
    }
    if (value !== undefined) found.push([name, value]);
    at = next;
  }
  return found;
}

const narrowing = (told: readonly [string, Json][]): JsonObject =>
  Object.fromEntries(
    told.flatMap(([name, value]) => {
      const keyword = BY_WORDS.get(inWords(name));
      return keyword === undefined ? [] : [[keyword, value]];
    }),
  );
