import { z } from 'zod';
import { compileChecks, excludes, inferred, rules } from '../../../contract';
import type { EndpointContext, Json } from '../../../core';

/** Entries of a page, unless the request says how many. */
const USUAL = 20;
const MOST = 1000;

/** The part of a list that a query asks for. */
interface PageQuery {
  readonly limit?: number | undefined;
  readonly before_id?: string | undefined;
  readonly after_id?: string | undefined;
}
type PageKey = keyof PageQuery;

const SURFACE = 'anthropic-lists';

/** Rules of all lists. */
export const listRules = rules<PageQuery>(SURFACE, [
  excludes('before_id', 'after_id', {
    id: 'list-both-cursors',
    says: 'before_id and after_id cannot both be specified.',
    source: inferred('list semantics; text unknown'),
    error: 'before_id and after_id cannot both be specified',
  }),
]);

const checks = compileChecks<PageQuery>({
  surface: SURFACE,
  schema: z.object({
    limit: z.int().min(1).max(MOST).optional(),
    before_id: z.string().optional(),
    after_id: z.string().optional(),
  }),
  order: { first: [], unknownKeys: 'last', fields: ['limit', 'before_id', 'after_id'] },
  rules: listRules,
  modelless: true,
});

/** The whole number that a query or a form gives as text; text that is none stays, for the schema to refuse. */
export const integerOrText = (text: string): number | string =>
  /^\s*[+-]?\d+\s*$/.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : text;

/** Checks some parameters of a list's query; others are not looked at. */
function checkPage({ request, check }: EndpointContext, keys: readonly PageKey[]) {
  const query = new URLSearchParams(request.query);
  const given = keys.flatMap((key) => {
    const text = query.get(key);
    return text === null ? [] : [[key, key === 'limit' ? integerOrText(text) : text] as const];
  });
  const { limit = USUAL, before_id: before, after_id: after } = check(checks, Object.fromEntries(given));
  return { limit, before, after };
}

/** How many entries a page is to show. */
export const pageLimit = (context: EndpointContext): number => checkPage(context, ['limit']).limit;

/** The page of a list that can be read both ways. */
export const pageOf = (context: EndpointContext) => checkPage(context, ['limit', 'before_id', 'after_id']);

/** Which stored objects a list has, and how it shows one. */
export interface StoredListing {
  readonly kind: string;
  readonly filter?: (kept: Json) => boolean;
  readonly show: (kept: Json) => unknown;
}

interface ListEntry {
  readonly id: string;
}

/** A page with the ids of its ends. */
export const listText = (data: readonly unknown[], entries: readonly ListEntry[], more: boolean): string =>
  JSON.stringify({ data, has_more: more, first_id: entries[0]?.id ?? null, last_id: entries.at(-1)?.id ?? null });

/** A page of stored objects, the newest first; an unknown cursor cuts out nothing. */
export async function listPage(context: EndpointContext, { kind, show, ...which }: StoredListing): Promise<string> {
  const page = await context.stored.page(kind, { ...pageOf(context), order: 'desc', ...which });
  const { items, more } = 'items' in page ? page : NOTHING;
  return listText(await Promise.all(items.map(({ value }) => show(value))), items, more);
}

const NOTHING = { items: [], more: false } as const;
