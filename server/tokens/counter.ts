import type { Encoding } from '../core';
import type { TokenCodec, Tokenizers } from '.';

interface GptTokenizer {
  encode(text: string, options?: { disallowedSpecial?: Set<string> }): number[];
  decode(tokens: number[]): string;
}

/** Loads 250 ms worth of ranks; a table so that a new encoding is a new row. */
const loaders: { readonly [Name in Encoding]: () => Promise<GptTokenizer> } = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
};

/** Cached texts per encoding; beyond that the oldest go. */
const MAX_CACHED = 5_000;
/** Longer texts are counted but not kept, for memory's sake. */
const MAX_CACHED_LENGTH = 20_000;

/** Letters, signs or blanks without end: one word to a tokenizer, whose work grows with the square of a word's length. */
const LONG_RUN = /[\p{L}\p{M}]{257,}|[^\s\p{L}\p{N}]{257,}|\s{257,}/gu;
/** Longer runs are counted in stretches of so many characters; that costs a token now and then. */
const STRETCH = 256;
const STRETCHES = new RegExp(`[^]{1,${STRETCH}}`, 'gu');

/** Special tokens are nothing special in a client's words. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

/** Makes the tokenizers of one emulator; nothing is loaded before it is asked for. */
export function createTokenizers(): Tokenizers {
  const loaded = new Map<Encoding, TokenCodec>();
  const loading = new Map<Encoding, Promise<TokenCodec>>();
  const load = (encoding: Encoding): Promise<TokenCodec> =>
    loaders[encoding]().then((tokenizer) => {
      const counter = countWith(tokenizer);
      loaded.set(encoding, counter);
      return counter;
    });
  return {
    counter(encoding) {
      const ready = loaded.get(encoding);
      if (ready !== undefined) return ready;
      const pending = loading.get(encoding) ?? load(encoding);
      loading.set(encoding, pending);
      return pending;
    },
  };
}

/** Encodes in time that grows with the text's length. */
function encode(tokenizer: GptTokenizer, text: string): number[] {
  if (text.length <= STRETCH) return tokenizer.encode(text, AS_PLAIN_TEXT);
  const tokens: number[] = [];
  let at = 0;
  const add = (part: string): void => {
    // Not spread: a call takes only so many arguments.
    for (const token of tokenizer.encode(part, AS_PLAIN_TEXT)) tokens.push(token);
  };
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    if (index > at) add(text.slice(at, index));
    for (const stretch of run.match(STRETCHES) ?? []) add(stretch);
    at = index + run.length;
  }
  if (at < text.length) add(text.slice(at));
  return tokens;
}

function countWith(tokenizer: GptTokenizer): TokenCodec {
  const counts = new Map<string, number>();
  const cuts = new Map<string, readonly string[]>();
  return {
    count: (text) => cached(counts, text, () => encode(tokenizer, text).length),
    pieces: (text) => cached(cuts, text, () => cut(tokenizer, text)),
    text: (tokens) => decoded(tokenizer, tokens),
  };
}

function cached<T>(cache: Map<string, T>, text: string, make: () => T): T {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const made = make();
  if (text.length > MAX_CACHED_LENGTH) return made;
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value as string);
  cache.set(text, made);
  return made;
}

/** A character of several tokens is kept whole: its tokens are gathered until they decode without a replacement sign. */
function cut(tokenizer: GptTokenizer, text: string): readonly string[] {
  const pieces: string[] = [];
  let waiting: number[] = [];
  let done = 0;
  for (const token of encode(tokenizer, text)) {
    waiting.push(token);
    const piece = tokenizer.decode(waiting);
    if (piece === '' || !text.startsWith(piece, done)) continue;
    pieces.push(piece);
    done += piece.length;
    waiting = [];
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

/** Most tokens are known; only a list with a stranger in it is read one by one. */
function decoded(tokenizer: GptTokenizer, tokens: readonly number[]): string {
  const whole = readable(tokenizer, [...tokens]);
  return whole ?? tokens.map((token) => readable(tokenizer, [token]) ?? '').join('');
}

/** The tokenizer throws at numbers that are no token. */
function readable(tokenizer: GptTokenizer, tokens: number[]): string | undefined {
  try {
    return tokenizer.decode(tokens);
  } catch {
    return undefined;
  }
}
