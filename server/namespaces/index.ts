import { memoryStore } from '../state';

/** What tests and tenants own, each under its own name; made when first asked for. */
export interface Namespaces<Owned> {
  of(name: string): Owned;
  /** Only those that exist. */
  all(): readonly Owned[];
  /** Forgets all that a namespace owns; without a name, all that all own. */
  reset(name?: string): void;
}

/** Namespaces beyond this number are forgotten, least recently used first. */
const MAX_NAMESPACES = 1_000;

/** The name used where a request bears none. */
export const DEFAULT_NAMESPACE = 'default';

/** Makes the namespaces of one emulator; `make` furnishes a new one. */
export function createNamespaces<Owned>(make: (name: string) => Owned): Namespaces<Owned> {
  const store = memoryStore<Owned>(MAX_NAMESPACES);
  return {
    of(name) {
      const known = store.get(name);
      if (known !== undefined) return known;
      const made = make(name);
      store.set(name, made);
      return made;
    },
    all: () => store.values(),
    reset: (name) => (name === undefined ? store.clear() : store.delete(name)),
  };
}

/** The header that names a namespace. */
const HEADER = 'x-llmulator-namespace';

/** A request's namespace: the header, else what follows the last `@` of the key, else the default. */
export function namespaceOf(headers: Readonly<Record<string, string | undefined>>, key: string | undefined): string {
  const named = headers[HEADER];
  if (named !== undefined && named !== '') return named;
  const at = key?.lastIndexOf('@') ?? -1;
  const suffix = at < 0 ? '' : (key ?? '').slice(at + 1);
  return suffix === '' ? DEFAULT_NAMESPACE : suffix;
}

/** How often each request was made in a namespace. */
export interface Ordinals {
  /** 0 for the first request under this key, then 1, 2 … */
  next(key: string): number;
}

/** Beyond this many different requests the oldest count starts again. */
const MAX_COUNTED = 10_000;

/** Makes an empty count. */
export function createOrdinals(): Ordinals {
  const counts = memoryStore<number>(MAX_COUNTED);
  return {
    next(key) {
      const ordinal = counts.get(key) ?? 0;
      counts.set(key, ordinal + 1);
      return ordinal;
    },
  };
}
