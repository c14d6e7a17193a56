import { type Message, type Prompt, textOf } from '../../core';
import { type AskKind, languageOf as dataOf, type Language, type LanguageData, once } from '../../lib';
import { demandedLanguage, detectLanguage } from '../../lib/detect-language';

/** What the last user message asks, as far as the generator understands it. */
export interface Question {
  /** The words as they came. */
  readonly text: string;
  /** The same in NFKC on one line, as patterns read them. */
  readonly plain: string;
  readonly language: Language;
  /** What is said in the language. */
  readonly book: LanguageData;
  readonly kind: AskKind;
  /** What it is about, short enough to be quoted. */
  readonly topic: string;
  /** All of what it is about. */
  readonly subject: string;
}

/** Words beyond this are not read for an intent. */
const MAX_READ = 2000;
/** Longest topic that is quoted, in columns: an East Asian sign takes two. */
const MAX_TOPIC = 56;

/** Reads the question out of a prompt. */
export function readQuestion(prompt: Prompt): Question {
  const user = prompt.messages.findLast((message) => message.role === 'user');
  const text = user === undefined ? '' : wordsOfUser(user);
  const plain = text.slice(0, MAX_READ).normalize('NFKC').replace(/\s+/gu, ' ').trim();
  const language = languageOf(prompt, plain);
  const book = dataOf(language);
  const { kind, subject } = readAsk(plain, patternsOf(language));
  const topic = clip(subject) || book.nothing;
  return { text, plain, language, book, kind, topic, subject };
}

const wordsOfUser = (user: Extract<Message, { role: 'user' }>): string => textOf(user.content);

/** A demand wins, then the words of the user, then the system's. */
function languageOf(prompt: Prompt, plain: string): Language {
  const system = prompt.system ?? '';
  const demanded = demandedLanguage(plain) ?? demandedLanguage(system);
  if (demanded !== undefined) return demanded;
  return detectLanguage(/\p{L}/u.test(plain) ? plain : [earlierWords(prompt), system].join('\n'));
}

const earlierWords = ({ messages }: Prompt): string =>
  messages.flatMap((message) => (message.role === 'user' ? [wordsOfUser(message)] : [])).join('\n');

interface AskPatterns {
  readonly polite: RegExp;
  readonly asks: readonly { readonly kind: AskKind; readonly pattern: RegExp }[];
}

const patternsOf = (language: Language): AskPatterns =>
  once(`requests in ${language}`, () => {
    const { polite, asks } = dataOf(language);
    return {
      polite: new RegExp(polite, 'iu'),
      asks: asks.map(({ kind, pattern }) => ({ kind, pattern: new RegExp(pattern, 'iu') })),
    };
  });

function readAsk(plain: string, { polite, asks }: AskPatterns): { readonly kind: AskKind; readonly subject: string } {
  const first = firstSentence(plain);
  const rest = first.replace(polite, '').trim();
  // A demand to repeat is taken with all its marks, any other question without its last ones.
  const asked = trimEnd(rest);
  for (const { kind, pattern } of asks) {
    const match = pattern.exec(kind === 'courtesy' ? first : kind === 'say' ? rest : asked);
    if (match === null) continue;
    const found = match.groups?.['topic'] ?? match.groups?.['topic2'];
    return { kind, subject: tidy(found ?? rest) };
  }
  return { kind: 'ask', subject: tidy(rest || first) };
}

/** The sentence that holds the request: the first with more than a courtesy in it. */
function firstSentence(plain: string): string {
  const end = plain.search(/(?<=\p{L}{2}[.!?])\s+(?=\p{Lu})|(?<=[。!?])(?=[^。!?\s])/u);
  if (end <= 0) return plain;
  const head = plain.slice(0, end).trim();
  return head.length < MIN_SENTENCE ? plain : head;
}

/** Shorter first sentences are a salutation. */
const MIN_SENTENCE = 12;

const EDGES = new Set(' \t.,!?;:。、·…"“”„«»「」『』\'‘’`*#>-()¿¡');
const CLOSING = new Set(' .!?。…:;,、');

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSING.has(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Without marks at either edge. */
function tidy(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGES.has(text.charAt(start))) start += 1;
  while (end > start && EDGES.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const columns = (sign: string): number =>
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sign) ? 2 : 1;

/** Cuts a text to what can be quoted, at a word's end where there is one. */
function clip(text: string, most = MAX_TOPIC): string {
  let width = 0;
  let kept = '';
  for (const sign of text) {
    width += columns(sign);
    if (width > most) return `${tidy(kept.replace(/(?<=.{20,})\s\S*$/u, ''))}…`;
    kept += sign;
  }
  return kept;
}
