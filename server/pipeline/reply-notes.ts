import type { HeaderList, Turn, Usage } from '../core';
import type { Choice } from '../fixtures';
import type { Notes } from '../journal';
import type { Prepared } from './app';

/** The fixture of a choice, as it was written. */
export const answeredBy = (choice: Choice): Prepared['fixtures'] =>
  choice.type === 'fixture' && choice.written !== undefined
    ? [{ fixture: choice.written, shadowed: choice.shadowed ?? [] }]
    : [];

/** Rules of the group `fit` that a fixture's reply breaks. */
export const misfitsOf = (choice: Choice): readonly string[] =>
  choice.type === 'fixture' ? choice.misfits.map(({ rule }) => `fit/${rule}`) : [];

/** Tokens of all answers: a prompt is read once, however many turns answer it. */
export const usageOf = (answers: readonly (readonly Turn[])[]): Usage => ({
  input: answers.reduce((sum, [first]) => sum + (first?.usage.input ?? 0), 0),
  output: answers.flat().reduce((sum, { usage }) => sum + usage.output, 0),
  reasoning: answers.flat().reduce((sum, { usage }) => sum + usage.reasoning, 0),
  cacheRead: 0,
  cacheWrite: 0,
});

/** The name of the fixture that answers, or what it matches. */
export const fixtureName = (choice: Choice): string | undefined =>
  choice.type === 'fixture' ? (choice.fixture.name ?? JSON.stringify(choice.fixture.when)) : undefined;

/** Headers that name the fixture and the rules that only warn; names may hold any script, headers may not. */
export function markHeaders({ fixture, warnings = [] }: Notes): HeaderList {
  const marks: [string, string][] = [];
  if (fixture !== undefined) marks.push(['x-llmulator-fixture', encodeURIComponent(fixture)]);
  if (warnings.length > 0) marks.push(['x-llmulator-warnings', [...new Set(warnings)].join(', ')]);
  return marks;
}
