import type { z } from 'zod';
import { type Facts, type Issue, type IssueCode, isJsonObject, type Json, type Path } from '../core';
import { allowedTags, chosenIndex, expectedOf, knownKeys, notesOf, walkSchema } from './schema-walk';

type DocumentSchema = z.core.$ZodType;
type ZodIssue = z.core.$ZodIssue;

/** One issue before its tagged path is known. */
interface RawIssue {
  readonly code: IssueCode;
  readonly path: Path;
  /** Where the tagged path points, when not at `path`. */
  readonly at?: Path;
  readonly facts: Facts;
}

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key], root);

/** Turns zod's issues about one document into neutral ones, in zod's order. */
export function issuesOf(schema: DocumentSchema, document: unknown, found: readonly ZodIssue[]): Issue[] {
  return found
    .flatMap((issue) => faultsOf(issue, { schema, document, base: [] }))
    .map(({ code, path, at, facts }) => ({
      rule: code,
      path,
      tagged: walkSchema(schema, document, at ?? path).tagged,
      facts,
    }));
}

interface IssueContext {
  readonly schema: DocumentSchema;
  readonly document: unknown;
  /** Issues inside a union have paths relative to it. */
  readonly base: Path;
}

type Translate<Code extends ZodIssue['code']> = (
  issue: Extract<ZodIssue, { code: Code }>,
  path: Path,
  context: IssueContext,
) => readonly RawIssue[];

function faultsOf(issue: ZodIssue, context: IssueContext): readonly RawIssue[] {
  const path = [...context.base, ...(issue.path as (string | number)[])];
  const translate = translations[issue.code] as Translate<ZodIssue['code']>;
  return translate(issue, path, context);
}

/** A value that is absent, or of a type that the schema does not take. */
function typeFault(path: Path, { schema, document }: IssueContext): readonly RawIssue[] {
  const value = valueAt(document, path);
  if (value === undefined) return [{ code: 'missing', path, facts: {} }];
  const place = walkSchema(schema, document, path).schema;
  return [{ code: 'wrong-type', path, facts: { value, expected: place ? expectedOf(place) : { kind: 'any' } } }];
}

/** A discriminated union whose tag is absent or unknown. */
function tagFault(path: Path, discriminator: string, { schema, document }: IssueContext): readonly RawIssue[] {
  const objectPath = path.slice(0, -1);
  const value = valueAt(document, path);
  if (value === undefined) return [{ code: 'missing', path, facts: {} }];
  const union = walkSchema(schema, document, objectPath).schema;
  const allowed = union ? allowedTags(union) : [];
  const blamed = notesOf(union).blame === 'object' ? objectPath : path;
  return [{ code: 'unknown-tag', path: blamed, at: objectPath, facts: { value, allowed, discriminator } }];
}

/** A bound that is crossed. */
interface CrossedBound {
  readonly side: 'small' | 'big';
  readonly limit: number;
  readonly inclusive: boolean;
}

/** Bounds differ in name by what they bound: numbers, strings or arrays. */
function boundFault(
  { side, limit, inclusive }: CrossedBound,
  path: Path,
  { schema, document }: IssueContext,
): readonly RawIssue[] {
  const value = valueAt(document, path);
  const bounds = { value, limit, exclusive: !inclusive };
  if (typeof value === 'number') {
    const place = walkSchema(schema, document, path).schema;
    const integer = place !== undefined && expectedOf(place).kind === 'integer';
    return [
      {
        code: side === 'small' ? 'number-too-small' : 'number-too-big',
        path,
        facts: { ...bounds, found: value, integer },
      },
    ];
  }
  const facts = { ...bounds, found: (value as { length: number }).length };
  if (Array.isArray(value)) return [{ code: side === 'small' ? 'array-too-short' : 'array-too-long', path, facts }];
  return [{ code: side === 'small' ? 'string-too-short' : 'string-too-long', path, facts }];
}

/** Providers report one unknown key or a few; the rest would only cost time. */
const MOST_UNKNOWN = 100;

/** A row for each code of zod: the compiler reports a new one. */
const translations: { readonly [Code in ZodIssue['code']]: Translate<Code> } = {
  invalid_type: (_issue, path, context) => typeFault(path, context),
  invalid_value: (issue, path, context) => {
    const value = valueAt(context.document, path);
    if (!issue.values.some((allowed) => typeof allowed === typeof value)) return typeFault(path, context);
    return [{ code: 'bad-value', path, facts: { value, allowed: issue.values as Json[] } }];
  },
  invalid_union: (issue, path, context) => {
    if ('discriminator' in issue && issue.discriminator !== undefined) {
      return tagFault(path, issue.discriminator as string, context);
    }
    return unionFault(issue.errors, path, context);
  },
  too_small: ({ minimum, inclusive = true }, path, context) =>
    boundFault({ side: 'small', limit: Number(minimum), inclusive }, path, context),
  too_big: ({ maximum, inclusive = true }, path, context) =>
    boundFault({ side: 'big', limit: Number(maximum), inclusive }, path, context),
  invalid_format: (issue, path, { document }) => [
    {
      code: 'pattern',
      path,
      facts: { value: valueAt(document, path), pattern: (issue.pattern ?? issue.format).replace(/^\/|\/\w*$/g, '') },
    },
  ],
  unrecognized_keys: (issue, path, { schema, document }) => {
    const value = valueAt(document, path);
    const known = knownKeys(walkSchema(schema, document, path).schema, value);
    const present = isJsonObject(value) ? Object.keys(value) : [];
    const places = new Map(present.map((key, place) => [key, place]));
    return issue.keys.slice(0, MOST_UNKNOWN).map((key) => ({
      code: 'unknown-key',
      path: [...path, key],
      facts: { value: key, known, present, place: places.get(key) ?? 0 },
    }));
  },
  invalid_key: (issue, path) => {
    const key = String(path.at(-1));
    const bound = issue.issues.find((inner) => inner.code === 'too_big');
    const limit = bound === undefined ? 0 : Number(bound.maximum);
    return [{ code: 'key-too-long', path, facts: { value: key, limit, found: key.length } }];
  },
  custom: (issue, path, { document }) => {
    const { code = 'bad-value', ...facts } = (issue.params ?? {}) as { code?: IssueCode };
    const value = valueAt(document, path);
    return [{ code: value === undefined ? 'missing' : code, path, facts: { value, ...facts } }];
  },
  not_multiple_of: (_issue, path, context) => typeFault(path, context),
  invalid_element: (_issue, path, context) => typeFault(path, context),
};

/** The issues of the option of a plain union that the value's type chooses. */
function unionFault(errors: readonly (readonly ZodIssue[])[], path: Path, context: IssueContext): readonly RawIssue[] {
  const value = valueAt(context.document, path);
  const union = walkSchema(context.schema, context.document, path).schema;
  const inner = union === undefined || value === undefined ? undefined : errors[chosenIndex(union, value)];
  if (inner === undefined) return typeFault(path, context);
  return inner.flatMap((issue) => faultsOf(issue, { ...context, base: path }));
}
