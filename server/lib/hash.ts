/** Looked up once: inside the sandboxes of test runners a global costs a hundred times what the multiplication does. */
const { imul } = Math;

/** Odd multipliers of the two lanes: cyrb53 (bryc, public domain). */
const LOW_STEP = 2654435761;
const HIGH_STEP = 1597334677;
const LOW_SEED = 0xdeadbeef;
const HIGH_SEED = 0x41c6ce57;

/** Marks that keep kinds of values apart: `1` from `"1"`, `[]` from `{}`. */
const MARK = { null: 1, true: 2, false: 3, number: 4, string: 5, array: 6, object: 7, absent: 8, deep: 9 } as const;

/** Nesting beyond this is taken as one same value: no client's request is so deep, and the stack is finite. */
const MAX_DEPTH = 800;

/** The two lanes of a running hash; one object a call, so that walking a document allocates nothing else. */
interface Lanes {
  low: number;
  high: number;
}

/** The seed is stirred in: a bare xor would let a text's first character undo it. */
function open(lanes: Lanes, seed: number): void {
  lanes.low = LOW_SEED;
  lanes.high = HIGH_SEED;
  addNumber(lanes, seed | 0);
  addNumber(lanes, Math.floor(seed / 0x1_0000_0000) | 0);
}

function addNumber(lanes: Lanes, value: number): void {
  lanes.low = imul(lanes.low ^ value, LOW_STEP);
  lanes.low ^= lanes.low >>> 15;
  lanes.high = imul(lanes.high ^ value, HIGH_STEP);
  lanes.high ^= lanes.high >>> 13;
}

function addText(lanes: Lanes, text: string): void {
  let { low, high } = lanes;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = imul(low ^ unit, LOW_STEP);
    high = imul(high ^ unit, HIGH_STEP);
  }
  lanes.low = low;
  lanes.high = high;
  addNumber(lanes, text.length);
}

/** Stirs the lanes into each other, so that each bit of the outcome depends on all that was added. */
function close(lanes: Lanes): void {
  let { low, high } = lanes;
  low = imul(low ^ (low >>> 16), 2246822507) ^ imul(high ^ (high >>> 13), 3266489909);
  high = imul(high ^ (high >>> 16), 2246822507) ^ imul(low ^ (low >>> 13), 3266489909);
  lanes.low = low;
  lanes.high = high;
}

/** A well mixed whole number from 0 to 2^32 - 1. */
export function hashText(text: string, seed = 0): number {
  const lanes: Lanes = { low: 0, high: 0 };
  open(lanes, seed);
  addText(lanes, text);
  close(lanes);
  return lanes.low >>> 0;
}

/**
 * A whole number from 0 to 2^53 - 1 of a parsed JSON value: the same for any order of keys and any white space.
 * Members named in `skip` do not count when they stand at the top.
 */
export function hashJson(value: unknown, seed: number, skip?: ReadonlySet<string>): number {
  const lanes: Lanes = { low: 0, high: 0 };
  open(lanes, seed);
  addValue(lanes, value, { skip, depth: 0, seed });
  close(lanes);
  return 0x1_0000_0000 * (lanes.high & 0x1f_ffff) + (lanes.low >>> 0);
}

interface HashPosition {
  readonly skip: ReadonlySet<string> | undefined;
  readonly depth: number;
  readonly seed: number;
}

const floats = new Float64Array(1);
const words = new Uint32Array(floats.buffer);

function addValue(lanes: Lanes, value: unknown, place: HashPosition): void {
  if (typeof value === 'string') {
    addNumber(lanes, MARK.string);
    addText(lanes, value);
  } else if (typeof value === 'number') {
    addNumber(lanes, MARK.number);
    // Adding zero makes one of the two zeros, which JSON cannot tell apart in meaning.
    floats[0] = value + 0;
    addNumber(lanes, words[0] ?? 0);
    addNumber(lanes, words[1] ?? 0);
  } else if (typeof value === 'object' && value !== null) {
    addContainer(lanes, value, place);
  } else {
    addNumber(lanes, markOf(value));
  }
}

function markOf(value: unknown): number {
  if (typeof value === 'boolean') return value ? MARK.true : MARK.false;
  return value === null ? MARK.null : MARK.absent;
}

function addContainer(lanes: Lanes, value: object, place: HashPosition): void {
  if (place.depth > MAX_DEPTH) addNumber(lanes, MARK.deep);
  else if (Array.isArray(value)) addItems(lanes, value, { ...place, skip: undefined, depth: place.depth + 1 });
  else addMembers(lanes, value as Readonly<Record<string, unknown>>, place);
}

function addItems(lanes: Lanes, items: readonly unknown[], below: HashPosition): void {
  addNumber(lanes, MARK.array);
  for (const item of items) addValue(lanes, item, below);
  addNumber(lanes, items.length);
}

/** Each member is hashed on its own and the hashes are summed: a sum knows no order. */
function addMembers(
  lanes: Lanes,
  members: Readonly<Record<string, unknown>>,
  { skip, depth, seed }: HashPosition,
): void {
  const below: HashPosition = { skip: undefined, depth: depth + 1, seed };
  const member: Lanes = { low: 0, high: 0 };
  let low = 0;
  let high = 0;
  for (const key in members) {
    const value = members[key];
    if (value === undefined || skip?.has(key)) continue;
    open(member, seed);
    addText(member, key);
    addValue(member, value, below);
    close(member);
    low = (low + member.low) | 0;
    high = (high + member.high) | 0;
  }
  addNumber(lanes, MARK.object);
  addNumber(lanes, low);
  addNumber(lanes, high);
}
