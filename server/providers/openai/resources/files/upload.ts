import { z } from 'zod';
import { compileChecks, type Finding, rulesFor } from '../../../../contract';
import type { EndpointContext, FormField } from '../../../../core';
import { expiresAfter } from '../../dialect/expires-after';
import { numberOrText } from '../../dialect/paging';
import { SURFACE } from './surface';

/** In the order in which the house lists them (recorded). */
const PURPOSES = ['fine-tune', 'assistants', 'batch', 'user_data', 'vision', 'evals'] as const;

type Upload = Extract<FormField, { readonly bytes: Uint8Array }>;

const uploadSchema = z.object({
  file: z.custom<Upload>((value) => value !== undefined),
  purpose: z.enum(PURPOSES),
  expires_after: expiresAfter.optional(),
});

/** A form that may be kept as a file. */
type UploadBody = z.infer<typeof uploadSchema>;

const NONE: readonly Finding[] = [];

/** What takes files of lines only, by purpose. */
const TAKES_LINES: ReadonlyMap<string, string> = new Map([
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
export const uploadRules = rulesFor<UploadBody>()([
  {
    id: 'not-jsonl',
    says: 'Files of batches and of fine-tuning hold lines of JSON.',
    source: { grade: 'observed', ref: 'public reports and tests of both sentences; empty files get them too' },
    check({ file: { bytes }, purpose }) {
      const of = TAKES_LINES.get(purpose);
      return of === undefined || startsAsLines(bytes) ? NONE : [{ path: ['file'], facts: { of } }];
    },
  },
  {
    id: 'file-empty',
    says: 'A file is not empty.',
    source: { grade: 'inferred', ref: 'a report of "File is empty" through the Go SDK' },
    check: ({ file: { bytes } }) => (bytes.length > 0 ? NONE : [{ path: ['file'] }]),
  },
]);

const checks = compileChecks<UploadBody>({
  surface: SURFACE,
  schema: uploadSchema,
  order: { first: ['file', 'purpose'], unknownKeys: 'last', fields: ['file', 'purpose', 'expires_after'] },
  rules: uploadRules,
  modelless: true,
});

const textIn = (field: FormField | undefined): string | undefined =>
  field !== undefined && 'text' in field ? field.text : undefined;

/** The members of a form as if they were JSON: `expires_after[seconds]` is a member of a member. */
function membersOf(form: EndpointContext['form'] = new Map<string, FormField>()) {
  const file = form.get('file');
  const anchor = textIn(form.get('expires_after[anchor]'));
  const seconds = textIn(form.get('expires_after[seconds]'));
  return {
    ...(file !== undefined && 'bytes' in file ? { file } : {}),
    ...(form.has('purpose') ? { purpose: textIn(form.get('purpose')) } : {}),
    ...(anchor === undefined && seconds === undefined
      ? {}
      : { expires_after: { anchor, seconds: seconds === undefined ? undefined : numberOrText(seconds) } }),
  };
}

/** Reads the form of an upload, and refuses one that cannot be kept. */
export const parseUpload = (context: EndpointContext): UploadBody => context.check(checks, membersOf(context.form));
