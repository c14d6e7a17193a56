import type { Ids } from '../../../core';

/** Captures of autumn 2026 begin so: a serialized message whose fourth field is the word "thinking". */
const HEAD = 'CAQSiwoKEAgSGAI4AUIIdGhpbmtpbmcS';

/** A last group of one byte, padded. */
const TAIL = 'GA==';

/** Base64 comes in groups of four signs; head and tail are whole groups too. */
const GROUP = 4;
const LEAST_GROUPS = 75;

/** A longer thought has a longer signature, by one group for each four characters, up to this many. */
const MOST_GROWTH = 900;

/** An opaque signature of a thought, in standard base64; the same draws give the same text. */
export function signatureOf(thought: string, ids: Ids): string {
  const growth = Math.min(MOST_GROWTH, Math.floor(thought.length / GROUP));
  return `${HEAD}${ids.base64((LEAST_GROUPS + growth) * GROUP)}${TAIL}`;
}
