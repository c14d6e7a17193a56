import { customRandom } from 'nanoid';
import type { Ids } from '../core';
import { createSequence, type Sequence } from './sequence';

const HEX = '0123456789abcdef';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Most ids are about this long; longer ones draw several times. */
const USUAL_LENGTH = 24;

/** Room for what nanoid asks at a time for usual ids. */
const USUAL_BYTES = 96;

/** Bytes for nanoid out of a seeded sequence, four a draw. They are good until the next ones are asked for. */
function bytesFrom(next: Sequence): (count: number) => Uint8Array {
  const usual = new Uint8Array(USUAL_BYTES);
  return (count) => {
    const bytes = count <= USUAL_BYTES ? usual : new Uint8Array(count);
    for (let at = 0; at < count; at += 4) {
      const word = next();
      bytes[at] = word;
      bytes[at + 1] = word >>> 8;
      bytes[at + 2] = word >>> 16;
      bytes[at + 3] = word >>> 24;
    }
    return bytes;
  };
}

type Draw = (length: number) => string;

/** Draws from one alphabet; what that takes is made when it is first wanted, for a request wants few alphabets. */
function drawing(alphabet: string, bytes: (count: number) => Uint8Array): Draw {
  let draw: Draw | undefined;
  return (length) => {
    draw ??= customRandom(alphabet, USUAL_LENGTH, bytes);
    return draw(length);
  };
}

/** Ids drawn from one seeded sequence. */
export function createIds(seed: number): Ids {
  const bytes = bytesFrom(createSequence(seed));
  const hex = drawing(HEX, bytes);
  // RFC 9562 §5.4: version 4 in the 13th digit, variant 8-b in the 17th.
  const uuid = (): string => {
    const digits = hex(32);
    const variant = HEX[8 + (Number.parseInt(digits.charAt(16), 16) & 3)];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  };
  return {
    hex,
    uuid,
    alphanumeric: drawing(ALPHANUMERIC, bytes),
    base58: drawing(BASE58, bytes),
    base64: drawing(BASE64, bytes),
    base64url: drawing(BASE64URL, bytes),
  };
}
