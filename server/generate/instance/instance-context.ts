import type { Json, JsonObject } from '../../core';
import type { Filler, Language } from '../../lib';
import type { ExtractedValues } from '../extract/extracted-values';
import type { CheckTools } from '../schema/check';
import type { Constraints } from '../schema/constraints';
import type { MinDepth } from '../schema/min-depth';

/** With what an instance of a schema is made. */
export interface InstanceOptions {
  readonly found: ExtractedValues;
  readonly filler: Filler;
  readonly language: Language;
  readonly seed: number;
  /** What a field says for which nothing was found and nothing is usual. */
  readonly otherwise?: string;
  /** `found` leaves an optional member out unless the question has its value; `all` puts it in. */
  readonly optional: 'found' | 'all';
  /** Values that a caller has chosen for members at the top. */
  readonly given?: JsonObject;
  /** What the schema is of, for the message where nothing satisfies it. */
  readonly of: string;
}

/** What makes the values of one instance; `make` gives undefined where it finds none. */
export interface InstanceContext extends InstanceOptions {
  readonly tools: CheckTools;
  readonly reach: MinDepth;
  /** Numbers of the question that no field has taken yet. */
  readonly numbers: number[];
  make(schemas: readonly Json[], spot: Location): Json | undefined;
}

/** A place that is being filled. */
export interface Location {
  readonly name: string;
  readonly depth: number;
  readonly seed: number;
  /** Which item of a list this is. */
  readonly index: number;
  /** Where in the schema it stands. */
  readonly path: readonly string[];
  /** How many values have been tried above and found wanting: others are wanted. */
  readonly twist: number;
  /** Canonical texts of values that may not come again. */
  readonly avoid?: ReadonlySet<string>;
}

/** Fills a place; each `variant` is another attempt. Undefined where there is none. */
export type ValueGenerator = (maker: InstanceContext, demand: Constraints, attempt: ValueAttempt) => Json | undefined;

/** One attempt at a place. */
export interface ValueAttempt {
  readonly location: Location;
  readonly variant: number;
}

/** Optional members and further items end here, so that recursive schemas do. */
export const MAX_DEPTH = 5;
/** From here on a union takes the option that ends soonest. */
export const SHALLOW_DEPTH = 2;
