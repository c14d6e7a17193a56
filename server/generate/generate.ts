import type { Prompt, StopReason, ToolCall } from '../core';
import { textOf } from '../core';
import { createFiller } from '../lib';
import { type ExtractedValues, extractValues } from './extract/extracted-values';
import { findForm } from './format/find-form';
import { sayForm } from './format/say-form';
import { instanceOf } from './instance/instance';
import { jsonAnswer } from './json-answer';
import { answerInWords } from './text/answer';
import { rememberedFact } from './text/plain-answer';
import { readQuestion } from './text/question';
import { replyAbout, thoughtOn, type Voice } from './text/sentences';
import { reportResults } from './text/tool-results';
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

/** Where a reply starts from, and how it speaks. */
export interface GenerateOptions {
  readonly seed: number;
  readonly voice?: Voice | undefined;
}

// Holds nothing but words: each value is drawn anew from the seed it is asked with.
const filler = createFiller();

/** The default reply to a prompt; the same prompt and seed give the same one. */
export function generate(asked: Prompt, { seed, voice = 'plain' }: GenerateOptions): GeneratedReply {
  const prompt = conversationOf(asked);
  const question = readQuestion(prompt);
  const answered = prompt.messages.at(-1)?.role === 'tool';
  const inWords = (): string => (answered ? reportResults(prompt, question) : answerInWords(prompt, context));
  const context: CallContext = withFound({ question, filler, seed, voice }, inWords);
  const calls = prompt.tools.length === 0 ? [] : chooseCalls(prompt, context);
  const reasoning = prompt.reasoning ? thinkAbout(prompt, calls) : '';
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
  const { question, found, filler: words, seed, given, voice } = context;
  if (output.type === 'json')
    return jsonAnswer(prompt, context, () => replyAbout(question, { voice, seed, measure: 'brief' }));
  if (output.type === 'text') return undefined;
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

/** Thoughts before an answer, whoever gives it. */
export const thinkAbout = (prompt: Prompt, calls: readonly ToolCall[]): string =>
  thoughtOn(readQuestion(prompt), {
    tool: calls[0]?.name,
    answered: prompt.messages.at(-1)?.role === 'tool',
    measure: prompt.thoughts,
  });
