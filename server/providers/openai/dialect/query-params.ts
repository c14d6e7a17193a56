import { z } from 'zod';
import type { Json, JsonObject } from '../../../core';

/** How a parameter of a query is read. */
export type QueryKind = 'integer' | 'boolean' | 'text' | 'list';

const readers: { readonly [Kind in QueryKind]: (values: readonly string[]) => Json | undefined } = {
  integer: ([value]) => (value !== undefined && /^[+-]?\d+$/.test(value) ? Number(value) : value),
  boolean: ([value]) => (value === 'true' || value === 'false' ? value === 'true' : value),
  text: ([value]) => value,
  list: (values) => (values.length === 0 ? undefined : values),
};

/** The parameters of a query as a body would hold them; what cannot be read stays text, and others are not looked at. */
export function parseQuery(query: string, kinds: Readonly<Record<string, QueryKind>>): JsonObject {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([name, kind]) => {
      const value = readers[kind]([...given.getAll(name), ...given.getAll(`${name}[]`)]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const PAGE = { least: 1, most: 100, usual: 20 } as const;

/** How the parameters of a list are read. */
export const pageKinds = { limit: 'integer', order: 'text', after: 'text', before: 'text' } as const;

/** What they may be. */
export const pageMembers = {
  limit: z.int().min(PAGE.least).max(PAGE.most).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  after: z.string().optional(),
  before: z.string().optional(),
};

/** A page that is asked for. */
export interface PageQuery {
  readonly limit?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** Lists begin with the newest, twenty at a time. */
export const withPageDefaults = ({ limit = PAGE.usual, order = 'desc', after, before }: PageQuery) => ({
  limit,
  order,
  after,
  before,
});

/** Something that a list shows. */
interface ListEntry {
  readonly id: string;
}

/** A list as the house writes it. */
export const listText = (items: readonly ListEntry[], more: boolean): string =>
  JSON.stringify(
    {
      object: 'list',
      data: items,
      first_id: items[0]?.id ?? null,
      has_more: more,
      last_id: items.at(-1)?.id ?? null,
    },
    null,
    2,
  );
