import type { z } from 'zod';
import { compileChecks } from '../../../contract';
import type { CompiledChecks, Issue, ShapeResult } from '../../../core';
import { messagesRules } from './rules';
import { type AnyMessagesBody, order } from './schema';
import { unlockedBy } from './schema/beta-locks';

/** Id of the surface, and the name under which its rules' levels are set. */
export const SURFACE_ID = 'messages';

/** The two steps of checking for one schema of this surface; a count is held to the same rules as a reply. */
export function checksFor<Body extends AnyMessagesBody>(schema: z.core.$ZodType<Body>): CompiledChecks<Body> {
  const compiled = compileChecks<Body>({
    surface: SURFACE_ID,
    schema,
    order,
    rules: messagesRules,
    opens: unlockedBy,
  });
  return { ...compiled, shape: (json, checks) => rolesFirst(compiled.shape(json, checks)) };
}

const isRoleFault = ({ rule, path }: Issue): boolean =>
  rule === 'unknown-tag' && path.length === 3 && path[0] === 'messages' && path[2] === 'role';

/** "A role fault anywhere in messages beats shape faults": among the faults of messages it comes first. */
function rolesFirst<Body>(findings: ShapeResult<Body>): ShapeResult<Body> {
  const { errors } = findings;
  const role = errors.findIndex(isRoleFault);
  const first = errors.findIndex(({ path }) => path[0] === 'messages');
  const fault = errors[role];
  if (fault === undefined || first === role) return findings;
  const others = errors.filter((_, index) => index !== role);
  return { ...findings, errors: [...others.slice(0, first), fault, ...others.slice(first)] };
}
