import type { Profile } from '../core';
import { didYouMean } from '../lib';
import { globTest, globWeight, isGlob } from '../lib/glob';
import { type ModelEntry, profileOf } from './model-file';
import type { ServiceEntry } from './service-file';

/** All models that an emulator knows. */
export interface Catalog {
  /** In the order of the files; entries whose id is a pattern are no models of their own. */
  readonly profiles: readonly Profile[];
  /** By id, alias or pattern; exact names go before patterns, and the pattern that says most before others. */
  find(name: string): Profile | undefined;
}

/** The models of one file. */
export interface ModelSource {
  /** Files of a later layer replace models of an earlier one; within a layer each id is written once. */
  readonly layer: 'built-in' | 'given';
  readonly entries: readonly ModelEntry[];
  /** Tells a fault of an entry, by its place and key. */
  report(index: number, key: keyof ModelEntry, message: string): void;
}

/** An entry, and where to complain of it. */
interface KnownModel {
  readonly entry: ModelEntry;
  /** What this entry takes the place of. */
  readonly former: KnownModel | undefined;
  complain(key: keyof ModelEntry, message: string): void;
}

/** Builds the catalog; entries that contradict others are complained of and left out. */
export function createCatalog(sources: readonly ModelSource[]): Catalog {
  const known = gather(sources);
  const profiles = new Map<string, Profile>();
  const names = new Map<string, Profile>();
  const patterns: NamePattern[] = [];
  for (const each of known.values()) {
    const full = resolve(each, known, new Set());
    if (full === undefined) continue;
    const profile = profileOf(full);
    for (const glob of globsOf(full)) patterns.push({ test: globTest(glob), weight: globWeight(glob), profile });
    if (isGlob(profile.id)) continue;
    profiles.set(profile.id, profile);
    for (const name of [...(full.aliases ?? []), profile.served]) names.set(name, profile);
  }
  // An id always means its own entry, also where another model is served under that name.
  for (const profile of profiles.values()) names.set(profile.id, profile);
  patterns.reverse().sort((a, b) => b.weight - a.weight);
  return { profiles: [...profiles.values()], find: (name) => names.get(name) ?? matched(patterns, name) };
}

/** Names that a pattern serves. */
interface NamePattern {
  readonly weight: number;
  readonly profile: Profile;
  test(name: string): boolean;
}

/** Each entry by its id, later layers over earlier ones. */
function gather(sources: readonly ModelSource[]): ReadonlyMap<string, KnownModel> {
  const known = new Map<string, KnownModel>();
  for (const layer of ['built-in', 'given'] as const) {
    const owners = new Map<string, string>();
    const claim = (name: string, { entry, complain }: KnownModel, key: 'id' | 'aliases') => {
      const owner = owners.get(name);
      if (owner !== undefined) complain(key, `${name} is already the name of model ${owner}`);
      owners.set(name, owner ?? entry.id);
    };
    const ofLayer = sources.filter((source) => source.layer === layer);
    const own = ofLayer.flatMap(({ entries, report }) =>
      entries.map((entry, index) => {
        const tell = (key: keyof ModelEntry, message: string) => report(index, key, message);
        return { entry, former: known.get(entry.id), complain: tell };
      }),
    );
    for (const each of own) claim(each.entry.id, each, 'id');
    for (const each of own) for (const alias of each.entry.aliases ?? []) claim(alias, each, 'aliases');
    for (const each of own) known.set(each.entry.id, each);
  }
  return known;
}

/** An entry with all that it takes over from the model it is like; undefined where that leads nowhere. */
function resolve(
  each: KnownModel,
  known: ReadonlyMap<string, KnownModel>,
  seen: ReadonlySet<KnownModel>,
): ModelEntry | undefined {
  const { entry, former, complain } = each;
  if (entry.like === undefined) return entry;
  // A model that is like its own id changes the one it takes the place of.
  const base = entry.like === entry.id ? former : known.get(entry.like);
  if (base === undefined || seen.has(base)) {
    complain('like', base === undefined ? unknownLike(entry, [...known.keys()]) : circle(entry));
    return undefined;
  }
  const whole = resolve(base, known, new Set([...seen, each]));
  if (whole === undefined) return undefined;
  return { ...(entry.like === entry.id ? whole : withoutNames(whole)), ...entry };
}

/** What a model does not share with those that are like it. */
function withoutNames(entry: ModelEntry): ModelEntry {
  const {
    served: _served,
    aliases: _aliases,
    match: _match,
    display_name: _name,
    shutdown: _shutdown,
    retired: _retired,
    ...rest
  } = entry;
  return rest;
}

function unknownLike({ id, like = '' }: ModelEntry, known: readonly string[]): string {
  const others = known.filter((name) => name !== id);
  return [`model ${id} is like ${like}, which is no other model`, ...didYouMean(like, others)].join('; ');
}

const circle = ({ id, like }: ModelEntry): string => `model ${id} is like ${like}, which leads back to ${id}`;

const globsOf = ({ id, match }: ModelEntry): readonly string[] => [
  ...(isGlob(id) ? [id] : []),
  ...(match === undefined ? [] : [match]),
];

/** A name that only a pattern knows is served under that very name. */
function matched(patterns: readonly NamePattern[], name: string): Profile | undefined {
  const hit = patterns.find(({ test }) => test(name));
  return hit === undefined ? undefined : { ...hit.profile, id: name, served: name, displayName: name };
}

/** The models of a catalog that a service has: those whose id or asked name fits one of its globs. */
export function catalogOfService(
  { models: globs, served = {}, traits = [] }: Pick<ServiceEntry, 'models' | 'served' | 'traits'>,
  catalog: Catalog,
): Catalog {
  if (globs === undefined) return catalog;
  const tests = globs.map(globTest);
  const has = (...names: readonly string[]) => tests.some((test) => names.some(test));
  const own = new Map<Profile, Profile>();
  const asServed = (profile: Profile): Profile => {
    const known = own.get(profile) ?? {
      ...profile,
      served: served[profile.id] ?? profile.served,
      traits: new Set([...profile.traits, ...traits]),
    };
    own.set(profile, known);
    return known;
  };
  return {
    profiles: catalog.profiles.filter(({ id }) => has(id)).map(asServed),
    find(name) {
      const profile = catalog.find(name);
      return profile !== undefined && has(name, profile.id) ? asServed(profile) : undefined;
    },
  };
}

/** The models of a catalog that are not retired yet; `now` is in Unix milliseconds. */
export function catalogAtTime(catalog: Catalog, now: () => number): Catalog {
  const isServed = ({ retiredAt = Number.POSITIVE_INFINITY }: Profile): boolean => now() < retiredAt;
  if (catalog.profiles.every(({ retiredAt }) => retiredAt === undefined)) return catalog;
  return {
    get profiles() {
      return catalog.profiles.filter(isServed);
    },
    find(name) {
      const profile = catalog.find(name);
      return profile !== undefined && isServed(profile) ? profile : undefined;
    },
  };
}
