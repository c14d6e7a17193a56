import type { RuleId } from '../../../contract';
import {
  type EndpointContext,
  type Facts,
  type Issue,
  type Json,
  ProblemError,
  type ServiceRules,
} from '../../../core';
import { enforceRules, routeRules } from './route-rules';

/** How many entries one page of a list may show. */
const PAGE = { least: 1, most: 1000, usual: 20 } as const;

/** What is asked of a list, besides how long its page is. */
interface ListCursors {
  readonly before: string | null;
  readonly after: string | null;
}

/** Rules of all lists. */
export const listRules = routeRules<ListCursors>()([
  {
    id: 'list-both-cursors',
    says: 'before_id and after_id cannot both be specified.',
    source: { grade: 'inferred', ref: 'list semantics; text unknown' },
    check: ({ before, after }) => (before !== null && after !== null ? [{ path: ['before_id'] }] : []),
  },
]);

/** Their ids; each has a sentence in the house's wording. */
export type ListRuleId = RuleId<typeof listRules>;

/** Refuses a parameter of a query, or a field of a form. */
export function rejectField(rule: string, key: string, facts: Facts = {}): never {
  const issue: Issue = { rule, path: [key], tagged: [key], facts };
  throw new ProblemError('invalid-request', {}, [issue]);
}

/** The least and the most of a whole number. */
export interface IntegerBounds {
  readonly least: number;
  readonly most: number;
}

/** A whole number that a query or a form gives as text. */
export function parseInteger(text: string, key: string, { least, most }: IntegerBounds): number {
  if (!/^\s*[+-]?\d+\s*$/.test(text))
    return rejectField('wrong-type', key, { value: text, expected: { kind: 'integer' } });
  const found = Number(text);
  if (found < least) return rejectField('number-too-small', key, { value: found, found, limit: least });
  if (found > most) return rejectField('number-too-big', key, { value: found, found, limit: most });
  return found;
}

/** How many entries a page is to show. */
export function pageLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  return text === null ? PAGE.usual : parseInteger(text, 'limit', PAGE);
}

/** The cursors of a list that can be read both ways; only one may be sent. */
export function listCursors(query: URLSearchParams, service: ServiceRules): ListCursors {
  const asked = { before: query.get('before_id'), after: query.get('after_id') };
  enforceRules({ surface: 'anthropic-lists', rows: listRules }, asked, service);
  return asked;
}

/** Which stored objects a list has, and how it shows one. */
export interface StoredListing {
  readonly kind: string;
  readonly filter?: (kept: Json) => boolean;
  readonly show: (kept: Json) => unknown;
}

/** A page of stored objects, the newest first; an unknown cursor cuts out nothing. */
export async function listPage(
  { request, stored, service }: EndpointContext,
  { kind, show, ...which }: StoredListing,
): Promise<string> {
  const query = new URLSearchParams(request.query);
  const limit = pageLimit(query);
  const { before, after } = listCursors(query, service);
  const cursors = { after: after ?? undefined, before: before ?? undefined };
  const page = await stored.page(kind, { limit, order: 'desc', ...cursors, ...which });
  const { items, more } = 'items' in page ? page : NOTHING;
  const data = await Promise.all(items.map(({ value }) => show(value)));
  return JSON.stringify({ data, has_more: more, first_id: items[0]?.id ?? null, last_id: items.at(-1)?.id ?? null });
}

const NOTHING = { items: [], more: false } as const;
