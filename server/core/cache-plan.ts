/** What of a request its provider may keep in a cache. */
export interface CachePlan {
  /** Requests of another scope share nothing with this one. */
  readonly scope: string;
  /** In the order in which the model reads them. */
  readonly blocks: readonly CacheBlock[];
  /** Seconds for which the request wants all of it kept, where it says so. */
  readonly ttl?: number;
}

/** A stretch of a prompt, told by its words alone. */
export interface CacheBlock {
  readonly words: string;
  /** The request marks this place: all up to here is kept for so many seconds. */
  readonly ttl?: number;
}

/** Longer texts in a block are files in base64: their beginning and length tell them apart well enough. */
const MAX_DATA = 4_096;
const DATA_START = 256;
// A search for what is not base64: to match megabytes as a whole takes the stack of the expressions.
const NOT_BASE64 = /[^\w+/=,;:-]/;

/** A block of a JSON value; files in it count by their beginning, for their tokens do not follow from their length. */
export function cacheBlock(value: unknown, ttl?: number): CacheBlock {
  const words = holdsLong(value) ? JSON.stringify(value, withoutData) : JSON.stringify(value);
  return ttl === undefined ? { words } : { words, ttl };
}

/** Does a value hold a text that may be a file? A walk is quicker than a replacer that is called for each member. */
function holdsLong(value: unknown): boolean {
  if (typeof value === 'string') return value.length > MAX_DATA;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsLong);
  for (const key in value) if (holdsLong((value as Readonly<Record<string, unknown>>)[key])) return true;
  return false;
}

const withoutData = (_: string, member: unknown): unknown =>
  typeof member === 'string' && member.length > MAX_DATA && !NOT_BASE64.test(member)
    ? `${member.slice(0, DATA_START)} ${member.length}`
    : member;
