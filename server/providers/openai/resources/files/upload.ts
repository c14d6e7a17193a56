import { z } from 'zod';
import { compileChecks } from '../../../../contract';
import type { EndpointContext, FormField } from '../../../../core';
import { expiresAfter } from '../../dialect/expires-after';
import { numberOrText } from '../../dialect/query-params';
import { SURFACE, uploadRules } from './rules';

/** In the order in which the service lists them (recorded). */
const PURPOSES = ['fine-tune', 'assistants', 'batch', 'user_data', 'vision', 'evals'] as const;

type Upload = Extract<FormField, { readonly bytes: Uint8Array }>;

const uploadSchema = z.object({
  file: z.custom<Upload>((value) => value !== undefined),
  purpose: z.enum(PURPOSES),
  expires_after: expiresAfter.optional(),
});

/** A form that may be kept as a file. */
type UploadBody = z.infer<typeof uploadSchema>;

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
