import { ProblemError } from '../core';
import type { App, NamespaceState } from '../pipeline';

/** The shared store cannot be reached: the control plane replies 503. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Changes the state of a namespace: at once in this process, soon after in all processes that share it. */
export function changeNamespace<T>({ namespaces }: App, namespace: string, how: (state: NamespaceState) => T): T {
  const state = namespaces.of(namespace);
  return state.mirror === undefined ? how(state) : state.mirror.amend(() => how(state));
}

/** Runs a call on the current shared state of a namespace; settles once its changes are stored for other processes. */
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

/** Loads the namespaces that other processes have created. */
export async function loadKnownNamespaces({ backend, namespaces }: App): Promise<void> {
  for (const name of (await backend?.namespaceNames()) ?? []) {
    const { mirror, journal } = namespaces.of(name);
    await mirror?.runExclusive(() => mirror.pull(false));
    await journal.catchUp();
  }
}

/** Deletes the state of a namespace in all processes; without a name, of all namespaces. */
export async function resetNamespaces({ backend, namespaces }: App, namespace?: string): Promise<void> {
  namespaces.reset(namespace);
  await backend?.forget(namespace);
}
