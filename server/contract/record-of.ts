import { z } from 'zod';
import { isJsonObject } from '../core';

/** What the names and the values of a record must be. */
interface RecordMembers<Value extends z.ZodType> {
  readonly key?: z.ZodType<string>;
  readonly value: Value;
  /** What the house calls such an object in a sentence about types. */
  readonly called?: string;
  /** How many there may be; counted before they are looked at. */
  readonly most?: number;
}

/** An object of the caller's own names, looked at up to its first faulty member: `__proto__` is a name like any other. */
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

/** A bad name, as zod itself reports one. */
function invalidKey(key: z.ZodType<string>, name: string): z.core.$ZodRawIssue[] {
  const parsed = key.safeParse(name);
  if (parsed.success) return [];
  return [{ code: 'invalid_key', origin: 'record', issues: parsed.error.issues, input: name, path: [] }];
}
