import type { Ids } from '../../../core';

// Alphabet and lengths as the service draws them: a family's sign, then base58. Since mid-2025 time-ordered ids begin with `011C`.
const TIME_ORDERED = '011C';
const PLAIN = '01';

/** `msg_011C…`, 28 characters. */
export const messageId = (ids: Ids): string => `msg_${TIME_ORDERED}${ids.base58(20)}`;

/** `req_011C…`, 28 characters. */
export const requestId = (ids: Ids): string => `req_${TIME_ORDERED}${ids.base58(20)}`;

/** `toolu_01…`, 30 characters. */
export const toolUseId = (ids: Ids): string => `toolu_${PLAIN}${ids.base58(22)}`;

/** `msgbatch_01…`, 33 characters. */
export const batchId = (ids: Ids): string => `msgbatch_${PLAIN}${ids.base58(22)}`;

/** `file_011C…`, 29 characters. */
export const fileId = (ids: Ids): string => `file_${TIME_ORDERED}${ids.base58(20)}`;
