import type { Stores } from './store';

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

/** A namespace unused for so many milliseconds of the emulator's clock is forgotten. */
export const IDLE_LIMIT = 60 * 60 * 1000;

/** The name used where a request has none. This namespace is never forgotten unasked. */
export const DEFAULT_NAMESPACE = 'default';

/** How namespaces come and go. */
export interface NamespaceHooks<Owned> {
  make(name: string): Owned;
  /** Told of what is no more, and why. */
  forget?(owned: Owned, why: string): void;
  /** Unix milliseconds of the emulator's clock. */
  now(): number;
}

interface NamespaceSlot<Owned> {
  readonly owned: Owned;
  /** Unix milliseconds. */
  usedAt: number;
  /** Larger is later: a clock may stand still. */
  use: number;
}

/** Makes the namespaces of one emulator. */
export function createNamespaces<Owned>({ make, forget, now }: NamespaceHooks<Owned>): Namespaces<Owned> {
  const kept = new Map<string, NamespaceSlot<Owned>>();
  let uses = 0;
  const drop = (name: string, why: string): void => {
    const gone = kept.get(name);
    kept.delete(name);
    if (gone !== undefined) forget?.(gone.owned, why);
  };
  const isIdle = (name: string, { usedAt }: NamespaceSlot<Owned>, at: number): boolean =>
    name !== DEFAULT_NAMESPACE && at - usedAt > IDLE_LIMIT;
  /** Makes room for one more: the idle go, then, where there are still too many, the longest unused. */
  const sweep = (at: number): void => {
    for (const [name, one] of kept) if (isIdle(name, one, at)) drop(name, 'The namespace was idle for too long.');
    if (kept.size < MAX_NAMESPACES) return;
    const others = [...kept].filter(([name]) => name !== DEFAULT_NAMESPACE);
    const [oldest] = others.reduce((a, b) => (b[1].use < a[1].use ? b : a));
    drop(oldest, `There are more than ${MAX_NAMESPACES} namespaces.`);
  };
  const known = (name: string, at: number): NamespaceSlot<Owned> | undefined => {
    const found = kept.get(name);
    if (found === undefined || !isIdle(name, found, at)) return found;
    drop(name, 'The namespace was idle for too long.');
    return undefined;
  };
  return {
    of(name) {
      const at = now();
      const found = known(name, at);
      uses += 1;
      if (found !== undefined) {
        found.usedAt = at;
        found.use = uses;
        return found.owned;
      }
      sweep(at);
      const owned = make(name);
      kept.set(name, { owned, usedAt: at, use: uses });
      return owned;
    },
    all() {
      const at = now();
      return [...kept].filter(([name, one]) => !isIdle(name, one, at)).map(([, { owned }]) => owned);
    },
    reset(name) {
      for (const each of name === undefined ? [...kept.keys()] : [name]) drop(each, 'The namespace was reset.');
    },
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
export interface RequestCounter {
  /** 0 for the first request under this key, then 1, 2 … */
  next(key: string): number;
}

/** Beyond this many different requests the oldest count starts again. */
const MAX_COUNTED = 10_000;

/** Makes an empty count. */
export function createRequestCounter(stores: Stores): RequestCounter {
  const counts = stores.of<number>('ordinals', MAX_COUNTED);
  return {
    next(key) {
      const ordinal = counts.get(key) ?? 0;
      counts.set(key, ordinal + 1);
      return ordinal;
    },
  };
}
