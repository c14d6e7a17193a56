import { type Alias, type Document, isMap, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Expected, type Facts, formatPath, type Issue, type IssueCode, type Path } from '../core';
import { findDuplicateKey } from '../lib/duplicate-key';
import { itemPositions, type Position } from '../lib/item-positions';
import { maxDistance, nearest } from '../lib/nearest-name';
import { issuesOf } from './issues';

/** One fault of a file of ours: fixtures, models, services, configuration. */
export interface FileFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** All faults of all files, thrown at once. */
export class FileFaults extends Error {
  constructor(readonly faults: readonly FileFault[]) {
    super(faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.name = 'FileFaults';
  }
}

/** What a good document says, and where it says it. */
export interface FileRead<T> {
  readonly value: T;
  /** Where a member stands: the nearest place of what is not there. */
  position(path: Path): Position;
}

/** Reads YAML or JSON text against a schema. Faults bear the place in the text. */
export function readDocument<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
): FileRead<T> | { faults: FileFault[] } {
  const plain = schema.safeParse(plainJson(text));
  if (plain.success) return { value: plain.data, position: lazily(() => placesInJson(text)) };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => ({ file, ...place(pos[0]), message })) };
  }
  // A long file without any star is not searched for aliases.
  const knot = text.includes('*') ? knotIn(document) : undefined;
  if (knot !== undefined) return { faults: [{ file, ...place(knot.at), message: knot.message }] };
  const value: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, position: (path) => place(offsetOf(document, path)) };
  const faults = issuesOf(schema, value, parsed.error.issues).map((issue) => ({
    file,
    ...place(offsetOf(document, issue.path)),
    message: sentence(issue),
  }));
  return { faults };
}

/** What a text says if it is JSON without doubled keys; anything else is looked at more closely. */
function plainJson(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return findDuplicateKey(text, value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Finds places in a text that is read for them only if somebody asks. */
function lazily(make: () => (path: Path) => Position): (path: Path) => Position {
  let find: ReturnType<typeof make> | undefined;
  return (path) => {
    find ??= make();
    return find(path);
  };
}

/** Items of long lists are found at once; anything else as in YAML. */
function placesInJson(text: string): (path: Path) => Position {
  const items = itemPositions(text);
  const others = lazily(() => positionsIn(text));
  return (path) => {
    const [key, index, ...inner] = path;
    const item = typeof index === 'number' && inner.length === 0 ? items.get(String(key))?.[index] : undefined;
    return item ?? others(path);
  };
}

/** An alias that stands in what it names, or aliases of aliases that would grow without end. */
function knotIn(document: Document): { readonly at: number; readonly message: string } | undefined {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
  const startOf = (alias: Alias): number => alias.range?.[0] ?? 0;
  for (const alias of aliases) {
    const [from = 0, to = 0] = alias.resolve(document)?.range ?? [];
    if (from <= startOf(alias) && startOf(alias) < to) {
      return { at: startOf(alias), message: `*${alias.source} stands inside of what it names` };
    }
  }
  try {
    if (aliases.length > 0) document.toJS();
    return undefined;
  } catch (error) {
    return { at: startOf(aliases[0] as Alias), message: `aliases that grow too large: ${(error as Error).message}` };
  }
}

/** Finds members of a YAML or JSON text by path; what is not there is found at its nearest parent. */
export function positionsIn(text: string): (path: Path) => Position {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  return (path) => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

/** Where the value at a path ends, as parsers count that read from the front; the end of its nearest parent where it is not. */
export function endPosition(text: string, path: Path): Position {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const node = document.getIn(path, true) as { range?: [number, number, number] | null } | undefined;
  if (!node?.range && path.length > 0) return endPosition(text, path.slice(0, -1));
  const { line, col } = lines.linePos(node?.range?.[1] ?? text.length);
  return { line, column: Math.max(col - 1, 0) };
}

/** Where a path stands in the text: at the key of a member, at the value of an item, else at its nearest parent. */
function offsetOf(document: Document, path: Path): number {
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find(
      ({ key }) => String((key as { value?: unknown } | null)?.value) === String(path.at(-1)),
    );
    const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
    if (range) return range[0];
  }
  const node = document.getIn(path, true) as { range?: [number, number, number] | null } | undefined;
  if (node?.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ');

type FaultFormatter = (facts: Facts, where: string) => string;

const oneOf: FaultFormatter = ({ value, allowed = [] }, where) => {
  const [near] = nearest(String(value), allowed.map(String), maxDistance(String(value)));
  return `${where} is ${JSON.stringify(value)}; expected one of ${listed(allowed)}${near === undefined ? '' : `; did you mean ${near}?`}`;
};

/** What a schema takes, in few words. */
function wanted(expected: Expected): string {
  switch (expected.kind) {
    case 'enum':
      return `one of ${listed(expected.values)}`;
    case 'union':
      return [...new Set(expected.options.map(wanted))].join(' or ');
    case 'named':
      return expected.name;
    case 'array':
      return 'a list';
    default:
      return expected.kind;
  }
}

/** A named row for each code; the rest share one sentence. */
const sentences: Partial<Record<IssueCode, FaultFormatter>> = {
  missing: (_facts, where) => `${where} is missing`,
  'unknown-key': ({ value, known = [] }, where) => {
    const [near] = nearest(String(value), known, maxDistance(String(value)));
    return `unknown key ${where}${near === undefined ? `; known keys are ${known.join(', ')}` : `; did you mean ${near}?`}`;
  },
  'wrong-type': ({ value, expected }, where) =>
    `${where} is ${JSON.stringify(value)}; expected ${expected === undefined ? 'another type' : wanted(expected)}`,
  pattern: ({ value, pattern }, where) => `${where} is ${JSON.stringify(value)}; expected ${pattern}`,
  'bad-value': oneOf,
  'unknown-tag': oneOf,
};

function sentence({ rule, path, facts }: Issue): string {
  const where = formatPath(path) || 'the document';
  const row = sentences[rule as IssueCode];
  if (row !== undefined) return row(facts, where);
  const { limit, value } = facts;
  const bound = limit === undefined ? '' : ` (limit ${limit})`;
  return `${where} is ${JSON.stringify(value)}: ${rule.replaceAll('-', ' ')}${bound}`;
}
