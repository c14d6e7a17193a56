import type { WireRequest } from '../core';
import type { RequestedFault } from './faults';
import { findFaultKind } from './table';

/** The header by which a client asks for a fault: `cut;after=5`. */
export const FAULT_HEADER = 'x-llmulator-fault';

/** A key such as `sk-mock-429` or `sk-any:mock-cut@my-test`. */
const IN_KEY = /(?:^|[-_:+.])mock-([a-z0-9-]+)$/;

/** A model such as `deepseek-r1:mock-429`, as JSON writes it. */
const IN_MODEL = /("model"\s*:\s*"[^"\\]*):mock-([a-z0-9-]+)"/;
const SUFFIX = ':mock-';

const NONE: readonly RequestedFault[] = [];

/** What a request asks for by header or key; a key's word that names no fault means nothing. */
export function requestedFaults(request: WireRequest, key: string | undefined): readonly RequestedFault[] {
  const header = request.headers[FAULT_HEADER];
  const word = key?.includes('mock-') === true ? IN_KEY.exec(key.replace(/@[^@]*$/, ''))?.[1] : undefined;
  if (header === undefined && word === undefined) return NONE;
  const byKey = word === undefined || findFaultKind(word) === undefined ? [] : [{ by: 'the key', line: word }];
  return header === undefined ? byKey : [{ by: `the header ${FAULT_HEADER}`, line: header }, ...byKey];
}

/** A model's name that asks for a fault, and the body without it; undefined where none does. */
export function faultInModelName(
  text: string,
): { readonly requested: RequestedFault; readonly text: string } | undefined {
  if (!text.includes(SUFFIX)) return undefined;
  const [whole, start = '', word = ''] = IN_MODEL.exec(text) ?? [];
  if (whole === undefined || findFaultKind(word) === undefined) return undefined;
  return { requested: { by: "the model's name", line: word }, text: text.replace(whole, `${start}"`) };
}
