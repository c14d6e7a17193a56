import type { Level } from '../../core';
import type { Advice } from '../../journal';
import { type LintExchange, stepsOf } from './exchange';
import { parameterRows } from './parameter-rules';
import { retryRows } from './retry-rules';
import type { LintContext, LintIssue, LintRule } from './rule';
import { turnRows } from './turn-rules';

export type { AcceptedRequest, LintExchange } from './exchange';

const rows = [...retryRows, ...turnRows, ...parameterRows] as const;

/** Ids of all rows. */
export type LintId = (typeof rows)[number]['id'];

/** Everything that is held against clients. */
export const lintRows: readonly (LintRule & { readonly id: LintId })[] = rows;

/** What a linter is told besides the exchanges. */
export interface LintOptions extends Pick<LintContext, 'isRealTime' | 'deprecated'> {
  /** The level of a row, by `lint/…`. */
  level(rule: string): Level;
}

/** What is held against each exchange of a namespace, by its id. An earlier exchange is told of once for each row. */
export function lint(
  talks: readonly LintExchange[],
  { level, ...known }: LintOptions,
): ReadonlyMap<number, readonly Advice[]> {
  const active = lintRows.flatMap(({ id, check }) => {
    const rule = `lint/${id}`;
    const own = level(rule);
    return own === 'off' ? [] : [{ rule, level: own, check }];
  });
  const all = new Map<number, Advice[]>();
  if (active.length === 0) return all;
  const scene = { ...known, talks, attempts: attemptsOf(talks), steps: stepsOf(talks) };
  for (const { rule, level: own, check } of active) {
    for (const { talk, about, message } of onceEach(check(scene))) {
      const advice = { rule, level: own, message, ...(about === undefined ? {} : { about: about.id }) };
      all.set(talk.id, [...(all.get(talk.id) ?? []), advice]);
    }
  }
  return all;
}

function onceEach(found: readonly LintIssue[]): readonly LintIssue[] {
  const told = new Set<LintExchange>();
  return found.filter(({ about }) => {
    if (about === undefined) return true;
    const isNew = !told.has(about);
    told.add(about);
    return isNew;
  });
}

function attemptsOf(talks: readonly LintExchange[]): readonly (readonly LintExchange[])[] {
  const same = new Map<string, LintExchange[]>();
  for (const talk of talks) {
    const others = same.get(talk.requestKey);
    if (others === undefined) same.set(talk.requestKey, [talk]);
    else others.push(talk);
  }
  return [...same.values()].filter(({ length }) => length > 1);
}
