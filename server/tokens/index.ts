import type { Encoding, Tokenizer } from '../core';

/** Counts and cuts text in one encoding. */
export interface TokenCounter {
  /** Tokens of a text; special tokens in it count as plain text. */
  count(text: string): number;
  /** The text cut at token borders that are also character borders; the pieces joined give the text. */
  pieces(text: string): readonly string[];
}

/** A counter that also gives the words of tokens. */
export interface TokenCodec extends TokenCounter, Tokenizer {}

/** All tokenizers of one emulator, with their caches. */
export interface Tokenizers {
  /** The counter of an encoding, at once when it is loaded. */
  counter(encoding: Encoding): TokenCodec | Promise<TokenCodec>;
}

export { createTokenizers } from './counter';
