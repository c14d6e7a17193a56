import { endPosition } from '../contract';
import {
  type Expected,
  type Facts,
  formatPath,
  type Issue,
  type Problem,
  type Provider,
  type ResponseInfo,
} from '../core';
import type { Service } from './service-file';

/** A provider whose refusals a service says in its own words, where it has any. */
export function withServiceErrors(house: Provider, service: Service): Provider {
  return {
    ...house,
    formatError(problem, voice) {
      const worded = house.formatError(problem, voice);
      const own = service.errorOverride(house.id, namesOf(problem, voice.route ?? house.id));
      if (own === undefined) return worded;
      const { message, ...rest } = own;
      return { ...worded, ...rest, ...(message === undefined ? {} : { message: filled(message, problem, voice) }) };
    },
  };
}

/** Under what a service may speak of a problem: its kind, and the rule that is told. */
const namesOf = ({ kind, issues: [first] }: Problem, route: string): readonly string[] =>
  first === undefined ? [kind] : [kind, `${route}/${first.rule}`];

/** Quotes what stands in braces; what is no fact stays as it is written. */
function filled(message: string, problem: Problem, { request }: ResponseInfo): string {
  const [issue] = problem.issues;
  const facts: Facts = { ...problem.facts, ...issue?.facts };
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const derived = issue === undefined ? undefined : quotes[name]?.(issue, request.text);
    const told = derived ?? (name === 'last4' ? lastFour(facts.value) : facts[name]);
    return told === undefined ? whole : String(told);
  });
}

/** How a wrong key is shown. */
const SHOWN_OF_KEY = 4;
const lastFour = (value: unknown): string => String(value).slice(-SHOWN_OF_KEY);

/** What can be said of an issue besides its facts, in the words of a strict parser (serde). */
const quotes: Readonly<Record<string, (issue: Issue, text: string) => string | number>> = {
  path: ({ path }) => formatPath(path),
  key: ({ path }) => String(path.at(-1) ?? ''),
  under: ({ path }) => (path.length > 1 ? `${formatPath(path.slice(0, -1))}: ` : ''),
  at: ({ path }) => (path.length > 0 ? `${formatPath(path)}: ` : ''),
  got: ({ facts: { value } }) => gotWords(value),
  wanted: ({ facts: { expected } }) => wantedWords(expected),
  variants: ({ facts: { allowed = [] } }) => variantWords(allowed),
  line: ({ path }, text) => endPosition(text, path).line,
  column: ({ path }, text) => endPosition(text, path).column,
};

function gotWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'sequence';
  if (typeof value === 'number') return `${Number.isInteger(value) ? 'integer' : 'floating point'} \`${value}\``;
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  return typeof value === 'string' ? `string ${JSON.stringify(value)}` : 'map';
}

const wanted: { readonly [Kind in Expected['kind']]: string } = {
  string: 'a string',
  integer: 'u32',
  number: 'f32',
  boolean: 'a boolean',
  object: 'a map',
  null: 'unit',
  any: 'any value',
  enum: 'a variant',
  array: 'a sequence',
  union: 'a matching variant',
  named: 'a map',
};

const wantedWords = (expected: Expected | undefined): string => wanted[expected?.kind ?? 'any'];

function variantWords(allowed: readonly unknown[]): string {
  const names = allowed.map((name) => `\`${name}\``);
  if (names.length < 2) return names.join('');
  return names.length === 2 ? names.join(' or ') : `one of ${names.join(', ')}`;
}
