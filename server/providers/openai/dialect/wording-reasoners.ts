import type { Facts } from '../../../core';
import type { reasonerRules } from '../chat/rules/reasoning-models';
import type { IssueFormatter } from './sentence-parts';

/** Where these sentences were seen, param is null and the code repeats the type. */
const said =
  (message: (facts: Facts) => string): IssueFormatter =>
  ({ facts }) => ({ message: message(facts), param: null, code: 'invalid_request_error' });

/** The sentences of what only services of open reasoning models refuse, as DeepSeek says them. */
export const reasonerSentences: { readonly [Id in (typeof reasonerRules)[number]['id']]: IssueFormatter } = {
  'successive-roles': said(
    ({ value, first, second }) =>
      `${value} does not support successive user or assistant messages (messages[${first}] and messages[${second}] in your input). You should interleave the user/assistant messages in the message sequence.`,
  ),
  'first-message-not-user': said(
    ({ value, role }) =>
      `The first message (except the system message) of ${value} must be a user message, but ${role === 'assistant' ? 'an' : 'a'} ${role} message was found.`,
  ),
  'last-message-not-user': said(
    ({ value }) =>
      `The last message of ${value} must be a user message, or an assistant message with prefix mode on (refer to https://api-docs.deepseek.com/guides/chat_prefix_completion).`,
  ),
  'tool-choice-while-thinking': said(({ value }) => `${value} does not support this tool_choice`),
  'logprobs-while-thinking': said(({ value, parameter }) => `${value} does not support the parameter \`${parameter}\``),
  'reasoning-returned': said(({ value }) => `${value} does not support \`reasoning_content\` in input messages`),
  'reasoning-not-returned': said(() => 'The `reasoning_content` in the thinking mode must be passed back to the API.'),
};
