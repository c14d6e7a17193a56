import type { ProblemKind } from '../core';

/** One way in which a service fails, instead of answering. */
export interface FaultKind {
  readonly id: string;
  /** What a client sees, in one sentence. */
  readonly says: string;
  readonly problem: ProblemKind;
}

/** All faults that can be had at the gate. */
export const faultKinds = [
  {
    id: 'rate-limited',
    says: 'Refuses with 429, as when too many requests came in a minute.',
    problem: 'rate-limited',
  },
  { id: 'quota-exceeded', says: 'Refuses as when the account has no credit left.', problem: 'quota-exceeded' },
  { id: 'overloaded', says: "Refuses with the house's status for too much load: 503 or 529.", problem: 'overloaded' },
  { id: 'timeout', says: 'Refuses with 504, as when the work took too long.', problem: 'timeout' },
  { id: 'server-error', says: "Refuses with the house's own 500.", problem: 'server-error' },
] as const satisfies readonly FaultKind[];
