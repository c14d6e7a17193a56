import { z } from 'zod';
import type { RuleSource } from '../contract';
import type { Facts, HeaderList, ProblemKind } from '../core';
import type { ReplyTransform } from '../wire';

/** What a fault does, by the place where it happens. */
export type Effect =
  /** Refuses before anything is looked at, in the provider's words. */
  | { readonly place: 'gate'; readonly problem: ProblemKind; readonly facts: Facts; readonly headers: HeaderList }
  /** A proxy in front of the provider answers with a page of its own. */
  | { readonly place: 'proxy'; readonly status: number; readonly headers: HeaderList; readonly body: string }
  /** The provider breaks a stream off, in its own words, after some frames. */
  | { readonly place: 'stream'; readonly problem: ProblemKind; readonly facts: Facts; readonly after: number }
  /** Bytes come late, wrong, or not at all. */
  | { readonly place: 'wire'; readonly bend: ReplyTransform }
  /** The model ends its turn otherwise. */
  | { readonly place: 'turn'; readonly turn: ModelOutputFault };

/** How a turn goes otherwise: declined in these words, or stopped after some tokens. */
export type ModelOutputFault =
  | { readonly says: string }
  | { readonly after: number; readonly stop: 'content-filter' | 'pause' };

/** Which replies a fault can happen to. */
export type FaultReach = 'any' | 'streams' | 'bodies';

/** One way in which a service fails, instead of answering well. */
export interface FaultKind<Id extends string = string> {
  readonly id: Id;
  /** What a client sees, in one sentence. */
  readonly says: string;
  readonly source: RuleSource;
  readonly reach: FaultReach;
  /** What can be set of it. */
  readonly params: z.ZodRawShape;
  /** What it does with parameters that fit. */
  effect(params: Readonly<Record<string, unknown>>): Effect;
}

interface FaultKindRow<Id extends string, Shape extends z.ZodRawShape> {
  readonly id: Id;
  readonly says: string;
  readonly source: RuleSource;
  readonly reach?: FaultReach;
  readonly params: Shape;
  effect(params: z.infer<z.ZodObject<Shape>>): Effect;
}

/** Gives a row its parameters' types. */
export const kind = <const Id extends string, Shape extends z.ZodRawShape>({
  effect,
  reach = 'any',
  ...row
}: FaultKindRow<Id, Shape>): FaultKind<Id> => ({
  ...row,
  reach,
  effect: (params) => effect(z.object(row.params).parse(params)),
});

const seen = '2026-11';

/** Where a row is known from. */
export const known = (grade: RuleSource['grade'], ref: string): RuleSource => ({ grade, ref, seen });
