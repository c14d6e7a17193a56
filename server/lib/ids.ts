import type { Ids } from '../core';
import { createSequence, type Sequence } from './random-sequence';

/** Characters of ids, and how many bits of a drawn number choose one of them. */
interface Alphabet {
  readonly codes: Uint8Array;
  readonly bits: number;
}

const alphabet = (characters: string): Alphabet => ({
  codes: Uint8Array.from(characters, (character) => character.charCodeAt(0)),
  bits: Math.ceil(Math.log2(characters.length)),
});

const HEX = alphabet('0123456789abcdef');
const ALPHANUMERIC = alphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const BASE58 = alphabet('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
const BASE64 = alphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const BASE64URL = alphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

/** Bits of one number of a sequence. */
const WORD = 32;

/** Written to and read within one call, so that it holds nothing between two. */
const scratch = Buffer.alloc(64);

/**
 * Characters chosen by the bits of a sequence's numbers; bits that name no character are passed over, so that all are
 * equally likely. A reply draws some ids, and an id some thirty characters: this is a hot place.
 */
function draw(next: Sequence, { codes, bits }: Alphabet, length: number): string {
  const room = length <= scratch.length ? scratch : Buffer.alloc(length);
  const mask = (1 << bits) - 1;
  const choices = Math.floor(WORD / bits);
  let at = 0;
  while (at < length) {
    let word = next();
    for (let choice = 0; choice < choices && at < length; choice += 1) {
      const code = codes[word & mask];
      word >>>= bits;
      if (code !== undefined) {
        room[at] = code;
        at += 1;
      }
    }
  }
  return room.toString('latin1', 0, length);
}

/** A class: an emulator makes one for each request. */
class SeededIds implements Ids {
  readonly #next: Sequence;

  constructor(seed: number) {
    this.#next = createSequence(seed);
  }

  hex(length: number): string {
    return draw(this.#next, HEX, length);
  }

  alphanumeric(length: number): string {
    return draw(this.#next, ALPHANUMERIC, length);
  }

  base58(length: number): string {
    return draw(this.#next, BASE58, length);
  }

  base64(length: number): string {
    return draw(this.#next, BASE64, length);
  }

  base64url(length: number): string {
    return draw(this.#next, BASE64URL, length);
  }

  // RFC 9562 §5.4: version 4 in the 13th digit, variant 8-b in the 17th.
  uuid(): string {
    const digits = this.hex(32);
    const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) & 3];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  }
}

/** Ids drawn from one seeded sequence. */
export const createIds = (seed: number): Ids => new SeededIds(seed);
