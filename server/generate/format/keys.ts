import { isJsonObject, type Json, type JsonObject, parseJson } from '../../core';
import { wordsOfName } from '../instance/field-names';
import { typeOf } from './notation';

/** A name of a member, with a type behind it in brackets where the prompt gives one. */
const KEY = String.raw`["'“\x60]?[\p{L}_][\p{L}\p{N}_]*["'”\x60]?(?:\s*\([^)\n]{1,80}\))?`;
const GLUE = String.raw`(?:\s*[,;、]\s*(?:and )?(?:then )?(?:und |et |y )?|\s+then\s+|\s+(?:and|und|y|et|e|en|и)\s+|\s*(?:和|と)\s*)`;
const LIST = new RegExp(
  String.raw`(?:\bJSON(?: object)? (?:with|containing|holding)(?: the)?(?! (?:no|keys?|fields?|the|this|an?|valid)\b)|keys?|fields?|properties|property|attributes|members|字段|键|属性|キー|フィールド|필드|пол[яе]|ключ[иа]?|campos|claves|champs|clés|felder|feldern|schlüsseln?)(?:\s+(?:named|called|of|are|like|como|wie|comme|named as|exactly))*\s*[:为是はが]?\s*(${KEY}(?:${GLUE}${KEY})*)`,
  'giu',
);
/** Most members that a prompt can ask for. */
const MAX_KEYS = 30;

/** Kinds of members by their names; what is none of these is a text. */
const KINDS: readonly (readonly [name: RegExp, schema: JsonObject])[] = [
  [/^(?:is|has|can|should|success|valid|active|enabled|available|pass(?:ed)?|correct)\b/u, { type: 'boolean' }],
  [
    /\b(?:age|count|quantity|year|number|rating|days?|hours?|minutes?|population|stars?|rank|pages|seats|guests)$/u,
    { type: 'integer' },
  ],
  [
    /\b(?:price|cost|amount|total|score|temperature|confidence|percentage|salary|latitude|longitude|humidity|result|betrag|preis|montant|prix|importe|precio)$/u,
    { type: 'number' },
  ],
  [
    /(?:tags|items|list|keywords|names|colors|colours|ingredients|steps|topics|hobbies|cities|examples|words)$/u,
    { type: 'array', items: { type: 'string' }, minItems: 1 },
  ],
  [/\b(?:date|datum|fecha|día|jour)$/u, { type: 'string', format: 'date' }],
];

const NO_KEY = /^(?:and|then|und|y|et|e|en|и|the|only|with|exactly|nothing|no|in|of|as|is|are|produce|values?)$/iu;

/** Members that a text lists, and the words that list them. */
interface KeyList {
  readonly schema: JsonObject;
  readonly spans: readonly string[];
}

/** The schema of an object whose members a text lists: in tags, in brackets, or one after the other. */
export const schemaOfKeys = (text: string): KeyList | undefined =>
  keysInTags(text) ?? inBrackets(text) ?? inWords(text);

const object = (properties: Record<string, Json>): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const namesOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string').slice(0, MAX_KEYS) : [];

const TAGGED = /<json_fields>\s*(\[[\s\S]*?\])\s*<\/json_fields>/u;
const PROPERTIES = /<json_field_properties>\s*(\{[\s\S]*?\})\s*<\/json_field_properties>/u;

/** Names in a tag, and what is known of each in another, as agno writes them. */
export function keysInTags(text: string): KeyList | undefined {
  const match = TAGGED.exec(text);
  const names = namesOf(parseJson(match?.[1] ?? ''));
  if (match === null || names.length === 0) return undefined;
  const about = PROPERTIES.exec(text);
  const told = parseJson(about?.[1] ?? '');
  const known = isJsonObject(told) ? told : {};
  const definitions = isJsonObject(known['$defs']) ? { $defs: known['$defs'] } : {};
  const properties = Object.fromEntries(names.map((name): [string, Json] => [name, known[name] ?? schemaOf(name)]));
  return { schema: { ...object(properties), ...definitions }, spans: [match[0], about?.[0] ?? ''] };
}

const BRACKETED = /\b(?:keys|fields|members|properties)\b[^\n[]{0,40}[:\s]\s*(\[\s*"[^\]\n]{1,2000}\])/iu;

function inBrackets(text: string): KeyList | undefined {
  const match = BRACKETED.exec(text);
  const names = namesOf(parseJson(match?.[1] ?? ''));
  if (match === null || names.length === 0) return undefined;
  return { schema: object(Object.fromEntries(names.map((name) => [name, schemaOf(name)]))), spans: [match[0]] };
}

function inWords(text: string): KeyList | undefined {
  const lists = [...text.matchAll(LIST)].map((match) => ({ span: match[0], entries: entriesOf(match[1] ?? '') }));
  const best = lists.reduce<(typeof lists)[number] | undefined>(
    (found, list) => (list.entries.length > 0 && list.entries.length >= (found?.entries.length ?? 0) ? list : found),
    undefined,
  );
  if (best === undefined) return undefined;
  const properties = Object.fromEntries(
    best.entries.map(({ name, type }): [string, JsonObject] => [
      name,
      type === undefined ? schemaOf(name) : typeOf(type, new Map()).schema,
    ]),
  );
  return { schema: object(properties), spans: [best.span] };
}

const ENTRY = /^["'“`]?([\p{L}_][\p{L}\p{N}_]*)["'”`]?(?:\s*\(([^)]*)\))?$/u;

const entriesOf = (list: string): readonly { readonly name: string; readonly type: string | undefined }[] =>
  [...list.matchAll(new RegExp(KEY, 'giu'))]
    .map(([entry]) => {
      const [, name = '', type] = ENTRY.exec(entry) ?? [];
      return { name, type };
    })
    .filter(({ name }) => name !== '' && !NO_KEY.test(name))
    .slice(0, MAX_KEYS);

const schemaOf = (name: string): JsonObject =>
  KINDS.find(([pattern]) => pattern.test(wordsOfName(name)))?.[1] ?? { type: 'string' };
