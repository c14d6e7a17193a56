import { inferred, observed, rule, rules } from '../../../../contract';
import { unnamed } from '../../dialect/sentences';
import type { StoredFile } from './stored-file';

/** The surface of their levels; Anthropic has files too. */
export const SURFACE = 'openai-files';

/** What rules ask of a form that is to be kept as a file. */
export interface UploadForm {
  readonly file: { readonly bytes: Uint8Array };
  readonly purpose: string;
}

/** Purposes whose files hold lines of JSON, and who reads them. */
const LINE_READERS: ReadonlyMap<string, string> = new Map([
  ['batch', 'Batch API'],
  ['fine-tune', 'Fine-Tuning API'],
]);

/** A file passes by its first line; what is wrong with the others a batch tells when it is validated (recorded). */
function startsAsLines(bytes: Uint8Array): boolean {
  const end = bytes.indexOf('\n'.charCodeAt(0));
  try {
    const first: unknown = JSON.parse(new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)));
    return typeof first === 'object' && first !== null;
  } catch {
    return false;
  }
}

/** What a schema cannot say of an upload. */
export const uploadRules = rules<UploadForm>(SURFACE, [
  rule({
    id: 'not-jsonl',
    says: 'Files of batches and of fine-tuning hold lines of JSON.',
    source: observed('public reports and tests of both sentences; empty files get them too'),
    path: ['file'],
    check: ({ file: { bytes }, purpose }) => {
      const reader = LINE_READERS.get(purpose);
      return reader !== undefined && !startsAsLines(bytes) && { facts: { reader } };
    },
    error: ({ facts: { reader } }) => unnamed(`Invalid file format for ${reader}. Must be .jsonl`),
  }),
  rule({
    id: 'file-empty',
    says: 'A file is not empty.',
    source: inferred('a report of "File is empty" through the Go SDK'),
    path: ['file'],
    check: ({ file: { bytes } }) => bytes.length === 0,
    error: unnamed('File is empty.'),
  }),
]);

/** Purposes whose files are not given back. */
const KEPT_BACK: ReadonlySet<string> = new Set(['assistants', 'user_data']);

/** What may be downloaded. */
export const downloadRules = rules<StoredFile>(SURFACE, [
  rule({
    id: 'download-forbidden',
    says: 'Files of assistants and of users are not given back; those of batches and images are.',
    source: observed('public reports for both purposes; recordings of images, .NET SDK, May 2026'),
    path: ['purpose'],
    check: ({ purpose }) => KEPT_BACK.has(purpose) && { facts: { value: purpose } },
    error: ({ facts: { value } }) => unnamed(`Not allowed to download files of purpose: ${value}`),
  }),
]);
