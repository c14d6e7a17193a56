import type { RuleEntry } from '../app/rule-catalog';

/** Rules as a table for people: id, level, grade, and what the rule says and where that is known from. */
export function rulesReport(rules: readonly RuleEntry[]): string {
  if (rules.length === 0) return 'no rule fits\n';
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(
    ({ id, level, grade, says, reference }) =>
      `${id.padEnd(width)}  ${level.padEnd(5)}  ${grade.padEnd(8)}  ${says} (${reference})`,
  );
  return `${lines.join('\n')}\n`;
}

/** The same for programs. */
export const rulesJson = (rules: readonly RuleEntry[]): string => `${JSON.stringify(rules, null, 2)}\n`;
