import type { FaultPlan } from '../../faults';

/** What a client should do about a fault. */
export type ExpectedReaction =
  /** Try again and end well. */
  | 'recover'
  /** End with a clear error; trying again helps nobody. */
  | 'give-up-at-once'
  /** End with a clear error, after some tries or none. */
  | 'give-up'
  /** End well, or with a clear error: anything but taking the half for the whole. */
  | 'notice'
  /** End by itself, well or not: all has been said, only the last word is missing. */
  | 'end'
  /** End well without asking again: nothing is wrong. */
  | 'bear';

/** One fault that a client is held under. */
export interface Trial {
  readonly id: string;
  /** What happens to the client. */
  readonly says: string;
  readonly plan: FaultPlan;
  readonly expects: ExpectedReaction;
}

/** All trials, in the order in which they are run: refusals, proxies, connections, broken answers, harmless oddities. */
export const trials: readonly Trial[] = [
  {
    id: 'rate-limited',
    says: '429 once, retry-after 1',
    plan: { fault: 'rate-limited', retry: 1, first: 1 },
    expects: 'recover',
  },
  { id: 'server-error', says: '500 once', plan: { fault: 'server-error', first: 1 }, expects: 'recover' },
  { id: 'overloaded', says: '503 or 529 once', plan: { fault: 'overloaded', first: 1 }, expects: 'recover' },
  { id: 'timeout', says: '504 once', plan: { fault: 'timeout', first: 1 }, expects: 'recover' },
  { id: 'bad-gateway', says: "a proxy's 502 page once", plan: { fault: 'bad-gateway', first: 1 }, expects: 'recover' },
  { id: 'reset', says: 'connection reset once', plan: { fault: 'reset', first: 1 }, expects: 'recover' },
  { id: 'empty', says: 'connection closed once', plan: { fault: 'empty', first: 1 }, expects: 'recover' },
  { id: 'always-500', says: '500 every time', plan: { fault: 'server-error' }, expects: 'give-up' },
  { id: 'always-429', says: '429 every time', plan: { fault: 'rate-limited', retry: 1 }, expects: 'give-up' },
  { id: 'no-credit', says: 'no credit left', plan: { fault: 'quota-exceeded' }, expects: 'give-up' },
  { id: 'wrong-key', says: '401 every time', plan: { fault: 'invalid-credentials' }, expects: 'give-up-at-once' },
  { id: 'cut', says: 'answer cut off once', plan: { fault: 'cut', after: 3, first: 1 }, expects: 'notice' },
  { id: 'truncated', says: 'JSON not whole, once', plan: { fault: 'truncated', first: 1 }, expects: 'notice' },
  { id: 'garbled', says: 'unreadable JSON once', plan: { fault: 'garbled', first: 1 }, expects: 'notice' },
  {
    id: 'no-ending',
    says: 'stream without its last frame, once',
    plan: { fault: 'no-ending', first: 1 },
    expects: 'end',
  },
  {
    id: 'stream-error',
    says: 'error inside a stream, once',
    plan: { fault: 'stream-overloaded', after: 3, first: 1 },
    expects: 'notice',
  },
  { id: 'resliced', says: 'bytes cut anywhere', plan: { fault: 'resliced', size: 7 }, expects: 'bear' },
  { id: 'silence', says: 'no answer, once', plan: { fault: 'silence', first: 1 }, expects: 'notice' },
  { id: 'hang', says: 'answer stops coming, once', plan: { fault: 'hang', first: 1 }, expects: 'notice' },
];
