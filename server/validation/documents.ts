import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Facts, Issue, IssueCode, Path } from '../core';
import { issuesOf } from './issues';
import { nearest } from './nearest';

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

/** Reads YAML or JSON text against a schema. Faults bear the place in the text. */
export function readDocument<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
): { value: T } | { faults: FileFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => ({ file, ...place(pos[0]), message })) };
  }
  const value: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const faults = issuesOf(schema, value, parsed.error.issues).map((issue) => ({
    file,
    ...place(offsetOf(document, issue.path)),
    message: sentence(issue),
  }));
  return { faults };
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

const dotted = (path: Path): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('') || 'the document';

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ');

/** A named row for each code; the rest share one sentence. */
const sentences: Partial<Record<IssueCode, (facts: Facts, where: string) => string>> = {
  missing: (_facts, where) => `${where} is missing`,
  'unknown-key': ({ value, known = [] }, where) => {
    const [near] = nearest(String(value), known, 3);
    return `unknown key ${where}${near === undefined ? `; known keys are ${known.join(', ')}` : `; did you mean ${near}?`}`;
  },
  'wrong-type': ({ value, expected }, where) =>
    `${where} is ${JSON.stringify(value)}; expected ${expected?.kind === 'enum' ? `one of ${listed(expected.values)}` : (expected?.kind ?? 'another type')}`,
  'bad-value': ({ value, allowed = [] }, where) => {
    const [near] = nearest(String(value), allowed.map(String), 3);
    return `${where} is ${JSON.stringify(value)}; expected one of ${listed(allowed)}${near === undefined ? '' : `; did you mean ${near}?`}`;
  },
};

function sentence({ rule, path, facts }: Issue): string {
  const where = dotted(path);
  const row = sentences[rule as IssueCode];
  if (row !== undefined) return row(facts, where);
  const { limit, pattern, value } = facts;
  const bound = limit === undefined ? '' : ` (limit ${limit})`;
  return `${where} is ${JSON.stringify(value)}: ${rule.replaceAll('-', ' ')}${bound}${pattern === undefined ? '' : `; expected ${pattern}`}`;
}
