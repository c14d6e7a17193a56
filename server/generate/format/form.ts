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
  /** The properties of its arguments, where it takes them as JSON. */
  readonly args?: JsonObject;
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
  | { readonly kind: 'react'; readonly tools: readonly TextTool[]; readonly ending: string }
  | { readonly kind: 'tags'; readonly names: readonly string[] }
  | {
      readonly kind: 'last-line';
      readonly label: string;
      readonly range: NumberForm | undefined;
      /** Letters of which one stands behind the label. */
      readonly letters?: readonly string[];
    }
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
