import type { FileMetadata } from '@anthropic-ai/sdk/resources/files';
import {
  type Endpoint,
  type EndpointContext,
  type EndpointReply,
  type Json,
  ProblemError,
  type Route,
} from '../../../../core';
import { listPage, pageLimit } from '../../dialect/paging';
import { FILE, FILE_CONTENT, isExpired, type StoredMessageFile } from '../../dialect/stored-files';
import { rfc3339Micros } from '../../dialect/timestamps';
import { actionChecks, listChecks } from './rules';
import { FORM_LIMIT, upload } from './upload';

const ROOT = '/v1/files';

/** With the beta's name a list is read by the ids of its ends, without it by a cursor. */
const BETA = 'files-api-2025-04-14';

const fileView = ({ id, filename, mime, size, created, expires }: StoredMessageFile): FileMetadata => ({
  id,
  type: 'file',
  filename,
  mime_type: mime,
  size_bytes: size,
  created_at: rfc3339Micros(created),
  downloadable: false,
  expires_at: expires === null ? null : rfc3339Micros(expires),
});

const isUnderBeta = ({ request }: EndpointContext): boolean =>
  (request.headers['anthropic-beta'] ?? '').split(',').some((name) => name.trim() === BETA);

async function list(context: EndpointContext): Promise<EndpointReply> {
  const { request, stored, check, nowMs } = context;
  const query = new URLSearchParams(request.query);
  const ids = new Set([...query.getAll('ids'), ...query.getAll('ids[]')]);
  check(listChecks, { ids: ids.size, paged: query.has('page') || query.has('limit') });
  const limit = pageLimit(context);
  const show = (file: Json) => fileView(file as StoredMessageFile);
  const fits = (file: Json) => !isExpired(file as StoredMessageFile, nowMs);
  if (ids.size > 0) {
    const found = await Promise.all([...ids].map((id) => stored.get(FILE, id)));
    return pageOf(found.filter((file) => file !== undefined && fits(file)).map((file) => show(file as Json)));
  }
  // Files of a session bear its scope; none here does.
  if (query.has('scope_id')) return pageOf([]);
  if (isUnderBeta(context)) return listPage(context, { kind: FILE, filter: fits, show });
  const page = await stored.page(FILE, { limit, order: 'desc', after: query.get('page') ?? undefined, filter: fits });
  if ('unknown' in page) return pageOf([]);
  const { items, more } = page;
  return pageOf(
    items.map(({ value }) => show(value)),
    more ? items.at(-1)?.id : undefined,
  );
}

const pageOf = (data: readonly FileMetadata[], next?: string): string =>
  JSON.stringify({ data, next_page: next ?? null });

/** A file by its id, once the rules let the deed pass. */
async function findFile(wants: 'file' | 'content' | 'deletion', context: EndpointContext): Promise<StoredMessageFile> {
  const { params, stored, check, nowMs } = context;
  const { id = '' } = params;
  const file = (await stored.get(FILE, id)) as StoredMessageFile | undefined;
  const status = file === undefined ? 'unknown' : isExpired(file, nowMs) ? 'expired' : 'there';
  check(actionChecks, { id, wants, status });
  if (file === undefined) throw new ProblemError('not-found');
  return file;
}

async function content(context: EndpointContext): Promise<EndpointReply> {
  const { id, mime } = await findFile('content', context);
  const bytes = (await context.stored.get(FILE_CONTENT, id)) as string | undefined;
  if (bytes === undefined) throw new ProblemError('not-found');
  return { type: mime, body: Buffer.from(bytes, 'base64') };
}

async function remove(context: EndpointContext): Promise<EndpointReply> {
  const { id } = await findFile('deletion', context);
  await Promise.all([FILE, FILE_CONTENT].map((kind) => context.stored.delete(kind, id)));
  return JSON.stringify({ id, type: 'file_deleted' });
}

const aboutOne = (id: string, { method, path }: Route, answer: Endpoint['handle']): Endpoint => ({
  id,
  route: { method, path: `${ROOT}/:id${path}` },
  handle: answer,
});

/** The routes of files. */
export const fileEndpoints: readonly Endpoint[] = [
  { id: 'files', route: { method: 'GET', path: ROOT }, handle: list },
  {
    id: 'file-upload',
    route: { method: 'POST', path: ROOT },
    form: true,
    bodyLimit: FORM_LIMIT,
    handle: async (context) => JSON.stringify(fileView(await upload(context))),
  },
  aboutOne('file', { method: 'GET', path: '' }, async (context) =>
    JSON.stringify(fileView(await findFile('file', context))),
  ),
  aboutOne('file-content', { method: 'GET', path: '/content' }, content),
  aboutOne('file-deletion', { method: 'DELETE', path: '' }, remove),
];
