import { docs, inferred, isSet, observed, rule, rules, trait } from '../../../../contract';
import { isThinking } from '../read';
import type { ChatBody } from '../schema';

/** A service of open reasoning models keeps these; OpenAI itself does not, so they are off until a service file asks. */
const OFF = { level: 'off' } as const;

type ReasonerMessage = ChatBody['messages'][number];

const isInterleaved = trait('interleaved-roles');

const reasoningOf = (message: ReasonerMessage): unknown =>
  (message as { readonly reasoning_content?: unknown }).reasoning_content;

/** The second of two neighbours that one side says; calls and their results stand between. */
function repeatedAt(messages: readonly ReasonerMessage[]): number {
  return messages.findIndex(
    ({ role }, at) => (role === 'user' || role === 'assistant') && messages[at - 1]?.role === role,
  );
}

const firstSaid = (messages: readonly ReasonerMessage[]): number =>
  messages.findIndex(({ role }) => role !== 'system' && role !== 'developer');

/** Is a call forced on the model? */
const isForced = ({ tool_choice: choice }: ChatBody): boolean => choice === 'required' || typeof choice === 'object';

const calls = (message: ReasonerMessage): boolean =>
  message.role === 'assistant' && Array.isArray(message.tool_calls) && message.tool_calls.length > 0;

/** The first message of which something holds. */
function firstWhere(messages: readonly ReasonerMessage[], holds: (message: ReasonerMessage) => boolean) {
  const at = messages.findIndex(holds);
  return at >= 0 && { path: ['messages', at] };
}

/** Where these sentences were seen, param is null and the code repeats the type. */
const refusal = (message: string) => ({ message, param: null, code: 'invalid_request_error' });

/** What services of open reasoning models refuse besides the provider's own rules, as DeepSeek says it. */
export const reasonerRules = rules<ChatBody>('chat', [
  rule({
    id: 'successive-roles',
    says: 'User and assistant take turns.',
    source: observed('deepseek-ai/DeepSeek-R1#21; BerriAI/litellm#7972; xerrors/Yuxi#126'),
    ...OFF,
    when: isInterleaved,
    check: ({ messages, model }) => {
      const at = repeatedAt(messages);
      return at > 0 && { path: ['messages', at], facts: { model, first: at - 1, second: at } };
    },
    error: ({ facts: { model, first, second } }) =>
      refusal(
        `${model} does not support successive user or assistant messages (messages[${first}] and messages[${second}] in your input). You should interleave the user/assistant messages in the message sequence.`,
      ),
  }),
  rule({
    id: 'first-message-not-user',
    says: 'The first message but for the system message is the user’s.',
    source: inferred('public code index hit 35992332661, the first half of the sentence'),
    ...OFF,
    when: isInterleaved,
    check: ({ messages, model }) => {
      const at = firstSaid(messages);
      const role = messages[at]?.role;
      return role !== undefined && role !== 'user' && { path: ['messages', at], facts: { model, role } };
    },
    error: ({ facts: { model, role } }) =>
      refusal(
        `The first message (except the system message) of ${model} must be a user message, but ${role === 'assistant' ? 'an' : 'a'} ${role} message was found.`,
      ),
  }),
  rule({
    id: 'last-message-not-user',
    says: 'The last message is the user’s, or an assistant’s prefix that is marked as one.',
    source: observed('BerriAI/litellm#8090'),
    ...OFF,
    when: isInterleaved,
    check: ({ messages, model }) => {
      const last = messages.at(-1);
      const isPrefix = (last as { readonly prefix?: unknown } | undefined)?.prefix === true;
      return last?.role === 'assistant' && !isPrefix && { path: ['messages', messages.length - 1], facts: { model } };
    },
    error: ({ facts: { model } }) =>
      refusal(
        `The last message of ${model} must be a user message, or an assistant message with prefix mode on (refer to https://api-docs.deepseek.com/guides/chat_prefix_completion).`,
      ),
  }),
  rule({
    id: 'tool-choice-while-thinking',
    says: 'A model that thinks cannot be made to call.',
    source: observed('public code index hit 71371388766 with the whole envelope, 2026-01-06'),
    ...OFF,
    when: ({ reasoning }) => reasoning === 'open',
    path: ['tool_choice'],
    check: (body, { profile: { traits } }) =>
      isForced(body) &&
      isThinking(body) && { facts: { who: traits.has('reasoning-returned') ? 'Thinking mode' : body.model } },
    error: ({ facts: { who } }) => refusal(`${who} does not support this tool_choice`),
  }),
  rule({
    id: 'logprobs-while-thinking',
    says: 'Setting logprobs or top_logprobs on deepseek-reasoner will trigger an error.',
    source: docs('DeepSeek’s page on its reasoning model; words as in lollipopkit/flutter_gpt_box#213'),
    ...OFF,
    when: isInterleaved,
    check: ({ logprobs, top_logprobs: top, model }) => {
      const parameter = logprobs === true ? 'logprobs' : 'top_logprobs';
      return (logprobs === true || isSet(top)) && { path: [parameter], facts: { model, parameter } };
    },
    error: ({ facts: { model, parameter } }) => refusal(`${model} does not support the parameter \`${parameter}\``),
  }),
  rule({
    id: 'reasoning-not-returned',
    says: 'Where a turn called tools, its reasoning comes back with it.',
    source: observed('public code index hit 59417933655, 51839476815, 57418440825'),
    ...OFF,
    when: trait('reasoning-returned'),
    check: (body) => isThinking(body) && firstWhere(body.messages, (each) => calls(each) && !isSet(reasoningOf(each))),
    error: refusal('The `reasoning_content` in the thinking mode must be passed back to the API.'),
  }),
]);
