import { isJsonObject, parseJson } from '../../core';
import { COUNT, rangeIn, toCount } from './amounts';
import type { TextTool } from './form';
import { findLabels } from './labels';
import { typeOf } from './notation';
import type { Recogniser } from './recogniser';

export const react: Recogniser = ({ all }) => {
  if (!/\bAction Input:/u.test(all) || !/^\s*(?:Final )?Answer:/mu.test(all)) return undefined;
  const described = describedTools(all);
  const tools = described.length > 0 ? described : listedTools(all);
  const ending = /\bFinal Answer:/u.test(all) ? 'Final Answer' : 'Answer';
  return tools.length === 0 ? undefined : { form: { kind: 'react', tools, ending } };
};

/** Tools with the schema of their arguments, as LlamaIndex lists them. */
const describedTools = (all: string): readonly TextTool[] =>
  [...all.matchAll(/Tool Name:\s*([\w-]+)\s*\n\s*Tool Description:\s*([\s\S]*?)\n\s*Tool Args:\s*(\{[^\n]*\})/gu)].map(
    ([, name = '', description = '', args = '']) => {
      const schema = parseJson(args);
      const properties = isJsonObject(schema) ? schema['properties'] : undefined;
      return { name, description, args: isJsonObject(properties) ? properties : {} };
    },
  );

function listedTools(all: string): readonly TextTool[] {
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
  return [...tools, ...missing.map((name) => ({ name, description: name.replaceAll('_', ' ') }))];
}

const MARKER = /\[\[ ## (\w+) ## \]\]/gu;

export const marked: Recogniser = (texts) => {
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

export const tags: Recogniser = ({ all }) => {
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

const LETTER =
  /['"`‘“]([A-Z]{3,16}): ?\$?(?:LETTERS?|CHOICE|OPTION)['"`’”][\s\S]{0,60}?\bLETTERS? (?:is|are) (?:one (?:or more )?of )?((?:[A-Z](?![a-z])[,/ ]*(?:or )?){1,26})/u;

/** A letter behind a word, as graders and tests of many choices want it. */
export const letterLine: Recogniser = ({ all }) => {
  const match = LETTER.exec(all);
  const letters = match?.[2]?.match(/[A-Z]/gu) ?? [];
  return match === null || letters.length === 0
    ? undefined
    : { form: { kind: 'last-line', label: match[1] ?? 'ANSWER', range: undefined, letters } };
};

export const lastLine: Recogniser = ({ all }) => {
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

export const labels: Recogniser = (texts) => {
  const found = findLabels(texts);
  return found && { form: { kind: 'labels', labels: found.labels, isMany: found.isMany }, spans: found.spans };
};

const DATE =
  /\b((?:yyyy|YYYY)[-/.]?(?:MM|mm)[-/.]?(?:dd|DD)(?:['’]?T['’]?HH:mm:ss(?:\.[fS]+)?Z?)?|(?:dd|DD)[-/.](?:MM|mm)[-/.](?:yyyy|YYYY))\b/u;

export const date: Recogniser = ({ all }) => {
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

export const number: Recogniser = ({ all }) =>
  NUMBER_ALONE.test(all) ? { form: { kind: 'number', ...rangeIn(all) } } : undefined;

const SAY = String.raw`(?:[Rr]eply|[Rr]espond|[Aa]nswer|[Ss]ay|[Oo]utput|[Rr]eturn|[Ww]rite|[Pp]rint|[Ee]cho)`;
const EXACTLY = String.raw`(?:exactly|only|just|the (?:single )?(?:word|text|phrase|string|words)|(?:this|the following)(?: (?:text|word|phrase))?)`;

/** Words that are to be said, behind a demand to say them, in quotes or in capitals. */
const EXACT: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${SAY}(?: to me| back)?(?: with)?(?: ${EXACTLY})+:? ?["'“\x60]([^"'”\x60\n]{1,200})["'”\x60]`,
    'u',
  ),
  new RegExp(
    String.raw`\b${SAY}(?: to me| back)?(?: with)?(?: ${EXACTLY})*:? ([\p{L}\p{N}_!?-]{1,40}) (?:and|with) (?:nothing (?:else|more)|no other words)`,
    'u',
  ),
  new RegExp(
    String.raw`\b${SAY}(?: to me| back)?(?: with)?(?: ${EXACTLY})+:? ([A-Z][A-Z0-9_-]*(?: [A-Z][A-Z0-9_-]*){0,4})(?=[.!\n]|$)`,
    'u',
  ),
  new RegExp(String.raw`\b${SAY} (?:with:? )?([A-Z]{2,20})[.!]?\s*$`, 'u'),
];

/** A condition before it makes it one of several answers; a name before it makes it another's. */
const CONDITION = /\b(?:if|when|where|unless|otherwise|for|after)\b/iu;

export const exact: Recogniser = ({ user, system }) => {
  for (const text of [user, system]) {
    for (const pattern of EXACT) {
      const match = pattern.exec(text);
      const before = text.slice(Math.max(0, (match?.index ?? 0) - CONDITION_REACH), match?.index ?? 0);
      const clause = before.slice(before.search(/[^.!?\n]*$/u));
      if (match === null || match[1] === undefined || CONDITION.test(clause)) continue;
      return { form: { kind: 'exact', text: match[1] } };
    }
  }
  return undefined;
};

/** How far before a demand its condition stands. */
const CONDITION_REACH = 160;

export const words: Recogniser = ({ all }) => {
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

export const sentenceCount: Recogniser = ({ all }) => {
  const match = new RegExp(
    String.raw`(?:in|exactly|with|at most) (?:exactly |only |at most )?(${COUNT}|a single) (?:short |simple |full |complete )?(?:sentences?|Sätzen?|phrases?|frases?)\b`,
    'iu',
  ).exec(all);
  return match === null
    ? undefined
    : { form: { kind: 'sentences', count: match[1] === 'a single' ? 1 : toCount(match[1] ?? '1') } };
};
