import type { Encoding } from '../core';
import type { Counter, Tokens } from './index';

interface Tokenizer {
  encode(text: string, options?: { disallowedSpecial?: Set<string> }): number[];
  decode(tokens: number[]): string;
}

/** Loads 250 ms worth of ranks; a table so that a new encoding is a new row. */
const loaders: { readonly [Name in Encoding]: () => Promise<Tokenizer> } = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
};

/** Cached texts per encoding; beyond that the oldest go. */
const MAX_CACHED = 5_000;
/** Longer texts are counted but not kept, for memory's sake. */
const MAX_CACHED_LENGTH = 20_000;

/** Special tokens are nothing special in a client's words. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

/** Makes the tokenizers of one emulator; nothing is loaded before it is asked for. */
export function createTokens(): Tokens {
  const loaded = new Map<Encoding, Counter>();
  const loading = new Map<Encoding, Promise<Counter>>();
  const load = (encoding: Encoding): Promise<Counter> =>
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

function countWith(tokenizer: Tokenizer): Counter {
  const counts = new Map<string, number>();
  const cuts = new Map<string, readonly string[]>();
  return {
    count: (text) => cached(counts, text, () => tokenizer.encode(text, AS_PLAIN_TEXT).length),
    pieces: (text) => cached(cuts, text, () => cut(tokenizer, text)),
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
function cut(tokenizer: Tokenizer, text: string): readonly string[] {
  const pieces: string[] = [];
  let waiting: number[] = [];
  let done = 0;
  for (const token of tokenizer.encode(text, AS_PLAIN_TEXT)) {
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
