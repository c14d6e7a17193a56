import { isJsonObject } from '../core';

/** Longest text that a sentence quotes. */
const MAX_QUOTED = 120;

/** A value as a sentence shows it, shortened. */
export function quoted(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

/**
 * The first place where a value is not what is wanted, as a sentence; undefined where it is.
 * Of objects only the wanted members are looked at; lists must be of the same length.
 */
export function firstDifference(found: unknown, wanted: unknown, where: string): string | undefined {
  if (isJsonObject(wanted) && isJsonObject(found)) {
    return firstOf(Object.entries(wanted), ([key, member]) => firstDifference(found[key], member, `${where}.${key}`));
  }
  if (Array.isArray(wanted) && Array.isArray(found)) {
    if (found.length !== wanted.length) return `${where} has ${found.length} items, wanted ${wanted.length}`;
    return firstOf([...wanted.entries()], ([at, item]) => firstDifference(found[at], item, `${where}[${at}]`));
  }
  return Object.is(found, wanted) ? undefined : `${where} is ${quoted(found)}, wanted ${quoted(wanted)}`;
}

function firstOf<T>(items: readonly T[], look: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const difference = look(item);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
