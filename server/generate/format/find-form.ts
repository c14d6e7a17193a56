import type { JsonObject, Prompt } from '../../core';
import { type DescribedSchema, findDescribedSchema } from '../extract/described-schema';
import type { Form, FoundForm, TextTool } from './form';
import { schemaOfKeys } from './keys';
import { findLabels } from './labels';
import { closing, definitionsIn, objectOf, typeOf } from './notation';
import { type PromptTexts, textsOf, userText, withoutFormat } from './prompt-texts';

/** A form that one row of the table found, and the format's own text, which is no content. */
interface Recognised {
  readonly form: Form;
  readonly spans?: readonly string[];
}

type Recogniser = (texts: PromptTexts, prompt: Prompt) => Recognised | undefined;

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  a: 1,
  an: 1,
  ein: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
};
const COUNT = String.raw`\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque`;

/** Lists are no longer, whatever is asked for. */
const MAX_COUNT = 100;

export const toCount = (word: string): number => Math.min(WORDS[word.toLowerCase()] ?? Number(word), MAX_COUNT);

/** How many things a text asks for. */
export function countIn(text: string): number | undefined {
  const match = COUNTED.exec(text);
  return match === null ? undefined : toCount(match[1] ?? '1');
}

const COUNTED = new RegExp(
  String.raw`\b(?:exactly|of|up|make|give(?: me)?|list|name|suggest|write|plan|compare|tell(?: me)?|invent|create|generate|in|with|only|need|want|find|produce|recommend|propose|output|return|provide|top|for|nenne|schreibe|gib|donne|liste|dame|escribe|elenca)\s+(?:me |the |exactly |mir )?(${COUNT})\b(?:\s+[\p{L}-]+){0,2}?\s+(?:[\p{L}-]+s|people|children|entries|[\p{L}-]+en|[\p{L}-]+i)\b`,
  'iu',
);

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

const react: Recogniser = ({ all }) => {
  if (!/\bAction Input:/u.test(all) || !/\bFinal Answer:/u.test(all)) return undefined;
  const names =
    /one of \[([^\]]+)\]/iu
      .exec(all)?.[1]
      ?.split(',')
      .map((name) => name.replace(/["'`]/gu, '').trim()) ?? [];
  const tools = [...all.matchAll(/^[-*> ]*`?([A-Za-z_][\w-]{1,60})`?(?:\([^)\n]*\))?\s*(?::|->|-)\s*(.+)$/gmu)]
    .map(([, name = '', description = '']): TextTool => ({ name, description }))
    .filter(({ name }) =>
      names.length === 0
        ? !/^(?:Question|Thought|Action|Observation|Final|Input|Answer)/u.test(name)
        : names.includes(name),
    );
  const missing = names.filter((name) => !tools.some((tool) => tool.name === name));
  const whole = [...tools, ...missing.map((name) => ({ name, description: name.replaceAll('_', ' ') }))];
  return whole.length === 0 ? undefined : { form: { kind: 'react', tools: whole } };
};

const MARKER = /\[\[ ## (\w+) ## \]\]/gu;

const marked: Recogniser = (texts) => {
  const fields = texts.all.split(/Your output fields are:/u)[1]?.split(/\n\s*\n|\nAll interactions|\nEvery/u)[0];
  if (fields === undefined || !MARKER.test(texts.all)) return undefined;
  const found = [...fields.matchAll(/^\d+\.\s+`(\w+)`\s*\(([^\n]+)\)(?::[^\n]*)?$/gmu)].map(
    ([, name = '', type = '']) => ({
      name,
      schema: typeOf(type, new Map()).schema,
    }),
  );
  const spans = [
    /\n[^\n]*(?:Respond with|respond with)[\s\S]*$/u.exec(texts.user)?.[0] ?? '',
    ...(texts.user.match(MARKER) ?? []),
  ];
  return found.length === 0 ? undefined : { form: { kind: 'marked', fields: found }, spans };
};

const jsonLines: Recogniser = (texts) => {
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

/** Words before braces that tell a form. */
const BEFORE_NOTATION =
  /json|format|structure|shape|schema|like this|looks? like|example|template|model|fields|object|as follows|following|return|respond|output|keys|form|entspricht|格式/iu;

interface Notation {
  readonly schema: JsonObject;
  readonly spans: readonly string[];
}

/** Most brackets at which a notation is looked for. */
const MAX_TRIED = 200;

/** An object or a list that a prompt describes by types or by an example; types go before examples, later ones before earlier. */
export function notationIn(text: string): Notation | undefined {
  const definitions = definitionsIn(text);
  let best: (Notation & { readonly rank: number }) | undefined;
  let tried = 0;
  for (let at = text.search(/[{[]/u); at >= 0 && tried < MAX_TRIED; tried += 1) {
    const end = closing(text, at);
    const span = text.slice(at, end + 1);
    const before = text.slice(Math.max(0, at - 200), at);
    const schema =
      BEFORE_NOTATION.test(before) && !/(?:interface|class|record)\s+\w+[^{\n]*$/u.test(before)
        ? shapeOf(span, definitions)
        : undefined;
    if (schema !== undefined) {
      const isExample = isJson(span);
      const rank = (isExample ? 1 : 2) + (/<output>|<input>|for (?:instance|example)/iu.test(before) ? -1 : 0);
      if (best === undefined || rank >= best.rank) best = { schema, spans: [...(best?.spans ?? []), span], rank };
    }
    const next = text.slice(schema === undefined ? at + 1 : end + 1).search(/[{[]/u);
    at = next < 0 ? -1 : next + (schema === undefined ? at + 1 : end + 1);
  }
  if (best !== undefined) return best;
  return named(text, definitions);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shapeOf(span: string, definitions: Map<string, string>): JsonObject | undefined {
  if (span.startsWith('{')) {
    const object = objectOf(span.slice(1, -1), definitions);
    return object;
  }
  const inner = /^\[\s*(\{[\s\S]*\})\s*(?:,\s*(?:\.\.\.|…)?\s*)?\]$/u.exec(span)?.[1];
  const first = inner?.slice(0, closing(inner, 0) + 1);
  const item = first === undefined ? undefined : objectOf(first.slice(1, -1), definitions);
  return item && { type: 'array', items: item, minItems: 1 };
}

/** The shape of a named type that the answer is to be of. */
function named(text: string, definitions: Map<string, string>): Notation | undefined {
  if (definitions.size === 0 || !/json|instance of|object/iu.test(text)) return undefined;
  const wanted = /(?:of type|type|instance of|matches|match|as an?|into an?|class)\s+["'`]?([A-Z]\w*)["'`]?/gu;
  const name =
    [...text.matchAll(wanted)].map(([, found = '']) => found).find((found) => definitions.has(found)) ??
    [...definitions.keys()][0] ??
    '';
  const schema = objectOf(definitions.get(name) ?? '', definitions);
  const isList = new RegExp(String.raw`(?:list|array) of ["'\x60]?${name}|${name}\[\]|List<${name}>`, 'iu').test(text);
  const spans = [...text.matchAll(/```[\s\S]*?```|(?:class|interface|record)\s+[A-Z][\s\S]*?\n\s*\n/gu)].map(
    ([span]) => span,
  );
  return schema && { schema: isList ? { type: 'array', items: schema, minItems: 1 } : schema, spans };
}

const csv: Recogniser = ({ all, user }) => {
  if (!/\bcsv\b/iu.test(all)) return undefined;
  const columns = columnsIn(all);
  return columns === undefined ? undefined : { form: { kind: 'csv', columns, count: countIn(withoutFormat(user)) } };
};

const table: Recogniser = ({ all, user }) => {
  if (!/\btables?\b|tabelle|tableau|tabla/iu.test(all) || /create table/iu.test(all)) return undefined;
  const columns = columnsIn(all);
  return columns === undefined ? undefined : { form: { kind: 'table', columns, count: countIn(user) } };
};

const LIST = String.raw`["'“\x60]?[\p{L}_][\p{L}\p{N}_ -]{0,30}?["'”\x60]?(?:\s*\([^)]*\))?(?:\s*(?:,|;|\|)\s*(?:and |und |et |y )?["'“\x60]?[\p{L}_][\p{L}\p{N}_ -]{0,30}?["'”\x60]?(?:\s*\([^)]*\))?)*(?:,?\s+(?:and|und|et|y|e|en)\s+["'“\x60]?[\p{L}_][\p{L}\p{N}_-]{0,30}["'”\x60]?(?:\s*\([^)]*\))?)?`;

/** Columns named after `columns` or `header`. */
function columnsIn(text: string): readonly string[] | undefined {
  const match =
    new RegExp(
      String.raw`(?:columns?|header(?: row| line)?|spalten|colonnes|columnas)(?: (?:named|called|are|is|of|must be|should be))?\s*:?\s*(${LIST})(?=[.\n;)]|$)`,
      'iu',
    ).exec(text) ??
    new RegExp(String.raw`(?:columns?|header(?: row| line)?)[^\n:]{0,40}:\s*(${LIST})(?=[.\n;)]|$)`, 'iu').exec(text);
  const columns = match?.[1]
    ?.split(/\s*(?:,|;|\|)\s*(?:and |und |et |y )?|\s+(?:and|und|et|y|e|en)\s+/u)
    .map((name) => name.replace(/["'“”`]|\s*\([^)]*\)/gu, '').trim())
    .filter((name) => name !== '');
  return columns !== undefined && columns.length > 1 ? columns : undefined;
}

const yaml: Recogniser = ({ all }) => {
  if (!/\byaml\b/iu.test(all)) return undefined;
  const keys = Object.keys((schemaOfKeys(all)?.schema['properties'] as JsonObject | undefined) ?? {});
  return keys.length === 0 ? undefined : { form: { kind: 'yaml', keys } };
};

const ASKS_JSON = /\bjson\b/iu;

const map: Recogniser = ({ all }) =>
  ASKS_JSON.test(all) && /(?:hashmap|HashMap|\bdictionary\b|\bmap\b|is the key\b|as (?:the )?keys?\b)/u.test(all)
    ? { form: { kind: 'map', isFenced: isFenced(all) } }
    : undefined;

const describedSchema: Recogniser = (texts, prompt) => {
  const described: DescribedSchema | undefined = findDescribedSchema(prompt);
  if (described === undefined) return undefined;
  return {
    form: json(withCount(described.schema, texts), texts),
    spans: [`\u0000${userText(described.rest.messages.at(-1))}`],
  };
};

const notation: Recogniser = (texts) => {
  if (!/json|format|structure|schema|interface|class|object/iu.test(texts.all)) return undefined;
  const found = notationIn(texts.all);
  return found && { form: json(withCount(found.schema, texts), texts), spans: found.spans };
};

const numberArray: Recogniser = (texts) => {
  const match = new RegExp(
    String.raw`(?:json )?(?:array|list) of (?:exactly )?(${COUNT}) (?:different |distinct |random )?(integers|whole numbers|numbers|strings|words)`,
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

const keyList: Recogniser = (texts) => {
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

const stringArray: Recogniser = (texts) => {
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

const tags: Recogniser = ({ all }) => {
  const match =
    /(?:between|inside|within|in|enclosed in|wrapped in|wrap[^.\n]{0,30} in|put[^.\n]{0,60} (?:in|between))\s+(?:the |an? )?(?:xml )?(?:tags? )?[`"']?<([a-z][\w-]*)>/iu.exec(
      all,
    );
  const names =
    match === null
      ? []
      : [
          match[1] ?? '',
          ...[
            ...all
              .slice(match.index)
              .matchAll(/(?:and|then|,)\s+[^.\n]{0,50}?(?:in|between|inside)\s+[`"']?<([a-z][\w-]*)>/giu),
          ].map(([, name = '']) => name),
        ];
  return names.length === 0 ? undefined : { form: { kind: 'tags', names: [...new Set(names)] } };
};

/** Bounds of a number that a text tells. */
export function rangeIn(text: string): { readonly min: number | undefined; readonly max: number | undefined } {
  const match =
    /(?:between|from|range|scale|score|of)?\s*\(?\[?(-?\d+(?:\.\d+)?)\s*(?:\([^)\n]{0,40}\)\s*)?(?:to|and|through|bis|-|–|\.\.)\s*(-?\d+(?:\.\d+)?)\b/iu.exec(
      text,
    );
  return match === null ? { min: undefined, max: undefined } : { min: Number(match[1]), max: Number(match[2]) };
}

const lastLine: Recogniser = ({ all }) => {
  const match =
    /(?:last line|final line|end (?:your (?:reply|answer|response) )?with|conclude with|finish with|ends? with a line)[^\n"`'“]{0,80}["`'“]?(?:\*\*)?([A-Z][\w ]{0,20}):\s*(?:\*\*)?\s*[<[{(]([^>\]})\n]{1,40})[>\]})]/iu.exec(
      all,
    );
  if (match === null) return undefined;
  const isNumber = /\bn\b|number|integer|score|rating|\d/iu.test(
    `${match[2]} ${all.slice(match.index, match.index + 200)}`,
  );
  return {
    form: {
      kind: 'last-line',
      label: match[1] ?? 'Answer',
      range: isNumber ? rangeIn(all.slice(match.index)) : undefined,
    },
  };
};

const labels: Recogniser = (texts) => {
  const found = findLabels(texts);
  return found && { form: { kind: 'labels', labels: found.labels, isMany: found.isMany }, spans: found.spans };
};

const DATE =
  /\b((?:yyyy|YYYY)[-/.]?(?:MM|mm)[-/.]?(?:dd|DD)(?:['’]?T['’]?HH:mm:ss(?:\.[fS]+)?Z?)?|(?:dd|DD)[-/.](?:MM|mm)[-/.](?:yyyy|YYYY))\b/u;

const date: Recogniser = ({ all }) => {
  const pattern = DATE.exec(all)?.[1];
  return pattern === undefined
    ? undefined
    : {
        form: {
          kind: 'date',
          pattern: /HH:mm/u.test(all) && !pattern.includes('HH') ? `${pattern}'T'HH:mm:ss` : pattern,
        },
      };
};

const NUMBER_ALONE =
  /\b(?:a )?(?:single|bare|one) (?:integer|number|digit|float|decimal)\b|(?:only|just|with) (?:the |a |an )?(?:number|integer|digit|float|decimal)\b|(?:number|integer|digits?) (?:only|alone)|answer (?:only )?with (?:a|an|the) (?:number|integer|float)|nothing but (?:the|a) number|index alone|(?:nur|ausschließlich) (?:mit )?(?:der|die|einer) (?:Zahl|Nummer)|(?:integer|number|float|decimal) (?:between|from) -?\d|strictly (?:be )?(?:an? )?(?:integer|float|number|double)/iu;

const number: Recogniser = ({ all }) =>
  NUMBER_ALONE.test(all) ? { form: { kind: 'number', ...rangeIn(all) } } : undefined;

const EXACT =
  /(?:reply|respond|answer|say|output|return|write)(?: to me)?(?: with)?(?: the)? (?:exactly|only|just)(?: the)?(?: (?:word|text|phrase|words|following))?:? ?["'“`]([^"'”`\n]{1,200})["'”`]|(?:reply|respond|answer|output|return) (?:with )?exactly:? ([A-Z][A-Z0-9_ ]{0,40}[A-Z0-9])\b|\b(?:say|write|print|output) ([\p{L}\p{N}_!?-]{1,40}) and nothing (?:else|more)/u;

const exact: Recogniser = ({ user, all }) => {
  const match = EXACT.exec(user);
  const text = match?.[1] ?? match?.[2] ?? match?.[3];
  // A condition before it makes it one of several answers.
  if (
    match === null ||
    text === undefined ||
    /\b(?:if|when|where|unless|otherwise)\b/iu.test(user.slice(Math.max(0, match.index - 120), match.index))
  )
    return undefined;
  return all.trim() === '' ? undefined : { form: { kind: 'exact', text } };
};

const commaList: Recogniser = ({ all }) =>
  /comma[- ]?(?:separated|delimited)|separated by commas|kommagetrennt|durch Komma|séparés? par des virgules|separad[oa]s por comas|カンマ区切り|逗号分隔/iu.test(
    all,
  ) && !/\bcsv\b/iu.test(all)
    ? {
        form: { kind: 'comma-list', count: countIn(all) ?? 3 },
        spans: all.match(/(?:e\.?g\.?|for example|such as|like)[:,]?\s*`[^\n]*/giu) ?? [],
      }
    : undefined;

const BULLETS: readonly (readonly [RegExp, string])[] = [
  [/lines? `?["“]?Step 1:|`Step \d+:`|["“]Step 1[:"”]/u, 'Step {n}: '],
  [/begins? with ["“`]- ["”`]|["“`]- ["”`]/u, '- '],
  [/begins? with ["“`]\* ["”`]/u, '* '],
  [/numbered|1\.\s*(?:…|\.\.\.)|nummeriert|numérotée/iu, '{n}. '],
  [/bullet|Stichpunkt|Aufzählung|liste à puces|viñetas/iu, '- '],
  [
    /(?:one|each)[^.\n]{0,30} per line|on (?:a|its own) (?:separate |new )?line|each on a|every \w+ on a separate line|line by line|separate lines?|eine pro Zeile/iu,
    '',
  ],
];

const lines: Recogniser = ({ all }) => {
  const bullet = BULLETS.find(([pattern]) => pattern.test(all))?.[1];
  if (bullet === undefined) return undefined;
  const between = /from (\d+) to (\d+)|(\d+)\s*(?:to|-|–)\s*(\d+)/iu.exec(all);
  const least = between === null ? undefined : Number(between[1] ?? between[3]);
  return { form: { kind: 'lines', bullet, count: countIn(all) ?? least ?? 3 } };
};

const haiku: Recogniser = ({ user }) =>
  /\bhaiku\b/iu.test(user) ? { form: { kind: 'lines', bullet: 'verse', count: 3 } } : undefined;

const words: Recogniser = ({ all }) => {
  if (
    /\b(?:in|with|use|using|be|only|just|exactly|single|respond with) (?:exactly |only |just |a |one )*(?:one|single|1) word\b|one[- ]word answer|single word|one word (?:only|:)|mit einem Wort|en un (?:seul )?mot|en una (?:sola )?palabra|(?:用)?一个词|一語で/iu.test(
      all,
    )
  )
    return { form: { kind: 'words', max: 1 } };
  const max =
    /(?:at most|no more than|fewer than|less than|up to|maximum of|under|within|in|exactly) (\d{1,3}) words|(\d{1,3}) words (?:or (?:less|fewer)|at most|max)/iu.exec(
      all,
    );
  return max === null ? undefined : { form: { kind: 'words', max: Math.max(1, Number(max[1] ?? max[2])) } };
};

const sentenceCount: Recogniser = ({ all }) => {
  const match = new RegExp(
    String.raw`(?:in|exactly|with|at most) (?:exactly |only |at most )?(${COUNT}|a single) (?:short |simple |full |complete )?(?:sentences?|Sätzen?|phrases?|frases?)\b`,
    'iu',
  ).exec(all);
  return match === null
    ? undefined
    : { form: { kind: 'sentences', count: match[1] === 'a single' ? 1 : toCount(match[1] ?? '1') } };
};

/** The forms in the order in which they are looked for: particular ones before general ones. */
const RECOGNISERS: readonly Recogniser[] = [
  react,
  marked,
  exact,
  describedSchema,
  jsonLines,
  numberArray,
  notation,
  map,
  csv,
  table,
  yaml,
  tags,
  lastLine,
  keyList,
  date,
  number,
  commaList,
  labels,
  stringArray,
  haiku,
  lines,
  words,
  sentenceCount,
];

/** The form that a prompt asks for in words; undefined where it asks for none. */
export function findForm(prompt: Prompt): FoundForm | undefined {
  const texts = textsOf(prompt);
  if (texts.all.trim() === '') return undefined;
  for (const recognise of RECOGNISERS) {
    const found = recognise(texts, prompt);
    if (found !== undefined) return { form: found.form, material: materialOf(texts.user, found.spans ?? []) };
  }
  return undefined;
}

/** Objects and sentences of examples. */
const EXAMPLE =
  /\{[^{}\n]{0,400}\{[^{}\n]*\}[^{}\n]*\}|\{\s*"[^{}\n]{0,400}\}|^[^\n]*(?:well-formatted|for (?:instance|example),? (?:with|for) the schema|is none\.)[^\n]*$/gimu;

/** A user's text without the format's own words. A span that begins with NUL is the whole text already. */
function materialOf(user: string, spans: readonly string[]): string {
  const whole = spans.find((span) => span.startsWith('\u0000'))?.slice(1);
  const cut = spans
    .filter((span) => !span.startsWith('\u0000') && span !== '')
    .reduce((text, span) => text.replace(span, () => '\n'), whole ?? user);
  const material = withoutFormat(cut.replace(/```[\w-]*\s*```/gu, '').replace(EXAMPLE, ' '));
  return material.trim() === '' ? cut : material;
}
