import { customRandom } from 'nanoid';
import type { Ids } from '../core';
import { createSequence, type Sequence } from './random-sequence';

/** Bits of one number of a sequence. */
const WORD = 32;

/** Characters for which nanoid asks at once; it asks again for the rest of a longer id. */
const AT_ONCE = 64;

/** Nanoid asks for up to twice as many bytes as it needs characters. */
const scratch = new Uint8Array(2 * AT_ONCE);

/** The id that is being drawn. Set and read within one call, so that it holds nothing between two. */
const current = { next: createSequence(0), missing: 0, word: 0, choices: 0 };

type Generator = (next: Sequence, length: number) => string;

/**
 * A generator of ids in one alphabet, made once: making one costs more than drawing an id.
 * Characters are chosen by the bits of a sequence's numbers; bits that name no character are passed over, so that all
 * are equally likely.
 */
function generatorOf(alphabet: string): Generator {
  const bits = Math.ceil(Math.log2(alphabet.length));
  const mask = (1 << bits) - 1;
  const choicesOfWord = Math.floor(WORD / bits);
  const bytes = (count: number): Uint8Array => {
    const room = count <= scratch.length ? scratch : new Uint8Array(count);
    // nanoid reads backwards and stops when the id is whole: what it will not read is not drawn.
    const end = Math.max(0, count - current.missing);
    let { word, choices } = current;
    let at = count;
    while (at > end) {
      if (choices === 0) {
        word = current.next();
        choices = choicesOfWord;
      }
      const index = word & mask;
      word >>>= bits;
      choices -= 1;
      if (index < alphabet.length) {
        at -= 1;
        room[at] = index;
      }
    }
    current.missing -= count - end;
    current.word = word;
    current.choices = choices;
    return room;
  };
  const draw = customRandom(alphabet, AT_ONCE, bytes);
  return (next, length) => {
    current.next = next;
    current.missing = length;
    current.choices = 0;
    return draw(length);
  };
}

const hex = generatorOf('0123456789abcdef');
const alphanumeric = generatorOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const base58 = generatorOf('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
const base64 = generatorOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const base64url = generatorOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

/** A class: an emulator makes one for each request. */
class SeededIds implements Ids {
  readonly #next: Sequence;

  constructor(seed: number) {
    this.#next = createSequence(seed);
  }

  hex(length: number): string {
    return hex(this.#next, length);
  }

  alphanumeric(length: number): string {
    return alphanumeric(this.#next, length);
  }

  base58(length: number): string {
    return base58(this.#next, length);
  }

  base64(length: number): string {
    return base64(this.#next, length);
  }

  base64url(length: number): string {
    return base64url(this.#next, length);
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
