import { type Issue, ProblemError } from './problem';
import type { Profile } from './profile';
import type { PromptSize } from './prompt';
import type { WireRequest } from './reply';
import type { LoadedObjects } from './stored';

/** What the imitated service changes of the provider's own rules. */
export interface ServiceRules {
  /** `error`, `warn` or `off` for a rule id such as `chat/unknown-key`; undefined leaves the rule's own level. */
  level(rule: string): Level | undefined;
  /** Keys that a surface takes and ignores. */
  ignored(surface: string): readonly string[];
  /** Numbers that the service holds in a narrower range. */
  ranges(surface: string): readonly NumberBounds[];
  /** Words of which the service knows fewer or others. */
  variants(surface: string): readonly AllowedWords[];
}

/** The words that a service knows at a place. */
export interface AllowedWords {
  /** Keys from the body inwards; `*` stands for each item of a list. */
  readonly path: readonly string[];
  readonly allowed: readonly string[];
}

/** What a broken rule does: refuse, warn, or nothing. */
export type Level = 'error' | 'warn' | 'off';

/** Bounds of one top-level number; `above` and `below` exclude the bound itself. */
export interface NumberBounds {
  readonly key: string;
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
}

/** What the checks of one request may ask. */
export interface CheckContext {
  readonly service: ServiceRules;
  /** Names in lower case; a provider may unlock parameters by header. */
  readonly headers: WireRequest['headers'];
  /** Undefined as long as the model is not known. */
  readonly profile: Profile | undefined;
  /** Undefined as long as the prompt is not counted. */
  readonly size?: PromptSize;
  /** What the request names of stored objects; absent where it names none. */
  readonly loaded?: LoadedObjects;
}

/** Faults found, in the order in which the provider reports them, and those that only warn. */
export interface Findings {
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

declare const PARSED: unique symbol;

/** A value that its schema has parsed; only the engine makes one, and relations run on nothing else. */
export type Parsed<Body> = Body & { readonly [PARSED]: true };

/** What the first step of checking found. */
export interface ShapeResult<Body> extends Findings {
  /** Undefined where the value cannot be read as a body, even if the level of that fault lets it pass. */
  readonly parsed: Parsed<Body> | undefined;
}

/** The steps of checking that a contract compiles to. */
export interface CompiledChecks<Body> {
  /** Under which the levels of its rules are set: `surface/rule`. */
  readonly surface: string;
  shape(json: unknown, checks: CheckContext): ShapeResult<Body>;
  relations(body: Parsed<Body>, checks: CheckContext): Findings;
  /** What can only be told once the prompt is counted. */
  afterCount(body: Parsed<Body>, checks: CheckContext): Findings;
}

/** What an endpoint knows besides the input that it has checked. */
export interface CheckOptions<Body> {
  /** The model that the input names. Without one no rule is asked, unless the contract is about no model. */
  readonly profile?: Profile | undefined;
  /** Counts the prompt, once nothing else is wrong; absent: rules that ask for its size are not asked. */
  sizeOf?(body: Body): PromptSize;
}

/** All that the checks of one input found; the steps after the first with errors were not taken. */
export interface CheckedInput<Body> extends Findings {
  readonly body: Body;
}

/** Takes an input through all steps of its contract, up to the first that finds errors. */
export function runChecks<Body>(
  contract: CompiledChecks<Body>,
  input: unknown,
  { sizeOf, ...checks }: CheckContext & Pick<CheckOptions<Body>, 'sizeOf'>,
): CheckedInput<Body> {
  const shaped = contract.shape(input, checks);
  const { parsed, errors, warnings } = shaped;
  const body = (parsed ?? input) as Body;
  if (errors.length > 0 || parsed === undefined) return { body, errors, warnings };
  const related = contract.relations(parsed, checks);
  const told = [...warnings, ...related.warnings];
  if (related.errors.length > 0 || sizeOf === undefined) return { body, errors: related.errors, warnings: told };
  const fitting = contract.afterCount(parsed, { ...checks, size: sizeOf(body) });
  return { body, errors: fitting.errors, warnings: [...told, ...fitting.warnings] };
}

/** Refuses a request for the faults that were found, if there are any. */
export function throwIfErrors({ errors }: Findings): void {
  if (errors.length > 0) throw new ProblemError('invalid-request', {}, errors);
}
