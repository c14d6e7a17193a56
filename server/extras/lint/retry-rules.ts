import type { LintExchange } from './exchange';
import type { LintContext, LintIssue, LintRule } from './rule';

const SECOND = 1_000;
/** Milliseconds by which timers may be early. */
const EARLY = 20;

/** The SDKs count their retries. */
const RETRY_COUNT = 'x-stainless-retry-count';

/** Refusals by status that may pass later, unchanged. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429]);
/** Refusals that another key may cure, and keys are not kept. */
const OF_KEYS: ReadonlySet<number> = new Set([401, 403]);
/** Refusals of our own: a test may add what was missing. */
const OURS: ReadonlySet<string | undefined> = new Set(['no-fixture', 'unfit-reply', 'internal']);

const isRefused = ({ status = 0 }: LintExchange): boolean => status >= 400;

/** Was a request sent once another was over? Two that overlap are no retries of each other. */
const comesAfter = ({ newestIdAtEnd }: LintExchange, later: LintExchange): boolean =>
  newestIdAtEnd !== undefined && (later.id > newestIdAtEnd || Number(later.headers[RETRY_COUNT] ?? 0) > 0);

/** Milliseconds that a refusal asks a client to wait, in the order in which the SDKs read them. */
function waitAsked({ replyHeaders }: LintExchange): number | undefined {
  const ms = Number(replyHeaders['retry-after-ms'] ?? Number.NaN);
  if (!Number.isNaN(ms)) return ms;
  const seconds = Number(replyHeaders['retry-after'] ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : seconds * SECOND;
}

/** Each refusal with the next attempt at the same. */
const retriesIn = ({ attempts }: LintContext) =>
  attempts.flatMap((same) =>
    same.flatMap((refused, at) => {
      const next = isRefused(refused) ? same.slice(at + 1).find((later) => comesAfter(refused, later)) : undefined;
      return next === undefined ? [] : [{ refused, next, earlier: same.slice(0, at) }];
    }),
  );

function hasty(scene: LintContext): readonly LintIssue[] {
  if (!scene.isRealTime) return [];
  return retriesIn(scene).flatMap(({ refused, next }) => {
    const asked = waitAsked(refused);
    const waited = Math.max(0, next.startMs - (refused.end ?? next.startMs));
    if (asked === undefined || waited + EARLY >= asked) return [];
    const message = `#${refused.id} asked to wait ${asked} ms; this attempt came after ${Math.round(waited)} ms.`;
    return [{ talk: next, about: refused, message }];
  });
}

const vain = (scene: LintContext): readonly LintIssue[] =>
  retriesIn(scene).flatMap(({ refused, next, earlier }) => {
    if (!isVain(refused, earlier)) return [];
    const message = `#${refused.id} was refused with ${refused.status}, and the very same is sent again.`;
    return [{ talk: next, about: refused, message }];
  });

function isVain({ status = 0, problem, replyHeaders }: LintExchange, earlier: readonly LintExchange[]): boolean {
  const told = replyHeaders['x-should-retry'];
  if (OURS.has(problem) || told === 'true') return false;
  if (OF_KEYS.has(status)) return earlier.some((one) => one.status === status);
  return told === 'false' || (status < 500 && !PASSING.has(status));
}

/** What a client does after a refusal. */
export const retryRows = [
  {
    id: 'ignores-retry-after',
    says: 'A client waits at least as long as a refusal asks before it sends the same request again.',
    looksAt:
      'retry-after-ms and retry-after of a refusal, and when the same request comes again; only with a real clock',
    source: { grade: 'docs', ref: 'RFC 9110, 10.2.3; OpenAI and Anthropic guides, rate limits' },
    check: hasty,
  },
  {
    id: 'retries-in-vain',
    says: 'A client does not send again unchanged what can never pass: a 4xx but 408, 409, 425, 429, or x-should-retry: false.',
    looksAt:
      'the same request after its refusal; after 401 and 403 the third attempt, for the second may bear another key',
    source: { grade: 'sdk', ref: 'shouldRetry of the official SDKs' },
    check: vain,
  },
] as const satisfies readonly LintRule[];
