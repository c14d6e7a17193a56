/** A place inside a schema: its last key and the place around it. The root is undefined. */
export interface SchemaPlace {
  readonly key: string;
  readonly around: SchemaPlace | undefined;
}

/** The place that some keys lead to. Linked, so that no path is written out before a fault is told. */
export const childPlace = (around: SchemaPlace | undefined, keys: readonly string[]): SchemaPlace | undefined =>
  keys.reduce<SchemaPlace | undefined>((outer, key) => ({ key, around: outer }), around);

/** The keys of a place from the root inwards. */
export function keysTo(place: SchemaPlace | undefined): readonly string[] {
  const keys: string[] = [];
  for (let at = place; at !== undefined; at = at.around) keys.push(at.key);
  return keys.reverse();
}
