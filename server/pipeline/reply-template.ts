import type { Ids, PooledBody } from '../core';

/** A text in which only the ids are new each time it is said. */
export interface Template {
  /** The text's bytes with ids drawn in the order in which the text's maker draws them. */
  fill(ids: Ids): PooledBody;
}

type Draw = (ids: Ids) => string;

/** Where a stretch of what was drawn stands in the bytes. */
interface Slot {
  /** Place in the bytes. */
  readonly at: number;
  /** Place in all the characters drawn. */
  readonly from: number;
  readonly to: number;
}

/** Private Use Area of Unicode: characters that stand for nothing, so each can stand for one drawn character. */
const FIRST = 0xe000;
const LAST = 0xf8ff;
const STAND_INS = /[\ue000-\uf8ff]+/g;
/** The same characters as JSON may write them. */
const ESCAPED = /\\u[ef]/i;

/** Could a stand-in be confused with this text's own characters? */
export const hasPlaceholders = (text: string): boolean => text.search(STAND_INS) >= 0 || ESCAPED.test(text);

/**
 * Makes a text once with stand-ins instead of ids, and remembers where they came to stand.
 * Ids may be cut and joined on their way, but not rewritten. Undefined when more is drawn than there are stand-ins.
 */
export function createTemplate(make: (ids: Ids) => string): Template | undefined {
  const draws: Draw[] = [];
  let drawn = 0;
  const standIn = (length: number, draw: Draw): string => {
    draws.push(draw);
    const start = FIRST + drawn;
    drawn += length;
    return String.fromCharCode(...Array.from({ length }, (_, at) => Math.min(start + at, LAST)));
  };
  const text = make({
    hex: (length) => standIn(length, (ids) => ids.hex(length)),
    alphanumeric: (length) => standIn(length, (ids) => ids.alphanumeric(length)),
    base58: (length) => standIn(length, (ids) => ids.base58(length)),
    base64: (length) => standIn(length, (ids) => ids.base64(length)),
    base64url: (length) => standIn(length, (ids) => ids.base64url(length)),
    uuid: () => standIn(36, (ids) => ids.uuid()),
  });
  return FIRST + drawn > LAST ? undefined : printer(text, draws);
}

/** Bytes that wait for their next use; more than this many are never in use at once but by slow readers. */
const MOST_SPARE = 16;

/** Ids are ASCII and keep their length, so that bytes once encoded serve again: only the ids are written anew. */
function printer(text: string, draws: readonly Draw[]): Template {
  const blank = Buffer.from(text.replace(STAND_INS, (standIns) => '0'.repeat(standIns.length)));
  const press = { spare: [], blank, slots: slotsOf(text) };
  return {
    fill(ids) {
      const drawn = draws.length === 1 ? (draws[0] as Draw)(ids) : draws.map((draw) => draw(ids)).join('');
      return new Printed(press, drawn);
    },
  };
}

/** What all prints of one text share. */
interface TemplateParts {
  readonly spare: Buffer[];
  readonly blank: Buffer;
  readonly slots: readonly Slot[];
}

/** Writes what was drawn into bytes that stand for a stretch of the blank, the one that begins at `start`. */
function print({ slots }: TemplateParts, drawn: string, { bytes, start }: { bytes: Buffer; start: number }): Buffer {
  const end = start + bytes.length;
  for (let next = firstPast(slots, start); next < slots.length; next += 1) {
    const { at, from, to } = slots[next] as Slot;
    if (at >= end) break;
    for (let place = from; place < to; place += 1) {
      const target = at + place - from - start;
      // Bytes before and beyond the stretch are not there to be written.
      if (target >= 0 && target < bytes.length) bytes[target] = drawn.charCodeAt(place);
    }
  }
  return bytes;
}

/** The place of the first slot that reaches beyond `start`. */
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

/** One print. A journal keeps many of them, so they hold their own ids and nothing else. */
class Printed implements PooledBody {
  readonly #press: TemplateParts;
  readonly #drawn: string;
  #bytes: Buffer | undefined;

  constructor(press: TemplateParts, drawn: string) {
    this.#press = press;
    this.#drawn = drawn;
  }

  get outline(): Uint8Array {
    return this.#press.blank;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= print(this.#press, this.#drawn, {
      bytes: this.#press.spare.pop() ?? Buffer.from(this.#press.blank),
      start: 0,
    });
    return this.#bytes;
  }

  slice(from: number, to: number): Uint8Array {
    return print(this.#press, this.#drawn, { bytes: Buffer.from(this.#press.blank.subarray(from, to)), start: from });
  }

  release(): void {
    const { spare } = this.#press;
    if (this.#bytes !== undefined && spare.length < MOST_SPARE) spare.push(this.#bytes);
    this.#bytes = undefined;
  }

  copy(): Uint8Array {
    return this.slice(0, this.#press.blank.length);
  }
}

/** A slot for each run of stand-ins; neighbours that were not drawn one after the other are slots of their own. */
function slotsOf(text: string): readonly Slot[] {
  const slots: Slot[] = [];
  let at = 0;
  let end = 0;
  for (const run of text.matchAll(STAND_INS)) {
    at += Buffer.byteLength(text.slice(end, run.index));
    end = run.index + run[0].length;
    for (const { from, to } of rangesOf(run[0])) {
      slots.push({ at, from, to });
      at += to - from;
    }
  }
  return slots;
}

function rangesOf(standIns: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const sign of standIns) {
    const at = sign.charCodeAt(0) - FIRST;
    const last = ranges.at(-1);
    if (last?.to === at) last.to = at + 1;
    else ranges.push({ from: at, to: at + 1 });
  }
  return ranges;
}
