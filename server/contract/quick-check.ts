import type { z } from 'zod';
import { isJsonObject } from '../core';

/** Says of most good bodies at once that they are good; false only means that it could not tell. */
export type QuickCheck = (body: unknown) => boolean;

interface StrictObject {
  readonly type: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: { readonly _zod: { readonly def: { readonly type: string } } };
  readonly checks?: readonly unknown[];
}

/**
 * Zod asks every known key of an object, and a surface knows some forty; a request has five.
 * This asks only the keys that are there, and those that must be.
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
