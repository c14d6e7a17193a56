import { z } from 'zod';
import { compileChecks } from '../../../../contract';
import { type EndpointContext, type FormField, ProblemError } from '../../../../core';
import { fileId } from '../../dialect/ids';
import { integerOrText } from '../../dialect/paging';
import { FILE, FILE_CONTENT, type StoredMessageFile } from '../../dialect/stored-files';
import { SURFACE, uploadRules } from './rules';

const MEGABYTE = 1024 * 1024;

/** "Maximum file size: 500 MB". */
const FILE_LIMIT = 500 * MEGABYTE;

/** The largest form: a file and what stands around it. */
export const FORM_LIMIT = FILE_LIMIT + MEGABYTE;

/** Files together may take 1 TB in the service; in base64 this is what an emulator keeps at all for a namespace. */
const STORAGE = 192 * MEGABYTE;

/** One hour to ninety days. */
const [SHORTEST, LONGEST] = [3_600, 7_776_000];
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

/** A file of a form with the name and type under which it is kept. */
interface NamedFile {
  readonly bytes: Uint8Array;
  readonly filename: string;
  readonly mime: string;
}

const uploadSchema = z.object({
  file: z.custom<NamedFile>((value) => value !== undefined),
  expires_in_seconds: z.int().min(SHORTEST).max(LONGEST).optional(),
});

const checks = compileChecks<z.infer<typeof uploadSchema>>({
  surface: SURFACE,
  schema: uploadSchema,
  order: { first: ['file'], unknownKeys: 'last', fields: ['file', 'expires_in_seconds'] },
  rules: uploadRules,
  modelless: true,
});

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

/** The members of a form as if they were JSON. */
function membersOf(form: ReadonlyMap<string, FormField> = new Map()) {
  const [file, expiry] = [form.get('file'), form.get('expires_in_seconds')];
  return {
    ...(file !== undefined && 'bytes' in file ? { file: named(file) } : {}),
    ...(expiry !== undefined && 'text' in expiry ? { expires_in_seconds: integerOrText(expiry.text) } : {}),
  };
}

function named({ bytes, file, type }: Extract<FormField, { readonly bytes: Uint8Array }>): NamedFile {
  if (bytes.length > FILE_LIMIT) throw new ProblemError('body-too-large');
  const mime = typeOf(type, file);
  return { bytes, filename: nameOf(file, mime), mime };
}

function refuseFullStorage(): never {
  const path = ['file'];
  const error = () => ({ message: 'Storage quota exceeded', details: { error_code: 'storage_quota_exceeded' } });
  throw new ProblemError('invalid-request', {}, [{ rule: 'file-storage-full', path, tagged: path, facts: {}, error }]);
}

/** Keeps the file of a form. */
export async function upload({ form, ids, nowMs, store, check }: EndpointContext): Promise<StoredMessageFile> {
  const { file, expires_in_seconds: lasts } = check(checks, membersOf(form));
  const { bytes, filename, mime } = file;
  if (bytes.length > STORAGE) return refuseFullStorage();
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
