import { z } from 'zod';
import {
  type CheckContext,
  type CompiledChecks,
  type Findings,
  type Issue,
  type IssueCode,
  isJsonObject,
  type Level,
  NO_MODEL,
  NOTHING_LOADED,
  type NumberBounds,
  type Parsed,
  type PromptSize,
  type ShapeResult,
  withoutKeys,
} from '../core';
import { createRuleRunner, type RuleRunner, runAll } from './due-rules';
import { issuesOf } from './issues';
import { type Variant, variantsOf } from './locks';
import { inOrder, type Order, rankOf, rankOfField, UNKNOWN_KEYS } from './order';
import type { Rule } from './rules';
import { knownKeys } from './schema-walk';
import { unlistedWords } from './unlisted-words';

/** What makes the bodies, queries or forms of a surface or endpoint valid. */
export interface Contract<Body> {
  /** The surface's id: rule ids are written `surface/rule` in levels. */
  readonly surface: string;
  readonly schema: z.core.$ZodType<Body>;
  readonly order: Order;
  readonly rules: readonly Rule<Body>[];
  /** Its rules are also those of bodies with more members: what its schema does not know is kept from them. */
  readonly sharesRules?: true;
  /** Its bodies name no model: rules run with NO_MODEL. */
  readonly modelless?: true;
  /** Locks that headers open: members and options of the schema with a closed lock are unknown keys and values. */
  readonly opens?: (headers: CheckContext['headers']) => ReadonlySet<string>;
}

const NONE: Findings = { errors: [], warnings: [] };

const NOTHING: ReadonlySet<string> = new Set();
const opensNothing = (): ReadonlySet<string> => NOTHING;

/** Compiles a contract once; the result keeps no state but variants of the schema. */
export function compileChecks<Body>(contract: Contract<Body>): CompiledChecks<Body> {
  const isKnown = knownKeysOf(contract);
  const atField = contract.rules.filter(({ at }) => at !== undefined && (at === UNKNOWN_KEYS || isKnown(at)));
  const after = contract.rules.filter(({ at, counted }) => at === undefined && counted === undefined);
  const counted = contract.rules.filter((rule) => rule.counted);
  const runAtField = createRuleRunner(atField);
  const ownLevels = new Map(contract.rules.map(({ id, level = 'error' }) => [id, level]));
  const { opens = opensNothing } = contract;
  const variant = variantsOf(contract.schema);
  const compiled: Compiled<Body> = { ...contract, opens, atField, runAtField, ownLevels, variant, isKnown };
  const about = (checks: CheckContext): CheckContext =>
    contract.modelless ? { ...checks, profile: NO_MODEL } : checks;
  const ask = (rules: readonly Rule<Body>[]) => {
    const runner = createRuleRunner(rules);
    return (body: Body, given: CheckContext) => {
      if (rules.length === 0) return NONE;
      const checks = about(given);
      const heeded = withoutKeys(body, checks.service.ignored(contract.surface)) as Body;
      const opened = opens(checks.headers);
      return byLevel(compiled, run(runner, heeded, { ...checks, opened }), checks);
    };
  };
  return {
    surface: contract.surface,
    shape: (json, checks) => shape(compiled, json, about(checks)),
    relations: ask(after),
    afterCount: ask(counted),
  };
}

/**
 * Compiles rules about something of llmulator's own that needs no schema, such as a stored object and what is wanted of it.
 * @example const checks = compileRules('openai-files', downloadRules); context.check(checks, file);
 */
export const compileRules = <Subject>(surface: string, rules: readonly Rule<Subject>[]): CompiledChecks<Subject> =>
  compileChecks({
    surface,
    schema: z.custom<Subject>(),
    order: { first: [], unknownKeys: 'last', fields: [] },
    rules,
    modelless: true,
  });

/** Tells which members rules may read: those of the schema where rules are shared, else all. */
function knownKeysOf<Body>({ schema, sharesRules }: Contract<Body>): (key: string) => boolean {
  const known = new Set(sharesRules ? knownKeys(schema, {}) : []);
  return sharesRules ? (key) => known.has(key) : () => true;
}

/** A contract with what is computed once. */
interface Compiled<Body> extends Contract<Body> {
  readonly isKnown: (key: string) => boolean;
  /** Rules tied to a field. */
  readonly atField: readonly Rule<Body>[];
  readonly runAtField: RuleRunner<Body>;
  /** Levels of the rules as their rows give them. */
  readonly ownLevels: ReadonlyMap<string, Level>;
  readonly opens: (headers: CheckContext['headers']) => ReadonlySet<string>;
  readonly variant: (opened: ReadonlySet<string>) => Variant;
}

/** A check context with the locks that the request's headers open. */
interface Opened extends CheckContext {
  readonly opened: ReadonlySet<string>;
}

function shape<Body>(contract: Compiled<Body>, json: unknown, checks: CheckContext): ShapeResult<Body> {
  const { surface, order } = contract;
  const body = withoutKeys(json, checks.service.ignored(surface));
  const opened = contract.opens(checks.headers);
  const variant = contract.variant(opened);
  const faults = faultsOf(variant, order, body);
  const narrowed = [
    ...outOfRange(body, checks.service.ranges(surface)),
    ...checks.service.variants(surface).flatMap((words) => unlistedWords(body, words)),
  ];
  const related = fieldRules(contract, { body, faults }, { ...checks, opened });
  if (faults.length + narrowed.length + related.length === 0) return { ...NONE, parsed: body as Parsed<Body> };
  const findings = byLevel(contract, inOrder(order, [...narrowed, ...faults, ...related]), checks);
  if (findings.errors.length > 0) return { ...findings, parsed: undefined };
  const parsed = readable<Body>(variant, known(contract, body), faults);
  // No level lets a body pass that nothing can read.
  return parsed === undefined ? { ...findings, errors: faults.filter(isUnreadable), parsed } : { ...findings, parsed };
}

/** A body without the members that shared rules must not read. */
function known<Body>({ sharesRules, isKnown }: Compiled<Body>, body: unknown): unknown {
  if (sharesRules === undefined || !isJsonObject(body)) return body;
  return withoutKeys(
    body,
    Object.keys(body).filter((key) => !isKnown(key)),
  );
}

/** Issues after which a value is not of the type of its schema. */
const UNREADABLE: ReadonlySet<string> = new Set<IssueCode>(['missing', 'wrong-type', 'unknown-tag']);

const isUnreadable = ({ rule }: Issue): boolean => UNREADABLE.has(rule);

/** The body for rules where a level lets its issues pass: without the fields of a wrong type, if they are optional. */
function readable<Body>(
  { schema, isGood }: Variant,
  body: unknown,
  faults: readonly Issue[],
): Parsed<Body> | undefined {
  const broken = faults.filter(isUnreadable);
  if (broken.length === 0) return body as Parsed<Body>;
  if (!isJsonObject(body)) return undefined;
  const rest = withoutKeys(body, keysOf(broken));
  if (isGood(rest)) return rest as Parsed<Body>;
  const again = (schema as z.ZodType).safeParse(rest);
  const isRead = again.success || !issuesOf(schema, rest, again.error.issues).some(isUnreadable);
  return isRead ? (rest as Parsed<Body>) : undefined;
}

/** The top-level keys that have issues, but for unknown keys. */
const keysOf = (faults: readonly Issue[]): readonly string[] =>
  faults.flatMap(({ rule, path }) =>
    path[0] === undefined || (rule === 'unknown-key' && path.length === 1) ? [] : [String(path[0])],
  );

/** Faults of shape in the provider's order. */
function faultsOf({ schema, isGood }: Variant, order: Order, body: unknown): readonly Issue[] {
  if (isGood(body)) return [];
  const parsed = (schema as z.ZodType).safeParse(body);
  return parsed.success ? [] : inOrder(order, issuesOf(schema, body, parsed.error.issues));
}

/** Runs rules tied to a field up to the first field with an error, on a body of its valid fields. */
function fieldRules<Body>(
  contract: Compiled<Body>,
  { body, faults }: { body: unknown; faults: readonly Issue[] },
  checks: Opened,
): readonly Issue[] {
  const { order, atField, runAtField } = contract;
  if (faults.length === 0) return run(runAtField, body as Body, checks);
  // Only an object has fields.
  if (!isJsonObject(body)) return [];
  const first = faults.find((fault) => levelOf(contract, fault, checks) === 'error');
  const reached = first === undefined ? Number.POSITIVE_INFINITY : rankOf(order, first);
  const broken = keysOf(faults);
  const due = atField.filter(({ at = '' }) => {
    if (broken.includes(at)) return false;
    return at === UNKNOWN_KEYS ? rankOfField(order, at) <= Math.ceil(reached) : rankOfField(order, at) < reached;
  });
  if (due.length === 0) return [];
  return run(runAll(due), withoutKeys(body, broken) as Body, checks);
}

const UNCOUNTED: PromptSize = { input: 0, tools: 0 };

function run<Body>(runner: RuleRunner<Body>, body: Body, checks: Opened): Issue[] {
  const { profile, opened, headers, size = UNCOUNTED, loaded = NOTHING_LOADED } = checks;
  if (profile === undefined) return [];
  const { limits } = profile;
  const issues: Issue[] = [];
  const context = { profile, limits, size, stored: loaded, headers, opened };
  runner(body, context, (rule, found) => {
    for (const { path, tagged, facts } of found) {
      issues.push({ rule: rule.id, path, tagged: tagged ?? path, facts: facts ?? {}, error: rule.error });
    }
  });
  return issues;
}

/** Issues on numbers outside the narrower range of a service. */
function outOfRange(body: unknown, ranges: readonly NumberBounds[]): Issue[] {
  if (ranges.length === 0 || !isJsonObject(body)) return [];
  return ranges.flatMap((range) => {
    const value = body[range.key];
    return typeof value === 'number' ? rangeIssues(range, value) : [];
  });
}

function rangeIssues({ key, min, above, max, below }: NumberBounds, found: number): Issue[] {
  const issue = (rule: string, limit: number, exclusive: boolean): Issue[] => [
    { rule, path: [key], tagged: [key], facts: { value: found, found, limit, exclusive, integer: false } },
  ];
  if (min !== undefined && found < min) return issue('number-too-small', min, false);
  if (above !== undefined && found <= above) return issue('number-too-small', above, true);
  if (max !== undefined && found > max) return issue('number-too-big', max, false);
  if (below !== undefined && found >= below) return issue('number-too-big', below, true);
  return [];
}

/** The level that the service or the user sets, else the rule's own. */
const levelOf = <Body>({ surface, ownLevels }: Compiled<Body>, { rule }: Issue, { service }: CheckContext): Level =>
  service.level(`${surface}/${rule}`) ?? ownLevels.get(rule) ?? 'error';

/** Splits issues into errors and warnings; those that are off are dropped. */
function byLevel<Body>(contract: Compiled<Body>, issues: readonly Issue[], checks: CheckContext): Findings {
  if (issues.length === 0) return NONE;
  const errors: Issue[] = [];
  const warnings: Issue[] = [];
  for (const issue of issues) {
    const level = levelOf(contract, issue, checks);
    if (level === 'error') errors.push(issue);
    if (level === 'warn') warnings.push(issue);
  }
  return { errors, warnings };
}
