import { z } from 'zod';
import { compileChecks } from '../../../contract';
import type { EndpointContext, Json, PageRequest } from '../../../core';

/** What one list allows. */
interface PageLimits {
  /** Under which its rules are named. */
  readonly surface: string;
  /** Most entries of one page. */
  readonly most: number;
  /** Entries of a page unless the request says how many. */
  readonly usual: number;
  readonly order: PageRequest['order'];
}

/** A number where the text is one, for the schema to judge. */
export const numberOrText = (text: string): string | number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

/** Reads which part of a list a query wants; keys that no list knows are not looked at. */
export function pageReader({ surface, most, usual, order }: PageLimits): (context: EndpointContext) => PageRequest {
  const schema = z.object({ limit: z.int().min(1).max(most).optional(), order: z.enum(['asc', 'desc']).optional() });
  const fields = ['limit', 'order'];
  const checks = compileChecks({ surface, schema, order: { first: [], unknownKeys: 'last', fields }, rules: [] });
  return ({ request: { query }, check }) => {
    const { after, limit, order: asked } = Object.fromEntries(new URLSearchParams(query));
    const wish = { ...(limit === undefined ? {} : { limit: numberOrText(limit) }), ...(asked && { order: asked }) };
    return { limit: usual, order, ...(check(checks, wish) as Partial<PageRequest>), after };
  };
}

/** A page as the house sends it. */
export const listOf = <Entry extends { readonly id: string }>(data: readonly Entry[], more: boolean) => ({
  object: 'list',
  data,
  first_id: data[0]?.id ?? null,
  last_id: data.at(-1)?.id ?? null,
  has_more: more,
});

/** An object as it was kept. */
export const fromStored = <Value>(value: Json): Value => value as unknown as Value;

/** An object as it is to be kept. */
export const toStored = (value: object): Json => value as unknown as Json;
