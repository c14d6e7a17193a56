import type { Endpoint, EndpointContext } from '../../../../core';
import { defaultExpiry } from '../../dialect/expires-after';
import { fileId } from '../../dialect/ids';
import { fromStored, listOf, pageReader } from '../../dialect/paging';
import { checkDownload, contentDisposition } from './download';
import {
  buildFile,
  FILE,
  fileBytes,
  fileDeposits,
  fileNotFound,
  findFile,
  isUnexpired,
  removeFile,
  type StoredFile,
} from './stored-file';
import { SURFACE } from './surface';
import { parseUpload } from './upload';

/** "Limit can range between 1 and 10,000, and the default is 10,000"; the newest come first. */
const pages = pageReader({ surface: SURFACE, most: 10_000, usual: 10_000, order: 'desc' });

/** Two spaces and a line end, as recorded. */
const written = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** `POST /files`. */
const upload: Endpoint = {
  id: 'files.create',
  route: { method: 'POST', path: '/files' },
  form: true,
  async handle(context) {
    const { ids, created } = context;
    const { file, purpose, expires_after: expiry } = parseUpload(context);
    const lasts = expiry?.seconds ?? defaultExpiry(purpose);
    const about = { id: fileId(ids), purpose, filename: file.file, created_at: created };
    const made = buildFile({ ...about, expires_at: lasts === undefined ? null : created + lasts }, file.bytes.length);
    await context.store(...fileDeposits(made, file.bytes));
    return written(made);
  },
};

/** `GET /files`: of all purposes, or of one. */
const list: Endpoint = {
  id: 'files.list',
  route: { method: 'GET', path: '/files' },
  async handle(context) {
    const purpose = new URLSearchParams(context.request.query).get('purpose');
    const page = await context.stored.page(FILE, {
      ...pages(context),
      filter: (value) =>
        isUnexpired(value, context.created) && (purpose === null || fromStored<StoredFile>(value).purpose === purpose),
    });
    if ('unknown' in page) throw fileNotFound(page.unknown);
    const files = page.items.map(({ value }) => fromStored<StoredFile>(value));
    return written(listOf(files, page.more));
  },
};

async function fileNamed(context: EndpointContext): Promise<StoredFile> {
  const id = context.params['id'] ?? '';
  const found = await findFile(context, id);
  if (found === undefined) throw fileNotFound(id);
  return found;
}

/** `GET /files/{id}`. */
const retrieve: Endpoint = {
  id: 'files.retrieve',
  route: { method: 'GET', path: '/files/:id' },
  handle: async (context) => written(await fileNamed(context)),
};

/** `DELETE /files/{id}`. */
const remove: Endpoint = {
  id: 'files.delete',
  route: { method: 'DELETE', path: '/files/:id' },
  async handle(context) {
    const id = context.params['id'] ?? '';
    if (!(await removeFile(context, id))) throw fileNotFound(id);
    return written({ object: 'file', deleted: true, id });
  },
};

/** `GET /files/{id}/content`: the bytes as they came. */
const content: Endpoint = {
  id: 'files.content',
  route: { method: 'GET', path: '/files/:id/content' },
  async handle(context) {
    const file = await fileNamed(context);
    checkDownload(file, context);
    const headers = [['content-disposition', contentDisposition(file.filename)]] as const;
    return { type: 'application/octet-stream', body: await fileBytes(context, file), headers };
  },
};

/** The routes of files. */
export const fileEndpoints: readonly Endpoint[] = [upload, list, retrieve, remove, content];
