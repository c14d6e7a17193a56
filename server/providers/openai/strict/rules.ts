import type { Path, Profile } from '../../../core';
import type { Finding, Rule } from '../../../validation';
import type { Brought, SchemaFault } from './fault';
import { schemaFault } from './judge';
import { type SchemaRuleId, schemaRows } from './rows';

/** A schema that a request brings, its name, and where the house says that it stands. */
export interface BroughtSchema extends Omit<Brought, 'older'> {
  readonly name: string;
  readonly path: Path;
}

interface Blamed {
  readonly rule: SchemaFault['rule'];
  readonly finding: Finding;
}

interface Judged {
  readonly profile: Profile;
  readonly blamed: readonly Blamed[];
}

/**
 * The rules about schemas, for a surface that says which ones a body brings. `at` is the first field that may hold
 * one: findings are ranked by their own paths, and broken fields are not there to be read.
 */
export function schemaRules<Body extends object>(
  at: keyof Body & string,
  schemasIn: (body: Body) => readonly BroughtSchema[],
): readonly Rule<Body, SchemaRuleId>[] {
  // All rows ask about the same body: it is judged once, and forgotten with the body.
  const judged = new WeakMap<Body, Judged>();
  const blamedIn = (body: Body, profile: Profile): readonly Blamed[] => {
    const known = judged.get(body);
    if (known?.profile === profile) return known.blamed;
    const blamed = blame(schemasIn(body), profile.traits.has('properties-required'));
    judged.set(body, { profile, blamed });
    return blamed;
  };
  return schemaRows.map((row) => ({
    ...row,
    at,
    check: (body, profile) =>
      blamedIn(body, profile).flatMap(({ rule, finding }) => (rule === row.id ? [finding] : [])),
  }));
}

/** The first faulty schema of each field: whatever its rule, a later one is not told before it. */
function blame(schemas: readonly BroughtSchema[], older: boolean): readonly Blamed[] {
  const told = new Map<Path[number] | undefined, Blamed>();
  for (const { name, path, ...brought } of schemas) {
    if (told.has(path[0])) continue;
    const fault = schemaFault({ ...brought, older });
    if (fault === undefined) continue;
    const facts = { ...fault.facts, of: name, use: brought.use };
    told.set(path[0], { rule: fault.rule, finding: { path, facts } });
  }
  return [...told.values()];
}
