import type { Endpoint, EndpointContext } from '../../../core';
import { usualExpiry } from '../expiry';
import { fileId } from '../ids';
import { kept, listOf, pagesOf } from '../lists';
import {
  bytesIn,
  depositsOf,
  FILE,
  fileOf,
  findFile,
  isAlive,
  noSuchFile,
  removeFile,
  type StoredFile,
} from '../stored-files';
import { disposition, letDownload } from './download';
import { SURFACE } from './surface';
import { uploadOf } from './upload';

/** "Limit can range between 1 and 10,000, and the default is 10,000"; the newest come first. */
const pages = pagesOf({ surface: SURFACE, most: 10_000, usual: 10_000, order: 'desc' });

/** Two spaces and a line end, as recorded. */
const written = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** `POST /files`. */
const upload: Endpoint = {
  id: 'files.create',
  route: { method: 'POST', path: '/files' },
  form: true,
  async answer(context) {
    const { ids, created } = context;
    const { file, purpose, expires_after: expiry } = uploadOf(context);
    const lasts = expiry?.seconds ?? usualExpiry(purpose);
    const about = { id: fileId(ids), purpose, filename: file.file, created_at: created };
    const made = fileOf({ ...about, expires_at: lasts === undefined ? null : created + lasts }, file.bytes.length);
    await context.keep(...depositsOf(made, file.bytes));
    return written(made);
  },
};

/** `GET /files`: of all purposes, or of one. */
const list: Endpoint = {
  id: 'files.list',
  route: { method: 'GET', path: '/files' },
  async answer(context) {
    const purpose = new URLSearchParams(context.request.query).get('purpose');
    const page = await context.stored.page(FILE, {
      ...pages(context),
      fits: (value) =>
        isAlive(value, context.created) && (purpose === null || kept<StoredFile>(value).purpose === purpose),
    });
    if ('unknown' in page) throw noSuchFile(page.unknown);
    const files = page.items.map(({ value }) => kept<StoredFile>(value));
    return written(listOf(files, page.more));
  },
};

async function fileNamed(context: EndpointContext): Promise<StoredFile> {
  const id = context.params['id'] ?? '';
  const found = await findFile(context, id);
  if (found === undefined) throw noSuchFile(id);
  return found;
}

/** `GET /files/{id}`. */
const retrieve: Endpoint = {
  id: 'files.retrieve',
  route: { method: 'GET', path: '/files/:id' },
  answer: async (context) => written(await fileNamed(context)),
};

/** `DELETE /files/{id}`. */
const remove: Endpoint = {
  id: 'files.delete',
  route: { method: 'DELETE', path: '/files/:id' },
  async answer(context) {
    const id = context.params['id'] ?? '';
    if (!(await removeFile(context, id))) throw noSuchFile(id);
    return written({ object: 'file', deleted: true, id });
  },
};

/** `GET /files/{id}/content`: the bytes as they came. */
const content: Endpoint = {
  id: 'files.content',
  route: { method: 'GET', path: '/files/:id/content' },
  async answer(context) {
    const file = await fileNamed(context);
    letDownload(file, context);
    const headers = [['content-disposition', disposition(file.filename)]] as const;
    return { type: 'application/octet-stream', body: await bytesIn(context, file), headers };
  },
};

/** The routes of files. */
export const fileEndpoints: readonly Endpoint[] = [upload, list, retrieve, remove, content];
