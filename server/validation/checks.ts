import type { z } from 'zod';
import {
  type Checks,
  type Findings,
  type Issue,
  isJsonObject,
  type Level,
  NOTHING_RECALLED,
  type Profile,
  type PromptSize,
  type Range,
  without,
} from '../core';
import { issuesOf } from './issues';
import { type Variant, variantsOf } from './locks';
import { inOrder, type Order, rankOf, rankOfField, UNKNOWN_KEYS } from './order';
import type { Rule } from './rules';

/** All that a surface says about valid requests. */
export interface Contract<Body> {
  /** The surface's id: rule ids are written `surface/rule` in levels. */
  readonly surface: string;
  readonly schema: z.core.$ZodType<Body>;
  readonly order: Order;
  readonly rules: readonly Rule<Body>[];
  /** Its bodies name no model: rules are asked without one. */
  readonly modelless?: true;
  /** Locks that headers open: members and options of the schema that bear a closed one are unknown. */
  readonly opens?: (headers: Checks['headers']) => ReadonlySet<string>;
}

/** The steps of checking that a contract compiles to. */
export interface CompiledChecks<Body> {
  shape(json: unknown, checks: Checks): Findings;
  relations(body: Body, checks: Checks): Findings;
  fits(body: Body, checks: Checks): Findings;
}

const NONE: Findings = { errors: [], warnings: [] };

/** Stands where no model is named; the rules of such a contract do not look at it. */
const NO_MODEL = {} as Profile;

const NOTHING: ReadonlySet<string> = new Set();
const opensNothing = (): ReadonlySet<string> => NOTHING;

/** Compiles a contract once; what it returns remembers nothing but variants of the schema. */
export function compileChecks<Body>(contract: Contract<Body>): CompiledChecks<Body> {
  const atField = contract.rules.filter((rule) => rule.at !== undefined);
  const after = contract.rules.filter(({ at, counted }) => at === undefined && counted === undefined);
  const counted = contract.rules.filter((rule) => rule.counted);
  const ownLevels = new Map(contract.rules.map(({ id, level = 'error' }) => [id, level]));
  const { opens = opensNothing } = contract;
  const compiled: Compiled<Body> = { ...contract, opens, atField, ownLevels, variant: variantsOf(contract.schema) };
  const about = (checks: Checks): Checks => (contract.modelless ? { ...checks, profile: NO_MODEL } : checks);
  const ask = (rules: readonly Rule<Body>[]) => (body: Body, given: Checks) => {
    const checks = about(given);
    const heeded = without(body, checks.service.ignored(contract.surface)) as Body;
    const opened = opens(checks.headers);
    return byLevel(compiled, run(rules, heeded, { ...checks, opened }), checks);
  };
  return { shape: (json, checks) => shape(compiled, json, about(checks)), relations: ask(after), fits: ask(counted) };
}

/** A contract with what is worked out once. */
interface Compiled<Body> extends Contract<Body> {
  /** Rules tied to a field. */
  readonly atField: readonly Rule<Body>[];
  /** Levels of the rules as their rows give them. */
  readonly ownLevels: ReadonlyMap<string, Level>;
  readonly opens: (headers: Checks['headers']) => ReadonlySet<string>;
  readonly variant: (opened: ReadonlySet<string>) => Variant;
}

/** What the checks may ask, and the locks that the request's headers open. */
interface Opened extends Checks {
  readonly opened: ReadonlySet<string>;
}

function shape<Body>(contract: Compiled<Body>, json: unknown, checks: Checks): Findings {
  const { surface, order } = contract;
  const body = without(json, checks.service.ignored(surface));
  const opened = contract.opens(checks.headers);
  const faults = faultsOf(contract.variant(opened), order, body);
  const narrowed = outOfRange(body, checks.service.ranges(surface));
  const related = fieldRules(contract, { body, faults }, { ...checks, opened });
  if (faults.length + narrowed.length + related.length === 0) return NONE;
  return byLevel(contract, inOrder(order, [...narrowed, ...faults, ...related]), checks);
}

/** Faults of shape in the house's order. */
function faultsOf({ schema, isGood }: Variant, order: Order, body: unknown): readonly Issue[] {
  if (isGood(body)) return [];
  const parsed = (schema as z.ZodType).safeParse(body);
  return parsed.success ? [] : inOrder(order, issuesOf(schema, body, parsed.error.issues));
}

/** Rules tied to a field are asked even when a later field is broken, on a body that holds its sound fields only. */
function fieldRules<Body>(
  contract: Compiled<Body>,
  { body, faults }: { body: unknown; faults: readonly Issue[] },
  checks: Opened,
): readonly Issue[] {
  const { order, atField } = contract;
  if (faults.length === 0) return run(atField, body as Body, checks);
  const first = faults.find((fault) => levelOf(contract, fault, checks) === 'error');
  const reached = first === undefined ? Number.POSITIVE_INFINITY : rankOf(order, first);
  const due = atField.filter(({ at = '' }) =>
    at === UNKNOWN_KEYS ? rankOfField(order, at) <= Math.ceil(reached) : rankOfField(order, at) < reached,
  );
  if (due.length === 0) return [];
  const broken = faults.flatMap(({ rule, path }) =>
    path[0] === undefined || (rule === 'unknown-key' && path.length === 1) ? [] : [String(path[0])],
  );
  return run(due, without(body, broken) as Body, checks);
}

const UNCOUNTED: PromptSize = { input: 0, tools: 0 };

function run<Body>(rules: readonly Rule<Body>[], body: Body, checks: Opened): Issue[] {
  const { profile, opened, size = UNCOUNTED, recalled = NOTHING_RECALLED } = checks;
  if (profile === undefined) return [];
  const known = { ...size, recalled };
  const issues: Issue[] = [];
  for (const rule of rules) {
    if (rule.when !== undefined && !rule.when(profile, opened)) continue;
    for (const { path, tagged, facts } of rule.check(body, profile, known)) {
      issues.push({ rule: rule.id, path, tagged: tagged ?? path, facts: facts ?? {} });
    }
  }
  return issues;
}

/** Numbers outside the narrower range that a service keeps. */
function outOfRange(body: unknown, ranges: readonly Range[]): Issue[] {
  if (ranges.length === 0 || !isJsonObject(body)) return [];
  return ranges.flatMap((range) => {
    const value = body[range.key];
    return typeof value === 'number' ? rangeIssues(range, value) : [];
  });
}

function rangeIssues({ key, min, above, max, below }: Range, found: number): Issue[] {
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
const levelOf = <Body>({ surface, ownLevels }: Compiled<Body>, { rule }: Issue, { service }: Checks): Level =>
  service.level(`${surface}/${rule}`) ?? ownLevels.get(rule) ?? 'error';

/** Parts faults into those that refuse and those that only warn. */
function byLevel<Body>(contract: Compiled<Body>, issues: readonly Issue[], checks: Checks): Findings {
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
