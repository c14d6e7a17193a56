import { isJsonObject } from '../core';

/** The value of a JSON text, or the text where it is none or too deep to be walked. */
export function jsonOrText(text: string): unknown {
  try {
    return isDeep(text) ? text : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Deeper nesting overflows the stack of functions that walk or print the value. */
const MAX_DEPTH = 500;

/** Brackets in strings count too; a text that is full of them is shown as text. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Where the data of one SSE event begins on its line. */
const DATA = /^data: ?([^\n]*)/gm;

/**
 * What a body says, for searching: the strings of its JSON, one a line. Of a stream, strings that stand at the same
 * place of successive frames are read as one, so that words are found which no single frame holds.
 */
export function searchableText(text: string): string {
  const whole = parsed(text);
  if (whole !== undefined)
    return stringsIn(whole)
      .map(({ text: said }) => said)
      .join('\n');
  const frames = [...text.matchAll(DATA)].map(([, data = '']) => parsed(data)).filter((data) => data !== undefined);
  return frames.length === 0 ? text : joined(frames);
}

function joined(frames: readonly unknown[]): string {
  const places = new Map<string, string>();
  for (const { place, text } of frames.flatMap((frame) => stringsIn(frame))) {
    places.set(place, (places.get(place) ?? '') + text);
  }
  return [...places.values()].join('\n');
}

interface LocatedText {
  readonly place: string;
  readonly text: string;
}

/** Every string of a value with its place. */
function stringsIn(value: unknown, place = ''): readonly LocatedText[] {
  if (typeof value === 'string') return [{ place, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, at) => stringsIn(item, `${place}[${at}]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => stringsIn(member, `${place}.${key}`));
}

function parsed(text: string): unknown {
  const value = jsonOrText(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}
