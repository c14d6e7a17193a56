import { isJsonObject, type JsonObject, parseJson } from './json';
import type { Part, StopReason } from './turn';

/** What a client reads in the body of a reply. Where several choices were asked for, the first one. */
export interface ParsedReply {
  readonly parts: readonly Part[];
  /** Undefined where the reply broke off before it told why it ends. */
  readonly stop: StopReason | undefined;
}

const DATA = 'data:';

/** The events of a stream whose data is a JSON object; other data, such as `[DONE]`, says nothing. */
export const eventsIn = (text: string): readonly JsonObject[] =>
  // By line feeds alone: a text may hold other line ends, such as U+2028.
  text
    .split('\n')
    .flatMap((line) => (line.startsWith(DATA) ? [parseJson(line.slice(DATA.length))] : []))
    .filter(isJsonObject);

/** What stands at a path of a JSON value; undefined where the path leads nowhere. */
export const memberAt = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (here, key) => (here as Readonly<Record<string | number, unknown>> | null | undefined)?.[key],
    value,
  );

/** A text, or the empty one where a value is none. */
export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A list, or the empty one where a value is none. */
export const listOrEmpty = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
