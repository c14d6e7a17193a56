import type { IndexKey } from './index-key';
import type { Subject } from './subject';
import { createTextPieces } from './text-pieces';
import type { PreparedWhen } from './when';

/** What can be found: a row with a place in the order of trial. */
export interface RankedRow {
  readonly test: PreparedWhen;
  /** The lowest rank is tried first. */
  readonly rank: number;
}

/** Finds the rows that match, in the order of their ranks, without asking each. */
export interface Finder<Row extends RankedRow> {
  matching(subject: Subject): Generator<Row>;
}

/** Rows that can be looked up by one facet of a request. */
interface KeyedRows<Row> {
  readonly clue: IndexKey;
  readonly rows: Map<string, Row[]>;
}

/** Makes a finder of rows in the order of their ranks. Each row is filed under the clue that the fewest rows share. */
export function createFinder<Row extends RankedRow>(rows: readonly Row[]): Finder<Row> {
  const crowds = crowdsOf(rows);
  const shelves = new Map<string, KeyedRows<Row>>();
  const unfiled: Row[] = [];
  for (const row of rows) {
    const clue = rarest(row.test.indexKeys, crowds);
    if (clue === undefined) {
      unfiled.push(row);
      continue;
    }
    const shelf = shelves.get(shelfOf(clue)) ?? { clue, rows: new Map<string, Row[]>() };
    shelves.set(shelfOf(clue), shelf);
    for (const value of new Set(clue.values)) file(shelf.rows, value, row);
  }
  const lookUps = [...shelves.values()].map(({ clue, rows: filed }) =>
    clue.how === 'is' ? lookUpEqual(clue, filed) : lookUpPart(clue, filed),
  );
  return {
    *matching(subject) {
      const found = lookUps.flatMap((lookUp) => lookUp(subject)).sort((a, b) => a.rank - b.rank);
      yield* inOrder(found, unfiled, subject);
    },
  };
}

/** Both lists are in the order of rank; a row that was found twice is asked once. */
function* inOrder<Row extends RankedRow>(
  found: readonly Row[],
  unfiled: readonly Row[],
  subject: Subject,
): Generator<Row> {
  let next = 0;
  let last: Row | undefined;
  for (const row of found) {
    if (row === last) continue;
    last = row;
    for (let other = unfiled[next]; other !== undefined && other.rank < row.rank; other = unfiled[next]) {
      next += 1;
      if (other.test.matches(subject)) yield other;
    }
    if (row.test.matches(subject)) yield row;
  }
  for (const other of unfiled.slice(next)) if (other.test.matches(subject)) yield other;
}

const shelfOf = ({ how, facet }: IndexKey): string => `${how} ${facet}`;

function file<Row>(shelf: Map<string, Row[]>, value: string, row: Row): void {
  const filed = shelf.get(value);
  if (filed === undefined) shelf.set(value, [row]);
  else filed.push(row);
}

/** How many rows have each value of each clue. */
function crowdsOf(rows: readonly RankedRow[]): ReadonlyMap<string, number> {
  const crowds = new Map<string, number>();
  for (const { test } of rows) {
    for (const clue of test.indexKeys) {
      for (const value of clue.values) {
        const key = `${shelfOf(clue)} ${value}`;
        crowds.set(key, (crowds.get(key) ?? 0) + 1);
      }
    }
  }
  return crowds;
}

function rarest(clues: readonly IndexKey[], crowds: ReadonlyMap<string, number>): IndexKey | undefined {
  const crowd = (clue: IndexKey): number =>
    Math.max(...clue.values.map((value) => crowds.get(`${shelfOf(clue)} ${value}`) ?? 0)) +
    (clue.how === 'has' ? 1 : 0);
  const [first, ...others] = clues;
  if (first === undefined) return undefined;
  return others.reduce((best, clue) => (crowd(clue) < crowd(best) ? clue : best), first);
}

type LookUp<Row> = (subject: Subject) => readonly Row[];

const lookUpEqual =
  <Row>({ read }: IndexKey, rows: ReadonlyMap<string, readonly Row[]>): LookUp<Row> =>
  (subject) =>
    read(subject).flatMap((value) => rows.get(value) ?? []);

/** A part is found by a piece of it. */
function lookUpPart<Row>({ read }: IndexKey, rows: ReadonlyMap<string, readonly Row[]>): LookUp<Row> {
  const pieces = createTextPieces(rows);
  return (subject) => read(subject).flatMap((text) => pieces.candidates(text));
}
