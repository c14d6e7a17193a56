import { ProblemError } from '../../../core';
import { readJson } from '../../../lib';
import { EMPTY_BODY, INVALID_UTF8, orjsonError, type ParserError } from './orjson-errors';

/** Parses a body as the service's parser does, or throws `invalid-json` with that parser's words and place. */
export function parseBody(text: string | undefined): unknown {
  if (text === undefined) throw invalidJson(INVALID_UTF8, '');
  if (text === '') throw invalidJson(EMPTY_BODY, '');
  const read = readJson(text);
  if ('fault' in read) throw invalidJson(orjsonError(text, read.fault), text);
  return read.value;
}

/** Lines and columns from 1, characters from 0, all in code points, as Python counts them. */
function invalidJson({ message, index }: ParserError, text: string): ProblemError {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const column = codePoints(before.slice(lineStart)) + 1;
  return new ProblemError('invalid-json', { says: message, line, column, char: codePoints(before) });
}

function codePoints(text: string): number {
  let found = 0;
  for (const _ of text) found += 1;
  return found;
}
