import { CL100K_TOKEN_SPLIT_REGEX, O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import type { Encoding, Tokenizer } from '../core';
import { createRecentCache, type RecentCache } from '../lib';
import { type GptTokenizer, loadTokenizer } from './ranked-tokenizer';

/** Counts and cuts text in one encoding. */
export interface TokenCounter {
  /** Tokens of a text; special tokens in it count as plain text. */
  count(text: string): number;
  /** The text cut at token borders that are also character borders; the pieces joined give the text. */
  pieces(text: string): readonly string[];
}

/** A counter that also decodes tokens. */
export interface TokenCodec extends TokenCounter, Tokenizer {}

/** All tokenizers of one emulator, with their caches. */
export interface Tokenizers {
  /** The codec of an encoding; a promise until its ranks are loaded. */
  counter(encoding: Encoding): TokenCodec | Promise<TokenCodec>;
}

/** Splits a text into words, each of which is encoded alone. */
const SPLITS: Readonly<Record<Encoding, RegExp>> = {
  o200k_base: O200K_TOKEN_SPLIT_REGEX,
  cl100k_base: CL100K_TOKEN_SPLIT_REGEX,
};

/** Characters of all texts whose counts are kept, per encoding; and of those whose pieces are. */
const COUNTED_CHARACTERS = 8_000_000;
const CUT_CHARACTERS = 2_000_000;
/** Words whose counts are kept. */
const KEPT_WORDS = 100_000;

/** Makes the tokenizers of one emulator; ranks are loaded at the first use. */
export function createTokenizers(): Tokenizers {
  const codecs = new Map<Encoding, TokenCodec | Promise<TokenCodec>>();
  const load = async (encoding: Encoding): Promise<TokenCodec> => {
    const codec = codecOf(await loadTokenizer(encoding), SPLITS[encoding]);
    codecs.set(encoding, codec);
    return codec;
  };
  return {
    counter(encoding) {
      const codec = codecs.get(encoding) ?? load(encoding);
      codecs.set(encoding, codec);
      return codec;
    },
  };
}

/**
 * A run of letters, other signs or blanks is one word to a tokenizer, whose work grows with the square of a word's
 * length. Longer runs are encoded in stretches of so many characters; that costs a token now and then.
 */
const STRETCH = 256;

/** Finds a longer run. Each length is fixed: a pattern without an end overflows the stack on a run of megabytes. */
const LONG_RUN = /([\p{L}\p{M}]{257})|([^\s\p{L}\p{N}]{257})|\s{257}/gu;

/** The next stretch of a run, for each group of LONG_RUN. */
const NEXT_STRETCH = {
  letters: /[\p{L}\p{M}]{1,256}/uy,
  signs: /[^\s\p{L}\p{N}]{1,256}/uy,
  blanks: /\s{1,256}/uy,
} as const;

/** Encodes in time that grows with the text's length. */
function encode(tokenizer: GptTokenizer, text: string): number[] {
  if (text.length <= STRETCH || !mayHoldLongRun(text)) return tokenizer.encode(text);
  const tokens: number[] = [];
  const add = (part: string): void => {
    // Not spread: a call takes only so many arguments.
    for (const token of tokenizer.encode(part)) tokens.push(token);
  };
  let at = 0;
  for (let run = longRun(text, at); run !== undefined; run = longRun(text, at)) {
    if (run.start > at) add(text.slice(at, run.start));
    at = run.start;
    for (let part = stretchAt(run.next, text, at); part !== undefined; part = stretchAt(run.next, text, at)) {
      add(part);
      at += part.length;
    }
  }
  if (at < text.length) add(text.slice(at));
  return tokens;
}

/** Kinds of ASCII characters that make runs; digits make none, for they are split by threes. */
const LETTER = 1;
const SIGN = 2;
const BLANK = 3;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) return LETTER;
  if (/\d/.test(character)) return 0;
  return /\s/.test(character) ? BLANK : SIGN;
});

/** May a text hold a run of more than STRETCH characters? Much quicker than the search itself; any other script counts as any kind. */
function mayHoldLongRun(text: string): boolean {
  let kind = 0;
  let length = 0;
  // Characters of other scripts that end the text so far: they may belong to a run of any kind.
  let foreign = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128) {
      foreign += 1;
    } else {
      const own = KINDS[code] ?? 0;
      if (own !== kind) length = foreign;
      kind = own;
      foreign = 0;
    }
    length += 1;
    if (length > STRETCH && (kind !== 0 || foreign > STRETCH)) return true;
  }
  return false;
}

function longRun(text: string, from: number): { readonly start: number; readonly next: RegExp } | undefined {
  LONG_RUN.lastIndex = from;
  const found = LONG_RUN.exec(text);
  if (found === null) return undefined;
  const [, letters, signs] = found;
  const kind = letters === undefined ? (signs === undefined ? 'blanks' : 'signs') : 'letters';
  return { start: found.index, next: NEXT_STRETCH[kind] };
}

function stretchAt(next: RegExp, text: string, at: number): string | undefined {
  next.lastIndex = at;
  return next.exec(text)?.[0];
}

function codecOf(tokenizer: GptTokenizer, split: RegExp): TokenCodec {
  const counts = createRecentCache<number>(COUNTED_CHARACTERS, lengthOf);
  const cuts = createRecentCache<readonly string[]>(CUT_CHARACTERS, lengthOf);
  const words = createRecentCache<number>(KEPT_WORDS);
  const ofWord = (word: string): number => known(words, word, () => tokenizer.encode(word).length);
  return {
    count: (text) => known(counts, text, () => countOf(text, { tokenizer, split, ofWord })),
    pieces: (text) => known(cuts, text, () => cut(tokenizer, text)),
    text: (tokens) => decode(tokenizer, tokens),
  };
}

const lengthOf = (text: string): number => text.length;

function known<T>(cache: RecentCache<T>, text: string, make: () => T): T {
  const kept = cache.get(text);
  if (kept !== undefined) return kept;
  const made = make();
  cache.set(text, made);
  return made;
}

/** What a text is counted with. */
interface WordCounting {
  readonly tokenizer: GptTokenizer;
  readonly split: RegExp;
  /** Tokens of a single word. */
  readonly ofWord: (word: string) => number;
}

/** Tokens of a text: the sum over its words, most of which are known from other texts. */
function countOf(text: string, { tokenizer, split, ofWord }: WordCounting): number {
  if (text.length > STRETCH && mayHoldLongRun(text)) return encode(tokenizer, text).length;
  let tokens = 0;
  for (const word of text.match(split) ?? []) tokens += ofWord(word);
  return tokens;
}

/** Keeps a character of several tokens whole: collects tokens until they decode without a replacement character. */
function cut(tokenizer: GptTokenizer, text: string): readonly string[] {
  const pieces: string[] = [];
  let collected: number[] = [];
  let done = 0;
  for (const token of encode(tokenizer, text)) {
    collected.push(token);
    const piece = tokenizer.decode(collected);
    if (piece === '' || !text.startsWith(piece, done)) continue;
    pieces.push(piece);
    done += piece.length;
    collected = [];
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

/** Decodes token by token only where a number is no token of the encoding, for that makes the tokenizer throw. */
function decode(tokenizer: GptTokenizer, tokens: readonly number[]): string {
  const whole = tryDecode(tokenizer, [...tokens]);
  return whole ?? tokens.map((token) => tryDecode(tokenizer, [token]) ?? '').join('');
}

function tryDecode(tokenizer: GptTokenizer, tokens: number[]): string | undefined {
  try {
    return tokenizer.decode(tokens);
  } catch {
    return undefined;
  }
}
