import { type Finding, inferred, observed, rule, rules, trait } from '../../../../contract';
import { atPath, type IssueSentence, value } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { blocksOf } from '../schema/blocks';
import {
  allBlocks,
  blockPath,
  blocksOfType,
  isBlank,
  isEmpty,
  type RequestMessage,
  type RoleRun,
  runsOf,
} from './message-blocks';

const DIRECTIVE_ONLY = 'the directive-only form (content: [] with output_config) is accepted at any position';

const onlyIn = (role: string): IssueSentence =>
  atPath((issue) => `\`${value(issue)}\` blocks can only be in \`${role}\` messages`);

/** Exact text from a run of 137 paired calls. */
const PARITY_RUN = observed('live parity run, claude-sonnet-5', '2026-09-04');

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

/** Does a turn end in something that the service itself still has to answer? */
function endsInServerTool(message: RequestMessage | undefined): boolean {
  const last = message === undefined ? undefined : blocksOf(message.content).at(-1);
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

/** Is all that a message holds one block? */
const isAlone = ({ messages }: AnyMessagesBody, message: number): boolean =>
  blocksOf(messages[message]?.content ?? '').length === 1;

const systemTexts = ({ system }: AnyMessagesBody) => (typeof system === 'object' ? system : []);

/** What a conversation must look like, whoever speaks. */
export const turnRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'empty-text-cache-control',
    says: 'cache_control cannot be set for empty text blocks.',
    source: observed('public reports of the sentence'),
    check: (body) => [
      ...systemTexts(body).flatMap(({ text, cache_control: mark }, index): Finding[] =>
        text === '' && mark != null ? [{ path: ['system', index] }] : [],
      ),
      ...blocksOfType(body, 'text')
        .filter(({ block }) => block.text === '' && block.cache_control != null)
        .map((placed) => ({ path: blockPath(placed), tagged: [...blockPath(placed), 'text'] })),
    ],
    error: atPath('cache_control cannot be set for empty text blocks'),
  }),
  rule({
    id: 'system-role-unsupported-model',
    says: "role 'system' is not supported on this model.",
    source: observed('public proxy samples'),
    when: trait('system-role-refused'),
    check: ({ messages }) => indicesWhere(messages, isSystem),
    error: "role 'system' is not supported on this model",
  }),
  rule({
    id: 'system-content-empty',
    says: 'system content must contain at least one block.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(messages, (message) => isSystem(message) && isEmpty(message) && !isDirective(message)),
    error: atPath('system content must contain at least one block'),
  }),
  rule({
    id: 'system-block-kind',
    says: "role 'system' supports text, tool_addition, and tool_removal blocks only.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message) => isSystem(message) && blocksOf(message.content).some(({ type }) => !SYSTEM_BLOCKS.has(type)),
      ),
    error: atPath("role 'system' supports text, tool_addition, and tool_removal blocks only"),
  }),
  rule({
    id: 'system-at-head',
    says: "use the top-level 'system' parameter for the initial system prompt.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(messages, (message, index) => index === 0 && isSystem(message) && !isDirective(message)),
    error: atPath(`use the top-level 'system' parameter for the initial system prompt; ${DIRECTIVE_ONLY}`),
  }),
  rule({
    id: 'system-must-precede-assistant',
    says: "role 'system' must precede an 'assistant' message or end the array.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      systemRuns(messages).flatMap(({ run, after }) =>
        after?.role === 'user' && run.from > 0 && !followsAssistant(messages, run) ? [at(lastOf(run))] : [],
      ),
    error: atPath(`role 'system' must precede an 'assistant' message or end the array; ${DIRECTIVE_ONLY}`),
  }),
  rule({
    id: 'system-must-follow-user',
    says: "role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result.",
    source: PARITY_RUN,
    check: ({ messages }) =>
      systemRuns(messages).flatMap(({ run }) => (followsAssistant(messages, run) ? [at(run.from)] : [])),
    error: atPath(
      `role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result; ${DIRECTIVE_ONLY}`,
    ),
  }),
  rule({
    id: 'system-text-blocks-whitespace',
    says: 'system text blocks must contain non-whitespace text.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message) =>
          isSystem(message) && blocksOf(message.content).some((block) => block.type === 'text' && isBlank(block.text)),
      ),
    error: atPath('system text blocks must contain non-whitespace text'),
  }),
  rule({
    id: 'user-turn-empty',
    says: 'user messages must have non-empty content.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      runsOf(messages).flatMap((run) => (run.role === 'user' && run.messages.every(isEmpty) ? [at(run.from)] : [])),
    error: atPath('user messages must have non-empty content'),
  }),
  rule({
    id: 'assistant-turn-empty',
    says: 'all messages must have non-empty content except for the optional final assistant message.',
    source: PARITY_RUN,
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message, i) => message.role === 'assistant' && isEmpty(message) && i < messages.length - 1,
      ),
    error: atPath('all messages must have non-empty content except for the optional final assistant message'),
  }),
  rule({
    id: 'text-block-empty',
    says: 'text content blocks must be non-empty.',
    source: PARITY_RUN,
    check: (body) =>
      conversationTexts(body)
        .filter(({ block }) => block.text === '')
        .map((placed) => ({ path: blockPath(placed) })),
    error: 'messages: text content blocks must be non-empty',
  }),
  rule({
    id: 'text-block-whitespace',
    says: 'text content blocks must contain non-whitespace text, but beside other blocks of an assistant turn.',
    source: observed(
      'live parity run, claude-sonnet-5; recordings of simonw/llm-anthropic and crmne/ruby_llm for blocks beside others',
      '2026-09-04',
    ),
    check: (body) =>
      conversationTexts(body)
        .filter(({ block, role, message }) => isBlank(block.text) && (role === 'user' || isAlone(body, message)))
        .map((placed) => ({ path: blockPath(placed) })),
    error: 'messages: text content blocks must contain non-whitespace text',
  }),
  rule({
    id: 'system-text-empty',
    says: 'system: text content blocks must be non-empty.',
    source: PARITY_RUN,
    check: (body) => systemTexts(body).flatMap(({ text }, index) => (text === '' ? [{ path: ['system', index] }] : [])),
    error: 'system: text content blocks must be non-empty',
  }),
  rule({
    id: 'system-text-whitespace',
    says: 'system: text content blocks must contain non-whitespace text.',
    source: inferred('the like rule of messages'),
    check: (body) =>
      systemTexts(body).flatMap(({ text }, index) => (isBlank(text) ? [{ path: ['system', index] }] : [])),
    error: 'system: text content blocks must contain non-whitespace text',
  }),
  rule({
    id: 'prefill-unsupported',
    says: 'This model does not support assistant message prefill. The conversation must end with a user message.',
    source: PARITY_RUN,
    when: trait('prefill-refused'),
    check: ({ messages }) =>
      indicesWhere(
        messages,
        (message, i) =>
          i === messages.length - 1 && message.role === 'assistant' && !isEmpty(message) && !endsInServerTool(message),
      ),
    error: 'This model does not support assistant message prefill. The conversation must end with a user message.',
  }),
  rule({
    id: 'prefill-trailing-whitespace',
    says: 'final assistant content cannot end with trailing whitespace.',
    source: observed('public reports of the sentence'),
    check: ({ messages }) =>
      indicesWhere(messages, (message, i) => i === messages.length - 1 && endsInWhitespace(message)),
    error: 'messages: final assistant content cannot end with trailing whitespace',
  }),
  rule({
    id: 'assistant-image',
    says: "'image' blocks are not permitted within assistant turns.",
    source: observed('live probes, for container_upload too', '2026-09-20'),
    check: (body) =>
      allBlocks(body)
        .filter(({ message, block }) => roleAt(body, message) === 'assistant' && NOT_SAID_BY_MODELS.has(block.type))
        .map(({ message, block }) => ({ path: ['messages', message, 'content'], facts: { value: block.type } })),
    error: atPath((issue) => `'${value(issue)}' blocks are not permitted within assistant turns.`),
  }),
  rule({
    id: 'tool-use-in-user',
    says: '`tool_use` blocks can only be in `assistant` messages.',
    source: observed('public adapters that quote the sentence'),
    check: (body) => inTurnsOf(body, 'user', /^(server_)?tool_use$/),
    error: onlyIn('assistant'),
  }),
  rule({
    id: 'tool-result-in-assistant',
    says: '`tool_result` blocks can only be in `user` messages.',
    source: observed('live answers quoted by public adapters'),
    check: (body) => inTurnsOf(body, 'assistant', /^tool_result$/),
    error: onlyIn('user'),
  }),
  rule({
    id: 'thinking-in-user',
    says: '`thinking` blocks can only be in `assistant` messages.',
    source: inferred('the rule of roles; text unknown'),
    check: (body) => inTurnsOf(body, 'user', /^(redacted_)?thinking$/),
    error: onlyIn('assistant'),
  }),
  rule({
    id: 'tool-result-empty-error',
    says: 'content cannot be empty if `is_error` is true.',
    source: observed('public reports of the sentence'),
    check: (body) =>
      blocksOfType(body, 'tool_result')
        .filter(({ block: { is_error: isError, content = '' } }) => isError === true && content.length === 0)
        .map((placed) => ({ path: blockPath(placed), tagged: [...blockPath(placed), 'tool_result'] })),
    error: atPath('content cannot be empty if `is_error` is true'),
  }),
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
  const last = blocksOf(message.content).at(-1);
  return last?.type === 'text' && /\s$/.test(last.text);
}
