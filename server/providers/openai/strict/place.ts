/** A place inside a schema: its last key and the place around it. The root is undefined. */
export interface Place {
  readonly key: string;
  readonly around: Place | undefined;
}

/** The place that some keys lead to. Linked, so that no path is written out before a fault is told. */
export const below = (around: Place | undefined, keys: readonly string[]): Place | undefined =>
  keys.reduce<Place | undefined>((outer, key) => ({ key, around: outer }), around);

/** The keys of a place from the root inwards. */
export function keysTo(place: Place | undefined): readonly string[] {
  const keys: string[] = [];
  for (let at = place; at !== undefined; at = at.around) keys.push(at.key);
  return keys.reverse();
}
