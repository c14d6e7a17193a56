import { type Finding, rulesFor } from '../../../../contract';
import type { Profile } from '../../../../core';
import type { ChatBody } from '../schema';
import { found, isSet, NONE } from './findings';

/** A service of open reasoning models keeps these; the house itself does not, so they are off until a service file asks. */
const OFF = { level: 'off' } as const;

type ReasonerMessage = ChatBody['messages'][number];

const isInterleaved = ({ traits }: Profile): boolean => traits.has('interleaved-roles');
const wantsReasoningBack = ({ traits }: Profile): boolean => traits.has('reasoning-returned');
const reasonsOpenly = ({ reasoning }: Profile): boolean => reasoning === 'open';

/** The thinking switch of DeepSeek's own dialect, which no schema of the house knows. */
const isThinking = (body: ChatBody): boolean => {
  const { thinking } = body as { readonly thinking?: { readonly type?: unknown } | null };
  return thinking?.type !== 'disabled';
};

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

/** What services of open reasoning models refuse besides the house's own rules. */
export const reasonerRules = rulesFor<ChatBody>()([
  {
    id: 'successive-roles',
    says: 'User and assistant take turns.',
    source: { grade: 'observed', ref: 'deepseek-ai/DeepSeek-R1#21; BerriAI/litellm#7972; xerrors/Yuxi#126' },
    ...OFF,
    when: isInterleaved,
    check({ messages, model }) {
      const at = repeatedAt(messages);
      return found(at > 0, ['messages', at], { value: model, first: at - 1, second: at });
    },
  },
  {
    id: 'first-message-not-user',
    says: 'The first message but for the system message is the user’s.',
    source: { grade: 'inferred', ref: 'public code index hit 35992332661, the first half of the sentence' },
    ...OFF,
    when: isInterleaved,
    check({ messages, model }) {
      const at = firstSaid(messages);
      const role = messages[at]?.role;
      return found(role !== undefined && role !== 'user', ['messages', at], { value: model, role });
    },
  },
  {
    id: 'last-message-not-user',
    says: 'The last message is the user’s, or an assistant’s prefix that is marked as one.',
    source: { grade: 'observed', ref: 'BerriAI/litellm#8090' },
    ...OFF,
    when: isInterleaved,
    check({ messages, model }) {
      const last = messages.at(-1);
      const isPrefix = (last as { readonly prefix?: unknown } | undefined)?.prefix === true;
      return found(last?.role === 'assistant' && !isPrefix, ['messages', messages.length - 1], { value: model });
    },
  },
  {
    id: 'tool-choice-while-thinking',
    says: 'A model that thinks cannot be made to call.',
    source: { grade: 'observed', ref: 'public code index hit 71371388766 with the whole envelope, 2026-01-06' },
    ...OFF,
    when: reasonsOpenly,
    check: (body, profile) =>
      found(isForced(body) && isThinking(body), ['tool_choice'], {
        value: wantsReasoningBack(profile) ? 'Thinking mode' : body.model,
      }),
  },
  {
    id: 'logprobs-while-thinking',
    says: 'Setting logprobs or top_logprobs on deepseek-reasoner will trigger an error.',
    source: {
      grade: 'docs',
      ref: 'DeepSeek’s page on its reasoning model; words as in lollipopkit/flutter_gpt_box#213',
    },
    ...OFF,
    when: isInterleaved,
    check({ logprobs, top_logprobs: top, model }) {
      const parameter = logprobs === true ? 'logprobs' : 'top_logprobs';
      return found(logprobs === true || isSet(top), [parameter], { value: model, parameter });
    },
  },
  {
    id: 'reasoning-returned',
    says: 'Reasoning of former turns is not sent back.',
    source: {
      grade: 'inferred',
      ref: 'DeepSeek’s page of 2025 on its reasoning model gives the status; the words are ours',
    },
    ...OFF,
    when: isInterleaved,
    check: ({ messages, model }) => perhaps(messages, (each) => isSet(reasoningOf(each)), { value: model }),
  },
  {
    id: 'reasoning-not-returned',
    says: 'Where a turn called tools, its reasoning comes back with it.',
    source: { grade: 'observed', ref: 'public code index hit 59417933655, 51839476815, 57418440825' },
    ...OFF,
    when: wantsReasoningBack,
    check: (body) =>
      isThinking(body) ? perhaps(body.messages, (each) => calls(each) && !isSet(reasoningOf(each)), {}) : NONE,
  },
]);

/** The first message of which something holds. */
function perhaps(
  messages: readonly ReasonerMessage[],
  holds: (message: ReasonerMessage) => boolean,
  facts: Finding['facts'],
) {
  const at = messages.findIndex(holds);
  return found(at >= 0, ['messages', at], facts);
}
