/** Draws from one seeded sequence: the same seed and order of calls give the same characters on any machine. */
export interface Ids {
  /** `length` of `0-9a-f`. */
  hex(length: number): string;
  /** `length` of `A-Za-z0-9`. */
  alphanumeric(length: number): string;
  /** `length` of Bitcoin's base58: no `0 O I l`. */
  base58(length: number): string;
  /** `length` of `A-Za-z0-9+/`, without padding. */
  base64(length: number): string;
  /** `length` of `A-Za-z0-9-_`. */
  base64url(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
}

/** Characters `A-Za-z0-9` and small numbers for padding that carries no meaning. */
export interface Noise {
  /** `length` characters, at most 64. */
  text(length: number): string;
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
}
