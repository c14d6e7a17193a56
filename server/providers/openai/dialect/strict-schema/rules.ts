import { type DeclaredRule, type RuleMatch, rule } from '../../../../contract';
import type { Path, Profile } from '../../../../core';
import { schemaFault } from './check-schema';
import { type SchemaRuleRow, schemaRows } from './rule-table';
import type { SchemaFault, SchemaToCheck } from './schema-fault';

/** A schema that a request brings, its name, and where the service says that it stands. */
export interface RequestJsonSchema extends Omit<SchemaToCheck, 'older'> {
  readonly name: string;
  readonly path: Path;
}

/** What a schema is for, as sentences say it, and the code of its faults. */
const OF_FUNCTION = ['function', 'invalid_function_parameters'] as const;
const OF_FORMAT = ['response_format', 'invalid_json_schema'] as const;

interface LocatedFault {
  readonly rule: SchemaFault['rule'];
  readonly finding: RuleMatch;
}

interface CheckedSchemas {
  readonly profile: Profile;
  readonly blamed: readonly LocatedFault[];
}

/**
 * The rules about schemas, for a surface that says which ones a body brings. `at` is the first field that may hold
 * one: findings are ranked by their own paths, and broken fields are not there to be read.
 */
export function schemaRules<Body extends object>(
  at: keyof Body & string,
  schemasIn: (body: Body) => readonly RequestJsonSchema[],
): readonly DeclaredRule<Body>[] {
  // All rows ask about the same body: it is judged once, and forgotten with the body.
  const judged = new WeakMap<Body, CheckedSchemas>();
  const blamedIn = (body: Body, profile: Profile): readonly LocatedFault[] => {
    const known = judged.get(body);
    if (known?.profile === profile) return known.blamed;
    const blamed = blame(schemasIn(body), profile.traits.has('properties-required'));
    judged.set(body, { profile, blamed });
    return blamed;
  };
  return schemaRows.map(({ id, says, source, reason, joint = ': ' }: SchemaRuleRow) =>
    rule<Body>({
      id,
      says,
      source,
      at,
      check: (body, { profile }) =>
        blamedIn(body, profile).flatMap((fault) => (fault.rule === id ? [fault.finding] : [])),
      error: ({ facts }) => {
        const [use, code] = facts['use'] === 'function' ? OF_FUNCTION : OF_FORMAT;
        return { message: `Invalid schema for ${use} '${facts['of']}'${joint}${reason(facts)}`, code };
      },
    }),
  );
}

/** The first faulty schema of each field: whatever its rule, a later one is not told before it. */
function blame(schemas: readonly RequestJsonSchema[], older: boolean): readonly LocatedFault[] {
  const told = new Map<Path[number] | undefined, LocatedFault>();
  for (const { name, path, ...brought } of schemas) {
    if (told.has(path[0])) continue;
    const fault = schemaFault({ ...brought, older });
    if (fault === undefined) continue;
    const facts = { ...fault.facts, of: name, use: brought.use };
    told.set(path[0], { rule: fault.rule, finding: { path, facts } });
  }
  return [...told.values()];
}
