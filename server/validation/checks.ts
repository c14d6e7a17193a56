import type { z } from 'zod';
import {
  type Checks,
  type Findings,
  type Issue,
  isJsonObject,
  type JsonObject,
  type PromptSize,
  type Range,
} from '../core';
import { issuesOf } from './issues';
import { inOrder, type Order, rankOf, rankOfField } from './order';
import { type QuickLook, quickLook } from './quick';
import type { Rule } from './rules';

/** All that a surface says about valid requests. */
export interface Contract<Body> {
  /** The surface's id: rule ids are written `surface/rule` in levels. */
  readonly surface: string;
  readonly schema: z.core.$ZodType<Body>;
  readonly order: Order;
  readonly rules: readonly Rule<Body>[];
  /** Further top-level keys that headers make known; they are taken and not looked at. */
  readonly unlocked?: (headers: Checks['headers']) => readonly string[];
}

/** The steps of checking that a contract compiles to. */
export interface CompiledChecks<Body> {
  shape(json: unknown, checks: Checks): Findings;
  relations(body: Body, checks: Checks): Findings;
  fits(body: Body, checks: Checks): Findings;
}

const NONE: Findings = { errors: [], warnings: [] };

/** Compiles a contract once; what it returns holds no state. */
export function compileChecks<Body>(contract: Contract<Body>): CompiledChecks<Body> {
  const atField = contract.rules.filter((rule) => rule.at !== undefined);
  const after = contract.rules.filter(({ at, counted }) => at === undefined && counted === undefined);
  const counted = contract.rules.filter((rule) => rule.counted);
  const compiled: Compiled<Body> = { ...contract, atField, isGood: quickLook(contract.schema) };
  const ask = (rules: readonly Rule<Body>[]) => (body: Body, checks: Checks) => {
    // Unlocked keys have no shape here, but rows may look at them.
    const heeded = without(body, checks.service.ignored(contract.surface)) as Body;
    return byLevel(contract, run(rules, heeded, checks), checks);
  };
  return { shape: (json, checks) => shape(compiled, json, checks), relations: ask(after), fits: ask(counted) };
}

/** A contract with what is worked out once. */
interface Compiled<Body> extends Contract<Body> {
  /** Rules tied to a field. */
  readonly atField: readonly Rule<Body>[];
  readonly isGood: QuickLook;
}

function shape<Body>(contract: Compiled<Body>, json: unknown, checks: Checks): Findings {
  const { surface, order } = contract;
  const body = looked(contract, json, checks);
  const faults = faultsOf(contract, body);
  const narrowed = outOfRange(body, checks.service.ranges(surface));
  const related = fieldRules(contract, { body, faults }, checks);
  if (faults.length + narrowed.length + related.length === 0) return NONE;
  return byLevel(contract, inOrder(order, [...narrowed, ...faults, ...related]), checks);
}

/** Faults of shape in the house's order. */
function faultsOf<Body>({ schema, order, isGood }: Compiled<Body>, body: unknown): readonly Issue[] {
  if (isGood(body)) return [];
  const parsed = (schema as z.ZodType<Body>).safeParse(body);
  return parsed.success ? [] : inOrder(order, issuesOf(schema, body, parsed.error.issues));
}

/** Rules tied to a field are asked even when a later field is broken, on a body that holds its sound fields only. */
function fieldRules<Body>(
  { order, atField }: Compiled<Body>,
  { body, faults }: { body: unknown; faults: readonly Issue[] },
  checks: Checks,
): readonly Issue[] {
  const first = faults[0];
  if (first === undefined) return run(atField, body as Body, checks);
  const reached = rankOf(order, first);
  const due = atField.filter((rule) => rankOfField(order, rule.at ?? '') < reached);
  if (due.length === 0) return [];
  const broken = faults.flatMap(({ path }) => (path[0] === undefined ? [] : [String(path[0])]));
  return run(due, without(body, broken) as Body, checks);
}

const UNCOUNTED: PromptSize = { input: 0, tools: 0 };

function run<Body>(rules: readonly Rule<Body>[], body: Body, { profile, size = UNCOUNTED }: Checks): Issue[] {
  if (profile === undefined) return [];
  const issues: Issue[] = [];
  for (const rule of rules) {
    if (rule.when !== undefined && !rule.when(profile)) continue;
    for (const { path, tagged, facts } of rule.check(body, profile, size)) {
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

/** Parts faults into those that refuse and those that only warn. */
function byLevel<Body>(contract: Contract<Body>, issues: readonly Issue[], { service }: Checks): Findings {
  if (issues.length === 0) return NONE;
  const own = (id: string) => contract.rules.find((rule) => rule.id === id)?.level ?? 'error';
  const level = ({ rule }: Issue) => service.level(`${contract.surface}/${rule}`) ?? own(rule);
  return {
    errors: issues.filter((issue) => level(issue) === 'error'),
    warnings: issues.filter((issue) => level(issue) === 'warn'),
  };
}

/** What of a body has a shape: all but what the service ignores and what headers unlock. */
function looked<Body>({ surface, unlocked }: Contract<Body>, json: unknown, { service, headers }: Checks): unknown {
  return without(without(json, service.ignored(surface)), unlocked?.(headers) ?? []);
}

/** The same document without some top-level keys; itself when it has none of them. */
function without(json: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0 || !isJsonObject(json) || !keys.some((key) => key in json)) return json;
  return Object.fromEntries(Object.entries(json as JsonObject).filter(([key]) => !keys.includes(key)));
}
