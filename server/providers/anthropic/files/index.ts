import { type Endpoint, type EndpointContext, ProblemError, type Route } from '../../../core';
import { cursorsOf, EMPTY_PAGE, limitOf, refuseQuery } from '../paging';

/** Most ids that a list may be asked for, after repetitions are dropped. */
const IDS_LIMIT = 100;

/** With the beta's name a list is read by the ids of its ends, without it by a cursor. */
const BETA = 'files-api-2025-04-14';

function checkIds(query: URLSearchParams): void {
  const ids = new Set([...query.getAll('ids'), ...query.getAll('ids[]')]);
  if (ids.size === 0) return;
  if (query.has('page') || query.has('limit')) refuseQuery('list-ids-with-page', 'ids');
  if (ids.size > IDS_LIMIT) refuseQuery('array-too-long', 'ids', { found: ids.size, limit: IDS_LIMIT });
}

/** `GET /v1/files`: newest first, in pages. */
const list: Endpoint = {
  id: 'files',
  route: { method: 'GET', path: '/v1/files' },
  answer({ request }) {
    const query = new URLSearchParams(request.query);
    checkIds(query);
    limitOf(query);
    const isBeta = (request.headers['anthropic-beta'] ?? '').split(',').some((name) => name.trim() === BETA);
    if (!isBeta) return JSON.stringify({ data: [], next_page: null });
    cursorsOf(query);
    return JSON.stringify(EMPTY_PAGE);
  },
};

const unknown = ({ params }: EndpointContext): never => {
  throw new ProblemError('not-found', { message: `File \`${params['id'] ?? ''}\` not found.` });
};

/** A route about one file: none is kept, so each is unknown. */
const aboutOne = (id: string, method: Route['method'], path: string): Endpoint => ({
  id,
  route: { method, path: `/v1/files/:id${path}` },
  answer: unknown,
});

/** The routes of files; there is none to bring one. */
export const fileEndpoints: readonly Endpoint[] = [
  list,
  aboutOne('file', 'GET', ''),
  aboutOne('file-content', 'GET', '/content'),
  aboutOne('file-deletion', 'DELETE', ''),
];
