import { type Json, type JsonObject, ProblemError, type Prompt } from '../../core';
import { hashText } from '../../lib';
import { readSum } from '../extract/arithmetic';
import { type ExtractedValues, extractValues } from '../extract/extracted-values';
import { quotationsIn } from '../extract/quotations';
import { sentencesOf } from '../extract/text-sentences';
import { instanceOf } from '../instance/instance';
import { shortened, summaryOf } from '../text/plain-answer';
import { type Question, readQuestion } from '../text/question';
import { verseAbout } from '../text/sentences';
import type { CallContext } from '../tools/call-inputs';
import type { Form, FoundForm, MarkedField } from './form';
import type { FormContext } from './form-context';
import { itemsFor, stepsFor } from './items';
import { schemaOfKeys } from './keys';
import { chooseLabels } from './labels';
import { letterFor } from './letters';
import { textsOf } from './prompt-texts';
import { agentStep, sayReact } from './react';
import { numberFor, oneWord, shortAnswer } from './short-answers';

type Sayers = { readonly [K in Form['kind']]: (form: Extract<Form, { kind: K }>, context: FormContext) => string };

/** The text of a reply in the form that a prompt asks for. */
export function sayForm(
  { form, material: told }: FoundForm,
  prompt: Prompt,
  { filler, seed, given, voice }: CallContext,
): string {
  // A quoted passage is content, no value of a field before it.
  const material = quotationsIn(told)
    .filter(({ length }) => length >= CONTENT_LENGTH)
    .reduce((text, quoted) => text.replace(`"${quoted}"`, () => quoted).replace(`“${quoted}”`, () => quoted), told);
  const { system: _system, ...rest } = prompt;
  const question = readQuestion({
    ...rest,
    messages: [...prompt.messages, { role: 'user', content: [{ type: 'text', text: material }] }],
  });
  const step = agentStep(prompt, question);
  const context = {
    prompt,
    question: { ...question, text: material },
    filler,
    seed,
    voice,
    given: { ...given, ...step },
  };
  const found = foundIn(question);
  const answer = (): string => shortAnswer({ ...context, found });
  return (SAYERS[form.kind] as (form: Form, context: FormContext) => string)(form, {
    ...context,
    found: { ...found, answer },
  });
}

/** A quotation of this length is a passage. */
const CONTENT_LENGTH = 40;

/** Values of the material; names stand in for places where there are none, and titles in quotes are no names. */
function foundIn(question: Question): ExtractedValues {
  const found = extractValues(question);
  const quoted = found.quoted.filter((text) => text.split(' ').length <= MAX_QUOTED_WORDS);
  const people = found.names.filter((name) => !MONEY.test(name) && !quoted.some((text) => text.includes(name)));
  const doubled = found.places.filter((place) => FULL_NAME.test(place));
  const names = people.length > 0 ? people : doubled.length > 0 ? doubled : found.names;
  return { ...found, quoted, names, places: found.places.length > 0 ? found.places : names };
}

/** A longer quoted text is content, not a value. */
const MAX_QUOTED_WORDS = 6;
const MONEY = /^(?:Euros?|Dollars?|Pounds?|Franken|Yen|EUR|USD)$/u;
const FULL_NAME = /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u;

function instance(schema: JsonObject, { found, filler, seed, question, given }: FormContext): Json | undefined {
  const { required } = schema;
  if (
    given !== undefined &&
    Array.isArray(required) &&
    required.length > 0 &&
    required.every((key) => given[key] !== undefined)
  )
    return Object.fromEntries(required.map((key: string) => [key, given[key]]));
  try {
    return instanceOf(schema, {
      found,
      filler,
      seed,
      ...(given === undefined ? {} : { given }),
      language: question.language,
      optional: 'all',
      of: 'the form asked for',
    });
  } catch (thrown) {
    // Nobody promised a value for a schema in words that nothing satisfies.
    if (thrown instanceof ProblemError) return undefined;
    throw thrown;
  }
}

const fenced = (text: string, isFenced: boolean): string => (isFenced ? `\`\`\`json\n${text}\n\`\`\`` : text);

/** A row for each sentence of the material that holds values, or as many as are asked for. */
function rowsOf(columns: readonly string[], count: number | undefined, context: FormContext): readonly JsonObject[] {
  const { schema } = schemaOfKeys(
    `keys ${columns.map((name) => name.replace(/[^\p{L}\p{N}_]+/gu, '_')).join(', ')}`,
  ) ?? { schema: { type: 'object' } };
  const parts = sentencesOf(context.question.text)
    .map((text) => contextOf(text, context))
    .filter(({ found }) => found.names.length + found.numbers.length > 1);
  const rows =
    count === undefined && parts.length > 0
      ? parts.map((part) => instance(schema, part))
      : ((instance({ type: 'array', items: schema, minItems: count ?? 3, maxItems: count ?? 3 }, context) as
          | readonly Json[]
          | undefined) ?? []);
  return rows.flatMap((row) => (row === undefined || row === null ? [] : [row as JsonObject]));
}

function contextOf(text: string, context: FormContext): FormContext {
  const { system: _system, ...rest } = context.prompt;
  const question = readQuestion({ ...rest, messages: [{ role: 'user', content: [{ type: 'text', text }] }] });
  return { ...context, question: { ...question, text }, found: foundIn(question) };
}

const cell = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const csvCell = (value: Json | undefined): string => {
  const text = cell(value);
  return /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A date in a pattern such as yyyy-MM-dd. */
function dateIn(pattern: string, { found }: FormContext): string {
  const [year = '2024', month = '01', day = '15'] = (found.dates[0] ?? '').split('-').filter(Boolean);
  const [hour = '09', minute = '30'] = (found.times[0] ?? '').split(':').filter(Boolean);
  return pattern
    .replace(/yyyy/iu, year)
    .replace(/HH:mm:ss/u, `${hour.padStart(2, '0')}:${minute}:00`)
    .replace(/MM|(?<=[-/.]|^)mm(?=[-/.])/u, month)
    .replace(/dd/iu, day)
    .replace(/['’]/gu, '')
    .replace(/[fS]+/u, (digits) => '0'.repeat(digits.length));
}

function markedField({ name, schema }: MarkedField, context: FormContext): string {
  const { question } = context;
  const values = schema['enum'];
  if (Array.isArray(values)) {
    const labels = (values as readonly Json[]).map((value) => ({ value: String(value), about: '' }));
    return chooseLabels(labels, question.text, textsOf(context.prompt).all)[0] ?? '';
  }
  if (schema['type'] === 'string' && schema['format'] === undefined) return shortAnswer(context);
  const value = (
    instance({ type: 'object', properties: { [name]: schema }, required: [name] }, context) as JsonObject | undefined
  )?.[name];
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

const SAYERS: Sayers = {
  exact: ({ text }) => text,
  labels: ({ labels, isMany }, { prompt, question }) => {
    const chosen = chooseLabels(labels, question.text, textsOf(prompt).all);
    return isMany ? chosen.join('\n') : (chosen[0] ?? '');
  },
  json: ({ schema, isFenced, indent }, context) =>
    fenced(JSON.stringify(instance(schema, context) ?? {}, null, indent), isFenced),
  'json-lines': ({ schema, count }, context) =>
    Array.from({ length: count }, (_, at) =>
      JSON.stringify(instance(schema, { ...context, seed: hashText(`line ${at}`, context.seed) }) ?? {}),
    ).join('\n'),
  map: ({ isFenced }, context) => {
    const { found, filler, question, seed } = context;
    const keys = found.lists[0] ?? (found.names.length > 0 ? found.names : itemsFor(3, context));
    return fenced(
      JSON.stringify(
        Object.fromEntries(
          keys.map((key, at) => [key, filler.value('city', question.language, hashText(`value ${at}`, seed))]),
        ),
      ),
      isFenced,
    );
  },
  csv: ({ columns, count }, context) =>
    [
      columns.join(','),
      ...rowsOf(columns, count, context).map((row) => Object.values(row).map(csvCell).join(',')),
    ].join('\n'),
  table: ({ columns, count }, context) =>
    [
      columns,
      columns.map(() => '---'),
      ...rowsOf(columns, count, context).map((row) =>
        Object.values(row).map((value) => cell(value).replaceAll('|', '/')),
      ),
    ]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n'),
  yaml: ({ keys }, context) => {
    const { schema } = schemaOfKeys(`keys ${keys.join(', ')}`) ?? { schema: { type: 'object' } };
    const value = (instance(schema, context) ?? {}) as JsonObject;
    return keys.map((key) => `${key}: ${cell(value[key])}`).join('\n');
  },
  marked: ({ fields }, context) =>
    [
      ...fields.map((field) => `[[ ## ${field.name} ## ]]\n${markedField(field, context)}\n`),
      '[[ ## completed ## ]]',
    ].join('\n'),
  react: sayReact,
  tags: ({ names }, context) => names.map((name) => `<${name}>${shortAnswer(context)}</${name}>`).join('\n'),
  'last-line': ({ label, range, letters }, context) => {
    const { question } = context;
    if (letters !== undefined) {
      const all = `${context.prompt.system ?? ''}\n${textsOf(context.prompt).user}`;
      const line = `${label}: ${letterFor(letters, all)}`;
      return /entire (?:content|response|reply)|nothing else|only/iu.test(all)
        ? line
        : `This is a generated verdict.\n${line}`;
    }
    const sum = sentencesOf(question.text)
      .map((sentence) => readSum(sentence))
      .find((found) => found !== undefined);
    const reasons = sum === undefined ? `This is about ${question.topic}.` : `${sum.expression} = ${sum.value}`;
    return `${reasons}\n${label}: ${range === undefined ? shortAnswer(context) : numberFor(range, context)}`;
  },
  number: (range, context) => numberFor(range, context),
  date: ({ pattern }, context) => dateIn(pattern, context),
  'comma-list': ({ count }, context) =>
    itemsFor(count, context)
      .map((item) => item.replaceAll(',', ''))
      .join(', '),
  lines: ({ bullet, count }, context) => {
    if (bullet === 'verse') return verseAbout(context.question).slice(0, count).join('\n');
    const items = bullet.startsWith('Step') ? stepsFor(count, context) : itemsFor(count, context);
    return items.map((item, at) => bullet.replace('{n}', String(at + 1)) + item).join('\n');
  },
  words: ({ max }, context) =>
    max === 1
      ? oneWord(context)
      : shortened(summaryOf(context.question.text, textsOf(context.prompt).all) ?? shortAnswer(context), max),
  sentences: ({ count }, context) => {
    const summary = summaryOf(context.question.text, textsOf(context.prompt).all, count);
    if (summary !== undefined) return summary;
    const first = shortAnswer(context);
    const own = sentencesOf(first).slice(0, count);
    const more = stepsFor(Math.max(0, count - own.length), context);
    return [...own, ...more].join(' ');
  },
};
