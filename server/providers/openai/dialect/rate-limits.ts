import type {
  CapFacts,
  Facts,
  HeaderList,
  LimitFacts,
  LimitName,
  LimitState,
  LimitStatus,
  Problem,
  WireError,
} from '../../../core';
import { dialectOf } from './gateway';

/** How the service speaks of each limit. */
const units: { readonly [Name in LimitFacts['bucket']]: { readonly type: string; readonly says: string } } = {
  requests_per_minute: { type: 'requests', says: 'requests per min (RPM)' },
  requests_per_day: { type: 'requests', says: 'requests per day (RPD)' },
  tokens_per_minute: { type: 'tokens', says: 'tokens per min (TPM)' },
  tokens_per_day: { type: 'tokens', says: 'tokens per day (TPD)' },
  // The service has none of these; a user may set them all the same. Inferred.
  input_tokens_per_minute: { type: 'input_tokens', says: 'input tokens per min' },
  output_tokens_per_minute: { type: 'output_tokens', says: 'output tokens per min' },
  concurrent: { type: 'requests', says: 'concurrent requests' },
};

const LEARN_MORE = 'Visit https://platform.openai.com/account/rate-limits to learn more.';

/** What a fault on demand speaks of, which knows no limit. */
const USUAL = { model: 'this model', limit: 3, requested: 1 } as const;
/** Milliseconds. */
const SECOND = 1_000;

/** Too much at once, in the sentences of public reports; their numbers agree with buckets that fill evenly. */
export function rateLimitError(facts: Facts, asked: string | undefined): WireError {
  const told: Partial<LimitFacts> = facts;
  const {
    model,
    limit,
    requested,
    used = limit,
  } = { ...USUAL, ...(asked === undefined ? {} : { model: asked }), ...told };
  const wait = 'wait' in facts ? told.wait : Number(facts['retryAfter'] ?? 1) * SECOND;
  const { type, says } = units[bucketOf(facts)];
  const on = `for ${model} in organization org-llmulator on ${says}: Limit ${limit}`;
  const isTooLarge = requested > limit;
  const message = isTooLarge
    ? `Request too large ${on}, Requested ${requested}. The input or output tokens must be reduced in order to run successfully. ${LEARN_MORE}`
    : `Rate limit reached ${on}, Used ${used}, Requested ${requested}. Please try again ${wait === undefined ? 'later' : `in ${duration(wait)}`}. ${LEARN_MORE}`;
  const headers: HeaderList = wait === undefined || isTooLarge ? [] : waits(wait);
  return { status: 429, type, code: 'rate_limit_exceeded', message, headers };
}

/** A fault on demand only says `requests` or `tokens`. */
const bucketOf = ({ bucket = 'requests' }: Facts): LimitFacts['bucket'] =>
  String(bucket) in units ? (bucket as LimitFacts['bucket']) : (`${bucket}_per_minute` as LimitName);

/** In whole seconds, never too early. */
const waits = (wait: number): HeaderList => [['retry-after', String(Math.ceil(wait / SECOND))]];

/** No credit, or a month's worth of tokens used: the service says the same. */
export const quotaError = (_facts: Partial<CapFacts>): WireError => ({
  status: 429,
  type: 'insufficient_quota',
  code: 'insufficient_quota',
  message:
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
});

/** Which limits the two groups of headers show: of several the last, which is the one of the longer time (recorded `8.64s`). */
const headerGroups: { readonly [Group in 'requests' | 'tokens']: readonly LimitName[] } = {
  requests: ['requests_per_minute', 'requests_per_day'],
  tokens: ['tokens_per_minute'],
};

/** A refused validation tells of limits on some routes, as does a model that cannot do this; a limit that is reached wherever an answer does. */
function showsLimits(route: string | undefined, refusal: Problem | undefined): boolean {
  const told = dialectOf(route).limits;
  return refusal === undefined || refusal.kind === 'rate-limited' ? told !== undefined : told === 'all';
}

/** `x-ratelimit-*`: limits, then what remains, then when all of it is there again. */
export function limitHeaders({ limits }: LimitStatus, route: string | undefined, refusal?: Problem): HeaderList {
  if (!showsLimits(route, refusal)) return [];
  const groups = (['requests', 'tokens'] as const).flatMap((group) => {
    const standing = limits.findLast(({ name }) => headerGroups[group].includes(name));
    return standing === undefined ? [] : [{ group, standing }];
  });
  const of = (word: string, tell: (standing: LimitState) => string): HeaderList =>
    groups.map(({ group, standing }) => [`x-ratelimit-${word}-${group}`, tell(standing)] as const);
  return [
    ...of('limit', ({ limit }) => String(limit)),
    ...of('remaining', ({ remaining }) => String(remaining)),
    ...of('reset', ({ reset }) => duration(reset)),
  ];
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Milliseconds as Go writes a duration: `17ms`, `8.64s`, `6m0s`, `1h0m0s`. */
function duration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  if (milliseconds < SECOND) return `${milliseconds}ms`;
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  const seconds = `${(milliseconds % MINUTE) / SECOND}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
