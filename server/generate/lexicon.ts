import { z } from 'zod';
import { dataFile } from '../lib';

const words = z.string().min(1);

const codeLanguage = z.strictObject({
  fence: words.describe('the name behind the fence'),
  asked: words.describe('how a prompt asks for it, as a pattern'),
  style: z.enum(['snake', 'camel']),
  type: words.optional().describe('what stands before each parameter'),
  typed: words.optional().describe('what stands behind each parameter'),
  body: z.literal('js').optional().describe('whose bodies it shares'),
  open: words,
  indent: words,
  stub: words.describe('the body where no task fits'),
  close: words.optional(),
});

const codeTask = z.strictObject({
  task: words.describe('the words of a prompt, as a pattern'),
  name: words,
  args: words,
  python: words.optional(),
  js: words.optional(),
});

/** Programs, and whole texts, by the words that ask for them. */
export const snippetsSchema = z.strictObject({
  stub: words,
  languages: z.array(codeLanguage).min(1),
  texts: z.array(z.strictObject({ task: words, fence: words, text: words })),
  tasks: z.array(codeTask),
});

/** Words that speak for a label, by its name. */
export const topicsSchema = z.record(z.string(), words);

const unit = z.strictObject({ kind: words, factor: z.number(), names: z.array(words).min(1) });

const names = z.array(words).min(1);

/** Values of a prompt that a field can be filled from. */
const source = z.enum([
  'answer',
  'code',
  'codes',
  'content',
  'countries',
  'dates',
  'days',
  'email',
  'emails',
  'expression',
  'first-names',
  'from',
  'id',
  'last-names',
  'name',
  'names',
  'number',
  'people',
  'phones',
  'place',
  'places',
  'query',
  'quote',
  'quoted',
  'snippet',
  'things',
  'times',
  'to',
  'topic',
  'urls',
]);

/** A value of a prompt that a field can be filled from. */
export type FieldSource = z.infer<typeof source>;

/** How text fields are filled, by the words of their names. */
export const fieldsSchema = z.array(
  z.strictObject({ words: names, from: z.array(source).optional(), invent: words.optional() }),
);

/** Common topics of tools. */
export const toolTopicsSchema = z.array(
  z.strictObject({
    name: words,
    tool: words.describe('how tools name it, as a pattern'),
    asked: words.describe('how people ask for it, as a pattern'),
    cased: z.literal(true).optional().describe('whether capitals matter in what is asked'),
  }),
);

/** Places, and words that look like names. */
export const placesSchema = z.strictObject({
  towns: names,
  stems: z.record(z.string(), words),
  ambiguous: names,
  countries: names,
  regions: names,
  notNames: names,
});

/** Units that can be converted. */
export const unitsSchema = z.array(unit);

/** Things that everyone can name, by the noun. */
export const listsSchema = z.array(z.strictObject({ noun: words, things: z.array(words).min(1) }));

/** One unit of a measure. */
export type Unit = z.infer<typeof unit>;
/** A language of programs, and how a function is written in it. */
export type CodeLanguage = z.infer<typeof codeLanguage>;
/** A function that is known. */
export type CodeTask = z.infer<typeof codeTask>;

export const snippetFile = () => dataFile<z.infer<typeof snippetsSchema>>('lexicon/snippets');
export const fieldsFile = () => dataFile<z.infer<typeof fieldsSchema>>('lexicon/fields');
export const toolTopicsFile = () => dataFile<z.infer<typeof toolTopicsSchema>>('lexicon/tools');
export const placesFile = () => dataFile<z.infer<typeof placesSchema>>('lexicon/places');
export const unitsFile = () => dataFile<readonly Unit[]>('lexicon/units');
export const listsFile = () => dataFile<z.infer<typeof listsSchema>>('lexicon/lists');
export const topicsFile = () => dataFile<z.infer<typeof topicsSchema>>('lexicon/topics');
