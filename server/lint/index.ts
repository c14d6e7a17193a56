import type { Level } from '../core';
import type { Advice } from '../journal';
import { parameterRows } from './parameters';
import { retryRows } from './retries';
import type { Found, LintRow, Scene } from './row';
import { stepsOf, type Talk } from './talk';
import { turnRows } from './turns';

export type { Accepted, Talk } from './talk';

const rows = [...retryRows, ...turnRows, ...parameterRows] as const;

/** Ids of all rows. */
export type LintId = (typeof rows)[number]['id'];

/** Everything that is held against clients. */
export const lintRows: readonly (LintRow & { readonly id: LintId })[] = rows;

/** What a linter is told besides the exchanges. */
export interface LintOptions extends Pick<Scene, 'isRealTime' | 'deprecated'> {
  /** The level of a row, by `lint/…`. */
  level(rule: string): Level;
}

/** What is held against each exchange of a namespace, by its id. An earlier exchange is told of once for each row. */
export function lint(talks: readonly Talk[], { level, ...known }: LintOptions): ReadonlyMap<number, readonly Advice[]> {
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

function onceEach(found: readonly Found[]): readonly Found[] {
  const told = new Set<Talk>();
  return found.filter(({ about }) => {
    if (about === undefined) return true;
    const isNew = !told.has(about);
    told.add(about);
    return isNew;
  });
}

function attemptsOf(talks: readonly Talk[]): readonly (readonly Talk[])[] {
  const same = new Map<string, Talk[]>();
  for (const talk of talks) {
    const others = same.get(talk.words);
    if (others === undefined) same.set(talk.words, [talk]);
    else others.push(talk);
  }
  return [...same.values()].filter(({ length }) => length > 1);
}
