import { compileRules } from '../../../../contract';
import type { Endpoint } from '../../../../core';
import { defaultExpiry } from '../../dialect/expires-after';
import { fileId } from '../../dialect/ids';
import { listOf, pageReader } from '../../dialect/paging';
import { downloadRules, SURFACE } from './rules';
import { buildFile, deleteFile, fileBytes, fileDeposits, files } from './stored-file';
import { parseUpload } from './upload';

/** "Limit can range between 1 and 10,000, and the default is 10,000"; the newest come first. */
const pages = pageReader({ surface: SURFACE, most: 10_000, usual: 10_000 });

const downloadChecks = compileRules(SURFACE, downloadRules);

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
    const ofPurpose = ({ purpose: own }: { readonly purpose: string }) => purpose === null || own === purpose;
    const { items, more } = await files.page(context, pages(context), ofPurpose);
    return written(listOf(items, more));
  },
};

/** `GET /files/{id}`. */
const retrieve: Endpoint = {
  id: 'files.retrieve',
  route: { method: 'GET', path: '/files/:id' },
  handle: async (context) => written(await files.get(context)),
};

/** `DELETE /files/{id}`. */
const remove: Endpoint = {
  id: 'files.delete',
  route: { method: 'DELETE', path: '/files/:id' },
  handle: async (context) => written({ object: 'file', deleted: true, id: await deleteFile(context) }),
};

const PLAIN = /^[ !#-[\]-~]*$/;

/** The header that names a download. */
const contentDisposition = (name: string): string =>
  PLAIN.test(name) ? `attachment; filename="${name}"` : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

/** `GET /files/{id}/content`: the bytes as they came. */
const content: Endpoint = {
  id: 'files.content',
  route: { method: 'GET', path: '/files/:id/content' },
  async handle(context) {
    const file = context.check(downloadChecks, await files.get(context));
    const headers = [['content-disposition', contentDisposition(file.filename)]] as const;
    return { type: 'application/octet-stream', body: await fileBytes(context, file), headers };
  },
};

/** The routes of files. */
export const fileEndpoints: readonly Endpoint[] = [upload, list, retrieve, remove, content];
