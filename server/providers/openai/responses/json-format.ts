import type { ResponseObject } from './response-object';

/** Members whose numbers keep their decimal point on this surface. */
const DECIMALS: ReadonlySet<string> = new Set(['frequency_penalty', 'presence_penalty', 'temperature', 'top_p']);

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** A member of the response as compact JSON text. */
const printed = (key: string, value: unknown): string =>
  DECIMALS.has(key) && typeof value === 'number' ? decimal(value) : JSON.stringify(value);

/** The members of a response as compact JSON text, in their order. */
export const encodeMembers = (response: ResponseObject): ReadonlyMap<string, string> =>
  new Map(Object.entries(response).map(([key, value]) => [key, printed(key, value)]));

/** A compact object of members that are JSON text already; `changes` stand for some of them. */
export function compactObject(
  members: ReadonlyMap<string, string>,
  changes: Readonly<Record<string, string>> = {},
): string {
  let text = '{';
  for (const [key, value] of members) text += `${text === '{' ? '' : ','}"${key}":${changes[key] ?? value}`;
  return `${text}}`;
}

// JSON text has line breaks between its tokens only, never inside a string.
const indented = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');

/** A whole response with two spaces of indentation and no line break at its end. */
export function prettyResponse(response: object): string {
  const lines = Object.entries(response).map(
    ([key, value]) => `  "${key}": ${DECIMALS.has(key) ? printed(key, value) : indented(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}
