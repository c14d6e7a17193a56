import type { FaultKind } from './fault-kind';
import { gateKinds } from './http-error';
import { turnKinds } from './model-output';
import { wireKinds } from './network';
import { proxyKinds } from './proxy-page';
import { streamKinds } from './stream-error';

const table = [...gateKinds, ...proxyKinds, ...streamKinds, ...wireKinds, ...turnKinds] as const;

/** Every fault's id. */
export type FaultId = (typeof table)[number]['id'];

/** All faults that can be had, by the place where they happen. */
export const faultKinds: readonly (FaultKind & { readonly id: FaultId })[] = table;

/** Statuses by which a fault can be asked for too. */
const byStatus: Readonly<Record<string, FaultId>> = {
  401: 'invalid-credentials',
  402: 'billing',
  403: 'permission-denied',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  429: 'rate-limited',
  500: 'server-error',
  502: 'bad-gateway',
  503: 'overloaded',
  504: 'timeout',
  529: 'overloaded',
};

/** The fault that a word means: its id, or a status. */
export function findFaultKind(word: string): FaultKind | undefined {
  const id: string = byStatus[word] ?? word;
  return faultKinds.find((each) => each.id === id);
}
