import { z } from 'zod';
import { compileChecks } from '../../../contract';
import type { EndpointContext, PageRequest } from '../../../core';
import { parseQuery } from './query-params';

const MOST = 100;
const USUAL = 20;

/** What the query of a list may hold; lists of 100 entries at most unless `most` says otherwise. */
export const pageMembers = (most = MOST) => ({
  limit: z.int().min(1).max(most).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  after: z.string().optional(),
  before: z.string().optional(),
});

/** How these parameters are read. */
export const pageKinds = { limit: 'integer', order: 'text', after: 'text', before: 'text' } as const;

/** A page that a query asks for. */
type PageQuery = { readonly [Name in keyof typeof pageKinds]?: PageRequest[Name] | undefined };

/** Lists begin with the newest, twenty at a time. */
export const withPageDefaults = ({ limit = USUAL, order = 'desc', after, before }: PageQuery): PageRequest => ({
  limit,
  order,
  after,
  before,
});

/** What one list allows. */
interface PageLimits {
  /** Under which its rules are named. */
  readonly surface: string;
  /** Most entries of one page, and entries unless the request says how many. */
  readonly most?: number;
  readonly usual?: number;
  readonly order?: PageRequest['order'];
}

/** Reads which part of a list a query wants; other keys, `before` among them, are not looked at. */
export function pageReader(limits: PageLimits): (context: EndpointContext) => PageRequest {
  const { surface, most, usual: limit = USUAL, order = 'desc' } = limits;
  const { before: _before, ...members } = pageMembers(most);
  const { before: _text, ...kinds } = pageKinds;
  const checks = compileChecks<PageQuery>({
    surface,
    schema: z.object(members),
    order: { first: [], unknownKeys: 'last', fields: Object.keys(members) },
    rules: [],
    modelless: true,
  });
  return ({ request, check }) => {
    const asked = check(checks, parseQuery(request.query, kinds));
    return withPageDefaults({ limit, order, ...asked });
  };
}

interface ListEntry {
  readonly id: string;
}

const ends = (data: readonly ListEntry[]) => ({ first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null });

/** A page of files, batches or completions, in the recorded order of its members. */
export const listOf = <Entry extends ListEntry>(data: readonly Entry[], more: boolean) => ({
  object: 'list',
  data,
  ...ends(data),
  has_more: more,
});

/** A page of items; `has_more` stands between the ids (recorded). */
export function itemList(data: readonly ListEntry[], more: boolean): string {
  const { first_id, last_id } = ends(data);
  return JSON.stringify({ object: 'list', data, first_id, has_more: more, last_id }, null, 2);
}
