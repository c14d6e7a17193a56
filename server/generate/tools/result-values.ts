import { isJsonObject, type Json, type JsonObject, type Prompt, parseJson, textOf } from '../../core';
import { toolResults } from '../../matching';
import { extractValues } from '../extract/extracted-values';
import type { CallContext } from './call-inputs';

const FAILED = /\b(?:error|invalid|validation|fix|retry|try again|failed|missing|must)\b/iu;

/** Was the last result a complaint about the call? */
export function failedResult({ messages }: Prompt): boolean {
  const last = messages.at(-1);
  return last?.role === 'tool' && FAILED.test(textOf(last.content).slice(0, MOST_READ));
}

const MOST_READ = 400;

/** Members of the objects that tools gave, the outer ones first. */
export function resultMembers(prompt: Prompt): JsonObject {
  const members: Record<string, Json> = {};
  const take = (value: Json | undefined): void => {
    if (!isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) if (member !== undefined) members[key] ??= member;
    for (const member of Object.values(value)) take(member);
  };
  for (const { content } of resultsSince(prompt)) take(parseJson(textOf(content)));
  return members;
}

/** All results since the last question. */
function resultsSince({ messages }: Prompt): ReturnType<typeof toolResults> {
  const since = messages.findLastIndex(({ role }) => role === 'user');
  return toolResults([
    ...messages.filter(({ role }) => role === 'assistant'),
    ...messages.slice(since + 1).filter(({ role }) => role === 'tool'),
  ]);
}

/** What is known once tools have answered: their results go before the question's own words. */
export function withResults(prompt: Prompt, context: CallContext): CallContext {
  const texts = resultsSince(prompt)
    .map(({ content }) => textOf(content))
    .filter((text) => text !== '' && !FAILED.test(text.slice(0, MOST_READ)));
  if (texts.length === 0) return context;
  const { question, found } = context;
  const all = [...texts, question.plain].join('\n');
  const values = extractValues({ ...question, text: all, plain: all });
  return {
    ...context,
    given: resultMembers(prompt),
    found: { ...values, topic: found.topic, answer: found.answer },
  };
}
