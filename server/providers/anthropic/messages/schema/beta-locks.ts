import type { WireRequest } from '../../../../core';
import { BATCH_HEADER } from '../../dialect/batch-header';
import { findBeta } from '../../dialect/betas';

/** The version that dropped some inputs, "the first new anthropic-version value since 2023-06-01". */
const STRICTER_VERSION = '2026-10-21';

/** Open to requests of versions before 2026-10-21. */
export const BEFORE_2026_10_21 = 'before-2026-10-21';

/** Parts of the schema that a name in `anthropic-beta` opens; `server/data/betas` says which name opens which. */
export const BETA_LOCKS = [
  'advisor',
  'billing',
  'block-binding',
  'cache-scope',
  'clear-at',
  'clear-edit',
  'compact-edit',
  'compaction',
  'compaction-block',
  'computer-2024-10',
  'computer-2025-01',
  'computer-2025-11',
  'context-management',
  'display-updates',
  'fallback-credit',
  'fallback-credit-mode',
  'fallbacks',
  'fallbacks-default',
  'inline-tools',
  'mcp',
  'mcp-listing',
  'mcp-toolset',
  'output-format',
  'safeguards',
  'system-output-config',
  'thread',
  'tool-changes',
] as const;

/** Open to the requests of a batch: some rules ask for it, no part of the schema does. */
export const IN_BATCH = 'batch';
const BATCHED: readonly string[] = [IN_BATCH];

/** A part of the contract that is unknown unless a header opens it. */
export type Lock = (typeof BETA_LOCKS)[number] | typeof BEFORE_2026_10_21;

/** The note of a schema that stands behind a lock. */
export const locked = (lock: Lock): { readonly lock: Lock } => ({ lock });

const NOTHING: ReadonlySet<string> = new Set();
const OLDER: ReadonlySet<string> = new Set([BEFORE_2026_10_21]);

/** The locks that a request's version and betas open. */
export function unlockedBy(headers: WireRequest['headers']): ReadonlySet<string> {
  const byVersion = headers['anthropic-version'] === STRICTER_VERSION ? NOTHING : OLDER;
  const betas = headers['anthropic-beta'];
  const byBatch = headers[BATCH_HEADER] === undefined ? [] : BATCHED;
  if (betas === undefined && byBatch.length === 0) return byVersion;
  const byBetas = (betas ?? '').split(',').flatMap((name) => findBeta(name)?.opens ?? []);
  const opened = [...byBetas, ...byBatch];
  return opened.length === 0 ? byVersion : new Set([...byVersion, ...opened]);
}
