import { docs, inferred, lacks, observed, rule, rules, sdk, trait } from '../../../../contract';
import type { Issue, JsonObject } from '../../../../core';
import { atPath, list, value } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { IN_BATCH } from '../schema/beta-locks';
import { forcesToolUse, isThinkingRequested } from './message-blocks';

const THINKING_HELP =
  'Please consult our documentation at https://platform.claude.com/docs/en/build-with-claude/extended-thinking';
const USE_ADAPTIVE = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

const noSuchThinking = ({ facts }: Issue): string => {
  if (facts['hasBetweenTools'] === true) {
    return '"thinking.type.disabled" is not supported for this model. Use "thinking.type.between_tools" to turn off thinking before the first reply.';
  }
  return facts['defaultsToAdaptive'] === true
    ? '"thinking.type.disabled" is not supported for this model. Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.'
    : `"thinking.type.disabled" is not supported for this model. ${USE_ADAPTIVE}`;
};

/** Exact text from a run of 137 paired calls. */
const PARITY_RUN = observed('live parity run, claude-sonnet-5', '2026-09-04');

const LEAST_TOP_P_WITHOUT_SAMPLING = 0.99;
const LEAST_TOP_P_WITH_THINKING = 0.95;

/** What `max_tokens: 0` cannot go with. */
const NEEDS_OUTPUT: Readonly<Record<string, (body: AnyMessagesBody) => boolean>> = {
  stream: ({ stream }) => stream === true,
  thinking: isThinkingRequested,
  'output_config.format': ({ output_config: config }) => config?.format != null,
  tool_choice: forcesToolUse,
};

const HIGH_EFFORTS: ReadonlySet<string> = new Set(['xhigh', 'max']);

const inBatch = (_profile: unknown, opened: ReadonlySet<string>): boolean => opened.has(IN_BATCH);

const NOT_IN_BATCH = ['speed', 'fallbacks'] as const;

/** How much is said and how it is sampled, against what the model can do. */
export const generationRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'max-tokens-above-model',
    says: 'max_tokens may not exceed the most that the model can say.',
    source: observed('public reports of the sentence'),
    path: ['max_tokens'],
    check: ({ max_tokens: found = 0 }, { profile: { maxOutput: limit, served: model } }) =>
      found > limit && { facts: { found, limit, model } },
    error: ({ facts }) =>
      `max_tokens: ${facts.found} > ${facts.limit}, which is the maximum allowed number of output tokens for ${facts['model']}`,
  }),
  rule({
    id: 'max-tokens-zero',
    says: 'max_tokens 0 warms a cache and says nothing, so it goes with nothing that needs output.',
    source: docs('build-with-claude/prompt-caching'),
    check: (body) =>
      body.max_tokens === 0
        ? Object.entries(NEEDS_OUTPUT).flatMap(([value, asks]) =>
            asks(body) ? [{ path: ['max_tokens'], facts: { value } }] : [],
          )
        : [],
    error: (issue) => `max_tokens: 0 is not supported with ${value(issue)}`,
  }),
  rule({
    id: 'temperature-deprecated',
    says: '`temperature` is deprecated for this model.',
    source: PARITY_RUN,
    when: trait('sampling-deprecated'),
    path: ['temperature'],
    check: ({ temperature = 1 }) => temperature !== 1,
    error: '`temperature` is deprecated for this model.',
  }),
  rule({
    id: 'top-p-deprecated',
    says: '`top_p` is deprecated for this model.',
    source: docs('SDK comment on top_p'),
    when: trait('sampling-deprecated'),
    path: ['top_p'],
    check: ({ top_p: share = 1 }) => share < LEAST_TOP_P_WITHOUT_SAMPLING,
    error: '`top_p` is deprecated for this model.',
  }),
  rule({
    id: 'top-k-deprecated',
    says: '`top_k` is deprecated for this model.',
    source: docs('SDK comment on top_k'),
    when: trait('sampling-deprecated'),
    path: ['top_k'],
    check: ({ top_k: count }) => count !== undefined,
    error: '`top_k` is deprecated for this model.',
  }),
  rule({
    id: 'temperature-and-top-p',
    says: '`temperature` and `top_p` cannot both be specified for this model.',
    source: observed('public reports of the sentence'),
    when: trait('one-sampling-knob'),
    path: ['top_p'],
    check: ({ temperature, top_p: share }) => temperature !== undefined && share !== undefined,
    error: '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  }),
  rule({
    id: 'temperature-with-thinking',
    says: '`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.',
    source: observed('public reports of the sentence'),
    path: ['temperature'],
    check: (body) => isThinkingRequested(body) && (body.temperature ?? 1) !== 1,
    error: `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${THINKING_HELP}`,
  }),
  rule({
    id: 'top-p-with-thinking',
    says: '`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode.',
    source: docs('build-with-claude/extended-thinking'),
    path: ['top_p'],
    check: (body) => isThinkingRequested(body) && (body.top_p ?? 1) < LEAST_TOP_P_WITH_THINKING,
    error: `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode. ${THINKING_HELP}`,
  }),
  rule({
    id: 'top-k-with-thinking',
    says: '`top_k` must be unset when thinking is enabled or in adaptive mode.',
    source: docs('build-with-claude/extended-thinking'),
    path: ['top_k'],
    check: (body) => isThinkingRequested(body) && body.top_k !== undefined,
    error: `\`top_k\` must be unset when thinking is enabled or in adaptive mode. ${THINKING_HELP}`,
  }),
  rule({
    id: 'thinking-enabled-unsupported',
    says: '"thinking.type.enabled" is not supported for this model.',
    source: observed('public reports of the sentence'),
    when: trait('thinking-enabled-refused'),
    path: ['thinking'],
    check: ({ thinking }) => thinking?.type === 'enabled',
    error: `"thinking.type.enabled" is not supported for this model. ${USE_ADAPTIVE}`,
  }),
  rule({
    id: 'thinking-adaptive-unsupported',
    says: 'adaptive thinking is not supported on this model.',
    source: observed('public reports of the sentence'),
    when: trait('thinking-adaptive-refused'),
    path: ['thinking'],
    check: ({ thinking }) => thinking?.type === 'adaptive',
    error: 'adaptive thinking is not supported on this model',
  }),
  rule({
    id: 'thinking-disabled-unsupported',
    says: '"thinking.type.disabled" is not supported for this model.',
    source: observed('public reports of the sentence'),
    when: trait('thinking-disabled-refused'),
    path: ['thinking'],
    check: ({ thinking }, { profile: { traits } }) =>
      thinking?.type === 'disabled' && {
        facts: {
          defaultsToAdaptive: traits.has('thinking-adaptive-by-default'),
          hasBetweenTools: traits.has('thinking-between-tools'),
        },
      },
    error: noSuchThinking,
  }),
  rule({
    id: 'thinking-between-tools-unsupported',
    says: '"thinking.type.between_tools" is known to claude-sonnet-5-5 alone.',
    source: inferred('“What’s new in Claude Sonnet 5.5” and the official SDKs’ tables; sentence after its like'),
    when: lacks('thinking-between-tools'),
    path: ['thinking'],
    check: ({ thinking }) => thinking?.type === 'between_tools',
    error: `"thinking.type.between_tools" is not supported for this model. ${USE_ADAPTIVE}`,
  }),
  rule({
    id: 'thinking-between-tools-effort',
    says: 'between_tools goes with the efforts low, medium and high only.',
    source: docs('What’s new in Claude Sonnet 5.5; sentence after its like'),
    when: trait('thinking-between-tools'),
    path: ['output_config', 'effort'],
    check: ({ thinking, output_config: config }) =>
      thinking?.type === 'between_tools' &&
      HIGH_EFFORTS.has(config?.effort ?? '') && { facts: { value: config?.effort } },
    error: (issue) =>
      `output_config.effort '${value(issue)}' is not supported with "thinking.type.between_tools" on this model.`,
  }),
  rule({
    id: 'thinking-budget-vs-max',
    says: '`max_tokens` must be greater than `thinking.budget_tokens`.',
    source: observed('public reports of the sentence'),
    path: ['max_tokens'],
    check: ({ thinking, max_tokens: most }) =>
      thinking?.type === 'enabled' && most !== undefined && thinking.budget_tokens >= most,
    error: `\`max_tokens\` must be greater than \`thinking.budget_tokens\`. ${THINKING_HELP}#max-tokens-and-context-window-size`,
  }),
  rule({
    id: 'thinking-disabled-high-effort',
    says: 'the highest efforts need thinking.',
    source: observed('public reports against claude-opus-5'),
    when: trait('high-effort-thinks'),
    path: ['output_config', 'effort'],
    check: ({ thinking, output_config: config }) =>
      thinking?.type === 'disabled' && HIGH_EFFORTS.has(config?.effort ?? '') && { facts: { value: config?.effort } },
    error: (issue) =>
      `output_config.effort '${value(issue)}' is not supported when thinking is disabled on this model.`,
  }),
  rule({
    id: 'effort-unsupported',
    says: 'This model does not support the effort parameter.',
    source: observed('public reports against claude-haiku-4-5'),
    when: trait('effort-refused'),
    path: ['output_config', 'effort'],
    check: ({ output_config: config }) => config?.effort != null,
    error: 'This model does not support the effort parameter.',
  }),
  rule({
    id: 'effort-level-unsupported',
    says: 'This model does not support effort level.',
    source: observed('public reports against claude-sonnet-4-6'),
    when: ({ values }) => values['effort'] !== undefined,
    check: ({ output_config: config }, { profile: { values } }) => {
      const levels = values['effort'] ?? [];
      const effort = config?.effort ?? undefined;
      return effort === undefined || levels.includes(effort)
        ? []
        : [{ path: ['output_config', 'effort'], facts: { value: effort, allowed: [...levels].sort() } }];
    },
    error: (issue) =>
      `This model does not support effort level '${value(issue)}'. Supported levels: ${list(issue.facts.allowed)}.`,
  }),
  rule({
    id: 'speed-unsupported',
    says: 'the model does not support the `speed` parameter.',
    source: observed('public reports against claude-opus-4-5-20251101'),
    when: trait('fast-mode-refused'),
    path: ['speed'],
    check: ({ speed }, { profile: { served: model } }) => speed === 'fast' && { facts: { model } },
    error: ({ facts }) => `'${facts['model']}' does not support the \`speed\` parameter.`,
  }),
  rule({
    id: 'batch-stream',
    says: '"stream=True" is not supported in the Message Batches API.',
    source: observed('captures in a public research note', '2026-09-02'),
    when: inBatch,
    path: ['stream'],
    check: ({ stream }) => stream === true,
    error: '"stream=True" is not supported in the Message Batches API',
  }),
  rule({
    id: 'batch-max-tokens-zero',
    says: 'In a batch max_tokens is at least 1.',
    source: observed('captures in a public research note', '2026-09-02'),
    when: inBatch,
    path: ['max_tokens'],
    check: ({ max_tokens: most }) => most === 0 && { facts: { limit: 1 } },
    error: atPath(({ facts }) => `must be greater than or equal to ${facts.limit}`),
  }),
  rule({
    id: 'batch-unsupported',
    says: 'Neither `speed` nor `fallbacks` is supported in a batch.',
    source: docs('build-with-claude/batch-processing; text unknown'),
    when: inBatch,
    check: (body) => NOT_IN_BATCH.filter((key) => (body as JsonObject)[key] != null).map((key) => ({ path: [key] })),
    error: atPath('Extra inputs are not permitted'),
  }),
  rule({
    id: 'thread-unsupported',
    says: 'A model of another house is held in no conversation, and `thread` refused in the form after which the SDK goes on without.',
    source: sdk('lib/internal/threads of the SDK 1.12.0'),
    when: lacks('claude'),
    path: ['thread'],
    check: (body) => (body as { thread?: unknown }).thread != null,
    error: {
      message: 'thread: this service does not hold conversations',
      details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] },
    },
  }),
]);

/** Rules that need the size of the prompt. */
export const contextLengthRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'prompt-too-long',
    says: 'A prompt is no longer than the context window.',
    source: observed('anthropics/claude-code#12186'),
    counted: true,
    check: (_, { profile: { contextWindow: limit }, size: { input } }) => input > limit && { facts: { input, limit } },
    error: ({ facts }) => `prompt is too long: ${facts['input']} tokens > ${facts.limit} maximum`,
  }),
  rule({
    id: 'prompt-and-reply-too-long',
    says: 'Before Claude 4.5, prompt and max_tokens fit into the context window together.',
    source: observed('docker/docker-agent#569'),
    counted: true,
    when: trait('overlong-refused'),
    check: ({ max_tokens: most = 0 }, { profile: { contextWindow: limit }, size: { input } }) => {
      return input <= limit && input + most > limit ? [{ path: [], facts: { input, most, limit } }] : [];
    },
    error: ({ facts }) =>
      `input length and \`max_tokens\` exceed context limit: ${facts['input']} + ${facts['most']} > ${facts.limit}, decrease input length or \`max_tokens\` and try again`,
  }),
]);
