import { isJsonObject, type Json, type JsonObject } from '../core';
import { createSequence, hashText } from '../entropy';
import { foundFor } from './fields';
import type { Found } from './found';
import { labelled, labelledNumber } from './labelled';
import { fits, type Invented, makeNumber, makeString, numberOr, type Spot, textOr } from './scalar';
import { createResolver, type Resolve } from './schema-resolve';
import { type TypeName, typeOf } from './schema-type';

/** With what an instance of a schema is made. */
export interface InstanceOptions extends Omit<Invented, 'numbers'> {
  /** `found` leaves an optional member out unless the question has its value; `all` puts it in. */
  readonly optional: 'found' | 'all';
  /** Values that a caller has chosen for members at the top. */
  readonly given?: JsonObject;
}

interface Maker extends InstanceOptions, Invented {
  readonly resolve: Resolve;
  /** How many values have been made. */
  readonly made: { count: number };
}

/** Optional members and further items end here, so that recursive schemas do. */
const MAX_DEPTH = 5;
/** From here on a union takes the option that ends soonest. */
const SHALLOW_DEPTH = 2;
/** Items of a list that does not say how many. */
const USUAL_ITEMS = 2;
/** What a schema may ask for in vain: no instance is deeper, longer or has more values. */
const DEEPEST = 24;
const LONGEST = 200;
const MOST_VALUES = 5000;

/** A JSON value that a JSON Schema takes, with values of the question where they fit. */
export function instanceOf(schema: JsonObject, options: InstanceOptions): Json {
  const maker: Maker = {
    ...options,
    resolve: createResolver(schema),
    numbers: [...options.found.numbers],
    made: { count: 0 },
  };
  return make(maker, schema, { name: '', depth: 0, seed: options.seed, index: 0 });
}

function make(maker: Maker, raw: Json | undefined, spot: Spot): Json {
  maker.made.count += 1;
  if (spot.depth > DEEPEST || maker.made.count > MOST_VALUES) return null;
  const schema = maker.resolve(raw, spot.depth > SHALLOW_DEPTH);
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum']) && schema['enum'].length > 0)
    return chooseEnum(maker, schema['enum'] as Json[], spot);
  return makers[typeOf(schema)](maker, schema, spot);
}

const makers: { readonly [Type in TypeName]: (maker: Maker, schema: JsonObject, spot: Spot) => Json } = {
  object: makeObject,
  array: makeArray,
  string: makeString,
  number: makeNumber,
  integer: makeNumber,
  boolean: ({ found }, _schema, { name }) => !NEGATIVE.test(`${found.plain} ${name}`),
  null: () => null,
};

/** Words by which a switch is turned off. */
const NEGATIVE = /\b(?:not|no|without|disable|off|false|ohne|nicht|sans|sin)\b|不要|没有|关闭|関闭|без/iu;

/** Judging a text is what enums are most often shown with. */
const FEELINGS: ReadonlyMap<string, RegExp> = new Map([
  [
    'negative',
    /\b(?:hate|bad|terrible|awful|worst|disappoint\w+|broken|poor|sad|angry|slow|never again)\b|讨厌|糟糕|失望|很差|太差|嫌い|最悪|싫|ужасн|плох|horrible|mauvais|schlecht|furchtbar/iu,
  ],
  [
    'positive',
    /\b(?:love|great|good|excellent|amazing|wonderful|best|happy|like|fantastic|perfect|nice)\b|喜欢|很好|太棒|满意|不错|好き|最高|좋아|최고|отличн|хорош|люблю|excelente|bueno|super|génial|gut|toll/iu,
  ],
]);

/** A value that the question names, else the schema's default, else its first. */
function chooseEnum({ found, seed, optional }: Maker, values: readonly Json[], spot: Spot): Json {
  const plain = ` ${found.plain.toLowerCase()} `;
  const named = values.find(
    (value) => typeof value === 'string' && value !== '' && mentions(plain, value.toLowerCase()),
  );
  if (named !== undefined) return named;
  const felt = values.find((value) => typeof value === 'string' && FEELINGS.get(value.toLowerCase())?.test(plain));
  if (felt !== undefined) return felt;
  const numbered = values.find((value) => typeof value === 'number' && found.numbers.includes(value));
  if (numbered !== undefined) return numbered;
  const at = optional === 'all' ? createSequence(hashText(spot.name, seed))() % values.length : 0;
  return values[(at + spot.index) % values.length] ?? null;
}

const mentions = (plain: string, value: string): boolean => {
  const at = plain.indexOf(value.replaceAll('_', ' '));
  const start = at < 0 ? plain.indexOf(value) : at;
  if (start < 0) return false;
  const around = plain.charAt(start - 1) + plain.charAt(start + value.length);
  return !/[a-z]/u.test(around) || !/^[a-z]/u.test(value);
};

function makeObject(maker: Maker, schema: JsonObject, spot: Spot): Json {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = namesIn(schema['required']);
  const given = spot.depth === 0 ? maker.given : undefined;
  const members: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const chosen = given !== undefined && Object.hasOwn(given, name) ? given[name] : undefined;
    const below = { name, depth: spot.depth + 1, seed: hashText(name, spot.seed), index: spot.index };
    if (chosen !== undefined) define(members, name, chosen);
    else if (required.includes(name) || wanted(maker, properties[name], below))
      define(members, name, make(maker, properties[name], below));
  }
  const rest = schema['additionalProperties'];
  const filled = isJsonObject(rest) ? rest : { type: 'string' };
  fillMembers(members, schema, (name) =>
    make(maker, filled, { name, depth: spot.depth + 1, seed: hashText(name, spot.seed), index: 0 }),
  );
  return members;
}

const namesIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** Plain assignment would lose a member called `__proto__`. */
const define = (members: Record<string, Json>, name: string, value: Json): void => {
  Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
};

/** Shall an optional member be there? */
function wanted({ optional, found, resolve }: Maker, raw: Json | undefined, { name, depth }: Spot): boolean {
  if (depth > MAX_DEPTH) return false;
  if (optional === 'all') return true;
  const schema = resolve(raw, false);
  if (Array.isArray(schema['enum'])) {
    const plain = ` ${found.plain.toLowerCase()} `;
    return schema['enum'].some(
      (value) => typeof value === 'string' && value !== '' && mentions(plain, value.toLowerCase()),
    );
  }
  const type = typeOf(schema);
  if (type === 'string') return labelled(found, name) !== undefined || isExact(schema, name, found);
  if (type === 'integer' || type === 'number') return labelledNumber(found, name) !== undefined;
  return type === 'array' && isExact(resolve(schema['items'], false), name, found);
}

/** Does the question hold a value of this very kind, and not only some words? */
function isExact(schema: JsonObject, name: string, found: Found): boolean {
  const values = foundFor(found, name);
  return values.length > 0 && values[0] !== found.topic && fits(schema, values[0] ?? '');
}

/** Members without a name of their own, as many as the schema asks for. */
function fillMembers(members: Record<string, Json>, schema: JsonObject, fill: (name: string) => Json): void {
  const least = Math.min(numberOr(schema['minProperties'], 0), LONGEST);
  for (let count = 1; Object.keys(members).length < least && count <= least; count += 1) {
    define(members, `key${count}`, fill(`key${count}`));
  }
}

function makeArray(maker: Maker, schema: JsonObject, spot: Spot): Json {
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const item = maker.resolve(schema['items'], false);
  const least = numberOr(schema['minItems'], 0);
  const most = Math.min(numberOr(schema['maxItems'], LONGEST), LONGEST);
  const named = typeOf(item) === 'string' ? foundFor(maker.found, spot.name, textOr(schema['description'])).length : 0;
  const usual = spot.depth >= MAX_DEPTH ? 0 : named > 0 ? named : maker.optional === 'all' ? USUAL_ITEMS : 1;
  const length = Math.min(Math.max(first.length, least, usual), most);
  const values = Array.from({ length }, (_, index) =>
    make(maker, first[index] ?? schema['items'] ?? { type: 'string' }, {
      name: spot.name,
      depth: spot.depth + 1,
      seed: hashText(`item ${index}`, spot.seed),
      index,
    }),
  );
  if (schema['uniqueItems'] !== true) return values;
  const texts = values.map((value) => JSON.stringify(value));
  return values.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
