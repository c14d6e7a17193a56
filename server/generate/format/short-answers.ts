import { type Prompt, textOf } from '../../core';
import { readSum } from '../extract/arithmetic';
import { sentencesOf } from '../extract/text-sentences';
import { extractiveAnswer, percentIn } from '../text/plain-answer';
import type { Question } from '../text/question';
import { replyAbout } from '../text/sentences';
import type { FormContext } from './form-context';
import { polarity } from './labels';
import { textsOf } from './prompt-texts';
import { observationIn } from './react';

/** A short text in answer to the material. */
export function shortAnswer(context: FormContext): string {
  const { prompt, question, voice, seed } = context;
  const computed = observationIn(textsOf(prompt).user) ?? computedIn(question);
  if (computed !== undefined) return computed;
  const quoted = extractiveAnswer({ ...prompt, system: '' }, question.text) ?? extractiveAnswer(prompt, question.text);
  return quoted ?? replyAbout(question, { voice, seed, measure: 'brief' });
}

/** What a sum in the material comes to. */
export function computedIn({ text, plain }: Question): string | undefined {
  for (const sentence of [plain, ...sentencesOf(text)]) {
    const value = readSum(sentence)?.value ?? percentIn(sentence);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A number in a range: what a sum comes to, the best of numbered outputs, else higher the more the text is liked. */
export function numberFor(
  range: { readonly min: number | undefined; readonly max: number | undefined },
  { prompt, question, found }: FormContext,
): string {
  const value = computedIn(question);
  if (value !== undefined) return value;
  const outputs = [...question.text.matchAll(/index="(\d+)"[^>]*>([\s\S]*?)<\//gu)].map(
    ([, index = '', text = '']) => ({ index, lean: polarity(text) }),
  );
  const [best] = outputs.sort((a, b) => b.lean - a.lean);
  if (best !== undefined) return best.index;
  const { min, max } = range;
  if (min === undefined || max === undefined)
    return toldNumber(prompt, question.text) ?? String(found.numbers[0] ?? earlierNumber(prompt) ?? 1);
  const told = found.numbers.find((number) => number >= min && number <= max);
  const lean = polarity(question.text);
  const share = lean > 0 ? 1 : lean < 0 ? 0 : 0.75;
  const scored = min + (max - min) * share;
  return String(
    lean === 0 && told !== undefined && outputs.length === 0 && !/rat|scor|grad|judg/iu.test(question.text)
      ? told
      : max - min > 1
        ? Math.round(scored)
        : Number(scored.toFixed(2)),
  );
}

/** The first number of the sentence that answers a question about the text. */
const toldNumber = (prompt: Prompt, text: string): string | undefined =>
  /-?\d+(?:\.\d+)?/u.exec(extractiveAnswer(prompt, text) ?? '')?.[0];

/** The number that a tool, or else the model, gave last. */
function earlierNumber({ messages }: Prompt): string | undefined {
  const texts = messages.flatMap((message) =>
    message.role === 'tool'
      ? [textOf(message.content)]
      : message.role === 'assistant'
        ? message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
        : [],
  );
  return texts.findLast((text) => NUMBER.test(text))?.match(NUMBER)?.[0];
}

const NUMBER = /-?\d+(?:\.\d+)?/u;

/** One word in answer. */
export function oneWord(context: FormContext): string {
  const { question } = context;
  const computed = computedIn(question);
  if (computed !== undefined) return computed;
  if (question.kind === 'yes-no') return polarity(question.text) < 0 ? 'No' : 'Yes';
  const words = question.topic.match(/\p{L}[\p{L}-]{2,}/gu) ?? [];
  const word = words.at(-1) ?? question.plain.match(/\p{L}[\p{L}-]+/gu)?.at(-1) ?? 'Yes';
  return word.charAt(0).toUpperCase() + word.slice(1);
}
