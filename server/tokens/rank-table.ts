/** A token as gpt-tokenizer lists it: its text, or its bytes where they are no whole characters. */
type ListedToken = string | readonly number[];

/** Words of four bytes at the head of a table: how many tokens it has, and how many slots. */
const HEAD = 2;
/** Slots per token, at least: fewer make a search longer. */
const SPARE = 1.3;

// FNV-1a, its bits mixed once more because only the lowest choose a slot.
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const mixed = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;

function hashOf(bytes: Uint8Array, length: number): number {
  let hash = FNV_START;
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), FNV_PRIME);
  return mixed(hash);
}

/**
 * Packs the tokens of an encoding into one buffer that needs no reading before it is used: two words of head, where each
 * token's bytes begin (twice that, and one more where they are no text), slots of a hash table with ranks from 1, and
 * the bytes. Little-endian, as all machines are that Node runs on.
 */
export function packRanks(tokens: readonly ListedToken[]): Uint8Array {
  const all = Array.from(tokens, (token) => Buffer.from((token ?? '') as string));
  const slots = 2 ** Math.ceil(Math.log2(all.length * SPARE));
  const words = new Uint32Array(HEAD + all.length + 1 + slots);
  words.set([all.length, slots]);
  const table = words.subarray(HEAD + all.length + 1);
  let start = 0;
  for (const [rank, bytes] of all.entries()) {
    words[HEAD + rank] = 2 * start + (typeof tokens[rank] === 'string' ? 0 : 1);
    start += bytes.length;
    if (bytes.length === 0) continue;
    let slot = hashOf(bytes, bytes.length) & (slots - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (slots - 1);
    table[slot] = rank + 1;
  }
  words[HEAD + all.length] = 2 * start;
  return Buffer.concat([new Uint8Array(words.buffer), ...all]);
}

/** Longest word whose bytes are kept in one place; longer ones get their own. */
const SCRATCH = 1024;
const NOT_WELL_FORMED = /\p{Surrogate}/u;

/** Looks tokens up in a packed table. */
export class RankTable {
  readonly #starts: Uint32Array;
  readonly #slots: Uint32Array;
  readonly #bytes: Uint8Array;
  /** Written to and read within one call. */
  readonly #scratch = Buffer.alloc(SCRATCH);

  constructor(packed: Uint8Array) {
    // A view of words must begin at a multiple of four.
    const { buffer } = packed.byteOffset % 4 === 0 ? packed : packed.slice();
    const offset = packed.byteOffset % 4 === 0 ? packed.byteOffset : 0;
    const [count = 0, slots = 0] = new Uint32Array(buffer, offset, HEAD);
    const words = HEAD + count + 1 + slots;
    this.#starts = new Uint32Array(buffer, offset + 4 * HEAD, count + 1);
    this.#slots = new Uint32Array(buffer, offset + 4 * (words - slots), slots);
    this.#bytes = new Uint8Array(buffer, offset + 4 * words, packed.length - 4 * words);
  }

  /** The rank of a token by its text. */
  rankOf(text: string): number | undefined {
    // A character has three bytes at most per unit of its text.
    if (3 * text.length > SCRATCH) return this.rankOfBytes(Buffer.from(text));
    let length = 0;
    while (length < text.length) {
      const code = text.charCodeAt(length);
      if (code >= 128) {
        if (NOT_WELL_FORMED.test(text)) return undefined;
        return this.rankOfBytes(this.#scratch, this.#scratch.write(text, 'utf8'));
      }
      this.#scratch[length] = code;
      length += 1;
    }
    return this.rankOfBytes(this.#scratch, length);
  }

  rankOfBytes(bytes: Uint8Array, length = bytes.length): number | undefined {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(bytes, length) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] as number;
      if (entry === 0) return undefined;
      if (this.#isAt(entry - 1, bytes, length)) return entry - 1;
    }
  }

  /** A token's text, or its bytes where they are no whole characters. */
  tokenOf(rank: number): string | Uint8Array | undefined {
    if (!(rank >= 0 && rank < this.#starts.length - 1)) return undefined;
    const start = this.#starts[rank] as number;
    const bytes = this.#bytes.subarray(start >>> 1, (this.#starts[rank + 1] as number) >>> 1);
    if (bytes.length === 0) return undefined;
    return (start & 1) === 1 ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  }

  #isAt(rank: number, bytes: Uint8Array, length: number): boolean {
    const start = (this.#starts[rank] as number) >>> 1;
    if (((this.#starts[rank + 1] as number) >>> 1) - start !== length) return false;
    for (let at = 0; at < length; at += 1) if (this.#bytes[start + at] !== bytes[at]) return false;
    return true;
  }
}
