import { z } from 'zod';
import type { Facts, ProblemKind } from '../core';
import { kind, known } from './fault-kind';

/** Seconds. */
const MAX_RETRY = 86_400;

const retry = z.number().min(0).max(MAX_RETRY).optional().describe('seconds of retry-after');
const ms = z.int().min(0).optional().describe('milliseconds of retry-after-ms, which the SDKs read first');
const again = z.boolean().optional().describe('what x-should-retry says, which the SDKs obey');

/** Parameters of refusals without and with a wait. */
const tries = { again };
const waits = { retry, ms, again };

type Waits = Partial<z.infer<z.ZodObject<typeof waits>>>;

/** What a refusal before the request is read does; its headers come before those of the provider. */
const refuses =
  (problem: ProblemKind, facts: Facts = {}) =>
  ({ retry: retryAfter, ms: milliseconds, again: shouldRetry }: Waits) =>
    ({
      place: 'gate',
      problem,
      facts: retryAfter === undefined ? facts : { retryAfter, ...facts },
      headers: [
        ...(milliseconds === undefined ? [] : [['retry-after-ms', String(milliseconds)] as const]),
        ...(shouldRetry === undefined ? [] : [['x-should-retry', String(shouldRetry)] as const]),
      ],
    }) as const;

const OPENAI_CODES = 'OpenAI guide, error codes';
const ANTHROPIC_ERRORS = 'Anthropic docs, API errors';

/** Refusals before a request is read, in the provider's error format. */
export const gateKinds = [
  kind({
    id: 'rate-limited',
    says: 'Refuses with 429, as when too many requests came in a minute.',
    source: known('observed', 'openai: many reports; anthropic: claude-code#71634'),
    params: { ...waits, bucket: z.enum(['requests', 'tokens']).optional().describe('what has run out (requests)') },
    effect: ({ bucket = 'requests', ...rest }) => refuses('rate-limited', { bucket })(rest),
  }),
  kind({
    id: 'slow-down',
    says: 'Refuses with 429, as when requests have become many too quickly.',
    source: known('docs', `${OPENAI_CODES} (slow_down); ${ANTHROPIC_ERRORS} (acceleration limits)`),
    params: waits,
    effect: refuses('slow-down'),
  }),
  kind({
    id: 'quota-exceeded',
    says: 'Refuses as when the account has no credit left.',
    source: known('observed', 'openai: insufficient_quota; anthropic: credit balance too low'),
    params: tries,
    effect: refuses('quota-exceeded'),
  }),
  kind({
    id: 'billing',
    says: 'Refuses as when a bill is not paid or its hard limit is reached.',
    source: known('docs', `${ANTHROPIC_ERRORS} (402 billing_error); openai: billing_hard_limit_reached`),
    params: tries,
    effect: refuses('billing'),
  }),
  kind({
    id: 'permission-denied',
    says: 'Refuses with 403, as when a key or a country is not allowed to do this.',
    source: known('docs', `${OPENAI_CODES} (403); ${ANTHROPIC_ERRORS} (permission_error)`),
    params: tries,
    effect: refuses('permission-denied'),
  }),
  kind({
    id: 'invalid-credentials',
    says: 'Refuses with 401, as when a key was revoked.',
    source: known('docs', `${OPENAI_CODES} (401); ${ANTHROPIC_ERRORS} (authentication_error)`),
    params: tries,
    effect: refuses('invalid-credentials', { value: 'sk-revoked' }),
  }),
  kind({
    id: 'not-found',
    says: 'Refuses with 404, as when what is asked for is not there.',
    source: known('docs', `${OPENAI_CODES}; ${ANTHROPIC_ERRORS} (not_found_error)`),
    params: tries,
    effect: refuses('not-found'),
  }),
  kind({
    id: 'conflict',
    says: 'Refuses with 409, as when two requests change the same thing.',
    source: known('docs', `${ANTHROPIC_ERRORS} (conflict_error); the SDKs try a 409 again`),
    params: tries,
    effect: refuses('conflict'),
  }),
  kind({
    id: 'too-large',
    says: 'Refuses with 413, as when the body has too many bytes.',
    source: known('docs', `${ANTHROPIC_ERRORS} (request_too_large)`),
    params: tries,
    effect: refuses('body-too-large'),
  }),
  kind({
    id: 'blocked',
    says: 'Refuses with 400, as when a filter finds fault with the prompt or the answer.',
    source: known(
      'observed',
      `openai: pal-mcp-server#178 (invalid_prompt); anthropic: "Output blocked by content filtering policy"`,
    ),
    params: tries,
    effect: refuses('blocked'),
  }),
  kind({
    id: 'server-error',
    says: "Refuses with the house's own 500.",
    source: known('observed', 'both houses, many reports'),
    params: tries,
    effect: refuses('server-error'),
  }),
  kind({
    id: 'overloaded',
    says: "Refuses with the house's status for too much load: 503 or 529.",
    source: known('observed', 'anthropic: claude-code#35783, anthropic-sdk-typescript#616; openai: inferred'),
    params: waits,
    effect: refuses('overloaded'),
  }),
  kind({
    id: 'timeout',
    says: 'Refuses with 504, as when the work took too long.',
    source: known('docs', `${ANTHROPIC_ERRORS} (timeout_error); openai: inferred`),
    params: tries,
    effect: refuses('timeout'),
  }),
] as const;
