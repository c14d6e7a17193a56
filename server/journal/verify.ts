import { z } from 'zod';
import type { EntryReader } from './entry-reader';
import { BadQuery, type EntryFilter, filterSchema, type PreparedFilter, parseWith, prepareFilter } from './query';

/** What must have happened. */
export type Expectation =
  /** So many exchanges of this kind; at least one where no number is given. */
  | {
      readonly match: EntryFilter;
      readonly exactly?: number | undefined;
      readonly atLeast?: number | undefined;
      readonly atMost?: number | undefined;
    }
  /** No exchange of this kind. */
  | { readonly never: EntryFilter }
  /** These one after the other; others may stand between them. */
  | { readonly order: readonly EntryFilter[] };

/** What was expected has not happened; the message tells what came nearest and where it first differed. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

const count = z.int().min(0).optional();

export interface ExpectationInput {
  readonly match?: EntryFilter | undefined;
  readonly never?: EntryFilter | undefined;
  readonly order?: readonly EntryFilter[] | undefined;
  readonly exactly?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** The schema of an expectation. */
export const expectationSchema: z.ZodType<ExpectationInput> = z.strictObject({
  match: filterSchema.optional(),
  never: filterSchema.optional(),
  order: z.array(filterSchema).min(1).optional(),
  exactly: count,
  atLeast: count,
  atMost: count,
});

/** Reads an expectation that a program or a client wrote. */
export function parseExpectation(given: unknown): Expectation {
  const { match, never, order, ...counts } = parseWith(given, expectationSchema);
  const ways = [match, never, order].filter((way) => way !== undefined).length;
  if (ways !== 1) throw new BadQuery('an expectation has exactly one of match, never and order');
  if (match !== undefined) return { match, ...counts };
  const [stray] = Object.keys(counts);
  if (stray !== undefined) throw new BadQuery(`${stray} goes with match only`);
  return never === undefined ? { order: order ?? [] } : { never };
}

/** What a verdict is made from. */
export interface Evidence {
  /** Oldest first. */
  readonly sights: readonly EntryReader[];
  /** Id of the last entry that the journal had to forget; 0 where it remembers all. */
  readonly forgotten: number;
}

/** Why an expectation is not met, undefined where it is. */
export function checkExpectation(evidence: Evidence, expectation: Expectation): string | undefined {
  if ('order' in expectation) return inOrder(evidence, expectation.order.map(prepareFilter));
  const { filter, least, most, says } = bounds(expectation);
  const test = prepareFilter(filter);
  const found = evidence.sights.filter((sight) => test.matches(sight));
  const isLost = (filter.after ?? 0) < evidence.forgotten;
  if (found.length >= least && found.length <= most) {
    return isLost && most < Number.POSITIVE_INFINITY
      ? `Cannot tell whether there were ${says} (${test.description}): entries up to #${evidence.forgotten} are forgotten. Ask with after, or start with a larger --journal.`
      : undefined;
  }
  const told = `Expected ${says} (${test.description}), found ${found.length} among ${entries(evidence.sights.length)}.`;
  return found.length > most ? [told, ...found.map(named)].join('\n') : withNearest(told, evidence, test);
}

const entries = (number: number): string => (number === 1 ? '1 entry' : `${number} entries`);

interface CountBounds {
  readonly filter: EntryFilter;
  readonly least: number;
  readonly most: number;
  readonly says: string;
}

function bounds(expectation: Exclude<Expectation, { order: unknown }>): CountBounds {
  if ('never' in expectation) return { filter: expectation.never, least: 0, most: 0, says: 'no entry' };
  const { match: filter, exactly, atLeast, atMost } = expectation;
  const least = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0);
  const most = exactly ?? atMost ?? Number.POSITIVE_INFINITY;
  const says = [
    ...(exactly === undefined ? [] : [`exactly ${entries(exactly)}`]),
    ...(exactly === undefined && (atLeast !== undefined || atMost === undefined) ? [`at least ${entries(least)}`] : []),
    ...(atMost === undefined ? [] : [`at most ${entries(atMost)}`]),
  ];
  return { filter, least, most, says: says.join(' and ') };
}

function inOrder(evidence: Evidence, steps: readonly PreparedFilter[]): string | undefined {
  let after = 0;
  for (const [at, step] of steps.entries()) {
    const rest = evidence.sights.filter(({ entry }) => entry.id > after);
    const met = rest.find((sight) => step.matches(sight));
    if (met === undefined) {
      const where = after === 0 ? '' : ` after #${after}`;
      const told = `Expected ${steps.length} exchanges in order; number ${at + 1} (${step.description}) did not come${where}.`;
      return withNearest(told, { ...evidence, sights: rest }, step);
    }
    after = met.entry.id;
  }
  return undefined;
}

/** Entries that are told as the nearest ones. */
const MAX_TOLD = 3;

/** The entries that keep most of a filter, newest first, each with the first thing that differed. */
export function nearestTo(test: PreparedFilter, sights: readonly EntryReader[]): readonly string[] {
  return sights
    .map((sight) => ({ sight, ...test.compare(sight) }))
    .filter(({ broken }) => broken !== undefined)
    .sort((a, b) => b.kept - a.kept || b.sight.entry.id - a.sight.entry.id)
    .slice(0, MAX_TOLD)
    .map(({ sight, broken }) => `${named(sight)}: ${broken}`);
}

function withNearest(told: string, { sights, forgotten }: Evidence, test: PreparedFilter): string {
  const near = nearestTo(test, sights);
  const lost = forgotten === 0 ? [] : [`Entries up to #${forgotten} are forgotten.`];
  return [told, ...(near.length === 0 ? [] : ['Nearest:', ...near]), ...lost].join('\n');
}

const named = ({ entry: { id, status }, request: { method, path } }: EntryReader): string =>
  `  #${id} ${method} ${path} → ${status ?? 'running'}`;
