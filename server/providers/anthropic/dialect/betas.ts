import betas from '../../../data/betas/anthropic.json';

/** What a beta adds to a reply, a count or a model. */
export const BETA_EFFECTS = [
  /** `context_management` with the edits that were applied; the tokens before them in a count. */
  'context-management',
  /** `usage.iterations`. */
  'iterations',
  /** `estimated_tokens` of the deltas of a thought. */
  'estimated-tokens',
  /** `input_transformations`. */
  'input-transformations',
  /** `usage.fallback_credit`, where a token was sent. */
  'fallback-credit',
  /** `allowed_fallback_models` of a model. */
  'fallback-models',
  /** `capabilities.compaction` of a model. */
  'compaction-capability',
] as const;
export type BetaEffect = (typeof BETA_EFFECTS)[number];

/**
 * One beta: the locks of the schema that it opens and what it adds to replies. One that does neither is checked only.
 * Source: `AnthropicBeta` and the comments of the SDK 1.14.0, recordings, captured requests of Claude Code.
 */
export interface Beta {
  readonly name: string;
  readonly opens?: readonly string[];
  readonly adds?: readonly BetaEffect[];
}

const table: ReadonlyMap<string, Beta> = new Map((betas as readonly Beta[]).map((beta) => [beta.name, beta]));

/** A beta by its name; undefined where the service knows none of that name. */
export const findBeta = (name: string): Beta | undefined => table.get(name.trim());

const NOTHING: ReadonlySet<BetaEffect> = new Set();

/** What the betas of a request add to its reply. */
export function betaEffects(headers: Readonly<Record<string, string | undefined>>): ReadonlySet<BetaEffect> {
  const names = headers['anthropic-beta'];
  if (names === undefined) return NOTHING;
  return new Set(names.split(',').flatMap((name) => findBeta(name)?.adds ?? []));
}
