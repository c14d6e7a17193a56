import { inferred, isSet, lacks, observed, requires, rule, rules, trait } from '../../../../contract';
import { formatPath, type Path } from '../../../../core';
import { dottedWithBrackets } from '../../dialect/sentence-parts';
import { reasons } from '../read';
import type { ChatBody, ChatMessage } from '../schema';
import { LIVE } from './findings';
import { hasPart, messagesWhere, partsWhere } from './parts';
import { findPairingError, type PairingFault } from './tool-pairing';

const paired = (wanted: PairingFault) => (body: ChatBody) => {
  if (!body.messages.some(hasTools)) return false;
  const mispair = findPairingError(body.messages);
  return mispair?.fault === wanted && mispair.finding;
};

const hasTools = (message: ChatMessage): boolean =>
  message.role === 'tool' || (message.role === 'assistant' && isSet(message.tool_calls));

/** Is a call demanded or left to the model where there is no tool? Beside an empty list `auto` is taken. */
const choosesFromNothing = ({ tool_choice: choice, tools }: ChatBody): boolean =>
  isSet(choice) && choice !== 'none' && (!tools || (tools.length === 0 && choice !== 'auto'));

/** The name of a function that the request demands but does not declare. */
function undeclared({ tools, functions, tool_choice: choice, function_call: call }: ChatBody): string | undefined {
  const wanted = tools && typeof choice === 'object' ? (choice?.function ?? choice?.custom) : call;
  if (!wanted || typeof wanted === 'string') return undefined;
  const declared = tools
    ? tools.map((tool) => (tool.type === 'function' ? tool.function : tool.custom))
    : (functions ?? []);
  return declared.some(({ name }) => name === wanted.name) ? undefined : wanted.name;
}

/** Old checks name the parameter with dots before brackets. */
const old = (path: Path, message: string) => ({ message, param: dottedWithBrackets(path) });

const notTextOrImage = ({ path }: { readonly path: Path }) => ({
  message: `Invalid '${formatPath(path)}'. Content blocks are expected to be either text or image_url type.`,
  code: 'invalid_value',
});

const hasImage = ({ content }: ChatMessage): boolean =>
  Array.isArray(content) && content.some(({ type }) => type === 'image_url');

const withoutTools = ({ path }: { readonly path: Path }) => {
  const name = formatPath(path);
  return `Invalid value for '${name}': '${name}' is only allowed when 'tools' are specified.`;
};

/** Relations between tools, their calls and the parts of messages, told after all fields are sound. */
export const toolRules = rules<ChatBody>('chat', [
  rule({
    id: 'tool-message-orphan',
    says: "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
    source: LIVE,
    check: paired('orphan'),
    // "preceeding" is the service's own spelling.
    error: ({ path }) =>
      old(
        path,
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      ),
  }),
  rule({
    id: 'tool-call-id-not-found',
    says: 'A tool message answers a call of the assistant message before it.',
    source: LIVE,
    check: paired('unknown-id'),
    error: ({ path, facts: { value } }) =>
      old(path, `Invalid parameter: 'tool_call_id' of '${value}' not found in 'tool_calls' of previous message.`),
  }),
  rule({
    id: 'tool-call-id-duplicate',
    says: 'No two tool calls and no two tool messages share an id.',
    source: observed('public reports; the end of the sentence is unsure'),
    check: paired('duplicate-id'),
    error: ({ path, facts: { value } }) =>
      old(path, `Invalid parameter: Duplicate value for 'tool_call_id' of '${value}' in message[${path[1]}]`),
  }),
  rule({
    id: 'tool-calls-unanswered',
    says: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.",
    source: LIVE,
    check: paired('unanswered'),
    error: ({ path, facts: { value } }) =>
      old(
        path,
        `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${value}`,
      ),
  }),
  rule({
    id: 'tool-content-kind',
    says: 'Tool messages hold text and images only.',
    source: observed('public reports'),
    check: (body) =>
      partsWhere(body, ({ type }, role) => role === 'tool' && type !== 'text' && type !== 'image_url', {
        asMessage: true,
      }),
    error: notTextOrImage,
  }),
  rule({
    id: 'image-role',
    says: 'Images are for messages of users, and what tools give.',
    source: observed('public reports on system and tool messages; tools may since 2026'),
    check: (body) =>
      partsWhere(body, ({ type }, role) => type === 'image_url' && role !== 'user' && role !== 'tool', {
        asMessage: true,
        facts: (_, role) => ({ value: role }),
      }),
    error: ({ path, facts: { value } }) => ({
      message: `Invalid '${formatPath(path)}'. Image URLs are only allowed for messages with role 'user', but this message with role '${value}' contains an image URL.`,
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'audio-input-unsupported',
    says: 'Only models with audio take spoken words.',
    source: observed('a recording of pydantic-ai with gpt-5-mini; openai/openai-python#2454 with gpt-4o', '2026-02-01'),
    when: lacks('audio'),
    check: (body) => partsWhere(body, ({ type }) => type === 'input_audio', { asMessage: true }),
    error: notTextOrImage,
  }),
  rule({
    id: 'image-beside-audio',
    says: 'Models with audio take no images.',
    source: observed('a recording of maruel/genai with gpt-audio'),
    when: trait('audio'),
    check: (body) => messagesWhere(body, hasImage, 'content'),
    error: { message: 'This model does not support image_url content.', code: 'invalid_value' },
  }),
  rule({
    id: 'image-unsupported',
    says: 'Only models with vision take images.',
    source: observed('reports on o3-mini'),
    when: ({ traits }) => !traits.has('vision') && !traits.has('audio'),
    check: (body) => partsWhere(body, ({ type }) => type === 'image_url', { below: ['type'] }),
    error: ({ path }) => old(path, 'Invalid content type. image_url is only supported by certain models.'),
  }),
  rule({
    id: 'audio-required',
    says: 'This model requires that either input content or output modality contain audio.',
    source: observed('reports on gpt-audio'),
    when: trait('audio'),
    path: ['model'],
    check: (body) => !body.modalities?.includes('audio') && !hasPart(body, ({ type }) => type === 'input_audio'),
    error: {
      message: 'This model requires that either input content or output modality contain audio.',
      code: 'invalid_value',
    },
  }),
  rule({
    id: 'audio-stream-format',
    says: 'Streamed audio is pcm16.',
    source: observed('reports on gpt-audio'),
    path: ['audio', 'format'],
    check: ({ stream, audio }) => stream && audio && audio.format !== 'pcm16' && { facts: { value: audio.format } },
    error: ({ facts: { value } }) => ({
      message: `Unsupported value: 'audio.format' does not support '${value}' when stream=true. Supported values are: 'pcm16'.`,
      code: 'unsupported_value',
    }),
  }),
  rule({
    id: 'tool-choice-without-tools',
    says: "'tool_choice' is only allowed when 'tools' are specified.",
    source: observed('public reports; that none is taken is unsure'),
    path: ['tool_choice'],
    check: choosesFromNothing,
    error: withoutTools,
  }),
  requires('parallel_tool_calls', 'tools', {
    id: 'parallel-tool-calls-without-tools',
    says: "'parallel_tool_calls' is only allowed when 'tools' are specified.",
    source: observed('public reports'),
    error: withoutTools,
  }),
  rule({
    id: 'function-call-without-functions',
    says: "'function_call' is only allowed when 'functions' are specified.",
    source: observed('PlexPt/chatgpt-java#150, 2023; that none is taken is inferred'),
    path: ['function_call'],
    check: ({ function_call: call, functions, tools }) =>
      isSet(call) && call !== 'none' && !isSet(functions) && !isSet(tools),
    error: "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
  }),
  rule({
    id: 'tool-choice-undeclared',
    says: 'A tool choice names one of the tools; the service words it with the deprecated names.',
    source: LIVE,
    path: ['function_call'],
    check: (body) => {
      const name = undeclared(body);
      return name !== undefined && { facts: { value: name } };
    },
    error: ({ facts: { value } }) =>
      `Invalid value for 'function_call': no function named '${value}' was specified in the 'functions' parameter.`,
  }),
  rule({
    id: 'tools-and-functions',
    says: 'tools and functions are mutually exclusive.',
    source: inferred('sentence not observed'),
    check: (body) => body.tools?.length && isSet(body.functions),
    error: { message: "'tools' and 'functions' are mutually exclusive", param: null },
  }),
  rule({
    id: 'function-tools-while-reasoning',
    says: 'gpt-5.6 calls functions on this surface only while it does not reason.',
    source: LIVE,
    when: trait('no-function-tools-while-reasoning'),
    path: ['reasoning_effort'],
    check: (body, { profile }) =>
      body.tools?.some(({ type }) => type === 'function') && reasons(body, profile) && { facts: { value: body.model } },
    error: ({ facts: { value } }) =>
      `Function tools with reasoning_effort are not supported for ${value} in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.`,
  }),
]);
