import { customRandom } from 'nanoid';
import type { Ids } from '../core';
import { createSequence, type Sequence } from './sequence';

const HEX = '0123456789abcdef';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Most ids are about this long; longer ones draw several times. */
const USUAL_LENGTH = 24;

/** Bytes for nanoid out of a seeded sequence, four a draw. */
function bytesFrom(next: Sequence): (count: number) => Uint8Array {
  return (count) => {
    const bytes = new Uint8Array(count);
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

/** Ids drawn from one seeded sequence. */
export function createIds(seed: number): Ids {
  const bytes = bytesFrom(createSequence(seed));
  const hex = customRandom(HEX, USUAL_LENGTH, bytes);
  // RFC 9562 §5.4: version 4 in the 13th digit, variant 8-b in the 17th.
  const uuid = (): string => {
    const digits = hex(32);
    const variant = HEX[8 + (Number.parseInt(digits.charAt(16), 16) & 3)];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  };
  return {
    hex,
    uuid,
    alphanumeric: customRandom(ALPHANUMERIC, USUAL_LENGTH, bytes),
    base58: customRandom(BASE58, USUAL_LENGTH, bytes),
    base64: customRandom(BASE64, USUAL_LENGTH, bytes),
  };
}
