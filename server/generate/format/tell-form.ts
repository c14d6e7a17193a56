import type { Prompt } from '../../core';
import { conversationOf } from '../tools/conversation';
import { findForm } from './find-form';
import type { Form, NumberForm } from './form';

/** Names that are told; more would be a table. */
const MOST_TOLD = 12;

const listed = (names: readonly string[]): string =>
  names.length > MOST_TOLD
    ? `${names.slice(0, MOST_TOLD).join(', ')} and ${names.length - MOST_TOLD} more`
    : names.join(', ');

const within = ({ min, max }: NumberForm): string =>
  min === undefined || max === undefined ? '' : ` from ${min} to ${max}`;

const several = (count: number | undefined, what: string): string =>
  count === undefined ? `${what}s` : `${count} ${what}${count === 1 ? '' : 's'}`;

const keysOf = ({ properties }: { readonly [key: string]: unknown }): string =>
  typeof properties === 'object' && properties !== null ? ` with ${listed(Object.keys(properties))}` : '';

type Tellers = { readonly [K in Form['kind']]: (form: Extract<Form, { kind: K }>) => string };

/** What each form is, behind `the prompt asks for`. */
const TELLERS: Tellers = {
  exact: ({ text }) => `exactly ${JSON.stringify(text)}`,
  labels: ({ labels, isMany }) => `${isMany ? 'some' : 'one'} of ${listed(labels.map(({ value }) => value))}`,
  json: ({ schema, isFenced }) =>
    `${isFenced ? 'fenced ' : ''}JSON${schema['type'] === 'array' ? ', a list' : keysOf(schema)}`,
  'json-lines': ({ schema, count }) => `${count} lines of JSON${keysOf(schema)}`,
  map: () => 'JSON, a map',
  csv: ({ columns }) => `CSV with the columns ${listed(columns)}`,
  table: ({ columns }) => `a table with the columns ${listed(columns)}`,
  yaml: ({ keys }) => `YAML with ${listed(keys)}`,
  marked: ({ fields }) => `fields behind markers: ${listed(fields.map(({ name }) => name))}`,
  react: ({ tools }) => `the next step of a text agent with the tools ${listed(tools.map(({ name }) => name))}`,
  tags: ({ names }) => `text in the tags ${listed(names.map((name) => `<${name}>`))}`,
  'last-line': ({ label, letters }) =>
    `a last line ${label}: ${letters === undefined ? '…' : `one of ${listed(letters)}`}`,
  number: (range) => `a number${within(range)}`,
  date: ({ pattern }) => `a date as ${pattern}`,
  'comma-list': ({ count }) => `${several(count, 'thing')} between commas`,
  lines: ({ count }) => several(count, 'line'),
  words: ({ max }) => `at most ${several(max, 'word')}`,
  sentences: ({ count }) => several(count, 'sentence'),
};

/** A sentence on the form that a prompt asks for in words; undefined where it asks for none. */
export function formSentence(prompt: Prompt): string | undefined {
  const form = findForm(conversationOf(prompt))?.form;
  return form && `the prompt asks for ${(TELLERS[form.kind] as (form: Form) => string)(form)}`;
}
