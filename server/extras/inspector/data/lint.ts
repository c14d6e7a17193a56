import { signal } from '@preact/signals';
import { callJson } from './control-plane';

/** Lint rules that entries broke, by entry; read when somebody asks for them. */
export const lintedEntries = signal<ReadonlyMap<number, readonly string[]>>(new Map());

/** Asks the control plane what the clients of a namespace did wrong. */
export async function readLint(namespace: string): Promise<void> {
  const { findings } = await callJson<{
    readonly findings: readonly { readonly entry: number; readonly rule: string }[];
  }>('/lint', { query: { namespace } });
  const rules = new Map<number, string[]>();
  for (const { entry, rule } of findings) rules.set(entry, [...(rules.get(entry) ?? []), rule]);
  lintedEntries.value = rules;
}
