import betas from '../../server/data/betas/anthropic.json';
import { BETA_EFFECTS, type Beta, betaEffects, findBeta } from '../../server/providers/anthropic/dialect/betas';
import { BETA_LOCKS } from '../../server/providers/anthropic/messages/schema/beta-locks';

const rows: readonly Beta[] = betas as readonly Beta[];

test('each beta has one row, in the order of names', () => {
  const names = rows.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});

test('a row opens locks that the schema knows, and each lock has a beta', () => {
  expect([...new Set(rows.flatMap(({ opens = [] }) => opens))].sort()).toEqual([...BETA_LOCKS].sort());
});

test('a row adds what a reply, a count or a model can show, and each of these has a beta', () => {
  expect([...new Set(rows.flatMap(({ adds = [] }) => adds))].sort()).toEqual([...BETA_EFFECTS].sort());
});

test('a row has no other members', () => {
  expect(rows.filter((row) => Object.keys(row).some((key) => !['name', 'opens', 'adds'].includes(key)))).toEqual([]);
});

test('names in a header are separated by commas and spaces', () => {
  expect(findBeta(' compact-2026-01-12 ')?.name).toBe('compact-2026-01-12');
  expect([...betaEffects({ 'anthropic-beta': 'claude-code-20250219, advisor-tool-2026-03-01' })]).toEqual([
    'iterations',
  ]);
});
