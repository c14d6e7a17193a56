import { type Content, type Message, textOf } from '../core';

/** Coding clients put notes of their own into the user's messages, between these tags. */
const OPENING = '<system-reminder>';
const SPAN = /<system-reminder>[\s\S]*?<\/system-reminder>\n?/gu;

/** A text without the client's own notes. */
export const withoutReminders = (text: string): string =>
  text.includes(OPENING) ? text.replace(SPAN, '').trim() : text;

/** Does a text hold or name such notes? */
export const speaksOfReminders = (text: string): boolean => text.includes('system-reminder');

/** The notes of all messages, joined by line breaks. */
export const remindersIn = (messages: readonly Message[]): string =>
  messages
    .flatMap((message) => (message.role === 'user' ? [textOf(message.content)] : []))
    .filter((text) => text.includes(OPENING))
    .flatMap((text) => text.match(SPAN) ?? [])
    .join('\n');

const hasReminder = (message: Message): boolean =>
  message.role === 'user' && message.content.some((piece) => piece.type === 'text' && piece.text.includes(OPENING));

/** Messages without the notes; one that held nothing else is left out, unless it is the only one of the user. */
export function saidMessages(messages: readonly Message[]): readonly Message[] {
  if (!messages.some(hasReminder)) return messages;
  const said = messages.flatMap((message) => {
    if (message.role !== 'user' || !hasReminder(message)) return [message];
    const content = message.content.flatMap(withoutSpans);
    return content.length === 0 ? [] : [{ ...message, content }];
  });
  return said.some(({ role }) => role === 'user') ? said : messages;
}

function withoutSpans(piece: Content): readonly Content[] {
  if (piece.type !== 'text' || !piece.text.includes(OPENING)) return [piece];
  const text = withoutReminders(piece.text);
  return text === '' ? [] : [{ type: 'text', text }];
}
