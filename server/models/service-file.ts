import { z } from 'zod';
import type { Level, Range, ServiceRules } from '../core';

const range = z
  .strictObject({ min: z.number(), above: z.number(), max: z.number(), below: z.number() })
  .partial()
  .describe('Bounds of a number; above and below exclude the bound itself.');

const surfaceRules = z.strictObject({
  ignored: z.array(z.string()).exactOptional().describe('Parameters that are taken and have no effect.'),
  ranges: z
    .record(z.string(), range)
    .exactOptional()
    .describe('Numbers held in a narrower range than the vendor does.'),
});

/** A file that describes one real service. */
export const serviceFile = z.strictObject({
  id: z.string().min(1),
  says: z.string().describe('One sentence on the service.'),
  rules: z
    .record(z.string(), z.enum(['error', 'warn', 'off']))
    .exactOptional()
    .describe('Levels of rules, by surface/rule.'),
  surfaces: z.record(z.string(), surfaceRules).exactOptional(),
});

/** One service as a file describes it. */
export type ServiceEntry = z.infer<typeof serviceFile>;

/** One real service that can be imitated. */
export interface Service extends ServiceRules {
  readonly id: string;
  readonly says: string;
}

const NO_KEYS: readonly string[] = [];
const NO_RANGES: readonly Range[] = [];

/** Makes a service from its entry; `levels` given by the user go before the file's. */
export function createService(entry: ServiceEntry, levels: Readonly<Record<string, Level>>): Service {
  const rules: Readonly<Record<string, Level>> = { ...entry.rules, ...levels };
  const ranges = new Map<string, readonly Range[]>();
  for (const [surface, row] of Object.entries(entry.surfaces ?? {})) {
    ranges.set(
      surface,
      Object.entries(row.ranges ?? {}).map(([key, bounds]) => ({ key, ...bounds }) as Range),
    );
  }
  return {
    id: entry.id,
    says: entry.says,
    level: (rule) => rules[rule],
    ignored: (surface) => entry.surfaces?.[surface]?.ignored ?? NO_KEYS,
    ranges: (surface) => ranges.get(surface) ?? NO_RANGES,
  };
}
