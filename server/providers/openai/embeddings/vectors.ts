import { featuresOf } from './features';

/** How a vector is made. */
export interface VectorSpace {
  /** Vectors of different models are not comparable: the name goes into every feature. */
  readonly name: string;
  /** Numbers in the model's own vectors. */
  readonly dimensions: number;
  hash(text: string): number;
}

const SIGN_BIT = 0x8000_0000;
/** Numbers that each feature adds to: with one alone, all numbers of a short text would be of one size. */
const FOOTPRINTS = 4;
const STEP = 0x9e37_79b1;

/**
 * The vector of a text, of length one: signed hashing of its features, spread over all dimensions by a Walsh-Hadamard
 * transform, which keeps angles. Texts that share words and parts of words are near each other, others nearly at right angles.
 */
export function vectorOf(text: string, { name, dimensions, hash }: VectorSpace): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(dimensions));
  const buckets = new Float64Array(size);
  for (const [feature, weight] of featuresOf(text)) {
    let mixed = hash(`${name} ${feature}`);
    for (let print = 1; print <= FOOTPRINTS; print += 1) {
      const bucket = mixed & (size - 1);
      buckets[bucket] = (buckets[bucket] ?? 0) + ((mixed & SIGN_BIT) === 0 ? weight : -weight) / print;
      mixed = Math.imul(mixed ^ (mixed >>> 15), STEP);
      mixed ^= mixed >>> 13;
    }
  }
  spread(buckets);
  return shortened(buckets, dimensions);
}

/** The first `dimensions` numbers, brought back to length one: how the service shortens vectors. */
export function shortened(vector: Float64Array, dimensions: number): Float64Array {
  const kept = vector.slice(0, dimensions);
  const length = Math.sqrt(kept.reduce((sum, value) => sum + value * value, 0));
  // Signs may cancel out where next to nothing is kept.
  if (length === 0) kept[0] = 1;
  return length === 0 ? kept : kept.map((value) => value / length);
}

/** The fast Walsh-Hadamard transform, in place. */
function spread(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let at = start; at < start + half; at += 1) {
        const left = values[at] ?? 0;
        const right = values[at + half] ?? 0;
        values[at] = left + right;
        values[at + half] = left - right;
      }
    }
  }
}
