import type { JsonObject } from '../../core';
import { type DescribedSchema, findDescribedSchema } from '../extract/described-schema';
import { COUNT, countIn, rangeIn, toCount } from './amounts';
import { notationIn } from './find-notation';
import type { Form } from './form';
import { keysInTags, schemaOfKeys } from './keys';
import { type PromptTexts, userText, withoutFormat } from './prompt-texts';
import type { Recogniser } from './recogniser';

const FENCED =
  /code (?:snippet|block|fence)|fenced|"?```(?:json)?"? in front|(?:wrap|enclose)[^.\n]{0,40}```|between ```/iu;

const BARE =
  /without (?:a |the |any )?(?:code fence|```|markdown|fence)|no (?:code fence|markdown|fence|code block)|(?:don't|do not|never) (?:use|add|include|wrap)[^.\n]{0,40}(?:markdown|fence|```|code block)|raw json|without the ```/iu;

const isFenced = (text: string): boolean => FENCED.test(text) && !BARE.test(text);

const indentIn = (text: string): number =>
  Number(/indented (?:by|with) (\d) spaces|(\d) spaces of indentation/iu.exec(text)?.[1] ?? 0);

const json = (schema: JsonObject, { all }: PromptTexts): Form => ({
  kind: 'json',
  schema,
  isFenced: isFenced(all),
  indent: indentIn(all),
});

/** Arrays of a described schema hold as many items as the prompt asks for. */
function withCount(schema: JsonObject, { user }: PromptTexts): JsonObject {
  const count = schema['type'] === 'array' ? countIn(withoutFormat(user)) : undefined;
  return count === undefined || schema['minItems'] !== undefined || schema['maxItems'] !== undefined
    ? schema
    : { ...schema, minItems: count, maxItems: count };
}

export const jsonLines: Recogniser = (texts) => {
  const { all } = texts;
  if (
    !/\bjsonl\b|json lines|newline.delimited json|one json object per line|each line (?:is|must be|should be) (?:a|one)[^.\n]{0,20} json/iu.test(
      all,
    )
  )
    return undefined;
  const notation = notationIn(all);
  const schema = notation?.schema ??
    schemaOfKeys(all)?.schema ?? { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
  return {
    form: { kind: 'json-lines', schema, count: countIn(withoutFormat(texts.user)) ?? countIn(all) ?? 3 },
    spans: notation?.spans ?? [],
  };
};

export const yaml: Recogniser = ({ all }) => {
  if (!/\byaml\b/iu.test(all)) return undefined;
  const keys = Object.keys((schemaOfKeys(all)?.schema['properties'] as JsonObject | undefined) ?? {});
  return keys.length === 0 ? undefined : { form: { kind: 'yaml', keys } };
};

const ASKS_JSON = /\bjson\b/iu;

export const map: Recogniser = ({ all }) =>
  ASKS_JSON.test(all) && /(?:hashmap|HashMap|\bdictionary\b|\bmap\b|is the key\b|as (?:the )?keys?\b)/u.test(all)
    ? { form: { kind: 'map', isFenced: isFenced(all) } }
    : undefined;

export const describedSchema: Recogniser = (texts, prompt) => {
  const described: DescribedSchema | undefined = findDescribedSchema(prompt);
  if (described === undefined) return undefined;
  return {
    form: json(withCount(described.schema, texts), texts),
    spans: [`\u0000${userText(described.rest.messages.at(-1))}`],
  };
};

export const notation: Recogniser = (texts) => {
  if (!/json|format|structure|schema|interface|class|object/iu.test(texts.all)) return undefined;
  const found = notationIn(texts.all);
  return found && { form: json(withCount(found.schema, texts), texts), spans: found.spans };
};

export const numberArray: Recogniser = (texts) => {
  const match = new RegExp(
    `(?:json )?(?:array|list) of (?:exactly )?(${COUNT}) (?:different |distinct |random )?(integers|whole numbers|numbers|strings|words)`,
    'iu',
  ).exec(texts.all);
  if (match === null || !ASKS_JSON.test(texts.all)) return undefined;
  const [, count = '3', what = ''] = match;
  const { min, max } = rangeIn(texts.all);
  const item = /string|word/iu.test(what)
    ? { type: 'string' }
    : {
        type: /integer|whole/iu.test(what) ? 'integer' : 'number',
        ...(min === undefined ? {} : { minimum: min }),
        ...(max === undefined ? {} : { maximum: max }),
      };
  return { form: json({ type: 'array', items: item, minItems: toCount(count), maxItems: toCount(count) }, texts) };
};

/** Keys in tags: what is known of each is no schema of its own. */
export const taggedKeys: Recogniser = (texts) => {
  const found = keysInTags(texts.all);
  return found && { form: json(found.schema, texts), spans: found.spans };
};

export const keyList: Recogniser = (texts) => {
  if (!ASKS_JSON.test(texts.all)) return undefined;
  const found = schemaOfKeys(texts.all);
  if (found === undefined) return undefined;
  const isList = /json (?:array|list)|array of (?:json )?objects|list of (?:json )?objects/iu.test(texts.all);
  const count = countIn(withoutFormat(texts.user));
  const list: JsonObject = {
    type: 'array',
    items: found.schema,
    ...(count === undefined ? { minItems: 1 } : { minItems: count, maxItems: count }),
  };
  return { form: json(isList ? list : found.schema, texts), spans: found.spans };
};

export const stringArray: Recogniser = (texts) => {
  if (!/json (?:array|list)(?: of strings)?\b/iu.test(texts.all)) return undefined;
  const count = countIn(texts.all);
  return {
    form: json(
      {
        type: 'array',
        items: { type: 'string' },
        uniqueItems: true,
        ...(count === undefined ? { minItems: 1 } : { minItems: count, maxItems: count }),
      },
      texts,
    ),
  };
};
