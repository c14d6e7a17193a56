import type { TrialHost } from '../extras/verdict';
import type { App } from '../pipeline';
import type { Urls } from './emulator';

/** A key's part before the namespace; any key is let in by default. */
const KEY = 'sk-verdict';

/** Trials of a client of one emulator; the fixtures of `namespace` answer. */
export function stageOf({ kit, urls }: { kit: App; urls: Urls }, namespace: string): TrialHost {
  const { clock, namespaces, keys } = kit;
  const key = [...(keys ?? [KEY])][0] ?? KEY;
  return {
    clock,
    defaultNamespace: namespace,
    open(name, plan) {
      namespaces.reset(name);
      const estate = namespaces.of(name);
      // Trial order turned round is the order of adding.
      estate.replaceFixtures(
        namespaces
          .of(namespace)
          .fixtures.all.map(({ fixture }) => fixture)
          .toReversed(),
      );
      if (plan !== undefined) estate.faults.add(plan);
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
