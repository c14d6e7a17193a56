import { z } from 'zod';
import type { AllowedWords, Level, NumberBounds, ServiceRules } from '../core';
import { globTest, isGlob } from '../lib/glob';

const range = z
  .strictObject({ min: z.number(), above: z.number(), max: z.number(), below: z.number() })
  .partial()
  .describe('Bounds of a number; above and below exclude the bound itself.');

const waiting = z
  .strictObject({
    stream: z.string().min(1).describe('What a stream says before its first frame, such as ": keep-alive\\n\\n".'),
    body: z.string().regex(/^\s+$/).describe('White space that comes before a body.'),
  })
  .describe('What is sent again and again while a request waits for its answer.');

const surfaceRules = z.strictObject({
  ignored: z.array(z.string()).exactOptional().describe('Parameters that are taken and have no effect.'),
  ranges: z
    .record(z.string(), range)
    .exactOptional()
    .describe('Numbers held in a narrower range than the vendor does.'),
  waiting: waiting.exactOptional(),
  variants: z
    .record(z.string(), z.array(z.string()))
    .exactOptional()
    .describe('Words that the service knows at a place such as messages.*.role; all others are refused.'),
});

const headers = z
  .strictObject({
    edge: z.boolean().describe("Do replies bear the headers that the vendor's own edge adds?"),
    limits_of: z
      .string()
      .describe(
        'Where nothing is limited, answers report the limits of this tier as an account far from them sees them.',
      ),
  })
  .partial();

const sentence = z
  .strictObject({
    status: z.int().min(400).max(599).exactOptional(),
    type: z.string().exactOptional(),
    message: z.string().exactOptional().describe('May quote facts in braces, such as {value}, {limit}, {path}.'),
    code: z.string().nullable().exactOptional(),
    param: z.string().nullable().exactOptional(),
  })
  .describe('What a refusal says differently from the house; what is not given stays.');

/** A file that describes one real service. */
export const serviceFile = z.strictObject({
  id: z.string().min(1),
  says: z.string().describe('One sentence on the service.'),
  models: z
    .array(z.string().min(1))
    .exactOptional()
    .describe('Ids of the models that it serves, or globs of them; without it, all that are known.'),
  served: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('The names under which models answer, where they are not the asked ones.'),
  traits: z.array(z.string()).exactOptional().describe('Traits that all its models have besides their own.'),
  rules: z
    .record(z.string(), z.enum(['error', 'warn', 'off']))
    .exactOptional()
    .describe('Levels of rules, by surface/rule or by a glob of it; what is off by itself is woken by its id only.'),
  surfaces: z.record(z.string(), surfaceRules).exactOptional(),
  headers: headers.exactOptional(),
  sentences: z
    .record(z.string(), z.record(z.string(), sentence))
    .exactOptional()
    .describe(
      'Refusals in the service’s own words: by house, then by rule, by kind of problem, or by a glob of either.',
    ),
});

/** One service as a file describes it. */
export type ServiceEntry = z.infer<typeof serviceFile>;

/** What a refusal says differently from the provider. */
export type ServiceErrorOverride = z.infer<typeof sentence>;

/** What is sent while a request waits. */
export type WaitingMessages = z.infer<typeof waiting>;

/** One real service that can be imitated. */
export interface Service extends ServiceRules {
  readonly id: string;
  readonly summary: string;
  /** Do replies bear the headers that the vendor's own edge adds? */
  readonly hasEdge: boolean;
  /** The tier whose limits answers report where nothing is limited; undefined reports none. */
  readonly reportedTier: string | undefined;
  /** What a surface sends while a request waits; undefined where it sends nothing. */
  keepAlive(surface: string): WaitingMessages | undefined;
  /** All that the service says differently of a refusal that has these names, put together. */
  errorOverride(house: string, names: readonly string[]): ServiceErrorOverride | undefined;
}

const NO_KEYS: readonly string[] = [];
const NO_RANGES: readonly NumberBounds[] = [];
const NO_VARIANTS: readonly AllowedWords[] = [];

/** Levels by rule id, or by globs of it. */
export type RuleLevels = Readonly<Record<string, Level>>;

/** How levels are looked up: by exact id, or by glob, of which the last written decides. */
interface LevelTable {
  exact(rule: string): Level | undefined;
  globbed(rule: string): Level | undefined;
}

function tableOf(levels: RuleLevels): LevelTable {
  const exact = new Map(Object.entries(levels).filter(([id]) => !isGlob(id)));
  const globs = Object.entries(levels)
    .filter(([id]) => isGlob(id))
    .map(([id, level]) => ({ test: globTest(id), level }))
    .reverse();
  return { exact: (rule) => exact.get(rule), globbed: (rule) => globs.find(({ test }) => test(rule))?.level };
}

/**
 * The user's levels go before the service's, and an exact id before globs.
 * A rule that is off by itself is woken by its own id only, for a glob is written to soften or to silence.
 */
function levelsOf(given: LevelTable, own: LevelTable, dormant: ReadonlySet<string>): Service['level'] {
  const isAwake = (rule: string) => !dormant.has(rule) || own.exact(rule) !== undefined;
  const globbed = (table: LevelTable, rule: string) => (isAwake(rule) ? table.globbed(rule) : undefined);
  return (rule) => given.exact(rule) ?? globbed(given, rule) ?? own.exact(rule) ?? globbed(own, rule);
}

/** What the user adds to a service's file. */
export interface ServiceLevels {
  /** They go before the file's. */
  readonly levels: RuleLevels;
  /** Ids of rules that are off by themselves. */
  readonly dormant: ReadonlySet<string>;
}

/** Makes a service from its entry. */
export function createService(entry: ServiceEntry, { levels, dormant }: ServiceLevels): Service {
  const ranges = new Map<string, readonly NumberBounds[]>();
  const variants = new Map<string, readonly AllowedWords[]>();
  for (const [surface, row] of Object.entries(entry.surfaces ?? {})) {
    const words = Object.entries(row.variants ?? {});
    variants.set(
      surface,
      words.map(([path, allowed]) => ({ path: path.split('.'), allowed })),
    );
    ranges.set(
      surface,
      Object.entries(row.ranges ?? {}).map(([key, bounds]) => ({ key, ...bounds }) as NumberBounds),
    );
  }
  return {
    id: entry.id,
    summary: entry.says,
    level: levelsOf(tableOf(levels), tableOf(entry.rules ?? {}), dormant),
    ignored: (surface) => entry.surfaces?.[surface]?.ignored ?? NO_KEYS,
    ranges: (surface) => ranges.get(surface) ?? NO_RANGES,
    hasEdge: entry.headers?.edge === true,
    reportedTier: entry.headers?.limits_of,
    variants: (surface) => variants.get(surface) ?? NO_VARIANTS,
    keepAlive: (surface) => entry.surfaces?.[surface]?.waiting,
    errorOverride: speaker(entry.sentences ?? {}),
  };
}

/** Later rows of a file go over earlier ones, so that a glob at its top speaks for the rest. */
function speaker(sentences: NonNullable<ServiceEntry['sentences']>): Service['errorOverride'] {
  const rows = new Map(
    Object.entries(sentences).map(([house, row]) => [
      house,
      Object.entries(row).map(([name, said]) => ({ test: globTest(name), said })),
    ]),
  );
  return (house, names) => {
    const fitting = rows.get(house)?.filter(({ test }) => names.some(test)) ?? [];
    return fitting.length === 0 ? undefined : Object.assign({}, ...fitting.map(({ said }) => said));
  };
}
