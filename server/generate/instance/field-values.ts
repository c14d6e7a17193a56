import type { Filler, Language } from '../../lib';
import type { ExtractedValues } from '../extract/extracted-values';
import { wordsOfName } from './field-names';
import { type Field, fields, valuesFrom } from './field-table';

const isText = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Values that a question holds for a text field, by the field's name and else by its description. */
export function foundFor(found: ExtractedValues, name: string, description = ''): readonly string[] {
  const row = rowFor(name, description);
  return [...new Set((row === undefined ? found.quoted : valuesFrom(row.sources, found)).filter(isText))];
}

/** Is a field's value a place? Such a field gets a call for each place. */
export const isPlaceField = (name: string, description = ''): boolean => rowFor(name, description)?.invent === 'city';

function rowFor(name: string, description: string): Field | undefined {
  const words = wordsOfName(name);
  // A description is held against its first words only: further on it talks of other things.
  const about = wordsOfName(description).slice(0, MAX_DESCRIPTION);
  return fields().find((field) => field.name.test(words)) ?? fields().find((field) => field.name.test(about));
}

const MAX_DESCRIPTION = 40;

/** Is there a usual kind of value for a field of this name? */
export const isUsual = (name: string): boolean =>
  fields().find((field) => field.name.test(wordsOfName(name)))?.invent !== undefined;

/** What is needed to invent a value. */
export interface Invention {
  readonly filler: Filler;
  readonly language: Language;
  readonly seed: number;
}

/** A made-up value for a text field, by its name. */
export function inventFor(name: string, { filler, language, seed }: Invention): string {
  const row = fields().find((field) => field.name.test(wordsOfName(name)));
  return filler.value(row?.invent ?? 'word', language, seed);
}

/** The value of a question that already has a format. */
export const FOUND_FORMATS: Readonly<Record<string, (found: ExtractedValues) => string | undefined>> = {
  date: ({ dates }) => dates[0],
  email: ({ emails }) => emails[0],
  uri: ({ urls }) => urls[0],
  url: ({ urls }) => urls[0],
};
