import { type Prompt, textOf } from '../../core';
import { readCount, readSum } from '../extract/arithmetic';
import { jsonAnswer, wantsJson } from '../json-answer';
import type { CallContext } from '../tools/call-inputs';
import { codeAnswer, wantsCode } from './code-answer';
import { extractiveAnswer, percentIn, rememberedFact, summaryOf } from './plain-answer';
import { replyAbout, verseAbout } from './sentences';
import { sqlFor } from './sql-answer';
import { translationFor } from './translation';

type Answerer = (prompt: Prompt, context: CallContext) => string | undefined;

/** What may answer a question in plain text, the surest first. */
const ANSWERERS: readonly Answerer[] = [
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
  (_, { question }) => readCount(question.plain)?.join(question.book.comma ?? ', '),
  (_, { question }) => (question.kind === 'translate' ? translationFor(question) : undefined),
  (prompt, { question }) =>
    isAsked(question.kind) && wantsCode(question) ? codeAnswer(question, isBare(prompt)) : undefined,
  (prompt, context) =>
    isAsked(context.question.kind) && wantsJson(context.question) ? inJson(prompt, context) : undefined,
  (_, { question }) => (question.kind === 'poem' ? verseAbout(question).join('\n') : undefined),
];

/** Words about code or JSON do not always ask for them. */
const isAsked = (kind: CallContext['question']['kind']): boolean => kind !== 'courtesy' && kind !== 'poem';

/** The answer to a question in plain text: what the prompt itself holds, else a sentence that says what it is. */
export function answerInWords(prompt: Prompt, context: CallContext): string {
  for (const find of ANSWERERS) {
    const found = find(prompt, context);
    if (found !== undefined) return found;
  }
  const { question, voice, seed } = context;
  return replyAbout(question, { voice, seed, measure: prompt.words });
}

const inJson: Answerer = (prompt, context) =>
  jsonAnswer(prompt, context, () => replyAbout(context.question, { ...context, measure: 'brief' }));

function sqlAnswer(prompt: Prompt, { question }: CallContext): string | undefined {
  const sql = sqlFor(`${prompt.system ?? ''}\n${question.text}`, question.text);
  return sql === undefined || isBare(prompt) ? sql : `\`\`\`sql\n${sql}\n\`\`\``;
}

/** Does the prompt want code without words or fences around it? */
function isBare({ system = '', messages }: Prompt): boolean {
  const user = messages.findLast(({ role }) => role === 'user');
  const text = `${system}\n${user?.role === 'user' ? textOf(user.content) : ''}`;
  return /\b(?:only|just)\b[^.\n]{0,40}\b(?:code|sql|statement|query)\b|(?:code|sql|statement|query) only|no (?:markdown|explanation|code fence)/iu.test(
    text,
  );
}

const unquoted = (text: string): string => text.replace(/^["'“「『«„]\s?|\s?["'”」』»“]$/gu, '');
