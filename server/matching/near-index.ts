import type { RankedRow } from './finder';
import type { IndexKey } from './index-key';
import type { Subject } from './subject';

/** Finds rows that a request almost matches, among many. */
export interface NearIndex<Row> {
  /** At most so many, those that have most in common with the request first. */
  find(subject: Subject, most: number): readonly Row[];
}

/** A run of characters that more rows share than this tells nothing of any of them. */
const COMMON = 100;
/** Of the runs that a request shares with rows, the rarest are looked at, until they have led to so many rows. */
const LED = 50;
/** Characters of a text that are read. */
const MOST_READ = 2_000;
/** The part of what is found that is kept for rows which nothing leads to, such as those that ask for a number. */
const UNLED = 1 / 5;

/** Rows by the runs of characters that their criteria of one facet want. */
interface RunIndex {
  readonly read: IndexKey['read'];
  readonly runs: Map<string, number[]>;
}

/** Makes the index; it is built when it is first asked of more rows than it may give. */
export function createNearIndex<Row extends RankedRow>(rows: readonly Row[]): NearIndex<Row> {
  let shelves: readonly RunIndex[] | undefined;
  const unled = rows.filter(({ test }) => test.indexKeys.length === 0);
  return {
    find(subject, most) {
      if (rows.length <= most) return rows;
      shelves ??= shelvesOf(rows);
      const led = ranked(shelves, subject).flatMap((at) => rows[at] ?? []);
      const kept = [...led.slice(0, most * (1 - UNLED)), ...unled.slice(0, most * UNLED)];
      if (kept.length >= most) return kept;
      const rest = rows.slice(0, most).filter((row) => !kept.includes(row));
      return [...kept, ...rest.slice(0, most - kept.length)];
    },
  };
}

function shelvesOf(rows: readonly RankedRow[]): readonly RunIndex[] {
  const shelves = new Map<string, RunIndex>();
  for (const [at, { test }] of rows.entries()) {
    for (const { facet, values, read } of test.indexKeys) {
      const shelf = shelves.get(facet) ?? { read, runs: new Map<string, number[]>() };
      shelves.set(facet, shelf);
      for (const run of new Set(values.flatMap(runsOf))) file(shelf.runs, run, at);
    }
  }
  return [...shelves.values()];
}

function file(runs: Map<string, number[]>, run: string, at: number): void {
  const filed = runs.get(run);
  if (filed === undefined) runs.set(run, [at]);
  else if (filed.length <= COMMON && filed.at(-1) !== at) filed.push(at);
}

/** Places of rows, those first that share the most and rarest runs with a request. */
function ranked(shelves: readonly RunIndex[], subject: Subject): readonly number[] {
  const shared = shelves
    .flatMap(({ read, runs }) => [...new Set(read(subject).flatMap(runsOf))].map((run) => runs.get(run) ?? []))
    .filter(({ length }) => length > 0 && length <= COMMON)
    .sort((a, b) => a.length - b.length);
  const scores = new Map<number, number>();
  let led = 0;
  for (const filed of shared) {
    if (led >= LED) break;
    led += filed.length;
    for (const at of filed) scores.set(at, (scores.get(at) ?? 0) + 1 / filed.length);
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at]) => at);
}

/** From here on a character is a word or a syllable of its own. */
const IDEOGRAPHS = 0x2e80;

/** Each three characters of a text, each two where characters say more; a shorter text is one run. */
function runsOf(text: string): readonly string[] {
  const runs: string[] = [];
  const end = Math.min(text.length, MOST_READ);
  for (let at = 0; at < end; at += 1) {
    const length = text.charCodeAt(at) >= IDEOGRAPHS ? 2 : 3;
    if (at + length <= end || at === 0) runs.push(text.slice(at, at + length));
  }
  return runs;
}
