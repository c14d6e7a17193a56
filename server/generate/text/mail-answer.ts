import type { CallContext } from '../tools/call-inputs';

const ASKED = /^(?:write|draft|compose|create)\b.{0,40}\b(?:e-?mail|mail|letter)\b/iu;
const ABOUT =
  /\b(?:about|regarding|concerning|on the subject of|to ask (?:for|about)|asking (?:for|about)|announcing|inviting (?:\w+ ){0,3}to)\s+(.+?)[.!]?$/iu;
const TO =
  /\b(?:to|for)\s+(?:my |our |the )?(?:(?:boss|colleague|team|manager|friend|customer|client)\s+)?(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)/u;

/** A mail with a subject and a salutation, from the person and the matter that a question names; in English only. */
export function mailAnswer(context: CallContext): string | undefined {
  const { plain, language, subject, book } = context.question;
  const request = plain.replace(/^(?:please|can you|could you)\s+/iu, '');
  if (language !== 'en' || !ASKED.test(request)) return undefined;
  const about = ABOUT.exec(request)?.[1] ?? subject;
  const name = TO.exec(request)?.[1] ?? context.found.names[0];
  return [
    `Subject: ${about.charAt(0).toUpperCase()}${about.slice(1)}`,
    '',
    name === undefined ? 'Hello,' : `Hello ${name},`,
    '',
    `I am writing about ${about}. ${book.reply.more[2] ?? ''}`.trim(),
    '',
    'Best regards',
  ].join('\n');
}
