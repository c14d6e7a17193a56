import { type Finding, rulesFor } from '../../../../contract';
import type { AnyMessagesBody } from '../schema';
import {
  allBlocks,
  blockPath,
  blocksOf,
  blocksOfType,
  isBlank,
  isEmpty,
  type RequestMessage,
  type RoleRun,
  runsOf,
} from './message-blocks';
import { guessed, PARITY_RUN, reported } from './sources';

const SYSTEM_BLOCKS: ReadonlySet<string> = new Set(['text', 'tool_addition', 'tool_removal']);

/** Blocks that only a client sends. Documents in assistant turns are refused from version 2026-10-21 on. */
const NOT_SAID_BY_MODELS: ReadonlySet<string> = new Set(['image', 'container_upload']);

const roleAt = ({ messages }: AnyMessagesBody, index: number): RequestMessage['role'] | undefined =>
  messages[index]?.role;

const at = (index: number): Finding => ({ path: ['messages', index] });

const indicesWhere = (
  messages: readonly RequestMessage[],
  fits: (message: RequestMessage, index: number) => boolean,
): Finding[] => messages.flatMap((message, index) => (fits(message, index) ? [at(index)] : []));

const isSystem = ({ role }: RequestMessage): boolean => role === 'system';

/** "the directive-only form (content: [] with output_config) is accepted at any position" */
const isDirective = (message: RequestMessage): boolean =>
  message.role === 'system' && isEmpty(message) && message.output_config?.effort != null;

const lastOf = ({ from, messages }: RoleRun): number => from + messages.length - 1;

/** Does a turn end in something that the house itself still has to answer? */
function endsInServerTool(message: RequestMessage | undefined): boolean {
  const last = message === undefined ? undefined : blocksOf(message).at(-1);
  return (
    last !== undefined &&
    (last.type === 'server_tool_use' || (last.type !== 'tool_result' && last.type.endsWith('_tool_result')))
  );
}

/** Runs of system messages with the runs around them. */
const systemRuns = (
  messages: readonly RequestMessage[],
): { run: RoleRun; before: RoleRun | undefined; after: RoleRun | undefined }[] =>
  runsOf(messages).flatMap((run, index, runs) =>
    run.role === 'system' && !run.messages.every(isDirective)
      ? [{ run, before: runs[index - 1], after: runs[index + 1] }]
      : [],
  );

/** Text blocks outside of system messages. */
const conversationTexts = (body: AnyMessagesBody) =>
  blocksOfType(body, 'text').filter(({ message }) => body.messages[message]?.role !== 'system');

const systemTexts = ({ system }: AnyMessagesBody) => (typeof system === 'object' ? system : []);

/** What a conversation must look like, whoever speaks. */
export const turnRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'empty-text-cache-control',
    says: 'cache_control cannot be set for empty text blocks.',
    source: reported('public reports of the sentence'),
    check: (body) => [
      ...systemTexts(body).flatMap(({ text, cache_control: mark }, index): Finding[] =>
        text === '' && mark != null ? [{ path: ['system', index] }] : [],
      ),
      ...blocksOfType(body, 'text')
        .filter(({ block }) => block.text === '' && block.cache_control != null)
        .map((placed) => ({ path: blockPath(placed), tagged: [...blockPath(placed), 'text'] })),
    ],
  },
  {
    id: 'system-role-unsupported-model',
    says: "role 'system' is not supported on this model.",
    source: reported('public proxy samples'),
    when: ({ traits }) => traits.has('system-role-refused'),
    check: ({ messages }) => indicesWhere(messages, isSystem),
  },
  {
    id: 'system-content-empty',
    says: 'system content must contain at least one block.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(messages, (message) => isSystem(message) && isEmpty(message) && !isDirective(message)),
  },
  {
    id: 'system-block-kind',
    says: "role 'system' supports text, tool_addition, and tool_removal blocks only.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message) => isSystem(message) && blocksOf(message).some(({ type }) => !SYSTEM_BLOCKS.has(type)),
      ),
  },
  {
    id: 'system-at-head',
    says: "use the top-level 'system' parameter for the initial system prompt.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(messages, (message, index) => index === 0 && isSystem(message) && !isDirective(message)),
  },
  {
    id: 'system-must-precede-assistant',
    says: "role 'system' must precede an 'assistant' message or end the array.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      systemRuns(messages).flatMap(({ run, after }) =>
        after?.role === 'user' && run.from > 0 && !followsAssistant(messages, run) ? [at(lastOf(run))] : [],
      ),
  },
  {
    id: 'system-must-follow-user',
    says: "role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      systemRuns(messages).flatMap(({ run }) => (followsAssistant(messages, run) ? [at(run.from)] : [])),
  },
  {
    id: 'system-text-blocks-whitespace',
    says: 'system text blocks must contain non-whitespace text.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message) =>
          isSystem(message) && blocksOf(message).some((block) => block.type === 'text' && isBlank(block.text)),
      ),
  },
  {
    id: 'first-message-assistant',
    says: 'first message must use the "user" role.',
    source: reported('public reports of the sentence'),
    check: ({ messages }) => (messages[0]?.role === 'assistant' ? [at(0)] : []),
  },
  {
    id: 'user-turn-empty',
    says: 'user messages must have non-empty content.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      runsOf(messages).flatMap((run) => (run.role === 'user' && run.messages.every(isEmpty) ? [at(run.from)] : [])),
  },
  {
    id: 'assistant-turn-empty',
    says: 'all messages must have non-empty content except for the optional final assistant message.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message, i) => message.role === 'assistant' && isEmpty(message) && i < messages.length - 1,
      ),
  },
  {
    id: 'text-block-empty',
    says: 'text content blocks must be non-empty.',
    source: PARITY_RUN,
    check: (body) =>
      conversationTexts(body)
        .filter(({ block }) => block.text === '')
        .map((placed) => ({ path: blockPath(placed) })),
  },
  {
    id: 'text-block-whitespace',
    says: 'text content blocks must contain non-whitespace text.',
    source: PARITY_RUN,
    check: (body) =>
      conversationTexts(body)
        .filter(({ block }) => isBlank(block.text))
        .map((placed) => ({ path: blockPath(placed) })),
  },
  {
    id: 'system-text-empty',
    says: 'system: text content blocks must be non-empty.',
    source: PARITY_RUN,
    check: (body) => systemTexts(body).flatMap(({ text }, index) => (text === '' ? [{ path: ['system', index] }] : [])),
  },
  {
    id: 'system-text-whitespace',
    says: 'system: text content blocks must contain non-whitespace text.',
    source: guessed('the like rule of messages'),
    check: (body) =>
      systemTexts(body).flatMap(({ text }, index) => (isBlank(text) ? [{ path: ['system', index] }] : [])),
  },
  {
    id: 'prefill-unsupported',
    says: 'This model does not support assistant message prefill. The conversation must end with a user message.',
    source: PARITY_RUN,
    when: ({ traits }) => traits.has('prefill-refused'),
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message, i) =>
          i === messages.length - 1 && message.role === 'assistant' && !isEmpty(message) && !endsInServerTool(message),
      ),
  },
  {
    id: 'prefill-trailing-whitespace',
    says: 'final assistant content cannot end with trailing whitespace.',
    source: reported('public reports of the sentence'),
    check: ({ messages }) =>
      indicesWhere(messages, (message, i) => i === messages.length - 1 && endsInWhitespace(message)),
  },
  {
    id: 'assistant-image',
    says: "'image' blocks are not permitted within assistant turns.",
    source: { ...reported('live probes, for container_upload too'), seen: '2026-09-20' },
    check: (body) =>
      allBlocks(body)
        .filter(({ message, block }) => roleAt(body, message) === 'assistant' && NOT_SAID_BY_MODELS.has(block.type))
        .map(({ message, block }) => ({ path: ['messages', message, 'content'], facts: { value: block.type } })),
  },
  {
    id: 'tool-use-in-user',
    says: '`tool_use` blocks can only be in `assistant` messages.',
    source: reported('public adapters that quote the sentence'),
    check: (body) => inTurnsOf(body, 'user', /^(server_)?tool_use$/),
  },
  {
    id: 'tool-result-in-assistant',
    says: '`tool_result` blocks can only be in `user` messages.',
    source: reported('live answers quoted by public adapters'),
    check: (body) => inTurnsOf(body, 'assistant', /^tool_result$/),
  },
  {
    id: 'thinking-in-user',
    says: '`thinking` blocks can only be in `assistant` messages.',
    source: guessed('the rule of roles; text unknown'),
    check: (body) => inTurnsOf(body, 'user', /^(redacted_)?thinking$/),
  },
  {
    id: 'tool-result-empty-error',
    says: 'content cannot be empty if `is_error` is true.',
    source: reported('public reports of the sentence'),
    check: (body) =>
      blocksOfType(body, 'tool_result')
        .filter(({ block: { is_error: isError, content = '' } }) => isError === true && content.length === 0)
        .map((placed) => ({ path: blockPath(placed), tagged: [...blockPath(placed), 'tool_result'] })),
  },
]);

/** Blocks of these types in turns of a role that cannot hold them. */
const inTurnsOf = (body: AnyMessagesBody, role: RequestMessage['role'], types: RegExp): Finding[] =>
  allBlocks(body)
    .filter(({ message, block }) => roleAt(body, message) === role && types.test(block.type))
    .map(({ message, block }) => ({ path: ['messages', message], facts: { value: block.type } }));

/** A system run right after an assistant's turn that does not end in a server tool's result. */
function followsAssistant(messages: readonly RequestMessage[], run: RoleRun): boolean {
  const before = messages[run.from - 1];
  return before?.role === 'assistant' && !endsInServerTool(before);
}

function endsInWhitespace(message: RequestMessage): boolean {
  if (message.role !== 'assistant') return false;
  const last = blocksOf(message).at(-1);
  return last?.type === 'text' && /\s$/.test(last.text);
}
