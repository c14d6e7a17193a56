import { z } from 'zod';
import { type QuickCheck, quickCheck } from './quick-check';
import { notesOf, type SchemaNotes } from './schema-walk';

type LockableSchema = z.core.$ZodType;

/** One variant of a schema, ready for use. */
export interface Variant {
  readonly schema: LockableSchema;
  readonly isGood: QuickCheck;
}

/** Variants cached per schema; clients send few sets of headers, and many odd ones must not use up memory. */
const KEPT = 32;

// zod's definitions are public but typed per class; only these members hold further schemas.
interface Holder {
  readonly shape?: Readonly<Record<string, LockableSchema>>;
  readonly options?: readonly LockableSchema[];
  readonly element?: LockableSchema;
  readonly valueType?: LockableSchema;
  readonly innerType?: LockableSchema;
}

const holderOf = (schema: LockableSchema): Holder => schema._zod.def as unknown as Holder;

/** The schemas that one schema holds directly. */
function heldBy(schema: LockableSchema): readonly LockableSchema[] {
  const { element } = notesOf(schema);
  return element === undefined ? partsOf(holderOf(schema)) : [element];
}

const partsOf = ({ shape = {}, options = [], element, valueType, innerType }: Holder): readonly LockableSchema[] =>
  [...Object.values(shape), ...options, element, valueType, innerType].filter((held) => held !== undefined);

/** The names of all locks in a schema. */
function locksOf(root: LockableSchema): readonly string[] {
  const seen = new Set([root]);
  // The set grows while it is walked.
  for (const schema of seen) for (const held of heldBy(schema)) seen.add(held);
  const names = [...seen].map((schema) => notesOf(schema).lock).filter((lock) => lock !== undefined);
  return [...new Set(names)].sort();
}

type IsOpen = (schema: LockableSchema) => boolean;

/** A schema without the members and options whose lock is closed; parts that hold none stay the same objects. */
function pruned(schema: LockableSchema, isOpen: IsOpen, done: Map<LockableSchema, LockableSchema>): LockableSchema {
  const known = done.get(schema);
  if (known !== undefined) return known;
  const rebuilt = rebuild(schema, isOpen, done);
  done.set(schema, rebuilt);
  return rebuilt;
}

function rebuild(schema: LockableSchema, isOpen: IsOpen, done: Map<LockableSchema, LockableSchema>): LockableSchema {
  const below = (held: LockableSchema) => pruned(held, isOpen, done);
  const notes = notesOf(schema);
  // A list made by listOf is made again around the pruned items.
  if (notes.element !== undefined && notes.around !== undefined) {
    const item = below(notes.element);
    return item === notes.element ? schema : noted(notes.around(item as never), { ...notes, element: item });
  }
  const { shape, options, element, valueType, innerType } = holderOf(schema);
  const kept = {
    ...(shape && { shape: Object.fromEntries(openEntries(shape, isOpen).map(([key, held]) => [key, below(held)])) }),
    ...(options && { options: options.filter(isOpen).map(below) }),
    ...(element && { element: below(element) }),
    ...(valueType && { valueType: below(valueType) }),
    ...(innerType && { innerType: below(innerType) }),
  };
  if (isSame(schema, kept)) return schema;
  const definition = { ...schema._zod.def, ...kept };
  // The parent hands its notes on.
  return z.core.clone(schema, definition as never, { parent: true });
}

const openEntries = (shape: Readonly<Record<string, LockableSchema>>, isOpen: IsOpen): [string, LockableSchema][] =>
  Object.entries(shape).filter(([, held]) => isOpen(held));

const noted = (schema: LockableSchema, notes: SchemaNotes): LockableSchema =>
  (schema as unknown as { meta(notes: SchemaNotes): LockableSchema }).meta(notes);

function isSame(schema: LockableSchema, kept: Holder): boolean {
  const before = partsOf(holderOf(schema));
  const after = partsOf(kept);
  return before.length === after.length && before.every((held, index) => held === after[index]);
}

/** Gives the variant of a schema that a set of open locks leaves; what has a closed lock is unknown to it. */
export function variantsOf(schema: LockableSchema): (opened: ReadonlySet<string>) => Variant {
  const variants = new Map<string, Variant>();
  // Computed at the first request, to keep the start fast.
  let locks: readonly string[] | undefined;
  return (opened) => {
    locks ??= locksOf(schema);
    const key = locks.filter((lock) => opened.has(lock)).join();
    const known = variants.get(key);
    if (known !== undefined) return known;
    const isOpen: IsOpen = (held) => {
      const { lock } = notesOf(held);
      return lock === undefined || opened.has(lock);
    };
    const variant = variantOf(pruned(schema, isOpen, new Map()));
    const [oldest] = variants.keys();
    if (variants.size >= KEPT && oldest !== undefined) variants.delete(oldest);
    variants.set(key, variant);
    return variant;
  };
}

const variantOf = (schema: LockableSchema): Variant => ({ schema, isGood: quickCheck(schema) });
