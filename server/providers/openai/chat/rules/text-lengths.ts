import type { RuleMatch } from '../../../../contract';
import { formatPath, type Issue, type Path } from '../../../../core';
import type { ChatBody, ChatMessage } from '../schema';

const tooLong = (text: string, limit: number, path: Path): readonly RuleMatch[] =>
  text.length > limit ? [{ path, facts: { limit, found: text.length } }] : [];

/** The contents of messages that hold more characters than that. */
export const textsLongerThan = (messages: readonly ChatMessage[], limit: number): readonly RuleMatch[] =>
  messages.flatMap(({ content }, at) => {
    if (typeof content === 'string') return tooLong(content, limit, ['messages', at, 'content']);
    return (content ?? []).flatMap((part, place) =>
      part.type === 'text' ? tooLong(part.text, limit, ['messages', at, 'content', place, 'text']) : [],
    );
  });

/** The function tools whose description holds more characters than that. */
export const descriptionsLongerThan = (tools: ChatBody['tools'], limit: number): readonly RuleMatch[] =>
  (tools ?? []).flatMap((tool, at) =>
    tool.type === 'function'
      ? tooLong(tool.function.description ?? '', limit, ['tools', at, 'function', 'description'])
      : [],
  );

/** The sentence of a text beyond its length. */
export const aboveLength = ({ path, facts: { limit, found } }: Pick<Issue, 'path' | 'facts'>) => ({
  message: `Invalid '${formatPath(path)}': string too long. Expected a string with maximum length ${limit}, but got a string with length ${found} instead.`,
  code: 'string_above_max_length',
});
