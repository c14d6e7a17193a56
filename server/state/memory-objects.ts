import { type Json, type NewObject, type ObjectKey, pageOf, type StoredObjects } from '../core';

/** Bounds of what one namespace keeps; beyond either the oldest objects go first, whatever their kind. */
interface ObjectBounds {
  readonly objects: number;
  /** Characters of texts kept as they are, such as the contents of files. */
  readonly characters: number;
}

/** What a namespace keeps unless told otherwise. */
const OBJECT_BOUNDS: ObjectBounds = { objects: 10_000, characters: 256 * 1024 * 1024 };

/** Where there are too many objects, room is made for so large a part of them. */
const SPARE = 0.1;

/** Stored objects in this process's memory. A value is made when it is first asked for. */
export function memoryObjects(bounds: ObjectBounds = OBJECT_BOUNDS): StoredObjects {
  const kinds = new Map<string, Map<string, MemoryObject>>();
  const oldestFirst = new Set<MemoryObject>();
  const making = new Map<string, Promise<Json>>();
  let characters = 0;
  const find = (kind: string, id: string): MemoryObject | undefined => kinds.get(kind)?.get(id);
  const drop = (kept: MemoryObject): void => {
    const { kind, id, weight } = kept;
    kinds.get(kind)?.delete(id);
    if (kinds.get(kind)?.size === 0) kinds.delete(kind);
    oldestFirst.delete(kept);
    characters -= weight;
  };
  const keep = (object: NewObject): void => {
    const { kind, id } = object;
    const known = find(kind, id);
    const kept = new MemoryObject(object);
    // A map keeps the place of a key that it knows; among all objects a new value is a young one.
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, new Map([[id, kept]]));
    else same.set(id, kept);
    if (known !== undefined) oldestFirst.delete(known);
    oldestFirst.add(kept);
    characters += kept.weight - (known?.weight ?? 0);
  };
  /** Whatever was dropped leaves a hole at the head of the set, so that a tenth goes at once: a walk past holes costs. */
  const makeRoom = (): void => {
    if (oldestFirst.size <= bounds.objects && characters <= bounds.characters) return;
    const spare = oldestFirst.size > bounds.objects ? Math.floor(bounds.objects * SPARE) : 0;
    for (const oldest of oldestFirst) {
      if (oldestFirst.size <= bounds.objects - spare && characters <= bounds.characters) return;
      drop(oldest);
    }
  };
  const put = (objects: readonly NewObject[]): void => {
    for (const object of objects) keep(object);
    makeRoom();
  };
  return {
    get: async (kind, id) => find(kind, id)?.value,
    put: async (...objects) => put(objects),
    async update(kind, id, next) {
      const found = find(kind, id)?.value;
      const made = found === undefined ? undefined : next(found);
      if (made !== undefined) put([{ kind, id, value: () => made }]);
      return made ?? found;
    },
    async delete(kind, id) {
      const found = find(kind, id);
      if (found !== undefined) drop(found);
      return found !== undefined;
    },
    async page(kind, { filter, ...wish }) {
      const page = pageOf([...(kinds.get(kind)?.values() ?? [])], wish, filter && ((one) => filter(one.value)));
      return 'items' in page ? { ...page, items: page.items.map(({ id, value }) => ({ id, value })) } : page;
    },
    async getOrCreate(kind, id, make) {
      const found = find(kind, id);
      if (found !== undefined) return found.value;
      const key = `${kind}\n${id}`;
      const made = making.get(key) ?? make().finally(() => making.delete(key));
      making.set(key, made);
      const value = await made;
      if (find(kind, id) === undefined) put([{ kind, id, value: () => value }]);
      return value;
    },
  };
}

/** One object; its value is made once. */
class MemoryObject implements ObjectKey {
  readonly kind: string;
  readonly id: string;
  readonly weight: number;
  #value: Json | undefined;
  #source: NewObject | undefined;

  constructor(object: NewObject) {
    this.kind = object.kind;
    this.id = object.id;
    this.weight = object.weight ?? 0;
    this.#source = object;
  }

  get value(): Json {
    if (this.#source !== undefined) this.#value = this.#source.value();
    this.#source = undefined;
    return this.#value as Json;
  }
}
