import type { WireRequest } from '../../../../core';
import { BATCH_HEADER } from '../../dialect/batch-header';

/** The version that dropped some inputs, "the first new anthropic-version value since 2023-06-01". */
const STRICTER_VERSION = '2026-10-21';

/** Open to requests of versions before 2026-10-21. */
export const BEFORE_2026_10_21 = 'before-2026-10-21';

// Names and what they unlock: the SDK's types and their comments, version 1.12.0, and captured requests of Claude Code 2.1.29x.
/** Locks that a name in `anthropic-beta` opens. Betas that only change replies, or are the rule by now, open none. */
const LOCKS = {
  'advisor-tool-2026-03-01': ['advisor'],
  'compact-2026-01-12': ['context-management', 'compact-edit', 'compaction-block'],
  'compact-2026-09-04': ['compaction', 'compaction-block'],
  'computer-use-2024-10-22': ['computer-2024-10'],
  'computer-use-2025-01-24': ['computer-2025-01'],
  'computer-use-2025-11-24': ['computer-2025-11'],
  'context-management-2025-06-27': ['context-management', 'clear-edit'],
  'dangerous-tool-use-2026-09-03': ['safeguards'],
  'fallback-credit-2026-06-01': ['fallback-credit'],
  'fallback-credit-2026-07-01': ['fallback-credit', 'fallback-credit-mode'],
  'inline-tools-2026-09-15': ['tool-changes', 'inline-tools'],
  'mcp-client-2025-04-04': ['mcp'],
  'mcp-client-2025-11-20': ['mcp', 'mcp-toolset'],
  'mcp-client-2026-09-15': ['mcp', 'mcp-toolset', 'mcp-listing'],
  'message-threads-2026-08-12': ['thread'],
  'mid-conversation-effort-2026-08-01': ['system-output-config'],
  'mid-conversation-output-config-2026-07-01': ['system-output-config'],
  'mid-conversation-system-clear-at-2026-08-21': ['clear-at'],
  'mid-conversation-tool-changes-2026-07-01': ['tool-changes'],
  'per-turn-control-2026-07-01': ['system-output-config'],
  'prompt-caching-scope-2026-01-05': ['cache-scope'],
  'server-side-fallback-2026-06-01': ['fallbacks'],
  'server-side-fallback-2026-07-01': ['fallbacks', 'fallbacks-default'],
  'structured-outputs-2025-11-13': ['output-format'],
  'structured-outputs-2025-12-15': ['output-format'],
  'thinking-binding-controls-2026-08-01': ['block-binding'],
  'thinking-display-updates-2026-08-18': ['display-updates'],
  'user-profiles-billing-2026-10-01': ['billing'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Open to the requests of a batch: some rules ask for it, no part of the schema does. */
export const IN_BATCH = 'batch';
const BATCHED: readonly string[] = [IN_BATCH];

/** A part of the contract that is unknown unless a header opens it. */
export type Lock = (typeof LOCKS)[keyof typeof LOCKS][number] | typeof BEFORE_2026_10_21;

/** The note of a schema that stands behind a lock. */
export const locked = (lock: Lock): { readonly lock: Lock } => ({ lock });

const locksOf: ReadonlyMap<string, readonly Lock[]> = new Map(Object.entries(LOCKS));

const NOTHING: ReadonlySet<string> = new Set();
const OLDER: ReadonlySet<string> = new Set([BEFORE_2026_10_21]);

/** The locks that a request's version and betas open. */
export function unlockedBy(headers: WireRequest['headers']): ReadonlySet<string> {
  const byVersion = headers['anthropic-version'] === STRICTER_VERSION ? NOTHING : OLDER;
  const betas = headers['anthropic-beta'];
  const byBatch = headers[BATCH_HEADER] === undefined ? [] : BATCHED;
  if (betas === undefined && byBatch.length === 0) return byVersion;
  const byBetas = (betas ?? '').split(',').flatMap((name) => locksOf.get(name.trim()) ?? []);
  const opened = [...byBetas, ...byBatch];
  return opened.length === 0 ? byVersion : new Set([...byVersion, ...opened]);
}
