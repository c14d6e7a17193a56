import { type EndpointContext, type Json, type PageRequest, ProblemError } from '../../../core';

/** An object as it was kept. */
export const fromStored = <Value>(value: Json): Value => value as unknown as Value;

/** An object as it is to be kept. */
export const toStored = (value: object): Json => value as unknown as Json;

/** One kind of stored objects, and what is told of an id that names none. */
interface KindDeclaration<Value> {
  readonly kind: string;
  readonly notFound: (id: string) => ConstructorParameters<typeof ProblemError>[1];
  /** Is an object still there? */
  readonly exists?: (value: Value, context: EndpointContext) => boolean;
}

/**
 * The look-ups that the routes of one kind share: each gives the object, or throws that there is none.
 * @example
 * const chats = storedKind<StoredChat>({ kind: 'chat', notFound: (id) => ({ message: `Completion ${id} not found` }) });
 * const { completion } = await chats.get(context);
 */
export function storedKind<Value extends object>({ kind, notFound, exists = () => true }: KindDeclaration<Value>) {
  const missing = (id: string): ProblemError => new ProblemError('not-found', notFound(id));
  const idIn = ({ params }: EndpointContext): string => params['id'] ?? '';
  const orMissing = (value: Json | undefined, id: string): Value => {
    if (value === undefined) throw missing(id);
    return fromStored(value);
  };
  const find = async (context: EndpointContext, id: string): Promise<Value | undefined> => {
    const found = await context.stored.get(kind, id);
    return found !== undefined && exists(fromStored(found), context) ? fromStored(found) : undefined;
  };
  return {
    kind,
    missing,
    find,
    /** The object that the route names. */
    async get(context: EndpointContext): Promise<Value> {
      const id = idIn(context);
      const found = await find(context, id);
      if (found === undefined) throw missing(id);
      return found;
    },
    /** The object of the route after a change. */
    async update(context: EndpointContext, next: (found: Value) => Value): Promise<Value> {
      const id = idIn(context);
      const change = (found: Json): Json => toStored(next(fromStored(found)));
      return orMissing(await context.stored.update(kind, id, change), id);
    },
    /** Deletes the object of the route and gives its id. */
    async delete(context: EndpointContext): Promise<string> {
      const id = idIn(context);
      const found = await find(context, id);
      await context.stored.delete(kind, id);
      if (found === undefined) throw missing(id);
      return id;
    },
    async page(context: EndpointContext, request: PageRequest, fits: (value: Value) => boolean = () => true) {
      const filter = (value: Json): boolean => exists(fromStored(value), context) && fits(fromStored(value));
      const page = await context.stored.page(kind, { ...request, filter });
      if ('unknown' in page) throw missing(page.unknown);
      return { items: page.items.map(({ value }) => fromStored<Value>(value)), more: page.more };
    },
  };
}
