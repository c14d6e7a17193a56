import type { Ids } from '../../../core';

/** Id of one chat completion. */
export const chatCompletionId = (ids: Ids): string => `chatcmpl-${ids.alphanumeric(29)}`;

/** Id of one legacy completion. */
export const completionId = (ids: Ids): string => `cmpl-${ids.alphanumeric(29)}`;

/** Id of one moderation; the models that judge images too number theirs like requests. */
export const moderationId = (ids: Ids, isOmni: boolean): string =>
  `modr-${isOmni ? ids.hex(32) : ids.alphanumeric(29)}`;

/** Id of one file. */
export const fileId = (ids: Ids): string => `file-${ids.base58(22)}`;

const TIME_DIGITS = 8;

/** Id of a batch or of one of its requests: Unix seconds, then 24 digits whose third byte is `81` (recorded). */
export const batchId = (prefix: 'batch' | 'batch_req', ids: Ids, created: number): string =>
  `${prefix}_${created.toString(16).padStart(TIME_DIGITS, '0')}${ids.hex(4)}81${ids.hex(18)}`;

/** Id of one tool call, the same form on both surfaces. */
export const toolCallId = (ids: Ids): string => `call_${ids.alphanumeric(24)}`;

/** The same where the number of the call stands in it, as DeepSeek's do. */
export const numberedCallId = (ids: Ids, at: number): string =>
  `call_${String(at).padStart(2, '0')}_${ids.alphanumeric(24)}`;

/** Id of one HTTP request, as `x-request-id` shows it. */
export const requestId = (ids: Ids): string => `req_${ids.hex(32)}`;

/** The backend configuration that older models name in their replies. */
export const fingerprint = (ids: Ids): string => `fp_${ids.hex(10)}`;
