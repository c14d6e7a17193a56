import type { JsonObject } from '../../core';
import { wordsOfName } from '../instance/field-names';
import { typeOf } from './notation';

/** A name of a member, with a type behind it in brackets where the prompt gives one. */
const KEY = String.raw`["'“\x60]?[\p{L}_][\p{L}\p{N}_]*["'”\x60]?(?:\s*\([^)\n]{1,80}\))?`;
const GLUE = String.raw`(?:\s*[,;、]\s*(?:and |und |et |y |then )?|\s+(?:and|und|y|et|e|en|и)\s+|\s*(?:和|と)\s*)`;
const LIST = new RegExp(
  String.raw`(?:keys?|fields?|properties|property|attributes|members|字段|键|属性|キー|フィールド|필드|пол[яе]|ключ[иа]?|campos|claves|champs|clés|felder|feldern|schlüsseln?)(?:\s+(?:named|called|of|are|like|como|wie|comme|named as|exactly))*\s*[:为是はが]?\s*(${KEY}(?:${GLUE}${KEY})*)`,
  'iu',
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

const NO_KEY = /^(?:and|und|y|et|e|en|и|the|only|with|exactly|nothing|no|in|of|as|is|are)$/iu;

/** The schema of an object whose members a text lists by name, and the words that list them. */
export function schemaOfKeys(
  text: string,
): { readonly schema: JsonObject; readonly spans: readonly string[] } | undefined {
  const match = LIST.exec(text);
  const list = match?.[1];
  if (match === null || list === undefined) return undefined;
  const entries = [...list.matchAll(new RegExp(KEY, 'giu'))]
    .map(([entry]) => {
      const [, name = '', type] = /^["'“`]?([\p{L}_][\p{L}\p{N}_]*)["'”`]?(?:\s*\(([^)]*)\))?$/u.exec(entry) ?? [];
      return { name, type };
    })
    .filter(({ name }) => name !== '' && !NO_KEY.test(name))
    .slice(0, MAX_KEYS);
  if (entries.length === 0) return undefined;
  const properties = Object.fromEntries(
    entries.map(({ name, type }): [string, JsonObject] => [
      name,
      type === undefined ? schemaOf(name) : typeOf(type, new Map()).schema,
    ]),
  );
  return {
    schema: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
    spans: [match[0]],
  };
}

const schemaOf = (name: string): JsonObject =>
  KINDS.find(([pattern]) => pattern.test(wordsOfName(name)))?.[1] ?? { type: 'string' };
