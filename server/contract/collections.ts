import { z } from 'zod';
import { isJsonObject } from '../core';

/** How many items a list may have. */
interface ListBounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * An array whose length is checked before its items, and whose items are checked up to the first invalid one:
 * a provider reports one error, and a million of them must not cost more than one.
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

/** Schemas of the keys and values of a record. */
interface RecordMembers<Value extends z.ZodType> {
  readonly key?: z.ZodType<string>;
  readonly value: Value;
  /** The provider's name for such an object in messages about types, with its article. */
  readonly called?: string;
  /** Maximum number of members; counted before they are checked. */
  readonly most?: number;
}

/** An object with keys of the caller's choice, checked up to its first invalid member; `__proto__` is a key like any other. */
export function recordOf<Value extends z.ZodType>(members: RecordMembers<Value>) {
  const { key, value: each, called = 'an object', most = Number.MAX_SAFE_INTEGER } = members;
  const params = { code: 'wrong-type', expected: { kind: 'named', name: called } };
  // zod's own record drops `__proto__`.
  const record = z
    .custom<Readonly<Record<string, unknown>>>(isJsonObject, { params, abort: true })
    .check(({ value: held, issues }) => {
      const entries = Object.entries(held);
      if (entries.length > most) {
        const tooMany = { code: 'too-many-keys', limit: most, found: entries.length };
        issues.push({ code: 'custom', input: held, params: tooMany });
        return;
      }
      for (const [name, member] of entries) {
        const found = [
          ...(key === undefined ? [] : invalidKey(key, name)),
          ...(each._zod.run({ value: member, issues: [] }, {}) as z.core.ParsePayload).issues,
        ];
        if (found.length === 0) continue;
        issues.push(...z.core.util.prefixIssues(name, found));
        return;
      }
    })
    .meta({ element: each, expected: called, around: (other: Value) => recordOf({ ...members, value: other }) });
  return record as unknown as z.ZodRecord<z.ZodString, Value>;
}

/** An invalid key as zod reports it. */
function invalidKey(key: z.ZodType<string>, name: string): z.core.$ZodRawIssue[] {
  const parsed = key.safeParse(name);
  if (parsed.success) return [];
  return [{ code: 'invalid_key', origin: 'record', issues: parsed.error.issues, input: name, path: [] }];
}
