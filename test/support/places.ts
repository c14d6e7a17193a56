/** Where a member stands in a JSON value. */
export type Place = readonly (string | number)[];

/** A copy of a value with another member at one place. */
export function withAt(root: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<string | number, unknown>;
  copy[key] = withAt(copy[key], rest, value);
  return copy;
}
