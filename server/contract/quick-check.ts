import { z } from 'zod';
import { isJsonObject } from '../core';
import { notesOf } from './schema-walk';

/** True for most valid bodies; false means that only the schema can tell. */
export type QuickCheck = (value: unknown) => boolean;

type Schema = z.core.$ZodType;

/** What zod's definitions hold of what is compiled here; they are public but typed per class. */
interface Definition {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[];
  readonly format?: string;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly innerType?: Schema;
  readonly getter?: () => Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly discriminator?: string;
}

interface CheckDefinition {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
}

/** Compiles a check for the type of a definition; undefined where a part of it is not known here. */
type Compiler = (
  definition: Definition,
  schema: Schema,
  below: (schema: Schema) => QuickCheck,
) => QuickCheck | undefined;

/**
 * Compiles a schema to plain functions: what they take, zod takes too. Zod makes an object for each value that it
 * looks at, and looks at each key that an object might have.
 */
export function quickCheck(root: Schema): QuickCheck {
  const compiled = new Map<Schema, QuickCheck>();
  const compile = (schema: Schema): QuickCheck => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    // A schema that holds itself finds this one.
    compiled.set(schema, (value) => compiled.get(schema)?.(value) === true);
    const definition = schema._zod.def as unknown as Definition;
    const check = COMPILERS[definition.type]?.(definition, schema, compile) ?? byZod(schema);
    compiled.set(schema, check);
    return check;
  };
  return compile(root);
}

const byZod =
  (schema: Schema): QuickCheck =>
  (value) =>
    z.safeParse(schema, value).success;

const COMPILERS: Readonly<Record<string, Compiler>> = {
  any: () => () => true,
  unknown: () => () => true,
  boolean: ({ checks }) => plainly(checks, (value) => typeof value === 'boolean'),
  null: ({ checks }) => plainly(checks, (value) => value === null),
  string({ checks = [], format }) {
    const bounds = format === undefined ? boundsOf(checks) : undefined;
    return bounds && ((value) => typeof value === 'string' && isWithin(value.length, bounds));
  },
  number({ checks = [], format }) {
    const bounds = format === undefined || format === 'safeint' ? boundsOf(checks) : undefined;
    const isKind = format === undefined ? Number.isFinite : Number.isSafeInteger;
    return bounds && ((value) => typeof value === 'number' && isKind(value) && isWithin(value, bounds));
  },
  literal: ({ checks, values = [] }) => plainly(checks, (value) => values.includes(value)),
  enum({ checks, entries = {} }) {
    const values = new Set<unknown>(Object.values(entries));
    return plainly(checks, (value) => values.has(value));
  },
  optional: ({ checks, innerType }, _, below) => {
    const inner = innerType && below(innerType);
    return inner && plainly(checks, (value) => value === undefined || inner(value));
  },
  nullable: ({ checks, innerType }, _, below) => {
    const inner = innerType && below(innerType);
    return inner && plainly(checks, (value) => value === null || inner(value));
  },
  lazy: ({ checks, getter }, _, below) => {
    let inner: QuickCheck | undefined;
    return plainly(checks, (value) => {
      inner ??= getter && below(getter());
      return inner?.(value) === true;
    });
  },
  array({ checks = [], element }, schema, below) {
    const { element: own } = notesOf(schema);
    // A list of `listOf` looks at its items in a check of its own, the last of three.
    const known = own === undefined ? checks : checks.slice(0, -1);
    const bounds = own === undefined || checks.length === 3 ? boundsOf(known) : undefined;
    const item = below(own ?? (element as Schema));
    return bounds && ((value) => Array.isArray(value) && isWithin(value.length, bounds) && value.every(item));
  },
  union({ checks, options = [], discriminator }, _, below) {
    if (discriminator === undefined) {
      const each = options.map(below);
      return plainly(checks, (value) => each.some((option) => option(value)));
    }
    const byTag = new Map<unknown, QuickCheck>();
    for (const option of options) {
      const tags = option._zod.propValues?.[discriminator] ?? [];
      for (const tag of tags) byTag.set(tag, below(option));
    }
    return plainly(checks, (value) => isJsonObject(value) && byTag.get(value[discriminator])?.(value) === true);
  },
  object({ checks, shape = {}, catchall }, _, below) {
    const fields = new Map(Object.entries(shape).map(([key, field]) => [key, below(field)]));
    const required = Object.entries(shape).flatMap(([key, field]) => (field._zod.optin === 'optional' ? [] : [key]));
    const isStrict = catchall?._zod.def.type === 'never';
    if (catchall !== undefined && !isStrict && catchall._zod.def.type !== 'unknown') return undefined;
    return plainly(checks, (value) => {
      if (!isJsonObject(value)) return false;
      for (const key in value) {
        const field = fields.get(key);
        if (field === undefined ? isStrict : !field(value[key])) return false;
      }
      return required.every((key) => value[key] !== undefined);
    });
  },
};

/** The check of a schema without checks of its own. */
const plainly = (checks: Definition['checks'], check: QuickCheck): QuickCheck | undefined =>
  checks === undefined || checks.length === 0 ? check : undefined;

interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Are the bounds themselves outside? */
  readonly above: number;
  readonly below: number;
}

const UNBOUNDED: Bounds = {
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  above: Number.NEGATIVE_INFINITY,
  below: Number.POSITIVE_INFINITY,
};

const isWithin = (value: number, { min, max, above, below }: Bounds): boolean =>
  value >= min && value <= max && value > above && value < below;

/** How a check narrows bounds; undefined where it says something else. */
const NARROWINGS: Readonly<Record<string, (bounds: Bounds, check: CheckDefinition) => Bounds | undefined>> = {
  number_format: (bounds) => bounds,
  min_length: (bounds, { minimum: min = 0 }) => ({ ...bounds, min: Math.max(bounds.min, min) }),
  max_length: (bounds, { maximum: max = 0 }) => ({ ...bounds, max: Math.min(bounds.max, max) }),
  greater_than: (bounds, { value, inclusive }) => {
    if (typeof value !== 'number') return undefined;
    return inclusive
      ? { ...bounds, min: Math.max(bounds.min, value) }
      : { ...bounds, above: Math.max(bounds.above, value) };
  },
  less_than: (bounds, { value, inclusive }) => {
    if (typeof value !== 'number') return undefined;
    return inclusive
      ? { ...bounds, max: Math.min(bounds.max, value) }
      : { ...bounds, below: Math.min(bounds.below, value) };
  },
};

/** The bounds that checks set; undefined where one of them is no bound. */
const boundsOf = (checks: NonNullable<Definition['checks']>): Bounds | undefined =>
  checks.reduce<Bounds | undefined>(
    (bounds, { _zod: { def } }) => bounds && NARROWINGS[def.check]?.(bounds, def),
    UNBOUNDED,
  );
