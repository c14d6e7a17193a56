import type { Noise } from '../core';
import { createIds } from './ids';
import { later } from './later';
import { createSequence } from './random-sequence';

/** Characters from which all noise is cut; a power of two, so that a place in it is one bitwise and. */
const POOL_SIZE = 8192;
/** The longest noise that may be asked for. */
const MAX_LENGTH = 64;
const pool = later(() => createIds(0).alphanumeric(POOL_SIZE + MAX_LENGTH));

/** Meaningless characters and small numbers of one seeded sequence: a slice costs less than drawing characters. */
export function createNoise(seed: number): Noise {
  const next = createSequence(seed);
  return {
    text: (length) => {
      const start = next() & (POOL_SIZE - 1);
      return pool().slice(start, start + length);
    },
    below: (limit) => next() % limit,
  };
}
