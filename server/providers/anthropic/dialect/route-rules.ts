import type { Finding, RuleSource } from '../../../contract';
import { type Level, ProblemError, type ServiceRules } from '../../../core';

/** A rule of a route that asks no model; what it looks at is the route's own business. */
export interface RouteRule<Subject> {
  readonly id: string;
  readonly says: string;
  readonly source: RuleSource;
  readonly level?: Level;
  readonly check: (subject: Subject) => readonly Finding[];
}

/** Keeps the literal ids of a table of rows, so that a wording table can be checked against them. */
export const routeRules =
  <Subject>() =>
  <const Rows extends readonly RouteRule<Subject>[]>(rows: Rows): Rows =>
    rows;

/** A table of rows under the name by which their levels are set. */
export interface RouteRuleSet<Subject> {
  readonly surface: string;
  readonly rows: readonly RouteRule<Subject>[];
}

/** Refuses a subject for the first row that it breaks; a row that only warns says nothing here. */
export function enforceRules<Subject>(
  { surface, rows }: RouteRuleSet<Subject>,
  subject: Subject,
  service: ServiceRules,
): void {
  for (const { id, level = 'error', check } of rows) {
    if ((service.level(`${surface}/${id}`) ?? level) !== 'error') continue;
    const [found] = check(subject);
    if (found === undefined) continue;
    const { path, tagged = path, facts = {} } = found;
    throw new ProblemError('invalid-request', {}, [{ rule: id, path, tagged, facts }]);
  }
}
