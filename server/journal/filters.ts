import { z } from 'zod';
import { asList, type JsonObject } from '../core';
import { compileRegex, isRegex, regexError } from '../lib/regex';
import { OUTCOMES, type Outcome } from './entry';
import type { EntryReader } from './entry-reader';
import { firstDifference, quoted } from './first-difference';

/** One value, or several of which any will do. */
type AnyOf<T> = T | readonly T[];

/** What entries can be asked for; all that is given must hold. */
export interface EntryCriteria {
  readonly id: AnyOf<number>;
  readonly route: AnyOf<string>;
  readonly surface: AnyOf<string>;
  readonly provider: AnyOf<string>;
  readonly method: AnyOf<string>;
  readonly path: AnyOf<string>;
  readonly model: AnyOf<string>;
  readonly status: AnyOf<number>;
  readonly outcome: AnyOf<Outcome>;
  readonly fixture: AnyOf<string>;
  readonly fault: AnyOf<string>;
  readonly problem: AnyOf<string>;
  readonly rule: AnyOf<string>;
  readonly stream: boolean;
  readonly header: AnyOf<string>;
  readonly request: AnyOf<string>;
  readonly reply: AnyOf<string>;
  readonly text: AnyOf<string>;
  readonly body: JsonObject;
  readonly after: number;
}

/** A criterion made ready: why an entry does not keep it, undefined where it does. */
export type FilterFault = (sight: EntryReader) => string | undefined;

/** One row: what may be wanted, and how an entry is held against it. */
export interface Filter<Value> {
  readonly schema: z.ZodType<Value>;
  prepare(wanted: Value): FilterFault;
}

const anyOf = <T>(schema: z.ZodType<T>) => z.union([schema, z.array(schema).min(1)]);

const either = (values: readonly unknown[]): string => values.map(quoted).join(' or ');

/** A member of the entry that must be one of the wanted values. */
function equal<T>(name: string, schema: z.ZodType<T>, read: (sight: EntryReader) => T | undefined): Filter<AnyOf<T>> {
  return {
    schema: anyOf(schema),
    prepare(value) {
      const wanted = asList(value);
      return (sight) => {
        const found = read(sight);
        if (found !== undefined && wanted.includes(found)) return undefined;
        return `${name} is ${found === undefined ? 'none' : quoted(found)}, wanted ${either(wanted)}`;
      };
    },
  };
}

const words = z
  .string()
  .min(1)
  .refine((text) => !isRegex(text) || regexError(text) === undefined, {
    params: { code: 'pattern', pattern: 'words, or /a regular expression/flags' },
  });

/** Words that must stand in a text. */
function said(where: string, read: (sight: EntryReader) => string): Filter<AnyOf<string>> {
  return {
    schema: anyOf(words),
    prepare(value) {
      const wanted = asList(value);
      const tests = wanted.map((text) => {
        const pattern = isRegex(text) ? compileRegex(text) : undefined;
        return (found: string) => (pattern === undefined ? found.includes(text) : pattern.test(found));
      });
      return (sight) => {
        const found = read(sight);
        if (tests.some((test) => test(found))) return undefined;
        return `${where} does not say ${either(wanted)}: ${found === '' ? 'it is empty' : quoted(found)}`;
      };
    },
  };
}

const name = z.string().min(1);

/** A header of the request: its name, or `name: value`. */
const header: Filter<AnyOf<string>> = {
  schema: anyOf(name),
  prepare(value) {
    const wanted = asList(value).map((text) => {
      const [, field = text, content] = /^([^:]+):\s*(.*)$/s.exec(text) ?? [];
      return { field: field.toLowerCase(), content };
    });
    return ({ request: { headers } }) => {
      const holds = wanted.some(({ field, content }) =>
        content === undefined ? headers[field] !== undefined : headers[field] === content,
      );
      if (holds) return undefined;
      return wanted
        .map(({ field, content }) => `header ${field} is ${quoted(headers[field])}, wanted ${content ?? 'any'}`)
        .join('; ');
    };
  },
};

const rulesOf = ({ entry: { problem, warnings = [] } }: EntryReader): readonly string[] => [
  ...(problem?.rules ?? []),
  ...warnings,
];

/** Rules of a client are looked up only for those who ask for one. */
const LINT = 'lint/';

const broken: Filter<AnyOf<string>> = {
  schema: anyOf(name),
  prepare(value) {
    const wanted = asList(value);
    const isOfClient = wanted.some((rule) => rule.startsWith(LINT));
    return (sight) => {
      const advice = isOfClient ? (sight.advice ?? []) : [];
      const found = [...rulesOf(sight), ...advice.map(({ rule }) => rule)];
      if (found.some((rule) => wanted.includes(rule))) return undefined;
      return `rules broken are ${found.length === 0 ? 'none' : found.join(', ')}, wanted ${either(wanted)}`;
    };
  },
};

const routeOf = ({ entry }: EntryReader) => entry.route;

/** Every criterion by its name, in the order in which a difference is told. */
export const filters: { readonly [Key in keyof EntryCriteria]: Filter<EntryCriteria[Key]> } = {
  id: equal('id', z.int().min(1), ({ entry }) => entry.id),
  after: {
    schema: z.int().min(0),
    prepare: (wanted) => (sight) => (sight.entry.id > wanted ? undefined : `its id is not above ${wanted}`),
  },
  provider: equal('provider', name, ({ entry }) => entry.provider),
  route: equal('route', name, routeOf),
  // The word that fixtures use for a generating route.
  surface: equal('surface', name, routeOf),
  method: equal('method', name, ({ request }) => request.method),
  path: equal('path', name, ({ request }) => request.path),
  header,
  model: equal('model', name, ({ model }) => model),
  stream: {
    schema: z.boolean(),
    prepare: (wanted) => (sight) =>
      (sight.entry.stream ?? false) === wanted ? undefined : `stream is ${!wanted}, wanted ${wanted}`,
  },
  request: said('the request', ({ searchableRequest }) => searchableRequest),
  body: {
    schema: z.record(z.string(), z.json()),
    prepare: (wanted) => (sight) =>
      sight.body === undefined ? 'the body is no JSON object' : firstDifference(sight.body, wanted, 'body'),
  },
  fixture: equal('fixture', name, ({ entry }) => entry.fixture),
  fault: equal('fault', name, ({ entry }) => entry.fault),
  problem: equal('problem', name, ({ entry }) => entry.problem?.kind),
  rule: broken,
  status: equal('status', z.int(), ({ entry }) => entry.status),
  outcome: equal('outcome', z.enum(OUTCOMES), ({ entry }) => entry.outcome),
  reply: said('the reply', ({ searchableReply }) => searchableReply),
  text: said('the exchange', ({ searchableRequest, searchableReply }) => `${searchableRequest}\n${searchableReply}`),
};
