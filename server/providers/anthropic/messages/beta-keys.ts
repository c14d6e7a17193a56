import type { WireRequest } from '../../../core';

/** Top-level keys that are unknown unless the `anthropic-beta` header holds one of these names. */
const betaKeys: readonly { readonly key: string; readonly betas: RegExp }[] = [
  { key: 'context_management', betas: /^(context-management|compact|clear-)/ },
  { key: 'mcp_servers', betas: /^mcp-client-/ },
  { key: 'compaction', betas: /^compact-/ },
  { key: 'fallbacks', betas: /^server-side-fallback-/ },
  { key: 'fallback_credit_token', betas: /^fallback-credit-/ },
  { key: 'thread', betas: /^message-threads-/ },
  { key: 'output_format', betas: /^structured-outputs-/ },
];

const NONE: readonly string[] = [];

/** The keys that a request's betas unlock. Their shapes are not checked yet. */
export function unlockedKeys(headers: WireRequest['headers']): readonly string[] {
  const header = headers['anthropic-beta'];
  if (header === undefined) return NONE;
  const names = header.split(',').map((name) => name.trim());
  return betaKeys.filter(({ betas }) => names.some((name) => betas.test(name))).map(({ key }) => key);
}
