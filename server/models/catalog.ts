import type { Profile } from '../core';
import { nearest } from '../validation';
import { type ModelEntry, profileOf } from './model-file';

/** All models that an emulator knows. */
export interface Catalog {
  /** In the order of the files. */
  readonly profiles: readonly Profile[];
  /** By id, alias or pattern. */
  find(name: string): Profile | undefined;
}

/** A `like` that leads nowhere or in a circle. */
export class UnknownLike extends Error {
  constructor(
    readonly id: string,
    readonly like: string,
    known: readonly string[],
  ) {
    const [near] = nearest(like, known, 4);
    super(`model ${id} is like ${like}, which is no other model${near === undefined ? '' : `; did you mean ${near}?`}`);
  }
}

/** Builds the catalog; later entries replace earlier ones of the same id. */
export function createCatalog(entries: readonly ModelEntry[]): Catalog {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const profiles = new Map<string, Profile>();
  const names = new Map<string, Profile>();
  const patterns: { pattern: RegExp; profile: Profile }[] = [];
  for (const entry of byId.values()) {
    const full = resolve(entry, byId, []);
    const profile = profileOf(full);
    profiles.set(profile.id, profile);
    for (const name of [...(entry.aliases ?? []), profile.served, profile.id]) names.set(name, profile);
    if (entry.match !== undefined) patterns.push({ pattern: new RegExp(`^(?:${entry.match})$`), profile });
  }
  // An id always means its own entry, also where another model is served under that name.
  for (const profile of profiles.values()) names.set(profile.id, profile);
  return {
    profiles: [...profiles.values()],
    find: (name) => names.get(name) ?? matched(patterns, name),
  };
}

function resolve(entry: ModelEntry, byId: ReadonlyMap<string, ModelEntry>, seen: readonly string[]): ModelEntry {
  if (entry.like === undefined) return entry;
  const base = byId.get(entry.like);
  if (base === undefined || seen.includes(entry.id)) throw new UnknownLike(entry.id, entry.like, [...byId.keys()]);
  const {
    served: _served,
    aliases: _aliases,
    display_name: _name,
    match: _match,
    ...inherited
  } = resolve(base, byId, [...seen, entry.id]);
  return { ...inherited, ...entry };
}

/** A name that only a pattern knows is served under that very name. */
function matched(patterns: readonly { pattern: RegExp; profile: Profile }[], name: string): Profile | undefined {
  const hit = patterns.find(({ pattern }) => pattern.test(name));
  return hit === undefined ? undefined : { ...hit.profile, id: name, served: name };
}
