import type { TrialHost } from '../extras/verdict';
import type { App } from '../pipeline';
import { DEFAULT_NAMESPACE } from '../state/namespaces';

/** The part of a key before the namespace; without `keys` any is accepted. */
const KEY = 'sk-verdict';

/** Where a client finds the emulator. */
interface BaseUrls {
  readonly openai: string;
  readonly anthropic: string;
}

/** Runs trials of a client against one emulator; the fixtures of `namespace` answer. */
export function trialHost(app: App, urls: BaseUrls, namespace = DEFAULT_NAMESPACE): TrialHost {
  const { clock, namespaces, keys } = app;
  const key = [...(keys ?? [KEY])][0] ?? KEY;
  return {
    clock,
    defaultNamespace: namespace,
    open(name, plan) {
      namespaces.reset(name);
      const state = namespaces.of(name);
      const { all } = namespaces.of(namespace).fixtures;
      // A set lists its fixtures in reverse order of adding.
      state.replaceFixtures(all.map(({ fixture }) => fixture).toReversed());
      if (plan !== undefined) state.faults.add(plan);
      return {
        OPENAI_BASE_URL: urls.openai,
        OPENAI_API_KEY: `${key}@${name}`,
        ANTHROPIC_BASE_URL: urls.anthropic,
        ANTHROPIC_API_KEY: `${key}@${name}`,
      };
    },
    entries: (name) => namespaces.of(name).journal.entries(),
    close: (name) => namespaces.reset(name),
  };
}
