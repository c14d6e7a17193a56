import { type Facts, type Issue, ProblemError } from '../../core';

/** How many entries one page of a list may show. */
const PAGE = { least: 1, most: 1000, usual: 20 } as const;

/** Rules of lists that concern more than one parameter. */
export type ListRuleId = 'list-both-cursors' | 'list-ids-with-page';

/** Refuses a parameter of a query. */
export function refuseQuery(rule: string, key: string, facts: Facts = {}): never {
  const issue: Issue = { rule, path: [key], tagged: [key], facts };
  throw new ProblemError('invalid-request', {}, [issue]);
}

/** How many entries a page is to show. */
export function limitOf(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return PAGE.usual;
  if (!/^\s*[+-]?\d+\s*$/.test(text))
    return refuseQuery('wrong-type', 'limit', { value: text, expected: { kind: 'integer' } });
  const found = Number(text);
  if (found < PAGE.least) return refuseQuery('number-too-small', 'limit', { value: found, found, limit: PAGE.least });
  if (found > PAGE.most) return refuseQuery('number-too-big', 'limit', { value: found, found, limit: PAGE.most });
  return found;
}

/** Where a page begins or ends. */
export interface Cursors {
  readonly before: string | null;
  readonly after: string | null;
}

/** The cursors of a list that can be read both ways; only one may be sent. */
export function cursorsOf(query: URLSearchParams): Cursors {
  const cursors = { before: query.get('before_id'), after: query.get('after_id') };
  if (cursors.before !== null && cursors.after !== null) refuseQuery('list-both-cursors', 'before_id');
  return cursors;
}

/** The page of a list that holds nothing. */
export const EMPTY_PAGE = { data: [], has_more: false, first_id: null, last_id: null } as const;
