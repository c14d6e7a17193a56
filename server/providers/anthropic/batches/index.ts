import { type Endpoint, type EndpointContext, ProblemError, type Route } from '../../../core';
import { cursorsOf, EMPTY_PAGE, limitOf } from '../paging';
import { type BatchBody, batchChecks } from './schema';

/** Rules of a batch that concern more than one request. */
export type BatchRuleId = 'batch-custom-id-duplicate';

/** "GET /v1/messages/batches": newest first, in pages. */
const list: Endpoint = {
  id: 'batches',
  route: { method: 'GET', path: '/v1/messages/batches' },
  answer({ request }) {
    const query = new URLSearchParams(request.query);
    limitOf(query);
    cursorsOf(query);
    return JSON.stringify(EMPTY_PAGE);
  },
};

const unknown = ({ params }: EndpointContext): never => {
  throw new ProblemError('not-found', { message: `Message batch \`${params['id'] ?? ''}\` not found.` });
};

/** A route about one batch: none is kept, so each is unknown. */
const aboutOne = (id: string, method: Route['method'], path: string): Endpoint => ({
  id,
  route: { method, path: `/v1/messages/batches/:id${path}` },
  bodiless: true,
  answer: unknown,
});

/** The first id that a request before bears already. */
function repeated({ requests }: BatchBody): string | undefined {
  const seen = new Set<string>();
  for (const { custom_id: id } of requests) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return undefined;
}

/** `POST /v1/messages/batches`: a faulty batch is refused as the house does; a sound one would have to be kept, and is not found. */
const creation: Endpoint = {
  id: 'batch-creation',
  route: { method: 'POST', path: '/v1/messages/batches' },
  answer({ json, service, request: { headers } }) {
    const { errors } = batchChecks.shape(json, { service, headers, profile: undefined });
    if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
    const value = repeated(json as BatchBody);
    if (value === undefined) throw new ProblemError('not-found', { message: 'llmulator keeps no message batches.' });
    const rule: BatchRuleId = 'batch-custom-id-duplicate';
    throw new ProblemError('invalid-request', {}, [
      { rule, path: ['requests'], tagged: ['requests'], facts: { value } },
    ]);
  },
};

/** The routes of batches. */
export const batchEndpoints: readonly Endpoint[] = [
  list,
  creation,
  aboutOne('batch', 'GET', ''),
  aboutOne('batch-results', 'GET', '/results'),
  aboutOne('batch-cancellation', 'POST', '/cancel'),
  aboutOne('batch-deletion', 'DELETE', ''),
];
