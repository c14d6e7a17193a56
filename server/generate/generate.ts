import { type ContentMeasure, type Prompt, type StopReason, type ToolCall, textOf } from '../core';
import { createFiller, hashText } from '../lib';
import { readCount, readSum } from './extract/arithmetic';
import { type ExtractedValues, extractValues } from './extract/extracted-values';
import { findForm } from './format/find-form';
import { userText } from './format/prompt-texts';
import { sayForm } from './format/say-form';
import { instanceOf } from './instance/instance';
import { jsonAnswer, wantsJson } from './json-answer';
import type { Kind } from './phrases';
import { codeAnswer, wantsCode } from './text/code-answer';
import { replyInLanguage } from './text/more-languages';
import { extractiveAnswer, percentIn, rememberedFact, summaryOf } from './text/plain-answer';
import { type Question, readQuestion } from './text/question';
import { sentences, verses } from './text/sentences';
import { sqlFor } from './text/sql-answer';
import { reportResults } from './text/tool-results';
import { translationFor } from './text/translation';
import type { CallContext } from './tools/call-inputs';
import { chooseCalls } from './tools/choose-calls';
import { conversationOf } from './tools/conversation';
import { withResults } from './tools/result-values';

/** A reply before it is cut and counted: words that may be thought, and what is said or called. */
export interface GeneratedReply {
  readonly reasoning: string;
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly stop: StopReason;
}

// Holds nothing but words: each value is drawn anew from the seed it is asked with.
const filler = createFiller();

/** The default reply to a prompt; the same prompt and seed give the same one. */
export function generate(asked: Prompt, seed: number): GeneratedReply {
  const prompt = conversationOf(asked);
  const question = readQuestion(prompt);
  const answered = prompt.messages.at(-1)?.role === 'tool';
  const inWords = (): string => (answered ? reportResults(prompt, question, seed) : answer(prompt, context));
  const context: CallContext = withFound({ question, filler, seed }, inWords);
  const calls = prompt.tools.length === 0 ? [] : chooseCalls(prompt, context);
  const reasoning = prompt.reasoning ? think(question, calls, { answered, seed, measure: prompt.thoughts }) : '';
  if (calls.length > 0) return { reasoning, text: '', calls, stop: 'tool-calls' };
  const known = answered ? withResults(prompt, context) : context;
  return { reasoning, text: formed(prompt, known) ?? toldForm(prompt, known) ?? inWords(), calls, stop: 'end' };
}

/** Values are looked for at first use: most answers in plain words need none. */
function withFound(context: Omit<CallContext, 'found'>, answer: () => string): CallContext {
  const kept: ExtractedValues[] = [];
  return {
    ...context,
    get found() {
      const found = kept[0] ?? { ...extractValues(context.question), answer };
      kept[0] = found;
      return found;
    },
  };
}

/** The text of an answer whose form the request sets. */
function formed(prompt: Prompt, context: CallContext): string | undefined {
  const { output } = prompt;
  if (output.type === 'json') return jsonAnswer(prompt, context, () => inOneSentence(context));
  if (output.type === 'text') return undefined;
  const { question, found, filler: words, seed, given } = context;
  return JSON.stringify(
    instanceOf(output.schema, {
      found,
      ...(given === undefined ? {} : { given }),
      filler: words,
      seed,
      language: question.language,
      optional: 'all',
      of: `the schema of the answer '${output.name}'`,
    }),
  );
}

/** Forms that a fact of an earlier turn has already. */
const SHORT: ReadonlySet<string> = new Set(['number', 'words', 'sentences', 'date']);

/** The text of an answer whose form the prompt tells in words. */
function toldForm(prompt: Prompt, context: CallContext): string | undefined {
  if (prompt.output.type !== 'text') return undefined;
  const form = findForm(prompt);
  if (form === undefined) return undefined;
  const fact = SHORT.has(form.form.kind) ? rememberedFact(prompt, context.question) : undefined;
  if (fact !== undefined) return fact;
  const last = prompt.messages.at(-1);
  const result = last?.role === 'tool' ? `\n${textOf(last.content)}` : '';
  return sayForm({ ...form, material: form.material + result }, prompt, context);
}

/** Kinds whose words are about code or JSON without asking for them. */
const ABOUT: ReadonlySet<Kind> = new Set(['greeting', 'thanks', 'identity', 'say', 'explain', 'compare', 'poem']);

/** What may answer a question in plain text, the surest first. */
const ANSWERS: readonly ((prompt: Prompt, context: CallContext) => string | undefined)[] = [
  (prompt, { question }) => rememberedFact(prompt, question),
  (_, { question: { kind, subject } }) => (kind === 'say' ? unquoted(subject) : undefined),
  sqlAnswer,
  (_, { question }) => {
    const sum = readSum(question.plain);
    return sum && `${sum.expression} = ${sum.value}`;
  },
  (_, { question }) => percentIn(question.plain),
  (_, { question }) => summaryOf(question.text, question.plain),
  (prompt, { question }) => extractiveAnswer(prompt, question.text),
  (_, { question: { kind, plain, topic } }) => (kind === 'translate' ? undefined : replyInLanguage(plain, topic)),
  (_, { question }) => readCount(question.plain)?.join(question.book.comma),
  (_, { question }) => (question.kind === 'translate' ? translationFor(question) : undefined),
  (prompt, { question, seed }) =>
    !ABOUT.has(question.kind) && wantsCode(question)
      ? codeAnswer(question, { seed, isBare: isBare(prompt) })
      : undefined,
  (prompt, context) =>
    !ABOUT.has(context.question.kind) && wantsJson(context.question)
      ? jsonAnswer(prompt, context, () => inOneSentence(context))
      : undefined,
];

const inOneSentence = ({ question: { book, topic }, seed }: CallContext): string =>
  sentences(book.answers.explain.slice(1, 2), { topic }, { seed }).join(book.gap);

/** The answer to a question in plain text. */
function answer(prompt: Prompt, context: CallContext): string {
  for (const find of ANSWERS) {
    const found = find(prompt, context);
    if (found !== undefined) return found;
  }
  const { seed, question } = context;
  const { kind, book, topic, subject, language } = question;
  if (kind === 'poem') {
    const about = subject === '' ? filler.value('word', language, seed) : topic;
    return verses(book.answers.poem, { topic: about }, seed).join('\n');
  }
  const manner = { seed: hashText(kind, seed), measure: prompt.words };
  return sentences(book.answers[kind === 'say' ? 'other' : kind], { topic }, manner).join(book.gap);
}

function sqlAnswer(prompt: Prompt, { question }: CallContext): string | undefined {
  const sql = sqlFor(`${prompt.system ?? ''}\n${question.text}`, question.text);
  return sql === undefined || isBare(prompt) ? sql : `\`\`\`sql\n${sql}\n\`\`\``;
}

/** Does the prompt want code without words or fences around it? */
const isBare = ({ system = '', messages }: Prompt): boolean =>
  /\b(?:only|just)\b[^.\n]{0,40}\b(?:code|sql|statement|query)\b|(?:code|sql|statement|query) only|no (?:markdown|explanation|code fence)/iu.test(
    `${system}\n${userText(messages.findLast(({ role }) => role === 'user'))}`,
  );

const unquoted = (text: string): string => text.replace(/^["'“「『«„]\s?|\s?["'”」』»“]$/gu, '');

interface Thinking {
  readonly answered: boolean;
  readonly seed: number;
  readonly measure: ContentMeasure | undefined;
}

function think(question: Question, calls: readonly ToolCall[], { answered, seed, measure }: Thinking): string {
  const { book, topic, kind } = question;
  const { thoughts } = book;
  const [call] = calls;
  const slots = call !== undefined ? thoughts.call : answered ? thoughts.result : thoughts.answer;
  const manner = { seed: hashText('thoughts', seed), measure };
  const thought = sentences(slots, { topic, tool: call?.name ?? '' }, manner);
  // Who thinks long drafts an answer.
  const isLong = measure === 'long' || measure === 'longest';
  const draft = isLong ? sentences(book.answers[kind === 'say' ? 'other' : kind], { topic }, manner) : [];
  return [...thought, ...draft].join(book.gap);
}

/** Thoughts before an answer that is not the generator's own. */
export function thinkAbout(prompt: Prompt, calls: readonly ToolCall[], seed: number): string {
  const answered = prompt.messages.at(-1)?.role === 'tool';
  return think(readQuestion(prompt), calls, { answered, seed, measure: prompt.thoughts });
}
