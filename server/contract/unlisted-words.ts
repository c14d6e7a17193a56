import { type AllowedWords, type Issue, isJsonObject, type Path } from '../core';

/** A member of a body and where it stands. */
interface PlacedValue {
  readonly value: unknown;
  readonly path: Path;
}

/** The members to which a key leads; `*` leads to all items of a list. */
function membersOf({ value, path }: PlacedValue, key: string): readonly PlacedValue[] {
  if (key === '*') return Array.isArray(value) ? value.map((item, at) => ({ value: item, path: [...path, at] })) : [];
  return isJsonObject(value) ? [{ value: value[key], path: [...path, key] }] : [];
}

/** Texts of a body that its service does not know at their place. */
export function unlistedWords(body: unknown, { path, allowed }: AllowedWords): readonly Issue[] {
  const start: readonly PlacedValue[] = [{ value: body, path: [] }];
  return path
    .reduce((places, key) => places.flatMap((place) => membersOf(place, key)), start)
    .flatMap((place) =>
      typeof place.value === 'string' && !allowed.includes(place.value)
        ? [unlisted(place.path, place.value, allowed)]
        : [],
    );
}

/** Services have their own words for it; the usual ones stand for those that have none. */
const unlisted = (path: Path, value: string, allowed: readonly string[]): Issue => ({
  rule: 'unlisted-word',
  path,
  tagged: path,
  facts: { value, allowed },
  error: () => ({ message: `Invalid value: '${value}'. Supported values are: ${allowed.join(', ')}.` }),
});
