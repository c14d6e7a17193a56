import type { JsonObject } from '../../core';

/** One part of a reply with a marker of its own. */
export interface MarkedField {
  readonly name: string;
  readonly schema: JsonObject;
}

/** A tool that a prompt lists in its text. */
export interface TextTool {
  readonly name: string;
  readonly description: string;
}

/** A label, and the words that say what it stands for. */
export interface Label {
  readonly value: string;
  readonly about: string;
}

/** The form that a prompt asks for in words. */
export type Form =
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'labels'; readonly labels: readonly Label[]; readonly isMany: boolean }
  | { readonly kind: 'json'; readonly schema: JsonObject; readonly isFenced: boolean; readonly indent: number }
  | { readonly kind: 'json-lines'; readonly schema: JsonObject; readonly count: number }
  | { readonly kind: 'map'; readonly isFenced: boolean }
  | { readonly kind: 'csv'; readonly columns: readonly string[]; readonly count: number | undefined }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly count: number | undefined }
  | { readonly kind: 'yaml'; readonly keys: readonly string[] }
  | { readonly kind: 'marked'; readonly fields: readonly MarkedField[] }
  | { readonly kind: 'react'; readonly tools: readonly TextTool[] }
  | { readonly kind: 'tags'; readonly names: readonly string[] }
  | { readonly kind: 'last-line'; readonly label: string; readonly range: NumberForm | undefined }
  | ({ readonly kind: 'number' } & NumberForm)
  | { readonly kind: 'date'; readonly pattern: string }
  | { readonly kind: 'comma-list'; readonly count: number }
  | { readonly kind: 'lines'; readonly bullet: string; readonly count: number }
  | { readonly kind: 'words'; readonly max: number }
  | { readonly kind: 'sentences'; readonly count: number };

/** Bounds of a number, both included. */
export interface NumberForm {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** A form, and the texts of the prompt without the words that tell it. */
export interface FoundForm {
  readonly form: Form;
  /** The last user message without the format. */
  readonly material: string;
}

const listed = (values: readonly string[]): string => values.join(', ');

/** What each form is called where a reply is explained. */
const DESCRIPTIONS: { readonly [K in Form['kind']]: (form: Extract<Form, { kind: K }>) => string } = {
  exact: ({ text }) => `exactly ${JSON.stringify(text)}`,
  labels: ({ labels, isMany }) => `${isMany ? 'some' : 'one'} of ${listed(labels.map(({ value }) => value))}`,
  json: () => 'JSON of a described shape',
  'json-lines': ({ count }) => `${count} JSON objects, one per line`,
  map: () => 'a JSON object with keys of its own',
  csv: ({ columns }) => `CSV with the columns ${listed(columns)}`,
  table: ({ columns }) => `a table with the columns ${listed(columns)}`,
  yaml: ({ keys }) => `YAML with the keys ${listed(keys)}`,
  marked: ({ fields }) => `the marked fields ${listed(fields.map(({ name }) => name))}`,
  react: ({ tools }) => `an action with one of ${listed(tools.map(({ name }) => name))}, or a final answer`,
  tags: ({ names }) => `text in the tags ${listed(names)}`,
  'last-line': ({ label }) => `a last line that begins with ${label}:`,
  number: () => 'a number alone',
  date: ({ pattern }) => `a date as ${pattern}`,
  'comma-list': () => 'a list separated by commas',
  lines: ({ count }) => `${count} lines`,
  words: ({ max }) => `at most ${max} words`,
  sentences: ({ count }) => `${count} sentences`,
};

/** One sentence on the form that a prompt asks for. */
export const describeForm = (form: Form): string => `The prompt asks for ${DESCRIPTIONS[form.kind](form as never)}.`;
