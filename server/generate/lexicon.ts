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

/** A language of programs, and how a function is written in it. */
export type CodeLanguage = z.infer<typeof codeLanguage>;
/** A function that is known. */
export type CodeTask = z.infer<typeof codeTask>;

export const snippetFile = () => dataFile<z.infer<typeof snippetsSchema>>('lexicon/snippets');
export const topicsFile = () => dataFile<z.infer<typeof topicsSchema>>('lexicon/topics');
