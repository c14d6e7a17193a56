import { type FillerKind, once } from '../../lib';
import { contentOf } from '../extract/content';
import type { ExtractedValues } from '../extract/extracted-values';
import { type FieldSource, fieldsFile } from '../lexicon';
import { word } from './field-names';

/** How a text field is filled: first from the question, else invented. */
export interface Field {
  /** Held against the words of the name. */
  readonly name: RegExp;
  readonly sources: readonly FieldSource[];
  readonly invent: FillerKind | undefined;
}

/** The rows of the table, particular ones first. */
export const fields = (): readonly Field[] =>
  once('fields', () =>
    fieldsFile().map(({ words, from = [], invent }) => ({
      name: word(...words),
      sources: from,
      invent: invent as FillerKind | undefined,
    })),
  );

/** A demand to search is no part of what is searched. */
const SEARCH =
  /^(?:please )?(?:search|look up|look for|find|google|browse)(?: the (?:web|internet))?(?: for| on)?(?: the)? |^(?:请|帮我)*(?:搜索|搜|查询|查找|查)(?:一下)?|^(?:busca|cherche|recherche|suche(?: nach)?|найди|поищи)\p{L}{0,2} /iu;

/** A longer topic is a text of its own. */
const LONGEST_TOPIC = 80;

const NUMBERED = /(?:#|№|\b(?:no\.?|number|id|nr\.?|invoice|order|ticket|case)\s*:?\s*#?)(\d[\d-]*)/iu;
const LEAST_ID = 100;

type Values = readonly (string | undefined)[];

const SOURCES: { readonly [Source in FieldSource]: (found: ExtractedValues) => Values } = {
  answer: ({ answer }) => [answer?.()],
  code: ({ codes }) => [codes[0]],
  codes: ({ codes }) => codes,
  // A field does not repeat a whole text where there is an answer to it.
  content({ topic, answer }) {
    const content = contentOf(topic);
    return [content.length > LONGEST_TOPIC && answer !== undefined ? answer() : content];
  },
  countries: ({ countries, places }) => (countries.length > 0 ? countries : places),
  dates: ({ dates }) => dates,
  days: ({ days }) => days,
  email: ({ emails }) => [emails[0]],
  emails: ({ emails }) => emails,
  expression: ({ expression }) => [expression],
  'first-names': ({ names }) => names.map((name) => name.split(' ')[0]),
  from: ({ from }) => [from],
  // A small number counts things, unless it is called one.
  id: ({ plain, numbers }) => [NUMBERED.exec(plain)?.[1] ?? numbers.find((number) => number >= LEAST_ID)?.toString()],
  'last-names': ({ names }) => names.map((name) => name.split(' ')[1]),
  name: ({ names }) => [names[0]],
  names: ({ names }) => names,
  number: ({ numbers }) => [numbers[0]?.toString()],
  people: ({ names, things }) => (names.length > 0 ? names : things),
  phones: ({ phones }) => phones,
  place: ({ places }) => [places[0]],
  places: ({ places }) => places,
  query: ({ topic }) => [topic.replace(SEARCH, '') || topic],
  quote: ({ quoted }) => [quoted[0]],
  quoted: ({ quoted }) => quoted,
  snippet: ({ snippet }) => [snippet],
  things: ({ things }) => things,
  times: ({ times }) => times,
  to: ({ to }) => [to],
  topic: ({ topic }) => [topic],
  urls: ({ urls }) => urls,
};

/** The values of a question from some sources, in their order. */
export const valuesFrom = (sources: readonly FieldSource[], found: ExtractedValues): Values =>
  sources.flatMap((source) => SOURCES[source](found));
