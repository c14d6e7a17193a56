import type {
  CapFacts,
  Facts,
  HeaderList,
  LimitFacts,
  LimitName,
  LimitState,
  LimitStatus,
  WireError,
} from '../../../core';
import { ORGANIZATION } from './response-headers';

/** How the service speaks of each limit. */
const units: { readonly [Name in Exclude<LimitFacts['bucket'], 'concurrent'>]: string } = {
  requests_per_minute: 'requests per minute',
  input_tokens_per_minute: 'input tokens per minute',
  output_tokens_per_minute: 'output tokens per minute',
  // The service has none of these; a user may set them all the same. Inferred.
  requests_per_day: 'requests per day',
  tokens_per_minute: 'tokens per minute',
  tokens_per_day: 'tokens per day',
};

const SALES =
  'contact sales at https://www.anthropic.com/contact-sales to discuss your options for a rate limit increase.';

const DEFAULT_RETRY_SECONDS = 10;
/** Milliseconds. */
const SECOND = 1_000;
const RETRY: HeaderList = [['x-should-retry', 'true']];

/** Too much at once; a fault on demand, which knows no limit, gets the short form of 2026. */
export function rateLimitError(facts: Facts): WireError {
  const told: Partial<LimitFacts> = facts;
  const { wait } = told;
  const seconds = wait === undefined ? (facts['retryAfter'] ?? DEFAULT_RETRY_SECONDS) : Math.ceil(wait / SECOND);
  const isKnown = told.bucket !== 'concurrent';
  return {
    status: 429,
    type: 'rate_limit_error',
    message: typeof facts['message'] === 'string' ? facts['message'] : rateLimitMessage(told),
    headers: isKnown ? [['retry-after', String(seconds)], ...RETRY] : RETRY,
  };
}

function rateLimitMessage({ bucket, limit }: Partial<LimitFacts>): string {
  if (bucket === undefined || limit === undefined)
    return "This request would exceed your account's rate limit. Please try again later.";
  // Observed in cline#4351.
  if (bucket === 'concurrent') {
    return `Number of concurrent connections has exceeded your rate limit. Please try again later or ${SALES}`;
  }
  const most = `${limit.toLocaleString('en-US')} ${units[bucket]}`;
  return `This request would exceed the rate limit for your organization (${ORGANIZATION}) of ${most}. For details, refer to: https://docs.anthropic.com/en/api/rate-limits. You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also ${SALES}`;
}

const NO_CREDIT =
  'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.';

/** No credit is a bad request; a month's worth used up is a 429 that no waiting of seconds helps. */
export function quotaError({ regained }: Partial<CapFacts>): WireError {
  if (regained === undefined) {
    return { status: 400, type: 'invalid_request_error', message: NO_CREDIT, headers: [['x-should-retry', 'false']] };
  }
  const day = new Date(regained).toISOString().slice(0, 10);
  return {
    status: 429,
    type: 'rate_limit_error',
    message: `You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set based on your organization's API tier. You will regain access on ${day} at 00:00 UTC.`,
    details: { error_code: 'enforced_spend_limit_reached' },
  };
}

/** What each limit is called in the headers; those of a day have none. */
const groups: { readonly [Name in LimitName]?: string } = {
  input_tokens_per_minute: 'input-tokens',
  output_tokens_per_minute: 'output-tokens',
  requests_per_minute: 'requests',
  tokens_per_minute: 'tokens',
};

/** `anthropic-ratelimit-*`, in the order of a capture: by name. */
export function limitHeaders({ at, limits }: LimitStatus): HeaderList {
  const told = [...limits, ...combined(limits)].flatMap((standing) => {
    const group = groups[standing.name];
    return group === undefined ? [] : [{ ...standing, group }];
  });
  return told
    .sort((a, b) => (a.group < b.group ? -1 : 1))
    .flatMap(({ group, limit, remaining, reset }) => [
      [`anthropic-ratelimit-${group}-limit`, String(limit)] as const,
      [
        `anthropic-ratelimit-${group}-remaining`,
        String(group === 'requests' ? remaining : rounded(remaining)),
      ] as const,
      [`anthropic-ratelimit-${group}-reset`, resetTimestamp(at + reset)] as const,
    ]);
}

/** Input and output together: sums, and the earlier of both moments, as captured. */
function combined(limits: readonly LimitState[]): readonly LimitState[] {
  const input = limits.find(({ name }) => name === 'input_tokens_per_minute');
  const output = limits.find(({ name }) => name === 'output_tokens_per_minute');
  if (input === undefined || output === undefined) return [];
  const both = { limit: input.limit + output.limit, remaining: rounded(input.remaining) + rounded(output.remaining) };
  return [{ name: 'tokens_per_minute', ...both, reset: Math.min(input.reset, output.reset) }];
}

const THOUSAND = 1_000;

/** Remaining tokens are told in thousands. */
const rounded = (tokens: number): number => Math.round(tokens / THOUSAND) * THOUSAND;

/** RFC 3339 with whole seconds, never too early. */
const resetTimestamp = (at: number): string =>
  `${new Date(Math.ceil(at / SECOND) * SECOND).toISOString().slice(0, 19)}Z`;
