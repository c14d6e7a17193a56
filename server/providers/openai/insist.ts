import { type Findings, ProblemError } from '../../core';

/** Refuses with the faults of a request, where there are any. */
export function insist({ errors }: Findings): void {
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
}
