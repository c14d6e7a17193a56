import { z } from 'zod';
import { dataFolder } from './data-files';

const sentence = z.string().min(1);
const sentences = z.array(sentence).min(1);

/** What a prompt asks for, as far as the words of a language tell it. */
const kinds = z.enum(['courtesy', 'say', 'translate', 'poem', 'yes-no', 'ask']);

/** What a prompt can ask for. */
export type AskKind = z.infer<typeof kinds>;

/** All that is known of one language: how it is told from others, and what the generator says in it. */
export const languageFile = z.strictObject({
  name: sentence.describe('its English name'),
  called: sentences.describe('its names in languages, as patterns'),
  scripts: sentences.describe('Unicode scripts in which it is written'),
  weight: z.number().min(1).optional().describe('how many letters one of its signs is worth; 1 where absent'),
  mark: z
    .strictObject({ scripts: sentences, share: z.number().min(0).max(1) })
    .optional()
    .describe('scripts of its own, and the share of them that a text must have'),
  words: sentence.optional().describe('common words, by which it is told from others of its script'),
  letters: sentence.optional().describe('letters of its own'),
  demands: sentences.describe('how a prompt asks for a language, as patterns; {name} stands for the name of one'),
  polite: sentence.describe('courtesies before a request, as a pattern'),
  asks: z
    .array(z.strictObject({ kind: kinds, pattern: sentence }))
    .min(1)
    .describe('requests as patterns, tried in order; the group topic is what one is about'),
  gap: z.string().optional().describe('what stands between sentences; a blank where absent'),
  comma: sentence.optional().describe('what stands between things listed'),
  quotes: z.array(sentence).length(2).describe('quotation marks'),
  nothing: sentence.describe('the topic of a prompt without words'),
  reply: z.strictObject({
    plain: sentence.describe('a generated reply that says what it is; {topic} stands for its topic'),
    demo: sentence.describe('the same as an assistant would say it'),
    more: sentences.describe('true sentences for long replies'),
  }),
  verse: sentences.describe('the lines of a poem about {topic}'),
  again: sentences.describe('words before an answer that was given already'),
  code: sentence.describe('a line before a block of code'),
  thoughts: z.strictObject({
    say: sentence.describe('before words that the prompt gives'),
    answer: sentences,
    call: sentences.describe('before a call of {tool}'),
    result: sentences.describe('once a tool has answered'),
    more: sentences.describe('for who thinks long'),
  }),
  results: z.strictObject({
    facts: sentence.describe('tells {facts}, each as pair'),
    text: sentence,
    failed: sentence,
    empty: sentence,
    pair: sentence.describe('one fact: {label} and {value}'),
  }),
  labels: z.record(z.string(), sentence).optional().describe('names of common members of results'),
  phrases: z.record(z.string(), sentence).describe('everyday phrases that can be translated'),
  cities: sentences,
  nouns: sentences,
});

/** What is known of one language. */
export type LanguageData = z.infer<typeof languageFile>;

/** The code of a language that has a file. */
export type Language = string;

/** Where nothing else is known. */
export const USUAL: Language = 'en';

const all = (): ReadonlyMap<Language, LanguageData> => dataFolder<LanguageData>('languages');

/** The codes of all languages, the usual one first. */
export const languages = (): readonly Language[] => [USUAL, ...[...all().keys()].filter((code) => code !== USUAL)];

/** The data of a language; of the usual one where it has none. */
export const languageOf = (code: Language): LanguageData => all().get(code) ?? (all().get(USUAL) as LanguageData);
