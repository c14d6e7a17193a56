import { isJsonObject, type JsonObject } from '../../../core';

/**
 * Spaces, or a value that stands for itself, an opening sign, a closing sign, a mark, or what is no JSON.
 * A number at the text's end may go on, so it is no value yet.
 */
const TOKEN = /\s+|("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*(?=[\s,\]}])|true|false|null)|([{[])|([}\]])|([,:])|[\s\S]/g;

/**
 * The input of a call from its JSON text. A text that was cut keeps the members that were whole, as the
 * official SDK does when it reads a stream; a text that is no object gives none.
 */
export function parseToolInput(text: string): JsonObject {
  return parsed(text) ?? parsed(closeJson(text)) ?? {};
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text read so far: how much of it is whole, what is open there, and what would close it. */
interface PartialJsonState {
  readonly open: string[];
  /** A string that comes now is a key. */
  keyNext: boolean;
  whole: number;
  closers: string;
}

/** Drops a token that the end has cut, a key without a value and a last comma, then closes what is open. */
function closeJson(text: string): string {
  const reading: PartialJsonState = { open: [], keyNext: false, whole: 0, closers: '' };
  for (const token of text.matchAll(TOKEN)) {
    if (!takeToken(reading, token)) break;
  }
  return text.slice(0, reading.whole) + reading.closers;
}

/** Reads one token; false where the text is no JSON any more. */
function takeToken(reading: PartialJsonState, token: RegExpExecArray): boolean {
  const [said, scalar, opening, closing, mark] = token;
  if (mark !== undefined) {
    reading.keyNext = mark === ',' && reading.open.at(-1) === '}';
    return true;
  }
  if (scalar !== undefined && reading.keyNext) return true;
  if (scalar === undefined && opening === undefined && closing === undefined) return said.trim() === '';
  if (opening !== undefined) reading.open.push(opening === '{' ? '}' : ']');
  if (closing !== undefined) reading.open.pop();
  reading.keyNext = opening === '{';
  reading.whole = token.index + said.length;
  reading.closers = reading.open.toReversed().join('');
  return true;
}
