import { ProblemError } from '../core';
import type { App, NamespaceState } from '../pipeline';

/** What is shared cannot be reached: a call of the control plane is answered with 503. */
class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Changes what a namespace owns: here at once, and as soon as may be for all processes that share it. */
export function changeNamespace<T>({ namespaces }: App, namespace: string, how: (estate: NamespaceState) => T): T {
  const estate = namespaces.of(namespace);
  return estate.mirror === undefined ? how(estate) : estate.mirror.amend(() => how(estate));
}

/** Makes a call with all that other processes have done to a namespace; settles once they know what it has changed. */
export async function withSharedState<T>(
  { namespaces }: App,
  namespace: string,
  call: () => T | Promise<T>,
): Promise<T> {
  const { mirror, journal } = namespaces.of(namespace);
  if (mirror === undefined) return call();
  try {
    await mirror.runExclusive(() => mirror.pull(false));
    await journal.catchUp();
    const result = await call();
    await namespaces.of(namespace).mirror?.settled();
    return result;
  } catch (error) {
    const isGone = error instanceof ProblemError && error.problem.kind === 'store-gone';
    throw isGone ? new Unreachable(`The shared Redis cannot be reached: ${error.problem.facts['message']}`) : error;
  }
}

/** Makes the namespaces known here that other processes have made. */
export async function loadKnownNamespaces({ backend, namespaces }: App): Promise<void> {
  for (const name of (await backend?.namespaceNames()) ?? []) {
    const { mirror, journal } = namespaces.of(name);
    await mirror?.runExclusive(() => mirror.pull(false));
    await journal.catchUp();
  }
}

/** Forgets all that a namespace owns, everywhere; without a name, all namespaces. */
export async function resetNamespaces({ backend, namespaces }: App, namespace?: string): Promise<void> {
  namespaces.reset(namespace);
  await backend?.forget(namespace);
}
