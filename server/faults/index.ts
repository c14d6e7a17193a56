import { ProblemError, type WireRequest } from '../core';
import { faultKinds } from './table';

/** The header by which a client asks for a fault. */
const HEADER = 'x-llmulator-fault';

/** Throws the problem of the fault that is due for this request, if one is. */
export function failAtGate(request: WireRequest): void {
  const wanted = request.headers[HEADER];
  const fault = wanted === undefined ? undefined : faultKinds.find(({ id }) => id === wanted);
  if (fault !== undefined) throw new ProblemError(fault.problem);
}
