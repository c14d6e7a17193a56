import { type EndpointContext, type FormField, ProblemError } from '../../../../core';
import { fileId } from '../../dialect/ids';
import { parseInteger, rejectField } from '../../dialect/paging';
import { enforceRules } from '../../dialect/route-rules';
import { FILE, FILE_CONTENT, type StoredMessageFile } from '../../dialect/stored-files';
import { uploadRules } from './rules';

const MEGABYTE = 1024 * 1024;

/** "Maximum file size: 500 MB". */
const FILE_LIMIT = 500 * MEGABYTE;

/** The largest form: a file and what stands around it. */
export const FORM_LIMIT = FILE_LIMIT + MEGABYTE;

/** Files together may take 1 TB in the house; in base64 this is what an emulator keeps at all for a namespace. */
const STORAGE = 192 * MEGABYTE;
const FULL = { error_code: 'storage_quota_exceeded' } as const;

/** One hour to ninety days. */
const LIFETIME = { least: 3_600, most: 7_776_000 } as const;
const SECOND = 1_000;

/** What the ending of a name says, where the client names no type. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  webp: 'image/webp',
};

const DEFAULT_TYPE = 'application/octet-stream';
const UNNAMED = 'unnamed';

/** A file as a form brings it, or undefined where the field is none. */
const fileField = (field: FormField | undefined) => (field !== undefined && 'bytes' in field ? field : undefined);

function typeOf(told: string, name: string): string {
  const type = told.split(';')[0]?.trim() ?? '';
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return type !== '' && type !== DEFAULT_TYPE ? type : (TYPES[ending] ?? DEFAULT_TYPE);
}

/** "Only the final path component is kept; an absent name is replaced with `unnamed` plus the extension." */
function nameOf(told: string, mime: string): string {
  const name = told.slice(Math.max(told.lastIndexOf('/'), told.lastIndexOf('\\')) + 1);
  if (name !== '') return name;
  const ending = Object.keys(TYPES).find((key) => TYPES[key] === mime);
  return ending === undefined ? UNNAMED : `${UNNAMED}.${ending}`;
}

/** Keeps the file of a form. */
export async function upload({ form, ids, nowMs, store, service }: EndpointContext): Promise<StoredMessageFile> {
  const file = fileField(form?.get('file'));
  if (file === undefined) return rejectField('missing', 'file');
  const { bytes } = file;
  if (bytes.length > FILE_LIMIT) throw new ProblemError('body-too-large');
  const expiry = form?.get('expires_in_seconds');
  const lasts = expiry && 'text' in expiry ? parseInteger(expiry.text, 'expires_in_seconds', LIFETIME) : undefined;
  const mime = typeOf(file.type, file.file);
  const filename = nameOf(file.file, mime);
  enforceRules(uploadRules, { filename }, service);
  if (bytes.length > STORAGE) rejectField('file-storage-full', 'file', { details: FULL });
  const expires = lasts === undefined ? null : nowMs + lasts * SECOND;
  const kept: StoredMessageFile = { id: fileId(ids), filename, mime, size: bytes.length, created: nowMs, expires };
  const { id } = kept;
  const content = Buffer.from(bytes).toString('base64');
  await store(
    { kind: FILE_CONTENT, id, value: () => content, weight: content.length },
    { kind: FILE, id, value: () => kept },
  );
  return kept;
}
