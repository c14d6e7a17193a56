import type { JsonFault, JsonFaultKind } from '../../../lib';

/** What the service's parser says, and the UTF-16 index at which it says so. */
export interface ParserError {
  readonly message: string;
  readonly index: number;
}

/** No bytes at all. */
export const EMPTY_BODY: ParserError = { message: 'Input is a zero-length, empty document', index: 0 };

/** Bytes that are no UTF-8; the parser does not say where. */
export const INVALID_UTF8: ParserError = { message: 'str is not valid UTF-8: surrogates not allowed', index: 0 };

type Describe = (text: string, index: number) => ParserError;

const at =
  (says: string): Describe =>
  (_text, index) => ({ message: says, index });

// Texts and places of orjson 3.13, compared on a table of malformed bodies.
const descriptions: { readonly [Kind in JsonFaultKind]: Describe } = {
  empty: () => ({ message: 'input data is empty', index: 0 }),
  'unexpected-end': at('unexpected end of data'),
  'expected-value': expectedValue,
  'expected-key': at('unexpected character, expected a string key'),
  'expected-colon': at("unexpected character, expected ':' after key"),
  'expected-comma-or-bracket': at("unexpected character, expected ',' or ']'"),
  'expected-comma-or-brace': at("unexpected character, expected ',' or '}'"),
  'trailing-comma': at('trailing comma is not allowed'),
  'trailing-content': at('unexpected content after document'),
  'leading-zero': (text, index) => ({
    message: 'number with leading zero is not allowed',
    index: text[index] === '-' ? index + 1 : index,
  }),
  'bad-number': badNumber,
  'infinite-number': at('number is infinity when parsed as double'),
  'bad-literal': badLiteral,
  'control-character': at('unexpected control character in string'),
  'bad-escape': badEscape,
  'lone-high-surrogate': (text, index) => ({
    message: text.startsWith('\\u', index + 6) ? 'invalid low surrogate in string' : 'no low surrogate in string',
    index,
  }),
  'lone-low-surrogate': at('invalid high surrogate in string'),
  'too-deep': at('depth limit exceeded'),
};

/** Says a fault as orjson says it. */
export function orjsonError(text: string, { kind, index }: JsonFault): ParserError {
  return descriptions[kind](text, index);
}

function expectedValue(text: string, index: number): ParserError {
  if (text[index] === '\uFEFF' && index === 0)
    return { message: 'UTF-8 byte order mark (BOM) is not supported', index };
  if (/[+.]/.test(text.charAt(index))) return { message: 'no digit after sign', index };
  return { message: 'unexpected character, expected a JSON value', index };
}

const LITERALS = ['true', 'false', 'null'] as const;

/** A literal is known by its first letter; what follows a whole one is a fault of its own. */
function badLiteral(text: string, index: number): ParserError {
  const literal = LITERALS.find((word) => word[0] === text[index]) ?? LITERALS[0];
  if (text.startsWith(literal, index)) return afterValue(text, index + literal.length);
  const rest = text.slice(index);
  if (literal.startsWith(rest)) return { message: 'unexpected end of data', index: text.length };
  return { message: `invalid literal, expected '${literal}'`, index };
}

/** Reads a number as far as it goes, and names what stops it. */
function badNumber(text: string, index: number): ParserError {
  const rest = text.slice(index);
  const stop = (length: number, says: string): ParserError =>
    length >= rest.length
      ? { message: 'unexpected end of data', index: text.length }
      : { message: says, index: index + length };
  const sign = rest.startsWith('-') ? 1 : 0;
  const whole = /^-?\d+/.exec(rest)?.[0].length ?? 0;
  if (whole === 0) return stop(sign, 'no digit after sign');
  const fraction = /^-?\d+\.\d+/.exec(rest)?.[0].length;
  if (rest[whole] === '.' && fraction === undefined) return stop(whole + 1, 'no digit after decimal point');
  const mantissa = fraction ?? whole;
  const power = /^[eE][+-]?/.exec(rest.slice(mantissa))?.[0].length;
  if (power === undefined) return afterValue(text, index + mantissa);
  const digits = /^\d+/.exec(rest.slice(mantissa + power))?.[0].length;
  if (digits === undefined) return stop(mantissa + power, 'no digit after exponent sign');
  return afterValue(text, index + mantissa + power + digits);
}

/** A sign that follows a whole value: the bracket that is open there says what it hoped for. */
function afterValue(text: string, index: number): ParserError {
  const open = openBracket(text.slice(0, index));
  if (open === undefined) return { message: 'unexpected content after document', index };
  return { message: `unexpected character, expected ',' or '${open === '[' ? ']' : '}'}'`, index };
}

/** The innermost bracket that is open at the end of a text whose strings are sound. */
function openBracket(text: string): string | undefined {
  const open: string[] = [];
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (sign === '[' || sign === '{') open.push(sign);
    else if (sign === ']' || sign === '}') open.pop();
  }
  return open.at(-1);
}

/** An escape that the text's end cuts is an end, not a bad escape. */
function badEscape(text: string, index: number): ParserError {
  const digits = /^\\u[0-9a-fA-F]{0,3}$/.exec(text.slice(index));
  if (digits !== null) return { message: 'unexpected end of data', index: text.length };
  return { message: 'invalid escaped sequence in string', index };
}
