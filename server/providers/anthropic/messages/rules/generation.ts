import { rulesFor } from '../../../../contract';
import type { JsonObject } from '../../../../core';
import type { AnyMessagesBody } from '../schema';
import { IN_BATCH } from '../schema/beta-locks';
import { forcesToolUse, isThinkingRequested } from './message-blocks';
import { documented, PARITY_RUN, reported } from './sources';

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
export const generationRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'max-tokens-above-model',
    says: 'max_tokens may not exceed the most that the model can say.',
    source: reported('public reports of the sentence'),
    check: ({ max_tokens: found = 0 }, { maxOutput: limit, served: model }) =>
      found > limit ? [{ path: ['max_tokens'], facts: { found, limit, model } }] : [],
  },
  {
    id: 'max-tokens-zero',
    says: 'max_tokens 0 warms a cache and says nothing, so it goes with nothing that needs output.',
    source: documented('build-with-claude/prompt-caching'),
    check: (body) =>
      body.max_tokens === 0
        ? Object.entries(NEEDS_OUTPUT).flatMap(([value, asks]) =>
            asks(body) ? [{ path: ['max_tokens'], facts: { value } }] : [],
          )
        : [],
  },
  {
    id: 'temperature-deprecated',
    says: '`temperature` is deprecated for this model.',
    source: PARITY_RUN,
    when: ({ traits }) => traits.has('sampling-deprecated'),
    check: ({ temperature = 1 }) => (temperature === 1 ? [] : [{ path: ['temperature'] }]),
  },
  {
    id: 'top-p-deprecated',
    says: '`top_p` is deprecated for this model.',
    source: documented('SDK comment on top_p'),
    when: ({ traits }) => traits.has('sampling-deprecated'),
    check: ({ top_p: share = 1 }) => (share < LEAST_TOP_P_WITHOUT_SAMPLING ? [{ path: ['top_p'] }] : []),
  },
  {
    id: 'top-k-deprecated',
    says: '`top_k` is deprecated for this model.',
    source: documented('SDK comment on top_k'),
    when: ({ traits }) => traits.has('sampling-deprecated'),
    check: ({ top_k: count }) => (count === undefined ? [] : [{ path: ['top_k'] }]),
  },
  {
    id: 'temperature-and-top-p',
    says: '`temperature` and `top_p` cannot both be specified for this model.',
    source: reported('public reports of the sentence'),
    when: ({ traits }) => traits.has('one-sampling-knob'),
    check: ({ temperature, top_p: share }) =>
      temperature !== undefined && share !== undefined ? [{ path: ['top_p'] }] : [],
  },
  {
    id: 'temperature-with-thinking',
    says: '`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.',
    source: reported('public reports of the sentence'),
    check: (body) => (isThinkingRequested(body) && (body.temperature ?? 1) !== 1 ? [{ path: ['temperature'] }] : []),
  },
  {
    id: 'top-p-with-thinking',
    says: '`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode.',
    source: documented('build-with-claude/extended-thinking'),
    check: (body) =>
      isThinkingRequested(body) && (body.top_p ?? 1) < LEAST_TOP_P_WITH_THINKING ? [{ path: ['top_p'] }] : [],
  },
  {
    id: 'top-k-with-thinking',
    says: '`top_k` must be unset when thinking is enabled or in adaptive mode.',
    source: documented('build-with-claude/extended-thinking'),
    check: (body) => (isThinkingRequested(body) && body.top_k !== undefined ? [{ path: ['top_k'] }] : []),
  },
  {
    id: 'thinking-enabled-unsupported',
    says: '"thinking.type.enabled" is not supported for this model.',
    source: reported('public reports of the sentence'),
    when: ({ traits }) => traits.has('thinking-enabled-refused'),
    check: ({ thinking }) => (thinking?.type === 'enabled' ? [{ path: ['thinking'] }] : []),
  },
  {
    id: 'thinking-adaptive-unsupported',
    says: 'adaptive thinking is not supported on this model.',
    source: reported('public reports of the sentence'),
    when: ({ traits }) => traits.has('thinking-adaptive-refused'),
    check: ({ thinking }) => (thinking?.type === 'adaptive' ? [{ path: ['thinking'] }] : []),
  },
  {
    id: 'thinking-disabled-unsupported',
    says: '"thinking.type.disabled" is not supported for this model.',
    source: reported('public reports of the sentence'),
    when: ({ traits }) => traits.has('thinking-disabled-refused'),
    check: ({ thinking }, { traits }) =>
      thinking?.type === 'disabled'
        ? [{ path: ['thinking'], facts: { defaultsToAdaptive: traits.has('thinking-adaptive-by-default') } }]
        : [],
  },
  {
    id: 'thinking-budget-vs-max',
    says: '`max_tokens` must be greater than `thinking.budget_tokens`.',
    source: reported('public reports of the sentence'),
    check: ({ thinking, max_tokens: most }) =>
      thinking?.type === 'enabled' && most !== undefined && thinking.budget_tokens >= most
        ? [{ path: ['max_tokens'] }]
        : [],
  },
  {
    id: 'thinking-disabled-high-effort',
    says: 'the highest efforts need thinking.',
    source: reported('public reports against claude-opus-5'),
    when: ({ traits }) => traits.has('high-effort-thinks'),
    check: ({ thinking, output_config: config }) =>
      thinking?.type === 'disabled' && HIGH_EFFORTS.has(config?.effort ?? '')
        ? [{ path: ['output_config', 'effort'], facts: { value: config?.effort } }]
        : [],
  },
  {
    id: 'effort-unsupported',
    says: 'This model does not support the effort parameter.',
    source: reported('public reports against claude-haiku-4-5'),
    when: ({ traits }) => traits.has('effort-refused'),
    check: ({ output_config: config }) => (config?.effort == null ? [] : [{ path: ['output_config', 'effort'] }]),
  },
  {
    id: 'effort-level-unsupported',
    says: 'This model does not support effort level.',
    source: reported('public reports against claude-sonnet-4-6'),
    when: ({ values }) => values['effort'] !== undefined,
    check: ({ output_config: config }, { values }) => {
      const levels = values['effort'] ?? [];
      const effort = config?.effort ?? undefined;
      return effort === undefined || levels.includes(effort)
        ? []
        : [{ path: ['output_config', 'effort'], facts: { value: effort, allowed: [...levels].sort() } }];
    },
  },
  {
    id: 'speed-unsupported',
    says: 'the model does not support the `speed` parameter.',
    source: reported('public reports against claude-opus-4-5-20251101'),
    when: ({ traits }) => traits.has('fast-mode-refused'),
    check: ({ speed }, { served: model }) => (speed === 'fast' ? [{ path: ['speed'], facts: { model } }] : []),
  },
  {
    id: 'batch-stream',
    says: '"stream=True" is not supported in the Message Batches API.',
    source: { ...reported('captures in a public research note'), seen: '2026-09-02' },
    when: inBatch,
    check: ({ stream }) => (stream === true ? [{ path: ['stream'] }] : []),
  },
  {
    id: 'batch-max-tokens-zero',
    says: 'In a batch max_tokens is at least 1.',
    source: { ...reported('captures in a public research note'), seen: '2026-09-02' },
    when: inBatch,
    check: ({ max_tokens: most }) => (most === 0 ? [{ path: ['max_tokens'], facts: { limit: 1 } }] : []),
  },
  {
    id: 'batch-unsupported',
    says: 'Neither `speed` nor `fallbacks` is supported in a batch.',
    source: documented('build-with-claude/batch-processing; text unknown'),
    when: inBatch,
    check: (body) => NOT_IN_BATCH.filter((key) => (body as JsonObject)[key] != null).map((key) => ({ path: [key] })),
  },
  {
    id: 'thread-unsupported',
    says: 'A model of another house is held in no conversation, and `thread` refused in the form after which the SDK goes on without.',
    source: { grade: 'sdk', ref: 'lib/internal/threads of the SDK 1.12.0' },
    when: ({ traits }) => !traits.has('claude'),
    check: (body) =>
      (body as { thread?: unknown }).thread == null
        ? []
        : [
            {
              path: ['thread'],
              facts: { details: { error_code: 'thread_unsupported_request', unsupported: ['thread'] } },
            },
          ],
  },
]);
