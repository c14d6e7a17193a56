import type { z } from 'zod';
import { isJsonObject } from '../core';

/** True for most valid bodies; false means that only the schema can tell. */
export type QuickCheck = (body: unknown) => boolean;

interface StrictObject {
  readonly type: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: { readonly _zod: { readonly def: { readonly type: string } } };
  readonly checks?: readonly unknown[];
}

/**
 * Zod checks every known key of an object, about forty on a surface; a request has about five.
 * This checks only the keys that are present and those that are required.
 */
export function quickCheck(schema: z.core.$ZodType): QuickCheck {
  const { type, shape, catchall, checks = [] } = schema._zod.def as unknown as StrictObject;
  const isStrict = type === 'object' && catchall?._zod.def.type === 'never' && checks.length === 0;
  if (!isStrict) return () => false;
  const fields = new Map(Object.entries(shape));
  const required = [...fields].filter(([, field]) => field._zod.optin !== 'optional').map(([key]) => key);
  return (body) => {
    if (!isJsonObject(body)) return false;
    for (const key in body) {
      if (fields.get(key)?.safeParse(body[key]).success !== true) return false;
    }
    return required.every((key) => body[key] !== undefined);
  };
}
