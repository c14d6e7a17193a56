import type { Clue } from './matchers';
import type { Subject } from './subject';
import type { PreparedWhen } from './when';

/** What can be found: a row with a place in the order of trial. */
export interface Ranked {
  readonly test: PreparedWhen;
  /** The lowest rank is tried first. */
  readonly rank: number;
}

/** Finds the rows that match, in the order of their ranks, without asking each. */
export interface Finder<Row extends Ranked> {
  matching(subject: Subject): Generator<Row>;
}

/** Rows that can be looked up by one facet of a request. */
interface Shelf<Row> {
  readonly clue: Clue;
  readonly rows: Map<string, Row[]>;
}

/** Makes a finder of rows in the order of their ranks. Each row is filed under the clue that the fewest rows share. */
export function createFinder<Row extends Ranked>(rows: readonly Row[]): Finder<Row> {
  const crowds = crowdsOf(rows);
  const shelves = new Map<string, Shelf<Row>>();
  const unfiled: Row[] = [];
  for (const row of rows) {
    const clue = rarest(row.test.clues, crowds);
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
function* inOrder<Row extends Ranked>(
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

const shelfOf = ({ how, facet }: Clue): string => `${how} ${facet}`;

function file<Row>(shelf: Map<string, Row[]>, value: string, row: Row): void {
  const filed = shelf.get(value);
  if (filed === undefined) shelf.set(value, [row]);
  else filed.push(row);
}

/** How many rows have each value of each clue. */
function crowdsOf(rows: readonly Ranked[]): ReadonlyMap<string, number> {
  const crowds = new Map<string, number>();
  for (const { test } of rows) {
    for (const clue of test.clues) {
      for (const value of clue.values) {
        const key = `${shelfOf(clue)} ${value}`;
        crowds.set(key, (crowds.get(key) ?? 0) + 1);
      }
    }
  }
  return crowds;
}

function rarest(clues: readonly Clue[], crowds: ReadonlyMap<string, number>): Clue | undefined {
  const crowd = (clue: Clue): number =>
    Math.max(...clue.values.map((value) => crowds.get(`${shelfOf(clue)} ${value}`) ?? 0)) +
    (clue.how === 'has' ? 1 : 0);
  const [first, ...others] = clues;
  if (first === undefined) return undefined;
  return others.reduce((best, clue) => (crowd(clue) < crowd(best) ? clue : best), first);
}

type LookUp<Row> = (subject: Subject) => readonly Row[];

const lookUpEqual =
  <Row>({ read }: Clue, rows: ReadonlyMap<string, readonly Row[]>): LookUp<Row> =>
  (subject) =>
    read(subject).flatMap((value) => rows.get(value) ?? []);

/** Pieces of so many characters lead to the texts that they stand in. */
const PIECE = 4;
const BITS = 1 << 16;

const pieceAt = (text: string, at: number, length: number): number => {
  let piece = 0;
  for (let i = at; i < at + length; i += 1) piece = (Math.imul(piece, 0x9e3779b1) + text.charCodeAt(i)) | 0;
  return piece;
};

/** A part is found by its rarest piece, of four characters where it has so many; most places of a text are passed by one look. */
function lookUpPart<Row>({ read }: Clue, rows: ReadonlyMap<string, readonly Row[]>): LookUp<Row> {
  const lengths = new Map<number, { pieces: Map<number, Row[]>; seen: Uint8Array }>();
  const counts = countPieces([...rows.keys()]);
  for (const [part, filed] of rows) {
    const length = Math.min(PIECE, part.length);
    const table = lengths.get(length) ?? { pieces: new Map<number, Row[]>(), seen: new Uint8Array(BITS) };
    lengths.set(length, table);
    const piece = rarestPiece(part, length, counts);
    table.pieces.set(piece, [...(table.pieces.get(piece) ?? []), ...filed]);
    table.seen[piece & (BITS - 1)] = 1;
  }
  return (subject) => {
    const found: Row[] = [];
    const met = new Set<number>();
    for (const text of read(subject)) {
      for (const [length, { pieces, seen }] of lengths) {
        for (let at = 0; at + length <= text.length; at += 1) {
          const piece = pieceAt(text, at, length);
          if (seen[piece & (BITS - 1)] === 0 || met.has(piece)) continue;
          met.add(piece);
          const filed = pieces.get(piece);
          if (filed !== undefined) found.push(...filed);
        }
      }
    }
    return found;
  };
}

function countPieces(parts: readonly string[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const part of parts) {
    const length = Math.min(PIECE, part.length);
    for (let at = 0; at + length <= part.length; at += 1) {
      const piece = pieceAt(part, at, length);
      counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return counts;
}

function rarestPiece(part: string, length: number, counts: ReadonlyMap<number, number>): number {
  let best = pieceAt(part, 0, length);
  for (let at = 1; at + length <= part.length; at += 1) {
    const piece = pieceAt(part, at, length);
    if ((counts.get(piece) ?? 0) < (counts.get(best) ?? 0)) best = piece;
  }
  return best;
}
