// Compares two transcripts line by line.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';

/** Parts of a record, and what `expected.yaml` calls them. */
const PARTS = ['status', 'headers', 'body', 'end'];

function nameOf(part, what) {
  if (part === 'headers') return 'header';
  if (what.includes('/journal')) return 'journal';
  return part === 'body' && what.endsWith('/metrics') ? 'metric' : part;
}

/** Rows of differences that are intended. */
export function readExpected(file) {
  const rows = parse(readFileSync(file, 'utf8')) ?? [];
  return rows.map(({ what, pattern, why }) => ({ what, why, pattern: new RegExp(pattern, 'gm'), uses: 0 }));
}

/** A text without what is expected to differ. */
function withoutExpected(rows, name, text) {
  return rows.reduce((sofar, row) => {
    if (row.what !== name) return sofar;
    return sofar.replaceAll(row.pattern, () => {
      row.uses += 1;
      return '«expected»';
    });
  }, text);
}

/** The difference of one part of a record, or nothing. */
function partDifference(part, [mine, theirs], rows) {
  const [a, b] = [mine, theirs].map((record) => String(record?.[part] ?? ''));
  if (a === b) return [];
  const what = mine?.what ?? theirs?.what;
  const name = nameOf(part, what);
  const [left, right] = [a, b].map((text) => withoutExpected(rows, name, text));
  if (left === right) return [];
  return [{ what: `${name} of ${what}`, ...firstDifference(left, right) }];
}

const SHOWN = 200;
const LEAD = 40;

/** What two texts hold around the place from which on they differ. */
function firstDifference(mine, theirs) {
  let at = 0;
  while (at < mine.length && mine[at] === theirs[at]) at += 1;
  const from = Math.max(0, at - LEAD);
  return { at, mine: mine.slice(from, from + SHOWN), theirs: theirs.slice(from, from + SHOWN) };
}

/** All differences of one task. */
function taskDifferences(mine, theirs, rows) {
  if (mine.id !== theirs.id) return [{ what: 'order of tasks', at: 0, mine: mine.id, theirs: theirs.id }];
  const length = Math.max(mine.records.length, theirs.records.length);
  return Array.from({ length }, (_, at) => [mine.records[at], theirs.records[at]]).flatMap((pair) =>
    PARTS.flatMap((part) => partDifference(part, pair, rows)),
  );
}

const NOTHING = { id: 'nothing', records: [] };
const linesOf = (file) => createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();

/** Compares two transcripts; gives how many tasks were compared, and those that differ. */
export async function compareTranscripts(mineFile, theirsFile, rows) {
  const [mine, theirs] = [linesOf(mineFile), linesOf(theirsFile)];
  const cases = rows.filter(({ what }) => what === 'case');
  const different = [];
  let compared = 0;
  for (;;) {
    const [a, b] = await Promise.all([mine.next(), theirs.next()]);
    if (a.done && b.done) return { compared, different };
    compared += 1;
    if (a.value === b.value) continue;
    const [left, right] = [a, b].map(({ done, value }) => (done ? NOTHING : JSON.parse(value)));
    const differences = taskDifferences(left, right, rows);
    if (differences.length === 0 || withoutExpected(cases, 'case', left.id) !== left.id) continue;
    different.push({ id: left.id, differences });
  }
}
