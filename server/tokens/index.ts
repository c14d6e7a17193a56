import type { Encoding } from '../core';

/** Counts and cuts text in one encoding. */
export interface Counter {
  /** Tokens of a text; special tokens in it count as plain text. */
  count(text: string): number;
  /** The text cut at token borders that are also character borders; the pieces joined give the text. */
  pieces(text: string): readonly string[];
}

/** All tokenizers of one emulator, with their caches. */
export interface Tokens {
  /** The counter of an encoding, at once when it is loaded. */
  counter(encoding: Encoding): Counter | Promise<Counter>;
}

export { createTokens } from './counter';
