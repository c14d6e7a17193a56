import { type AccessRules, isKeyAccepted, type Precheck, ProblemError, type WireRequest } from '../../../core';

/** The key that a request shows as `Authorization: Bearer KEY`. */
export function credential(request: WireRequest): string | undefined {
  const key = /^Bearer\s+(.*)$/i.exec(request.headers['authorization'] ?? '')?.[1]?.trim();
  return key === undefined || key === '' ? undefined : key;
}

/** Longer keys are not shown whole: rule auth-incorrect-key. */
const SHOWN_WHOLE = 12;
const SHOWN_HEAD = 8;
const SHOWN_TAIL = 4;

/** A wrong key as the refusal quotes it: the first 8 and last 4 characters, a star for each one between. */
export function maskedKey(key: string): string {
  if (key.length <= SHOWN_WHOLE) return key;
  const hidden = '*'.repeat(key.length - SHOWN_HEAD - SHOWN_TAIL);
  return `${key.slice(0, SHOWN_HEAD)}${hidden}${key.slice(-SHOWN_TAIL)}`;
}

function checkKey(request: WireRequest, gate: AccessRules): void {
  const key = credential(request);
  if (key === undefined) throw new ProblemError('missing-credentials');
  if (!isKeyAccepted(key, gate)) throw new ProblemError('invalid-credentials', { value: key });
}

/** An absent content type counts as the right one; parameters such as a charset do not matter. */
function checkContentType(request: WireRequest, { takes }: AccessRules): void {
  const given = request.headers['content-type'];
  if (request.method !== 'POST' || given === undefined) return;
  const [type = ''] = given.split(';');
  if (!['', takes].includes(type.trim().toLowerCase())) {
    throw new ProblemError('unsupported-content-type', { value: given, takes });
  }
}

function checkEncoding(request: WireRequest): void {
  const given = request.headers['content-encoding'];
  if (given === undefined || ['', 'identity'].includes(given.trim().toLowerCase())) return;
  throw new ProblemError('unsupported-encoding', { value: given });
}

/** What is looked at before the body, in the service's order. */
export const prechecks: readonly Precheck[] = [
  { id: 'key', check: checkKey },
  { id: 'content-type', check: checkContentType },
  { id: 'content-encoding', check: checkEncoding },
];
