import { type Finding, rulesFor } from '../../../../contract';
import type { Profile } from '../../../../core';
import { reasons } from '../read';
import type { ChatBody, ChatMessage } from '../schema';
import { found, isSet, LIVE, NONE, whileReasoning } from './findings';
import { imagesWith, placedParts, unreachableImages } from './images';
import { findPairingError, type PairingFault } from './tool-pairing';

const notDefault = (key: 'temperature' | 'top_p') => (body: ChatBody, profile: Profile) =>
  body[key] === 1 ? NONE : whileReasoning(key)(body, profile);

const paired =
  (wanted: PairingFault) =>
  (body: ChatBody): readonly Finding[] => {
    if (!body.messages.some(hasTools)) return NONE;
    const mispair = findPairingError(body.messages);
    return mispair?.fault === wanted ? [mispair.finding] : NONE;
  };

const hasTools = (message: ChatMessage): boolean =>
  message.role === 'tool' || (message.role === 'assistant' && isSet(message.tool_calls));

/** Tokens with which a reply opens before its first word. */
const MESSAGE_HEAD = 4;

/** More than a model can generate. */
const tooMany =
  (key: 'max_tokens' | 'max_completion_tokens') =>
  (body: ChatBody, { maxOutput }: Profile) =>
    found((body[key] ?? 0) > maxOutput, [key], { value: body[key], limit: maxOutput });

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

const contentAt = (body: ChatBody, blamed: (message: ChatMessage) => unknown): readonly Finding[] =>
  body.messages.flatMap((message, at) => found(blamed(message), ['messages', at, 'content']));

const saysNothing = (message: ChatMessage): boolean => {
  if (isSet(message.content) || message.role === 'developer') return false;
  if (message.role !== 'assistant') return true;
  return ![message.tool_calls, message.function_call, message.refusal, message.audio].some(isSet);
};

const mentionsJson = (message: ChatMessage): boolean => /json/i.test(JSON.stringify(message.content ?? ''));

const hasAudio = (body: ChatBody): boolean =>
  body.modalities?.includes('audio') || placedParts(body).some(({ part }) => part.type === 'input_audio');

/** Relations across fields, told after all fields are sound, in the house's order. */
export const combinationRules = rulesFor<ChatBody>()([
  {
    id: 'tool-message-orphan',
    says: "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
    source: { grade: 'observed', ref: LIVE },
    check: paired('orphan'),
  },
  {
    id: 'tool-call-id-not-found',
    says: 'A tool message answers a call of the assistant message before it.',
    source: { grade: 'observed', ref: LIVE },
    check: paired('unknown-id'),
  },
  {
    id: 'tool-call-id-duplicate',
    says: 'No two tool calls and no two tool messages share an id.',
    source: { grade: 'observed', ref: 'public reports; the end of the sentence is unsure' },
    check: paired('duplicate-id'),
  },
  {
    id: 'tool-calls-unanswered',
    says: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.",
    source: { grade: 'observed', ref: LIVE },
    check: paired('unanswered'),
  },
  {
    id: 'tool-content-kind',
    says: 'Tool messages hold text and images only.',
    source: { grade: 'observed', ref: 'public reports' },
    check: (body) =>
      placedParts(body).flatMap(({ part, role, path }) =>
        found(role === 'tool' && part.type !== 'text' && part.type !== 'image_url', path.slice(0, 2)),
      ),
  },
  {
    id: 'image-role',
    says: 'Images are for messages of users, and what tools give.',
    source: { grade: 'observed', ref: 'public reports on system and tool messages; tools may since 2026' },
    check: (body) =>
      placedParts(body).flatMap(({ part, role, path }) =>
        found(part.type === 'image_url' && role !== 'user' && role !== 'tool', path.slice(0, 2), { value: role }),
      ),
  },
  {
    id: 'image-unsupported',
    says: 'Only models with vision take images.',
    source: { grade: 'observed', ref: 'reports on o3-mini' },
    when: ({ traits }) => !traits.has('vision'),
    check: (body) => placedParts(body).flatMap(({ part, path }) => found(part.type === 'image_url', [...path, 'type'])),
  },
  {
    id: 'audio-required',
    says: 'This model requires that either input content or output modality contain audio.',
    source: { grade: 'observed', ref: 'reports on gpt-audio' },
    when: ({ traits }) => traits.has('audio'),
    check: (body) => found(!hasAudio(body), ['model']),
  },
  {
    id: 'audio-stream-format',
    says: 'Streamed audio is pcm16.',
    source: { grade: 'observed', ref: 'reports on gpt-audio' },
    check: ({ stream, audio }) =>
      found(stream && audio && audio.format !== 'pcm16', ['audio', 'format'], { value: audio?.format }),
  },
  {
    id: 'tool-choice-without-tools',
    says: "'tool_choice' is only allowed when 'tools' are specified.",
    source: { grade: 'observed', ref: 'public reports; that none is taken is unsure' },
    check: (body) => found(choosesFromNothing(body), ['tool_choice']),
  },
  {
    id: 'parallel-tool-calls-without-tools',
    says: "'parallel_tool_calls' is only allowed when 'tools' are specified.",
    source: { grade: 'observed', ref: 'public reports' },
    check: (body) => found(isSet(body.parallel_tool_calls) && !body.tools, ['parallel_tool_calls']),
  },
  {
    id: 'tool-choice-undeclared',
    says: 'A tool choice names one of the tools; the service words it with the deprecated names.',
    source: { grade: 'observed', ref: LIVE },
    check: (body) => {
      const name = undeclared(body);
      return found(name !== undefined, ['function_call'], { value: name });
    },
  },
  {
    id: 'tools-and-functions',
    says: 'tools and functions are mutually exclusive.',
    source: { grade: 'inferred', ref: 'sentence not observed' },
    check: (body) => found(body.tools?.length && body.functions, []),
  },
  {
    id: 'function-tools-while-reasoning',
    says: 'gpt-5.6 calls functions on this surface only while it does not reason.',
    source: { grade: 'observed', ref: LIVE },
    when: ({ traits }) => traits.has('no-function-tools-while-reasoning'),
    check: (body, profile) =>
      found(body.tools?.some(({ type }) => type === 'function') && reasons(body, profile), ['reasoning_effort'], {
        value: body.model,
      }),
  },
  {
    id: 'max-tokens-both',
    says: 'max_tokens and max_completion_tokens exclude each other.',
    source: { grade: 'observed', ref: 'public reports; param is unsure' },
    check: (body) => found(isSet(body.max_tokens) && isSet(body.max_completion_tokens), ['max_tokens']),
  },
  {
    id: 'max-tokens-too-large',
    says: 'max_tokens lies within what the model can generate.',
    source: { grade: 'observed', ref: 'public reports; code is unsure' },
    check: tooMany('max_tokens'),
  },
  {
    id: 'max-completion-tokens-too-large',
    says: 'max_completion_tokens lies within what the model can generate.',
    source: { grade: 'observed', ref: 'public reports; code is unsure' },
    check: tooMany('max_completion_tokens'),
  },
  {
    id: 'temperature-unsupported',
    says: 'Reasoning models take the default temperature only.',
    source: { grade: 'observed', ref: LIVE },
    check: notDefault('temperature'),
  },
  {
    id: 'top-p-unsupported',
    says: 'Reasoning models take the default top_p only.',
    source: { grade: 'inferred', ref: 'sibling of temperature; the check order lists it' },
    check: notDefault('top_p'),
  },
  {
    id: 'presence-penalty-unsupported',
    says: 'Reasoning models take no presence_penalty.',
    source: { grade: 'observed', ref: LIVE },
    check: whileReasoning('presence_penalty'),
  },
  {
    id: 'frequency-penalty-unsupported',
    says: 'Reasoning models take no frequency_penalty.',
    source: { grade: 'observed', ref: LIVE },
    check: whileReasoning('frequency_penalty'),
  },
  {
    id: 'logprobs-unsupported',
    says: 'Reasoning models give no logprobs.',
    source: { grade: 'observed', ref: LIVE },
    check: (body, profile) => (body.logprobs === true ? whileReasoning('logprobs')(body, profile) : NONE),
  },
  {
    id: 'verbosity-unsupported',
    says: 'Some models know one verbosity only.',
    source: { grade: 'inferred', ref: 'wording of neighbouring rules' },
    when: ({ values }) => values['verbosity'] !== undefined,
    check: ({ verbosity: value }, { values }) => {
      const allowed = values['verbosity'] ?? [];
      return found(value && !allowed.includes(value), ['verbosity'], { value, allowed });
    },
  },
  {
    id: 'prompt-cache-both',
    says: 'prompt_cache_options and prompt_cache_retention exclude each other.',
    source: { grade: 'inferred', ref: 'guide on prompt caching; sentence not observed' },
    check: (body) => found(body.prompt_cache_options && body.prompt_cache_retention, ['prompt_cache_retention']),
  },
  {
    id: 'flex-unavailable',
    says: 'Flex processing is for some models only.',
    source: { grade: 'inferred', ref: 'sentence not observed on this surface' },
    when: ({ traits }) => traits.has('no-flex'),
    check: (body) => found(body.service_tier === 'flex', ['service_tier']),
  },
  {
    id: 'prediction-with-choices',
    says: 'Predicted outputs go with one choice only.',
    source: { grade: 'inferred', ref: 'guide on predicted outputs; sentence not observed' },
    check: (body) => found(body.prediction && (body.n ?? 1) > 1, ['prediction']),
  },
  {
    id: 'prediction-with-others',
    says: 'Predicted outputs go without tools, logprobs and audio.',
    source: { grade: 'docs', ref: 'guide on predicted outputs; sentence not observed' },
    check: (body) => {
      const other = [body.tools?.length && 'tools', body.logprobs && 'logprobs', body.audio && 'audio'].find(Boolean);
      return found(body.prediction && other, ['prediction'], { value: other });
    },
  },
  {
    id: 'stream-options-without-stream',
    says: 'Only set stream_options when you set stream: true.',
    source: { grade: 'observed', ref: 'public reports' },
    check: (body) => found(body.stream_options && body.stream !== true, ['stream_options']),
  },
  {
    id: 'metadata-without-store',
    says: "The 'metadata' parameter is only allowed when 'store' is enabled.",
    source: { grade: 'observed', ref: 'public reports until 2025; no longer enforced' },
    level: 'off',
    check: (body) => found(isSet(body.metadata) && body.store !== true, ['metadata']),
  },
  {
    id: 'json-mode-unsupported',
    says: 'Old models have no JSON mode.',
    source: { grade: 'observed', ref: 'public reports on gpt-4' },
    when: ({ traits }) => traits.has('no-json-mode'),
    check: ({ response_format: format }) =>
      found(format && format.type !== 'text', ['response_format'], { value: format?.type }),
  },
  {
    id: 'json-word-missing',
    says: 'When using JSON mode, instruct the model to produce JSON yourself via a message.',
    source: { grade: 'observed', ref: 'public reports' },
    check: (body) =>
      found(body.response_format?.type === 'json_object' && !body.messages.some(mentionsJson), ['messages']),
  },
  {
    id: 'developer-content-missing',
    says: 'Developer messages have content.',
    source: { grade: 'observed', ref: LIVE },
    check: (body) => contentAt(body, (message) => message.role === 'developer' && message.content === undefined),
  },
  {
    id: 'developer-content-null',
    says: "Developer messages' content is not null.",
    source: { grade: 'observed', ref: LIVE },
    check: (body) => contentAt(body, (message) => message.role === 'developer' && message.content === null),
  },
  {
    id: 'content-missing',
    says: 'Content is required unless the assistant called, refused or spoke.',
    source: { grade: 'observed', ref: LIVE },
    check: (body) => contentAt(body, saysNothing),
  },
  {
    id: 'image-type-invalid',
    says: 'A data URL of an image has an image type.',
    source: { grade: 'observed', ref: 'public reports' },
    check: (body) => imagesWith(body, 'no-image-type').map((path) => ({ path })),
  },
  {
    id: 'image-base64-invalid',
    says: 'A data URL of an image holds base64.',
    source: { grade: 'inferred', ref: 'wording of neighbouring rules' },
    check: (body) => imagesWith(body, 'no-base64').map((path) => ({ path })),
  },
  {
    id: 'image-format-unsupported',
    says: 'Images are png, jpeg, gif or webp.',
    source: { grade: 'observed', ref: 'public reports' },
    check: (body) => imagesWith(body, 'unknown-format').map((path) => ({ path })),
  },
  {
    id: 'image-download-failed',
    says: 'A remote image can be fetched. Only addresses that nobody can ever serve are known not to be.',
    source: { grade: 'observed', ref: 'recorded cassettes of 2026' },
    // A gateway may fetch from where the vendor does not; the vendor's service file makes it an error.
    level: 'warn',
    check: (body) => unreachableImages(body).map(({ path, url }) => ({ path, facts: { value: url } })),
  },
  {
    id: 'output-limit-reached',
    says: 'A model that reasons unseen needs some tokens before it can say anything.',
    source: { grade: 'observed', ref: 'reports on max_completion_tokens 1; from how many on it answers is inferred' },
    counted: true,
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body, profile) =>
      found((body.max_completion_tokens ?? MESSAGE_HEAD) < MESSAGE_HEAD && reasons(body, profile), []),
  },
]);
