import { isJsonObject, type Json, type Prompt, parseJson, textOf } from '../../core';
import type { LanguageData } from '../../lib';
import { toolResults } from '../../matching';
import { wordsOfName } from '../instance/field-names';
import type { Question } from './question';
import { fillIn } from './sentences';

/** Facts of one result that are told; more would be a table. */
const MAX_FACTS = 6;
/** Longest text of a result that is quoted. */
const MAX_TEXT = 400;
/** Members that carry no news for a reader. */
const DULL: ReadonlySet<string> = new Set(['success', 'ok', 'error', 'id', 'request_id', 'timestamp', 'code']);

/** Puts the results of tools, with which a conversation ends, into words. */
export function reportResults(prompt: Prompt, { book }: Question): string {
  const told = toolResults(resultsLast(prompt)).flatMap(({ input, content }) =>
    sentencesOn(textOf(content), { book, input }),
  );
  return told.length > 0 ? [...new Set(told)].join(book.gap ?? ' ') : book.results.empty;
}

/** The conversation with all results since the last question at its end: calls may have been made one after the other. */
function resultsLast({ messages }: Prompt): Prompt['messages'] {
  const since = messages.findLastIndex(({ role }) => role === 'user');
  const isNew = ({ role }: Prompt['messages'][number], at: number): boolean => at > since && role === 'tool';
  return [...messages.filter((message, at) => !isNew(message, at)), ...messages.filter(isNew)];
}

interface ReportOptions {
  readonly book: LanguageData;
  readonly input: string;
}

function sentencesOn(text: string, { book, input }: ReportOptions): readonly string[] {
  const { results } = book;
  const value = parsed(text);
  if (isJsonObject(value) && failureOf(value) !== undefined)
    return [fillIn(results.failed, { text: failureOf(value) ?? '' })];
  const facts = factsOf(value, book);
  const about = facts.some((fact) => fact.includes(placeOf(input))) ? [] : [placeOf(input)];
  if (facts.length > 0)
    return [fillIn(results.facts, { facts: [...about, ...facts].filter(Boolean).join(commaOf(book)) })];
  const words = typeof value === 'string' ? value.trim() : '';
  return words === ''
    ? []
    : [fillIn(results.text, { text: words.length > MAX_TEXT ? `${words.slice(0, MAX_TEXT)}…` : words })];
}

/** A result that is not JSON is its own words. */
function parsed(text: string): Json {
  const value = parseJson(text);
  return value === undefined ? text : value;
}

function failureOf({ error }: { readonly [key: string]: Json | undefined }): string | undefined {
  if (typeof error === 'string' && error !== '') return error;
  return isJsonObject(error) && typeof error['message'] === 'string' ? error['message'] : undefined;
}

/** Where the call asked about, so that a bare `22°C` can be told of a town. */
function placeOf(input: string): string {
  const value = parsed(input);
  const [first] = isJsonObject(value) ? Object.values(value) : [];
  return typeof first === 'string' && first.length < MAX_NAME ? first : '';
}

/** A longer argument is a text, not a name. */
const MAX_NAME = 30;

/** `label: value` for the plain members of a result, those of inner objects after those of outer ones. */
function factsOf(value: Json, book: LanguageData): readonly string[] {
  if (Array.isArray(value))
    return (value as readonly Json[])
      .slice(0, MAX_FACTS)
      .map((item) => plainText(item, book))
      .filter(Boolean);
  if (isJsonObject(value)) return membersOf(value, book).slice(0, MAX_FACTS);
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

function membersOf(value: { readonly [key: string]: Json | undefined }, book: LanguageData): readonly string[] {
  const members = Object.entries(value).filter(
    ([key, member]) => !DULL.has(key) && member !== null && member !== undefined,
  );
  const plain = members.filter(([, member]) => typeof member !== 'object');
  const inner = members.flatMap(([, member]) => (isJsonObject(member) ? membersOf(member, book) : []));
  const lists = members
    .filter(([, member]) => Array.isArray(member))
    .map(([key, member]) => pair(key, factsOf(member ?? [], book).join(commaOf(book)), book));
  return [...plain.map(([key, member]) => pair(key, String(member), book)), ...inner, ...lists];
}

const plainText = (item: Json, book: LanguageData): string =>
  isJsonObject(item) ? membersOf(item, book).join(commaOf(book)) : item === null ? '' : String(item);

const commaOf = ({ comma = ', ' }: LanguageData): string => comma;

function pair(key: string, value: string, { labels = {}, results }: LanguageData): string {
  const name = wordsOfName(key);
  const label = Object.hasOwn(labels, name) ? labels[name] : name;
  return results.pair.replace('{label}', () => label ?? name).replace('{value}', () => value);
}
