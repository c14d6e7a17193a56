import type { Ids, Json, NewObject, ObjectKey, PooledBody, ReplySchedule } from '../core';
import { createIds } from '../lib';
import type { CacheUse } from '../state/prompt-cache';

/** What differs between repetitions of a reply. */
export interface ReplyVariables {
  readonly ids: Ids;
  /** Unix seconds. */
  readonly created: number;
  readonly cache: CacheUse;
}

/** Writes one reply again and again, each time with new ids. */
export interface ReplyWriter {
  write(variables: ReplyVariables): string | PooledBody;
}

/** Makes the objects to store along with a reply. */
export type StoreReply = (variables: ReplyVariables, schedule: ReplySchedule) => readonly NewObject[];

/** From the second equal request within a second on, a template replaces the rendering; most replies are never repeated. */
export function createReplyWriter(render: (variables: ReplyVariables) => string, mayRepeat: boolean): ReplyWriter {
  let last: Omit<ReplyVariables, 'ids'> | undefined;
  let template: Template | undefined;
  return {
    write(variables) {
      if (!mayRepeat || last === undefined || !isLike(last, variables)) {
        last = { created: variables.created, cache: variables.cache };
        template = undefined;
        return render(variables);
      }
      template ??= createTemplate((ids) => render({ ...variables, ids }));
      return template?.fill(variables.ids) ?? render(variables);
    },
  };
}

const isLike = (one: Omit<ReplyVariables, 'ids'>, other: ReplyVariables): boolean =>
  one.created === other.created &&
  one.cache.cacheRead === other.cache.cacheRead &&
  one.cache.cacheWrite === other.cache.cacheWrite;

/** What a stored reply is made again from. */
interface StoredReplyParts extends Omit<ReplyVariables, 'ids'> {
  readonly seed: number;
  /** Characters of the request. */
  readonly weight: number;
}

/** A stored reply that is rendered when it is read: a namespace holds thousands, and few are read. */
export class LazyObject implements NewObject {
  readonly kind: string;
  readonly id: string;
  readonly weight: number;
  readonly #store: StoreReply;
  readonly #seed: number;
  readonly #created: number;
  readonly #cache: CacheUse;

  constructor({ kind, id }: ObjectKey, store: StoreReply, { seed, created, cache, weight }: StoredReplyParts) {
    this.kind = kind;
    this.id = id;
    this.weight = weight;
    this.#store = store;
    this.#seed = seed;
    this.#created = created;
    this.#cache = cache;
  }

  value(): Json {
    const variables = { ids: createIds(this.#seed), created: this.#created, cache: this.#cache };
    const [stored] = this.#store(variables, { now: this.#created * 1_000, spanMs: 0, dues: () => [] });
    if (stored === undefined) throw new Error(`nothing is kept under ${this.kind} ${this.id}`);
    return stored.value();
  }
}

/** A text whose repetitions differ only in their ids. */
export interface Template {
  /** The text's bytes with new ids, drawn in the order in which the text's maker draws them. */
  fill(ids: Ids): PooledBody;
}

type Draw = (ids: Ids) => string;

/** A range of the bytes that is filled from the drawn characters. */
interface Slot {
  /** Offset in the bytes. */
  readonly at: number;
  /** Range of all characters drawn. */
  readonly from: number;
  readonly to: number;
}

/** Private Use Area of Unicode: each character is a placeholder for one drawn character. */
const FIRST = 0xe000;
const LAST = 0xf8ff;
const PLACEHOLDERS = /[\ue000-\uf8ff]+/g;
/** The same characters as JSON may escape them. */
const ESCAPED = /\\u[ef]/i;

/** Tells whether a text itself holds characters that are used as placeholders. */
export const hasPlaceholders = (text: string): boolean => text.search(PLACEHOLDERS) >= 0 || ESCAPED.test(text);

/**
 * Makes a text once with placeholders instead of ids, and remembers their offsets.
 * The maker may cut and join ids, but not rewrite them. Undefined when more is drawn than there are placeholders.
 */
export function createTemplate(make: (ids: Ids) => string): Template | undefined {
  const draws: Draw[] = [];
  let drawn = 0;
  const placeholder = (length: number, draw: Draw): string => {
    draws.push(draw);
    const start = FIRST + drawn;
    drawn += length;
    return String.fromCharCode(...Array.from({ length }, (_, at) => Math.min(start + at, LAST)));
  };
  const text = make({
    hex: (length) => placeholder(length, (ids) => ids.hex(length)),
    alphanumeric: (length) => placeholder(length, (ids) => ids.alphanumeric(length)),
    base58: (length) => placeholder(length, (ids) => ids.base58(length)),
    base64: (length) => placeholder(length, (ids) => ids.base64(length)),
    base64url: (length) => placeholder(length, (ids) => ids.base64url(length)),
    uuid: () => placeholder(36, (ids) => ids.uuid()),
  });
  return FIRST + drawn > LAST ? undefined : templateOf(text, draws);
}

/** Buffers kept for reuse; only slow readers have more in use at once. */
const MAX_SPARE = 16;

/** Ids are ASCII and keep their length, so encoded bytes are reused and only the ids are written again. */
function templateOf(text: string, draws: readonly Draw[]): Template {
  const blank = Buffer.from(text.replace(PLACEHOLDERS, (placeholders) => '0'.repeat(placeholders.length)));
  const parts = { spare: [], blank, slots: slotsOf(text) };
  return {
    fill(ids) {
      const drawn = draws.length === 1 ? (draws[0] as Draw)(ids) : draws.map((draw) => draw(ids)).join('');
      return new FilledTemplate(parts, drawn);
    },
  };
}

/** What all repetitions of one text share. */
interface TemplateParts {
  readonly spare: Buffer[];
  readonly blank: Buffer;
  readonly slots: readonly Slot[];
}

/** Writes the drawn characters into `bytes`, a copy of the blank from offset `start` on. */
function fillSlots(
  { slots }: TemplateParts,
  drawn: string,
  { bytes, start }: { bytes: Buffer; start: number },
): Buffer {
  const end = start + bytes.length;
  for (let next = firstPast(slots, start); next < slots.length; next += 1) {
    const { at, from, to } = slots[next] as Slot;
    if (at >= end) break;
    for (let place = from; place < to; place += 1) {
      const target = at + place - from - start;
      // A slot may begin before the range or end after it.
      if (target >= 0 && target < bytes.length) bytes[target] = drawn.charCodeAt(place);
    }
  }
  return bytes;
}

/** Index of the first slot that ends after `start`. */
function firstPast(slots: readonly Slot[], start: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { at, from, to } = slots[middle] as Slot;
    if (at + to - from <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One repetition. A journal keeps many of them, so each holds only its own ids. */
class FilledTemplate implements PooledBody {
  readonly #parts: TemplateParts;
  readonly #drawn: string;
  #bytes: Buffer | undefined;

  constructor(parts: TemplateParts, drawn: string) {
    this.#parts = parts;
    this.#drawn = drawn;
  }

  get outline(): Uint8Array {
    return this.#parts.blank;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= fillSlots(this.#parts, this.#drawn, {
      bytes: this.#parts.spare.pop() ?? Buffer.from(this.#parts.blank),
      start: 0,
    });
    return this.#bytes;
  }

  slice(from: number, to: number): Uint8Array {
    return fillSlots(this.#parts, this.#drawn, {
      bytes: Buffer.from(this.#parts.blank.subarray(from, to)),
      start: from,
    });
  }

  release(): void {
    const { spare } = this.#parts;
    if (this.#bytes !== undefined && spare.length < MAX_SPARE) spare.push(this.#bytes);
    this.#bytes = undefined;
  }

  copy(): Uint8Array {
    return this.slice(0, this.#parts.blank.length);
  }
}

/** A slot for each run of placeholders that were drawn one after the other. */
function slotsOf(text: string): readonly Slot[] {
  const slots: Slot[] = [];
  let at = 0;
  let end = 0;
  for (const run of text.matchAll(PLACEHOLDERS)) {
    at += Buffer.byteLength(text.slice(end, run.index));
    end = run.index + run[0].length;
    for (const { from, to } of rangesOf(run[0])) {
      slots.push({ at, from, to });
      at += to - from;
    }
  }
  return slots;
}

function rangesOf(placeholders: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const character of placeholders) {
    const at = character.charCodeAt(0) - FIRST;
    const last = ranges.at(-1);
    if (last?.to === at) last.to = at + 1;
    else ranges.push({ from: at, to: at + 1 });
  }
  return ranges;
}
