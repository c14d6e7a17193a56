import type { Finding } from '../../../../contract';
import type { ChatBody, ChatMessage } from '../schema';
import { found } from './findings';

const tooLong = (text: string, limit: number, path: Finding['path']): readonly Finding[] =>
  found(text.length > limit, path, { limit, found: text.length });

/** The contents of messages that hold more characters than that. */
export const textsLongerThan = (messages: readonly ChatMessage[], limit: number): readonly Finding[] =>
  messages.flatMap(({ content }, at) => {
    if (typeof content === 'string') return tooLong(content, limit, ['messages', at, 'content']);
    return (content ?? []).flatMap((part, place) =>
      part.type === 'text' ? tooLong(part.text, limit, ['messages', at, 'content', place, 'text']) : [],
    );
  });

/** The function tools whose description holds more characters than that. */
export const descriptionsLongerThan = (tools: ChatBody['tools'], limit: number): readonly Finding[] =>
  (tools ?? []).flatMap((tool, at) =>
    tool.type === 'function'
      ? tooLong(tool.function.description ?? '', limit, ['tools', at, 'function', 'description'])
      : [],
  );
