import type { Alias, Document } from 'yaml';
import type { z } from 'zod';
import { type Expected, type Facts, formatPath, type Issue, type IssueCode, type Path } from '../core';
import { didYouMean, maxDistance, nameHint } from '../lib/nearest-name';
import { type Position, positionsOf } from '../lib/positions';
import { findDuplicateKey, itemPositions } from '../lib/read-json';
import { issuesOf } from './issues';

// Loaded at first need: the built-in data and options are JSON.
const yaml = () => require('yaml') as typeof import('yaml');

/** One error in a file: fixtures, models, services, configuration. */
export interface FileFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** Thrown with the errors of all files; the message has a line `file:line:column: message` for each. */
export class FileFaults extends Error {
  constructor(readonly faults: readonly FileFault[]) {
    super(faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.name = 'FileFaults';
  }
}

/** The value of a valid document, and where its members are in the text. */
export interface FileRead<T> {
  readonly value: T;
  /** The position of a member; of an absent one that of its nearest parent. */
  position(path: Path): Position;
}

/**
 * Reads YAML or JSON text and checks it against a schema. It throws nothing: errors come back with line and column.
 * @example
 * const read = readDocument('models.yaml', text, modelFile);
 * if ('faults' in read) throw new FileFaults(read.faults);
 */
export function readDocument<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
): FileRead<T> | { faults: FileFault[] } {
  const plain = schema.safeParse(plainJson(text));
  if (plain.success) return { value: plain.data, position: jsonPositions(text) };
  const place = positionsOf(text);
  const document = yaml().parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => ({ file, ...place(pos[0]), message })) };
  }
  // An alias needs a star: a long file without one is not searched.
  const alias = text.includes('*') ? aliasError(document) : undefined;
  if (alias !== undefined) return { faults: [{ file, ...place(alias.at), message: alias.message }] };
  const value: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, position: (path) => place(offsetOf(document, path)) };
  const faults = issuesOf(schema, value, parsed.error.issues).map((issue) => ({
    file,
    ...place(offsetOf(document, issue.path)),
    message: messageOf(issue),
  }));
  return { faults };
}

/** The value of a JSON object without duplicate keys; undefined for any other text, which is read as YAML. */
function plainJson(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return findDuplicateKey(text, value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Items of lists are found by one scan, anything else as in YAML; nothing is searched before the first call. */
function jsonPositions(text: string): (path: Path) => Position {
  let items: ReturnType<typeof itemPositions> | undefined;
  let others: ReturnType<typeof positionsIn> | undefined;
  return (path) => {
    const [key, index, ...inner] = path;
    items ??= itemPositions(text);
    const item = typeof index === 'number' && inner.length === 0 ? items.get(String(key))?.[index] : undefined;
    if (item !== undefined) return item;
    others ??= positionsIn(text);
    return others(path);
  };
}

/** What is wrong with the aliases of a YAML document: one inside of its own anchor, or a value that grows too large. */
function aliasError(document: Document): { readonly at: number; readonly message: string } | undefined {
  const aliases: Alias[] = [];
  yaml().visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
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

/** Finds members of a YAML or JSON text by path; an absent one at its nearest parent. */
export function positionsIn(text: string): (path: Path) => Position {
  const place = positionsOf(text);
  const document = yaml().parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  return (path) => place(offsetOf(document, path));
}

type Ranged = { readonly range?: [number, number, number] | null } | undefined;

/** Where the value at a path ends, its column counted from 0; of an absent value the end of its nearest parent. */
export function endPosition(text: string, path: Path): Position {
  const document = yaml().parseDocument(text, { prettyErrors: false });
  const rangeOf = (at: Path): number | undefined =>
    (document.getIn(at, true) as Ranged)?.range?.[1] ?? (at.length === 0 ? undefined : rangeOf(at.slice(0, -1)));
  const { line, column } = positionsOf(text)(rangeOf(path) ?? text.length);
  return { line, column: column - 1 };
}

/** The offset of a member's key or of an item's value; of an absent one that of its nearest parent. */
function offsetOf(document: Document, path: Path): number {
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (yaml().isMap(parent)) {
    const pair = parent.items.find(
      ({ key }) => String((key as { value?: unknown } | null)?.value) === String(path.at(-1)),
    );
    const range = (pair?.key as Ranged)?.range;
    if (range) return range[0];
  }
  const node = document.getIn(path, true) as Ranged;
  if (node?.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ');

type FaultFormatter = (facts: Facts, where: string) => string;

const oneOf: FaultFormatter = ({ value, allowed = [] }, where) => {
  const hint = didYouMean(String(value), allowed.map(String), maxDistance(String(value)));
  return [`${where} is ${JSON.stringify(value)}; expected one of ${listed(allowed)}`, ...hint].join('; ');
};

/** What a schema takes, for a message. */
function describeExpected(expected: Expected): string {
  switch (expected.kind) {
    case 'enum':
      return `one of ${listed(expected.values)}`;
    case 'union':
      return [...new Set(expected.options.map(describeExpected))].join(' or ');
    case 'named':
      return expected.name;
    case 'array':
      return 'a list';
    default:
      return expected.kind;
  }
}

/** Codes without a row share one message. */
const messages: Partial<Record<IssueCode, FaultFormatter>> = {
  missing: (_facts, where) => `${where} is missing`,
  'unknown-key': ({ value, known = [] }, where) =>
    `unknown key ${where}; ${nameHint(String(value), known, { within: maxDistance(String(value)), what: 'known keys' })}`,
  'wrong-type': ({ value, expected }, where) =>
    `${where} is ${JSON.stringify(value)}; expected ${expected === undefined ? 'another type' : describeExpected(expected)}`,
  pattern: ({ value, pattern }, where) => `${where} is ${JSON.stringify(value)}; expected ${pattern}`,
  'bad-value': oneOf,
  'unknown-tag': oneOf,
};

function messageOf({ rule, path, facts }: Issue): string {
  const where = formatPath(path) || 'the document';
  const row = messages[rule as IssueCode];
  if (row !== undefined) return row(facts, where);
  const { limit, value } = facts;
  const bound = limit === undefined ? '' : ` (limit ${limit})`;
  return `${where} is ${JSON.stringify(value)}: ${rule.replaceAll('-', ' ')}${bound}`;
}
