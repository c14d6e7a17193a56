import { z } from 'zod';

/** How many items a list may have. */
interface ListBounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * An array whose length is looked at before its items, and whose items are looked at up to the first faulty one:
 * a house tells one fault, and a million of them must not cost more than one.
 */
export function listOf<Item extends z.ZodType>(
  item: Item,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: ListBounds = {},
) {
  const list = z
    .array(z.unknown())
    .min(min, { abort: true })
    .max(max, { abort: true })
    .check(({ value, issues }) => {
      for (const [at, each] of value.entries()) {
        const { issues: found } = item._zod.run({ value: each, issues: [] }, {}) as z.core.ParsePayload;
        if (found.length === 0) continue;
        issues.push(...z.core.util.prefixIssues(at, found));
        return;
      }
    })
    .meta({ element: item, around: (other: Item) => listOf(other, { min, max }) });
  return list as unknown as z.ZodArray<Item>;
}
