import { type JsonObject, ProblemError, type Prompt } from '../core';
import { type DescribedSchema, findDescribedSchema } from './extract/described-schema';
import { extractValues } from './extract/extracted-values';
import { wordsOfName } from './instance/field-names';
import { instanceOf } from './instance/instance';
import { type Question, readQuestion } from './text/question';
import { sentences } from './text/sentences';
import type { CallContext } from './tools/call-inputs';

const WANTED =
  /\b(?:as|in|into|valid|return|respond|reply|answer|output|only|with|using|format(?:ted)?(?: as)?|give me|en|als|au format|formato)\b[^.?!]{0,40}\bJSON\b|JSON[^.?!]{0,12}(?:object|format|only|array|格式|对象|形式|형식)|(?:返回|输出|用|以|格式)[^。]{0,8}JSON|JSONで|в (?:формате )?JSON/iu;

/** Does a question ask for JSON in so many words? */
export const wantsJson = ({ plain }: Question): boolean => WANTED.test(plain);

/** The members that a question asks for stand after one of these words, or in braces. */
const AFTER =
  /(?:keys?|fields?|properties|property|attributes|members|字段|键|属性|キー|フィールド|필드|пол[яе]|ключ[иа]?|campos|claves|champs|clés|felder|feldern|schlüssel)[^\w{]*(?:(?:named|called|of|are|like|como|wie|comme|为|是|は)\s*:?\s*)?/iu;
const KEY_LIST =
  /^[`"'“]?[a-z_]\w*[`"'”]?(?:(?:\s*[,、]\s*|\s+(?:and|und|y|et|и)\s+|和|と|, and )[`"'“]?[a-z_]\w*[`"'”]?)*/iu;
const BRACED = /\{([^{}]{1,300})\}/u;
/** Most members that a question can ask for. */
const MAX_KEYS = 20;

function keysIn(plain: string): readonly string[] {
  const braced = BRACED.exec(plain)?.[1];
  const after = AFTER.exec(plain);
  const rest = after === null ? '' : plain.slice(after.index + after[0].length);
  const list = braced === undefined ? (KEY_LIST.exec(rest)?.[0] ?? '') : braced.replace(/:[^,]*/gu, '');
  const names = list
    .split(/[`"'“”,、\s]+|和|と|и/u)
    .filter((name) => /^[a-z_]\w*$/iu.test(name) && !/^(?:and|und|y|et)$/iu.test(name));
  return [...new Set(names)].slice(0, MAX_KEYS);
}

/** Kinds of members by their names; what is none of these is a text. */
const KINDS: readonly (readonly [name: RegExp, schema: JsonObject])[] = [
  [/^(?:is|has|can|should|success|valid|active|enabled|available)\b/u, { type: 'boolean' }],
  [/\b(?:age|count|quantity|year|number|rating|days?|hours?|minutes?|population|stars?|rank)$/u, { type: 'integer' }],
  [
    /\b(?:price|cost|amount|total|score|temperature|confidence|percentage|salary|latitude|longitude|humidity|result)$/u,
    { type: 'number' },
  ],
  [
    /(?:tags|items|list|keywords|names|colors|colours|ingredients|steps|topics|hobbies|cities|examples|words)$/u,
    { type: 'array', items: { type: 'string' }, minItems: 3, maxItems: 3 },
  ],
];

const schemaOf = (key: string): JsonObject =>
  KINDS.find(([name]) => name.test(wordsOfName(key)))?.[1] ?? { type: 'string' };

/** The text of a JSON object for a question that asks for one: by the schema that its words tell, else by the keys. */
export function jsonAnswer(prompt: Prompt, context: CallContext): string {
  const told = findDescribedSchema(prompt);
  return (told && bySchema(told, context)) ?? byKeys(context);
}

/** A schema in words that nothing keeps is nobody's fault. */
function bySchema({ schema, rest }: DescribedSchema, { filler, seed }: CallContext): string | undefined {
  const question = readQuestion(rest);
  const { language } = question;
  const options = { filler, seed, language, optional: 'all', found: extractValues(question) } as const;
  try {
    return JSON.stringify(instanceOf(schema, { ...options, of: 'the schema asked for' }));
  } catch (thrown) {
    if (thrown instanceof ProblemError) return undefined;
    throw thrown;
  }
}

function byKeys({ question, found, filler, seed }: CallContext): string {
  const keys = keysIn(question.plain);
  if (keys.length === 0) return JSON.stringify({ topic: question.topic, answer: plainAnswer(question, seed) });
  const schema: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, schemaOf(key)])),
    required: keys,
  };
  // The words of such a question are about its form: no member is meant to repeat them.
  const values = {
    ...found,
    topic: '',
    quoted: found.quoted.filter((text) => !keys.includes(text)),
    names: found.names,
  };
  return JSON.stringify(
    instanceOf(schema, {
      found: values,
      filler,
      seed,
      language: question.language,
      optional: 'all',
      of: 'the keys asked for',
    }),
  );
}

/** One sentence in the language of the question. */
const plainAnswer = ({ book, topic }: Question, seed: number): string =>
  sentences(book.answers.explain.slice(1, 2), { topic }, { seed }).join(book.gap);
