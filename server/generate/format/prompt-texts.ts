import { type Message, type Prompt, textOf } from '../../core';
import { withoutReminders } from '../../matching';
import { quotationsIn } from '../extract/quotations';

/** The texts of a prompt in which a form may be told. */
export interface PromptTexts {
  readonly system: string;
  /** The last message of the user. */
  readonly user: string;
  /** Both, the system's first. */
  readonly all: string;
}

/** Longer texts are cut: a form stands at the beginning or at the end. */
const MAX_TEXT = 60_000;

const cut = (text: string): string =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT / 2)}\n${text.slice(-MAX_TEXT / 2)}`;

export const userText = (message: Message | undefined): string =>
  message?.role === 'user' ? withoutReminders(textOf(message.content)) : '';

/** The texts of a prompt. */
export function textsOf(prompt: Prompt): PromptTexts {
  const system = withoutReminders(cut(prompt.system ?? ''));
  const user = cut(userText(prompt.messages.findLast(({ role }) => role === 'user')));
  return { system, user, all: `${system}\n\n${user}` };
}

/** Words of sentences that tell a form and no content. */
const ABOUT_FORM =
  /\b(?:json|yaml|csv|jsonl|markdown|code fence|schema|format(?:ted)?|output (?:only|the|is|nothing)|respond|reply (?:with|in|only|exactly)|answer (?:with|in|only|strictly|must)|your (?:answer|response|reply|output)|nothing else|nothing more|no (?:other|explanation|prose|markdown)|only the|strictly|exactly one|one word|comma.separated|bullet|per line|separate line|one of the|classify|categori[sz]e|end with|last line|put the answer|these tools|do not (?:add|include|write))\b|JSON|だけで答え|只(?:回答|输出)|Antworte/iu;

const SENTENCE_END = /(?<=[.!?:](?:["”'])?)\s+(?=\p{Lu}|["“「<{[])|\n+/u;

/** A form told behind what is asked: `…, as JSON.` */
const TAIL =
  /^(.{4,}?),? (?:as|in|formatted as|in the form of) (?:an? )?(?:valid |raw )?(?:JSON|YAML|CSV)\b[^,:{]{0,40}$/iu;

/** A shorter quotation is a word of the format. */
const MIN_CONTENT = 12;

/** A text without the sentences that tell its form. */
export function withoutFormat(text: string): string {
  const lines = text.split(/\n/u).map((line) =>
    line
      .split(SENTENCE_END)
      .flatMap((sentence) => {
        if (!ABOUT_FORM.test(sentence)) return [sentence];
        const before = TAIL.exec(sentence)?.[1];
        if (before !== undefined && !ABOUT_FORM.test(before)) return [before];
        // What is quoted or stands behind a colon is content all the same.
        const behind = /^[^"“:\n]{3,160}:\s+(\S[\s\S]{8,})$/u.exec(sentence)?.[1];
        if (behind !== undefined && !ABOUT_FORM.test(behind)) return [behind];
        const quoted = quotationsIn(sentence).find(({ length }) => length >= MIN_CONTENT);
        return quoted === undefined ? [] : [quoted];
      })
      .join(' '),
  );
  return lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
