import type { Prompt } from '../core';
import { findForm } from './format/find-form';
import { sayForm } from './format/say-form';
import type { Question } from './text/question';
import type { CallContext } from './tools/call-inputs';

const WANTED =
  /\b(?:as|in|into|valid|return|respond|reply|answer|output|only|with|using|format(?:ted)?(?: as)?|give me|en|als|au format|formato)\b[^.?!]{0,40}\bJSON\b|JSON[^.?!]{0,12}(?:object|format|only|array|格式|对象|形式|형식)|(?:返回|输出|用|以|格式)[^。]{0,8}JSON|JSONで|в (?:формате )?JSON/iu;

/** Does a question ask for JSON in so many words? */
export const wantsJson = ({ plain }: Question): boolean => WANTED.test(plain);

/** The text of a JSON object: in the form that the prompt tells, else its topic and an answer. */
export function jsonAnswer(prompt: Prompt, context: CallContext, answer: () => string): string {
  const found = findForm(prompt);
  if (found === undefined) return JSON.stringify({ topic: context.question.topic, answer: answer() });
  const { form } = found;
  if (form.kind === 'json' || form.kind === 'map') {
    return sayForm({ ...found, form: { ...form, isFenced: false } }, prompt, context);
  }
  return JSON.stringify({ answer: sayForm(found, prompt, context) });
}
