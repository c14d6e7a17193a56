import { z } from 'zod';
import { readDocument } from '../contract';
import { parseJson } from '../core';
import { maxDistance, nameHint } from '../lib';
import type { EntryReader } from './entry-reader';
import { type EntryCriteria, type FilterFault, filters } from './filters';

/** Which entries are wanted; all that is given must hold. */
export type EntryFilter = { readonly [Key in keyof EntryCriteria]?: EntryCriteria[Key] | undefined };

/** Which entries are wanted, and how many of them. */
export interface EntryQuery extends EntryFilter {
  /** The newest so many. */
  readonly limit?: number | undefined;
}

/** Thrown for an invalid query; the message names the key and the nearest valid one. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

const keys = Object.keys(filters) as (keyof EntryCriteria)[];

const shape = Object.fromEntries(Object.entries(filters).map(([key, { schema }]) => [key, schema.optional()]));

/** The schema of a filter, built from the table. */
export const filterSchema: z.ZodType<EntryFilter> = z.strictObject(shape);

const querySchema: z.ZodType<EntryQuery> = z.strictObject({ ...shape, limit: z.int().min(0).optional() });

/** Holds what a program or a client wrote against a schema. Regular expressions may be written as such. */
export function parseWith<T>(given: unknown, schema: z.ZodType<T>): T {
  const text = JSON.stringify(given, (_key, value) => (value instanceof RegExp ? String(value) : value)) ?? 'null';
  const read = readDocument('query', text, schema);
  if ('value' in read) return read.value;
  throw new BadQuery(read.faults.map(({ message }) => message).join('\n'));
}

/** Reads a query that a program wrote. */
export const parseQuery = (given: unknown): EntryQuery => parseWith(given, querySchema);

/** Reads a filter that a program wrote. */
export const parseFilter = (given: unknown): EntryFilter => parseWith(given, filterSchema);

/** How the text of a URL becomes the value of a criterion; the rest stay text. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  id: Number,
  status: Number,
  after: Number,
  limit: Number,
  stream: (text) => ({ true: true, false: false })[text] ?? text,
  body: (text) => {
    const value = parseJson(text);
    return value === undefined ? text : value;
  },
};

/** Reads the criteria of a URL's query; `others` are keys that mean something else there. */
export function queryOfUrl(query: Readonly<Record<string, unknown>>, others: readonly string[]): EntryQuery {
  const given = Object.entries(query).filter(([key]) => !others.includes(key));
  const known = [...keys, 'limit', ...others];
  const strange = given.map(([key]) => key).filter((key) => !known.includes(key));
  if (strange.length > 0) throw new BadQuery(strange.map((key) => whyUnknown(key, known)).join('\n'));
  return parseQuery(Object.fromEntries(given.map(([key, value]) => [key, readAs(key, value)])));
}

const whyUnknown = (key: string, known: readonly string[]): string =>
  `unknown key ${key}; ${nameHint(key, known, { within: maxDistance(key), what: 'known keys' })}`;

function readAs(key: string, value: unknown): unknown {
  const read = readers[key];
  if (read === undefined) return value;
  const one = (text: unknown) => {
    const made = typeof text === 'string' && text.trim() !== '' ? read(text) : text;
    return Number.isNaN(made) ? text : made;
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}

/** A filter made ready. */
export interface PreparedFilter {
  matches(sight: EntryReader): boolean;
  /** How many criteria an entry keeps, and the first that it does not. */
  compare(sight: EntryReader): { readonly kept: number; readonly broken: string | undefined };
  /** What is wanted, in words. */
  readonly description: string;
}

/** Makes a filter ready to be asked of many entries. */
export function prepareFilter(filter: EntryFilter): PreparedFilter {
  const given = keys.filter((key) => filter[key] !== undefined);
  const faults = given.map((key) => prepare(key, filter));
  return {
    matches: (sight) => faults.every((fault) => fault(sight) === undefined),
    compare(sight) {
      const found = faults.map((fault) => fault(sight));
      return { kept: found.filter((why) => why === undefined).length, broken: found.find((why) => why !== undefined) };
    },
    description:
      given.length === 0 ? 'any exchange' : given.map((key) => `${key} ${JSON.stringify(filter[key])}`).join(', '),
  };
}

const prepare = <Key extends keyof EntryCriteria>(key: Key, filter: EntryFilter): FilterFault =>
  filters[key].prepare(filter[key] as EntryCriteria[Key]);
